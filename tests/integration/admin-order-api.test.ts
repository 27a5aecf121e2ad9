import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { orderInput } from '#dev-store/seed/scenario-input.ts';
import { makeScenario } from '#dev-store/seed/scenarios.ts';
import type { AdminOrder, AdminOrderForm, AdminOrderLogged, AdminOrderProblem } from '#app/web/admin-order-wire.ts';
import { decideRefund, logOne, olga } from '#tests/factories/shell-refund.ts';
import {
  ANNA,
  bearer,
  HARUKA,
  MUG_HOUSE,
  runShell,
  sessionToken,
  TOKYO_PAPER,
  type RunningShell,
} from '#tests/setup/running-shell.ts';

let shell: RunningShell;
let order: ReturnType<typeof makeScenario>;

beforeAll(async () => {
  shell = await runShell();
  await logOne(shell, olga);
});
beforeEach(() => {
  order = makeScenario(shell.store.store, orderInput.parse({ shop: MUG_HOUSE, scenario: 'paid-200' }));
});
afterAll(() => shell.close());

const path = (id: string | number = order.id) => `/api/admin-order/${String(id)}`;
const ask = async (address: string, token = sessionToken()) => shell.ask(address, bearer(token));
const post = (fields: Record<string, string>, token: string | null = sessionToken()) =>
  shell.ask(`${path()}/form`, {
    method: 'POST',
    ...(token !== null && bearer(token)),
    body: new URLSearchParams({
      ...{ requestId: randomUUID(), orderId: String(order.id), lines: `${String(order.lineItems[0]?.id)}:1` },
      ...{
        reason: 'damaged',
        severity: 'high',
        channel: 'phone',
        wantedOutcome: 'refund',
        words: 'The mug is broken.',
      },
      ...fields,
    }),
  });
const logged = () => shell.sql('SELECT * FROM complaints WHERE order_id = $1', [String(order.id)]);

describe('the form on an order’s page in the admin', () => {
  it('shows what can be chosen, and logs a complaint as the app’s own form does', async () => {
    const form = (await (await ask(`${path()}/form`)).json()) as AdminOrderForm;
    expect(form).toMatchObject({ order: order.name, complaints: [] });
    expect(form.reasons.find(({ value }) => value === 'damaged')).toEqual({
      ...{ value: 'damaged', label: 'Arrived damaged', severity: 'high' },
    });
    const answer = await post({ requestId: form.requestId });
    expect(answer.status).toBe(201);
    const { number, path: inApp } = (await answer.json()) as AdminOrderLogged;
    const [complaint] = await logged();
    expect(complaint).toMatchObject({ channel: 'phone', assignee_user_id: '1001', words: 'The mug is broken.' });
    expect([number, inApp]).toEqual([
      `C-${String(complaint?.['number'])}`,
      `app/complaints/${String(complaint?.['id'])}`,
    ]);
    await post({ requestId: form.requestId });
    expect(await logged()).toHaveLength(1);
  });

  it('says beside each field what is wrong with it', async () => {
    const answer = await post({ words: ' ', reason: '' });
    expect(answer.status).toBe(422);
    const { fields } = (await answer.json()) as AdminOrderProblem;
    expect(fields).toEqual({ reason: 'Choose a reason.', words: 'Write down what the customer said, in a few words.' });
    const tooMany = await post({ lines: `${String(order.lineItems[0]?.id)}:9` });
    expect(((await tooMany.json()) as AdminOrderProblem).fields['lines']).toMatch(/^The order has only/);
  });

  it('logs on the order of its address, whatever else the fields name', async () => {
    const other = makeScenario(shell.store.store, orderInput.parse({ shop: MUG_HOUSE, scenario: 'paid-200' }));
    await post({ orderId: String(other.id) });
    expect(await logged()).toHaveLength(1);
  });

  it('says that an order is not in the shop', async () => {
    expect((await ask(`${path(999_999_999)}/form`)).status).toBe(404);
    const answer = await ask(`${path()}/form`, sessionToken({ shop: TOKYO_PAPER, user: HARUKA }));
    expect(answer.status).toBe(404);
    expect(((await answer.json()) as AdminOrderProblem).message).toContain('not in your shop');
  });
});

