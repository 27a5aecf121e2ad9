import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId, newRequestId } from '#app/db/new-id.server.ts';
import { parseOrderId, trusted, type ComplaintId } from '#app/domain/ids.ts';
import { money } from '#app/domain/money.ts';
import type { RefundRequest } from '#app/domain/remedy/refund.ts';
import { getComplaintPage } from '#app/services/complaints/get-complaint-page.server.ts';
import { logComplaint } from '#app/services/complaints/log-complaint.server.ts';
import { moveComplaint } from '#app/services/complaints/change-complaint.server.ts';
import { getOrderForComplaint } from '#app/services/orders/get-order-for-complaint.server.ts';
import type { Order } from '#dev-store/state/types.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, MUG_HOUSE, people, TOKYO_PAPER, type World } from '#tests/setup/world.ts';
import {
  amountOf,
  ask,
  complain,
  eur,
  fault,
  idOf,
  makeOrder,
  mustAsk,
  previewRefund,
} from '#tests/factories/cases.ts';
import { complaintFacts, givenOnOrder, ledgerOf, refundedAtStore, remedyFacts } from '#tests/factories/facts.ts';

let database: TestDatabase;
let world: World;
let order: Order;
let complaintId: ComplaintId;
const scopes = [
  'read_orders',
  'write_orders',
  'read_all_orders',
  'read_customers',
  'read_products',
  'read_fulfillments',
];

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld({ database });
});
afterAll(async () => {
  await world.close();
  await database.drop();
});
beforeEach(async () => {
  world.store.store.state.faults = [];
  order = makeOrder(world, { shipping: '10.00', amount: '200.00', quantity: 4 });
  complaintId = await complain(world, order);
});

const lines = (lineItemId: string, quantity: number): RefundRequest => ({
  kind: 'lines',
  lines: [{ lineItemId, quantity, restock: 'no_restock' }],
  shipping: null,
});
const firstLine = () => String(order.lineItems[0]?.id);

/** What a request comes to, seen to move nothing at all. */
async function refused(request: RefundRequest) {
  const answer = await ask(world, { complaintId, request });
  expect(answer.ok).toBe(false);
  expect(await givenOnOrder(world, idOf(order))).toBe(0);
  expect(order.refunds).toEqual([]);
  const preview = await previewRefund(world.as(), complaintId, request);
  // The preview says the same as the decision.
  if (!answer.ok && answer.error.kind === 'refund') {
    expect(preview.ok && preview.value.problem).toEqual(answer.error.problem);
  }
  return answer.ok ? null : answer.error;
}

