import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLogger } from '#app/config/logger.server.ts';
import { parseOrderId, parseRemedyId, trusted } from '#app/domain/ids.ts';
import { money } from '#app/domain/money.ts';
import { refundMoney } from '#app/domain/remedy/families.ts';
import type { Step } from '#app/domain/remedy/plug.ts';
import type { RefundPlan } from '#app/domain/remedy/refund.ts';
import { createGateway } from '#app/shopify/gateway.server.ts';
import { MUG_HOUSE } from '#tests/setup/world.ts';
import { redirectFetch } from '#tests/setup/redirect-fetch.ts';

/*
 * Answers that the dev store does not give, word for word over real HTTP: what the gateway makes of them decides whether
 * money is released. "Refused" is only what was certainly not carried out.
 */
type Answer = { status?: number; headers?: Record<string, string>; body: unknown };

let server: Server;
let answer: Answer = { body: '' };
let endRedirection: () => void;

beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers });
      response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endRedirection = redirectFetch(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}`);
});
afterAll(async () => {
  endRedirection();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const gateway = createGateway({
  shopId: MUG_HOUSE,
  token: () => Promise.resolve('shpat_test'),
  timeoutMs: 1_000,
  log: createLogger({ level: 'silent' }),
  codeSecret: 'secret',
});
const orderId = trusted(parseOrderId, '1001');
const remedyId = trusted(parseRemedyId, '01939d5a-0000-7000-8000-000000000001');
const plan: RefundPlan = {
  orderId,
  currency: 'EUR',
  amount: refundMoney(money(50_00, 'EUR')),
  lines: [],
  shipping: null,
  parts: [{ parentId: '7', gateway: 'shopify_payments', amount: refundMoney(money(50_00, 'EUR')) }],
};

const step: Step<'refund'> = {
  plan,
  identity: { remedyId, idempotencyKey: `amends-${remedyId}`, complaintNumber: 1001 },
  externalId: null,
  progress: {},
  now: new Date('2026-11-22T12:00:00Z'),
  remember: () => Promise.resolve(),
  laneMates: () => Promise.resolve([]),
};

async function issueAnswered(given: Answer) {
  answer = given;
  return gateway.remedies.refund.execute(step);
}

const pair = (amount: string) => ({
  presentmentMoney: { amount, currencyCode: 'EUR' },
  shopMoney: { amount, currencyCode: 'EUR' },
});
const refund = (id: number, note: string, transactions: object[]) => ({
  id: `gid://shopify/Refund/${String(id)}`,
  createdAt: '2026-11-22T12:00:00Z',
  note,
  totalRefundedSet: pair('0.0'),
  transactions: { nodes: transactions },
});
const error = (message: string, extensions: object = {}, path?: (string | number)[]) => ({
  message,
  extensions,
  ...(path && { path }),
});

const saying = (message: string): Answer => ({
  body: { data: { refundCreate: { refund: null, userErrors: [{ field: null, message }] } } },
});

