import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLogger } from '#app/config/logger.server.ts';
import { parseOrderId, parseRemedyId, trusted } from '#app/domain/ids.ts';
import { money } from '#app/domain/money.ts';
import { goodwillValue } from '#app/domain/remedy/families.ts';
import type { Progress, Step } from '#app/domain/remedy/plug.ts';
import type { ReplacementPlan } from '#app/domain/remedy/replacement.ts';
import { createGateway } from '#app/shopify/gateway.server.ts';
import { MUG_HOUSE } from '#tests/setup/world.ts';
import { redirectFetch } from '#tests/setup/redirect-fetch.ts';

/*
 * Answers that the dev store does not give, word for word over real HTTP: drafts that Shopify is still working on, drafts
 * that would cost something, orders that it does not show.
 */
let server: Server;
let answers: Record<string, unknown>;
let asked: string[];
let endRedirection: () => void;

beforeAll(async () => {
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const name = /(?:query|mutation) (\w+)/.exec(Buffer.concat(parts).toString('utf8'))?.[1] ?? '';
      asked.push(name);
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ data: answers[name] }));
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
beforeEach(() => {
  asked = [];
  answers = { ReadOrderAddress: { order: noAddress } };
});

const { replacement } = createGateway({
  shopId: MUG_HOUSE,
  token: () => Promise.resolve('shpat_test'),
  timeoutMs: 1_000,
  log: createLogger({ level: 'silent' }),
  codeSecret: 'secret',
}).remedies;

const noAddress = { email: 'a@example.com', phone: null, shippingAddress: null };
const remedyId = trusted(parseRemedyId, '01939d5a-0000-7000-8000-000000000001');
const tag = 'amends-01939d5a000070008000000000000001';
const ours = { id: 'gid://shopify/DraftOrder/8', tags: [tag], order: null };
const total = (amount: string) => {
  const eur = { amount, currencyCode: 'EUR' };
  return { presentmentMoney: eur, shopMoney: eur };
};
const order = (more: object = {}) => ({
  id: 'gid://shopify/Order/9',
  name: '#9',
  createdAt: '2026-11-22T12:00:00Z',
  cancelledAt: null,
  displayFulfillmentStatus: 'UNFULFILLED',
  fulfillments: [],
  ...more,
});
const worth = goodwillValue(money(0, 'EUR'));

async function plan(): Promise<ReplacementPlan> {
  return {
    orderId: trusted(parseOrderId, '1001'),
    orderName: '#1001',
    currency: 'EUR',
    customerId: null,
    lines: [{ lineItemId: '1', variantId: '2', title: 'Mug', quantity: 1, other: false, unitPrice: worth }],
    delivery: { title: null, worth },
    address: { confirmed: await printOfNoAddress(), corrected: { address1: 'Long Street 1' } },
    note: '',
    card: '',
    costIs: 'face_value',
  };
}

/** What the form is shown for an order without an address. */
async function printOfNoAddress(): Promise<string> {
  const before = answers['ReadReplaceable'];
  const basis = { name: '#1001', cancelledAt: null, currencyCode: 'EUR', presentmentCurrencyCode: 'EUR' };
  const rest = { totalPriceSet: total('1.0'), customer: null, disputes: [], shippingLine: null };
  answers['ReadReplaceable'] = { order: { ...basis, ...rest, ...noAddress, lineItems: { nodes: [] } }, nodes: [] };
  const ask = { items: [], gift: null, delivery: 'free', note: '', card: '', country: null } as const;
  const address = { confirmed: null, corrected: {} };
  const facts = await replacement.read(trusted(parseOrderId, '1001'), { ...ask, items: [], address });
  answers['ReadReplaceable'] = before;
  asked = [];
  if (!facts.ok) throw new Error('no facts');
  return facts.value.address.fingerprint;
}

let remembered: Progress = {};
async function step(progress: Progress = {}, externalId: string | null = null): Promise<Step<'replacement'>> {
  remembered = progress;
  return {
    plan: await plan(),
    identity: { remedyId, idempotencyKey: `amends-${remedyId}`, complaintNumber: 1001 },
    externalId,
    progress,
    now: new Date('2026-11-22T12:00:00Z'),
    remember: (more) => {
      remembered = { ...remembered, ...more };
      return Promise.resolve();
    },
    laneMates: () => Promise.resolve([]),
  };
}