describe('a request that cannot be is refused with its reason, and moves nothing', () => {
  it('more than can be refunded', async () => {
    expect(await refused(amountOf(eur(210_01)))).toEqual({
      kind: 'refund',
      problem: { kind: 'more_than_refundable', left: eur(210_00), asked: eur(210_01), inFlight: eur(0) },
    });
  });

  it('nothing, and less than nothing', async () => {
    const nothing = { kind: 'refund', problem: { kind: 'nothing_asked' } };
    expect(await refused(amountOf(eur(0)))).toEqual(nothing);
    expect(await refused(amountOf(eur(-1)))).toEqual(nothing);
    expect(await refused({ kind: 'lines', lines: [], shipping: null })).toEqual(nothing);
    expect(await refused({ kind: 'lines', lines: [], shipping: eur(0) })).toEqual(nothing);
    const line = { lineItemId: firstLine(), quantity: 1, restock: 'no_restock' } as const;
    expect(await refused({ kind: 'lines', lines: [line], shipping: eur(-5_00) })).toEqual(nothing);
  });

  it('another currency', async () => {
    const differs = { kind: 'refund', problem: { kind: 'currency_differs', expected: 'EUR', got: 'USD' } };
    expect(await refused(amountOf(money(10_00, 'USD')))).toEqual(differs);
    expect(await refused({ kind: 'lines', lines: [], shipping: money(1_00, 'USD') })).toEqual(differs);
  });

  it('a line that the order does not have', async () => {
    const foreign = String(makeOrder(world).lineItems[0]?.id);
    expect(await refused(lines(foreign, 1))).toEqual({
      kind: 'refund',
      problem: { kind: 'unknown_line', lineItemId: foreign },
    });
    expect(await refused(lines(firstLine(), 0))).toMatchObject({ problem: { kind: 'unknown_line' } });
  });

  it('more of a line than was bought, also when it is named twice', async () => {
    const problem = { kind: 'quantity_too_large', lineItemId: firstLine(), left: 4 };
    expect(await refused(lines(firstLine(), 5))).toMatchObject({ problem: { ...problem, asked: 5 } });
    const line = { lineItemId: firstLine(), quantity: 3, restock: 'no_restock' } as const;
    expect(await refused({ kind: 'lines', lines: [line, line], shipping: null })).toMatchObject({
      problem: { ...problem, asked: 6 },
    });
  });

  it('more shipping than was paid', async () => {
    expect(await refused({ kind: 'lines', lines: [], shipping: eur(10_01) })).toEqual({
      kind: 'refund',
      problem: { kind: 'shipping_too_large', left: eur(10_00), asked: eur(10_01) },
    });
  });

  it('an order whose payment is under a chargeback', async () => {
    order.disputes = [{ id: 1, initiatedAs: 'CHARGEBACK', status: 'NEEDS_RESPONSE', openedAt: '2026-11-20T00:00:00Z' }];
    expect(await refused(amountOf(eur(1_00)))).toEqual({ kind: 'order', problem: { kind: 'open_chargeback' } });
    order.disputes = [{ id: 1, initiatedAs: 'INQUIRY', status: 'NEEDS_RESPONSE', openedAt: '2026-11-20T00:00:00Z' }];
    expect(
      (await ask(world, { complaintId, request: amountOf(eur(1_00)) })).ok,
      'a mere question is no chargeback',
    ).toBe(true);
  });

  it('somebody whose role was taken away while Shopify was being asked', async () => {
    const role = (to: string) =>
      world.sql('UPDATE staff_members SET role = $1 WHERE user_id = $2', [to, people.anna.userId]);
    fault(world, 'slow', { match: 'ReadRefundable', delayMs: 300 });
    // She still comes in as an agent: that is what the request was let in with.
    const asked = ask(world, { complaintId, request: amountOf(eur(1)), who: people.anna });
    await role('none');
    expect(await asked).toMatchObject({ ok: false, error: { kind: 'not_allowed', decision: { why: 'no_role' } } });
    expect(await givenOnOrder(world, idOf(order))).toBe(0);
    await role('agent');
  });

  it('a closed complaint, until it is opened again', async () => {
    await moveComplaint(world.as(), complaintId, { to: 'closed', why: null });
    expect(await refused(amountOf(eur(1_00)))).toEqual({ kind: 'complaint_closed' });
    await moveComplaint(world.as(), complaintId, { to: 'open', why: null });
    expect((await ask(world, { complaintId, request: amountOf(eur(1_00)) })).ok).toBe(true);
  });

  it('a complaint that is closed while Shopify is being asked', async () => {
    fault(world, 'slow', { match: 'ReadRefundable', delayMs: 300 });
    const answer = ask(world, { complaintId, request: amountOf(eur(1_00)) });
    await expect.poll(() => world.store.store.state.faults[0]?.applied).toBe(1);
    await moveComplaint(world.as(), complaintId, { to: 'closed', why: null });
    expect(await answer).toEqual({ ok: false, error: { kind: 'complaint_closed' } });
    expect(await givenOnOrder(world, idOf(order))).toBe(0);
  });

  it('an order that is read as refunded by hand in the admin', async () => {
    const parent = order.transactions[0];
    if (!parent) throw new Error('no payment');
    order.transactions.push({ ...parent, id: 1, kind: 'REFUND', parentId: parent.id });
    expect(await ask(world, { complaintId, request: amountOf(eur(1_00)) })).toMatchObject({
      ok: false,
      error: { kind: 'refund', problem: { kind: 'nothing_refundable' } },
    });
  });
});