describe('an answer to a refund is in doubt when it', () => {
  it.each<[string, Answer]>([
    [
      'is an internal error with its data null',
      { body: { data: null, errors: [error('Internal error', { code: 'INTERNAL_SERVER_ERROR' })] } },
    ],
    [
      'is an internal error without any data',
      {
        body: {
          errors: [
            error('Internal error. Looks like something went wrong on our end.', { code: 'INTERNAL_SERVER_ERROR' }),
          ],
        },
      },
    ],
    ['is an error without code or data', { body: { errors: [error('Timeout')] } }],
    ['is an error in plain text', { body: { errors: 'Something went wrong' } }],
    [
      'denies a field of the refund that it made',
      {
        body: {
          data: { refundCreate: { refund: null, userErrors: [] } },
          errors: [
            error('Access denied', { code: 'ACCESS_DENIED', requiredAccess: 'read_x' }, [
              'refundCreate',
              'refund',
              'transactions',
            ]),
          ],
        },
      },
    ],
    [
      'denies a field so deep that the whole refund became null',
      {
        body: {
          data: { refundCreate: null },
          errors: [
            error('Access denied', { code: 'ACCESS_DENIED', requiredAccess: 'read_x' }, [
              'refundCreate',
              'refund',
              'totalRefundedSet',
            ]),
          ],
        },
      },
    ],
    ['has nothing in it', { body: { data: { refundCreate: null } } }],
    ['has neither refund nor reason', { body: { data: { refundCreate: { refund: null, userErrors: [] } } } }],
    ['is no object', { body: 'null' }],
    ['is empty', { body: '' }],
    ['is a gateway’s page', { status: 502, headers: { 'content-type': 'text/html' }, body: '<h1>Bad gateway</h1>' }],
    ['is a request time-out', { status: 408, body: {} }],
    ['speaks of a key in use', saying('This request is currently in progress, please try again.')],
    [
      'speaks of a key with other input',
      saying('The same idempotency key cannot be used with different operation parameters.'),
    ],
    [
      'speaks of a key that failed before',
      saying('A previous request with this idempotency key failed. Retry with a new idempotency key.'),
    ],
  ])('%s', async (_name, given) => {
    expect(await issueAnswered(given)).toMatchObject({ outcome: 'unknown' });
  });
});

describe('an answer to a refund is a refusal when it', () => {
  it.each<[string, Answer, string]>([
    [
      'denies the mutation for want of a scope',
      {
        body: {
          data: { refundCreate: null },
          errors: [
            error('Access denied for refundCreate field.', { code: 'ACCESS_DENIED', requiredAccess: 'write_orders' }, [
              'refundCreate',
            ]),
          ],
        },
      },
      'missing_scope',
    ],
    [
      'knows no such order',
      {
        body: {
          data: { refundCreate: null },
          errors: [error('invalid id', { code: 'RESOURCE_NOT_FOUND' }, ['refundCreate'])],
        },
      },
      'invalid',
    ],
    [
      'could not read the variables',
      {
        body: {
          errors: [
            error('Variable $input of type RefundInput! was provided invalid value', { code: 'INVALID_VARIABLE' }),
          ],
        },
      },
      'invalid',
    ],
    [
      'knows no such field',
      {
        body: { errors: [error("Field 'refundCreate' doesn't exist on type 'Mutation'", { code: 'undefinedField' })] },
      },
      'invalid',
    ],
    [
      'names what is wrong',
      { body: { data: { refundCreate: { refund: null, userErrors: [{ field: null, message: 'No' }] } } } },
      'user_errors',
    ],
    [
      'comes to a token that is no longer valid',
      { status: 401, body: { errors: '[API] Invalid API key or access token' } },
      'uninstalled',
    ],
  ])('%s', async (_name, given, code) => {
    expect(await issueAnswered(given)).toMatchObject({ outcome: 'refused', code });
  });
});

describe('looking for a refund', () => {
  const marked = `C-1001 [amends:${remedyId}]`;
  const success = {
    id: 'gid://shopify/OrderTransaction/9',
    kind: 'REFUND',
    status: 'SUCCESS',
    gateway: 'x',
    amountSet: pair('50.0'),
  };
  const find = async (refunds: object[]) => {
    answer = { body: { data: { order: { refunds } } } };
    return gateway.remedies.refund.findExisting(step);
  };

  it('finds ours by its marker', async () => {
    const found = await find([refund(1, 'by hand', [success]), refund(2, marked, [success])]);
    expect(found.ok && found.value).toMatchObject({
      externalId: '2',
      proof: { refundId: '2', amount: money(50_00, 'EUR') },
    });
  });

  it('never says "not there" when the order has more refunds than one answer holds', async () => {
    const many = Array.from({ length: 100 }, (_, index) => refund(index + 1, 'by hand', [success]));
    expect(await find(many)).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
    expect(await find(many.slice(1))).toEqual({ ok: true, value: null });
  });

  it('never says "not there" for an order that cannot be seen', async () => {
    answer = { body: { data: { order: null } } };
    expect(await gateway.remedies.refund.findExisting(step)).toEqual({ ok: false, error: { kind: 'not_found' } });
  });
});