const created = (draftOrder: object | null, ...messages: string[]) => ({
  draftOrderCreate: { draftOrder, userErrors: messages.map((message) => ({ message })) },
});
const completed = (made: object | null, ...messages: string[]) => ({
  draftOrderComplete: { draftOrder: { order: made }, userErrors: messages.map((message) => ({ message })) },
});
const draft = (more: object = {}) => ({
  id: 'gid://shopify/DraftOrder/7',
  ready: true,
  totalPriceSet: total('0.0'),
  ...more,
});

describe('a draft that Shopify is still working on', () => {
  it('is remembered and waited for: nothing has been given', async () => {
    answers['CreateReplacement'] = created(draft({ ready: false }));
    expect(await replacement.execute(await step())).toMatchObject({ outcome: 'throttled' });
    expect(remembered).toEqual({ drafts: '1', draft: '7' });
    expect(asked).not.toContain('CompleteReplacement');
  });

  it('is not deleted because it cannot be completed yet', async () => {
    answers['CompleteReplacement'] = completed(null, 'Draft order is being calculated');
    answers['ReadReplacementDraft'] = { draftOrder: { ready: false, order: null } };
    expect(await replacement.execute(await step({ drafts: '1', draft: '7' }))).toMatchObject({ outcome: 'throttled' });
    expect(asked).toEqual(['CompleteReplacement', 'ReadReplacementDraft']);
  });
});

describe('a draft that would cost the customer something', () => {
  it('is never remembered, so it is never completed; it is deleted, and that is said', async () => {
    answers['CreateReplacement'] = created(draft({ totalPriceSet: total('4.2') }));
    answers['DropReplacementDraft'] = { draftOrderDelete: { deletedId: 'gid://shopify/DraftOrder/7', userErrors: [] } };
    expect(await replacement.execute(await step())).toMatchObject({ outcome: 'refused' });
    expect(remembered).toEqual({ drafts: '1' });
    expect(asked).toEqual(['ReadOrderAddress', 'CreateReplacement', 'DropReplacementDraft']);
  });

  it('is not taken over either, when its making was in doubt', async () => {
    answers['FindReplacementDrafts'] = { draftOrders: { nodes: [{ ...ours, totalPriceSet: total('4.2') }] } };
    answers['CreateReplacement'] = created(draft());
    answers['CompleteReplacement'] = completed(order());
    expect(await replacement.execute(await step({ drafts: '1' }))).toMatchObject({ outcome: 'succeeded' });
    expect(remembered).toEqual({ drafts: '2', draft: '7' });
  });
});

describe('a search that answers with more than was asked for', () => {
  it('gives us no draft that has not our tag', async () => {
    const foreign = { ...ours, id: 'gid://shopify/DraftOrder/3', tags: ['vip'], totalPriceSet: total('0.0') };
    const nodes = [foreign, { ...ours, totalPriceSet: total('0.0') }];
    answers['FindReplacementDrafts'] = { draftOrders: { nodes } };
    answers['CompleteReplacement'] = completed(order());
    await replacement.execute(await step({ drafts: '1' }));
    expect(remembered).toMatchObject({ draft: '8' });
  });

  it('and no order', async () => {
    answers['ReadReplacementDraft'] = { draftOrder: null };
    answers['FindReplacementOrder'] = { orders: { nodes: [{ tags: ['vip'], ...order() }] } };
    expect(await replacement.findExisting(await step({ drafts: '1', draft: '7' }))).toEqual({ ok: true, value: null });
  });
});

describe('an answer without what it should hold', () => {
  it('is in doubt', async () => {
    answers['CreateReplacement'] = created(null);
    expect(await replacement.execute(await step())).toMatchObject({ outcome: 'unknown' });
    answers['CompleteReplacement'] = completed(null);
    expect(await replacement.execute(await step({ drafts: '1', draft: '7' }))).toMatchObject({ outcome: 'unknown' });
  });

  it('of an order that was there: nothing is concluded from its absence', async () => {
    answers['ReadReplacement'] = { order: null };
    expect(await replacement.watch(await step({}, '9'))).toEqual({ ok: true, value: null });
    answers['ReadCancellation'] = { order: null };
    expect(await replacement.undo?.(await step({}, '9'))).toMatchObject({ outcome: 'unknown' });
  });

  it('a second completion is refused with its order beside it: that order is ours', async () => {
    answers['CompleteReplacement'] = completed(order(), 'This order has been paid');
    expect(await replacement.execute(await step({ drafts: '1', draft: '7' }))).toMatchObject({
      outcome: 'succeeded',
      found: { externalId: '9', standing: 'issued' },
    });
  });
});

it('nothing was ever begun: no call is spent on finding that out', async () => {
  expect(await replacement.findExisting(await step())).toEqual({ ok: true, value: null });
  expect(asked).toEqual([]);
});