describe('another shop', () => {
  const unknown = newId<ComplaintId>();

  it('cannot find the complaint, nor one that never was', async () => {
    for (const id of [complaintId, unknown]) {
      const asked = { complaintId: id, request: amountOf(money(100, 'JPY')), who: people.haruka, shopId: TOKYO_PAPER };
      expect(await ask(world, asked)).toEqual({ ok: false, error: { kind: 'not_found' } });
      expect(await previewRefund(world.as(people.haruka, TOKYO_PAPER), id, asked.request)).toEqual({
        ok: false,
        error: { kind: 'not_found' },
      });
      expect(await getComplaintPage(world.as(people.haruka, TOKYO_PAPER), id)).toEqual({
        ok: false,
        error: { kind: 'not_found' },
      });
    }
    expect(await givenOnOrder(world, idOf(order))).toBe(0);
  });

  it('cannot find the order, nor one that never was', async () => {
    for (const orderId of [idOf(order), trusted(parseOrderId, '999999999')]) {
      const ctx = world.as(people.haruka, TOKYO_PAPER);
      expect(await getOrderForComplaint(ctx, orderId)).toEqual({ ok: false, error: { kind: 'not_found' } });
      const logged = await logComplaint(ctx, {
        requestId: newRequestId(),
        orderId,
        lines: [{ lineItemId: firstLine(), quantity: 1 }],
        reason: 'damaged',
        severity: 'high',
        channel: 'email',
        wantedOutcome: 'refund',
        words: '',
      });
      expect(logged).toEqual({ ok: false, error: { kind: 'order', problem: { kind: 'not_found' } } });
    }
  });
});

describe('a shop that has taken something back', () => {
  const setScopes = (granted: string[]) => {
    for (const token of world.store.store.state.tokens) if (token.shop === MUG_HOUSE) token.scopes = granted;
  };

  it('its scope: the reason is named, nothing is sent, nothing moves', async () => {
    setScopes(['read_products']);
    expect(await ask(world, { complaintId, request: amountOf(eur(1_00)) })).toMatchObject({
      ok: false,
      error: {
        kind: 'order',
        problem: { kind: 'missing_scope', scope: expect.stringContaining('read_orders') as unknown },
      },
    });
    setScopes(scopes);
    expect(await givenOnOrder(world, idOf(order))).toBe(0);
  });

  it('its scope between decision and sending: refused, released, and a person decides again', async () => {
    const remedyId = await mustAsk(world, { complaintId, request: amountOf(eur(1_00)) });
    setScopes(scopes.filter((scope) => scope !== 'write_orders'));
    await world.runUntilQuiet();
    setScopes(scopes);
    expect(await remedyFacts(world, remedyId)).toMatchObject({ state: 'refused' });
    expect(await ledgerOf(world, remedyId)).toEqual(['reserved', 'released']);
    expect(await complaintFacts(world, complaintId)).toEqual({ state: 'open', nextAction: 'decide_again' });
    expect(refundedAtStore(order)).toBe(0);
  });

  it('the app: a refund in doubt stays held, one that was never sent is released', async () => {
    const inDoubt = await mustAsk(world, { complaintId, request: amountOf(eur(1_00)) });
    fault(world, 'timeout-after');
    await world.runUntilQuiet(30_000);
    const neverSent = await mustAsk(world, { complaintId, request: amountOf(eur(2_00)) });
    const saved = await world.sql<{ access_token: string }>('SELECT access_token FROM sessions WHERE shop_id = $1', [
      MUG_HOUSE,
    ]);
    await world.sql('UPDATE sessions SET access_token = NULL, refresh_token = NULL WHERE shop_id = $1', [MUG_HOUSE]);
    expect(await ask(world, { complaintId, request: amountOf(eur(3_00)) })).toEqual({
      ok: false,
      error: { kind: 'order', problem: { kind: 'uninstalled' } },
    });
    await world.runUntilQuiet(60 * 60_000);
    expect(await remedyFacts(world, neverSent)).toMatchObject({ state: 'refused' });
    expect(await ledgerOf(world, neverSent)).toEqual(['reserved', 'released']);
    const before = await remedyFacts(world, inDoubt);
    expect(['unknown', 'settled']).toContain(before.state);
    await world.sql('UPDATE sessions SET access_token = $2 WHERE shop_id = $1', [MUG_HOUSE, saved[0]?.access_token]);
    await world.runUntilQuiet();
    expect(await remedyFacts(world, inDoubt)).toMatchObject({ state: 'settled' });
    expect(refundedAtStore(order)).toBe(1_00);
  });
});