describe('the block on an order’s page', () => {
  it('tells of each complaint where it stands, what is next and what was given', async () => {
    const { complaintId } = await decideRefund(shell);
    const [row] = await shell.sql<{ order_id: string; number: number }>(
      'SELECT order_id, number FROM complaints WHERE id = $1',
      [complaintId],
    );
    const { complaints } = (await (await ask(path(row?.order_id))).json()) as AdminOrder;
    expect(complaints).toMatchObject([
      {
        ...{
          number: `C-${String(row?.number)}`,
          path: `app/complaints/${complaintId}`,
          state: 'Waiting for us',
          overdue: false,
        },
        ...{ reason: 'Arrived damaged', given: ['Refund, €10.00: decided'] },
        assignee: expect.stringContaining('Olga') as string,
      },
    ]);
    expect(complaints[0]?.next).toMatch(/, by /);
  });

  it('is empty for an order without complaints, and for one of another shop', async () => {
    expect(await (await ask(path())).json()).toEqual({ complaints: [] });
    await post({});
    const theirs = await ask(path(), sessionToken({ shop: TOKYO_PAPER, user: HARUKA }));
    expect(await theirs.json()).toEqual({ complaints: [] });
  });

  it('asks Shopify nothing', async () => {
    const calls = () => shell.store.store.state.requests.filter((each) => each.kind !== 'token').length;
    await ask(path());
    const before = calls();
    await ask(path());
    expect(calls()).toBe(before);
  });
});

describe('who may', () => {
  it('is whoever has a role at that moment; somebody without one is told so, and nothing comes of it', async () => {
    const anna = sessionToken({ user: ANNA });
    await ask(path(), anna);
    for (const answer of [await ask(path(), anna), await ask(`${path()}/form`, anna), await post({}, anna)]) {
      expect(answer.status).toBe(403);
      expect(((await answer.json()) as AdminOrderProblem).message).toContain('no role');
    }
    await shell.sql("UPDATE staff_members SET role = 'agent' WHERE user_id = $1", [String(ANNA)]);
    expect((await post({}, anna)).status).toBe(201);
    await shell.sql("UPDATE staff_members SET role = 'none' WHERE user_id = $1", [String(ANNA)]);
    expect((await post({}, anna)).status).toBe(403);
    expect(await logged()).toHaveLength(1);
  });

  it.each([
    ['without a token', () => null],
    ['with a signature that is not ours', () => sessionToken({}, {}, { secret: 'not-the-secret' })],
    ['with a token that has expired', () => sessionToken({}, { exp: Math.floor(Date.now() / 1000) - 11 })],
    ['with a token for another app', () => sessionToken({}, { aud: 'another-app' })],
    ['with a token whose issuer is another shop', () => sessionToken({}, { iss: `https://${TOKYO_PAPER}/admin` })],
    ['with the token of a customer', () => sessionToken({}, { iss: undefined, sub: 'gid://shopify/Customer/1' })],
  ])('is nobody %s', async (_what, make) => {
    const token = make();
    const init = token === null ? {} : bearer(token);
    for (const address of [path(), `${path()}/form`]) {
      const answer = await shell.ask(address, init);
      expect(answer.status, address).toBe(401);
      expect(answer.headers.get('access-control-allow-origin'), address).toBe('*');
    }
    expect((await post({}, token)).status).toBe(401);
    expect(await logged()).toEqual([]);
  });

  it('can ask from a worker of Shopify’s, whose origin is another', async () => {
    const preflight = await shell.ask(`${path()}/form`, {
      method: 'OPTIONS',
      headers: { origin: 'https://extensions.shopifycdn.com', 'access-control-request-method': 'POST' },
    });
    expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([204, '*']);
    expect((await ask(path())).headers.get('access-control-allow-origin')).toBe('*');
  });
});
