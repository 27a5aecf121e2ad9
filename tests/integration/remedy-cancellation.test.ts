import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newRequestId } from '#app/db/new-id.server.ts';
import { getComplaintPage } from '#app/services/complaints/get-complaint-page.server.ts';
import { answerDataRequest, eraseCustomer } from '#app/services/privacy/privacy.server.ts';
import { advanceRemedy } from '#app/services/resolutions/advance-remedy.server.ts';
import { previewResolution } from '#app/services/resolutions/preview-resolution.server.ts';
import { reconcileShop } from '#app/services/reconciliation/reconcile-shop.server.ts';
import { requestResolution } from '#app/services/resolutions/request-resolution.server.ts';
import { undoRemedy } from '#app/services/resolutions/undo-remedy.server.ts';
import { settleTransaction } from '#dev-store/refunds/apply.ts';
import type { Order } from '#dev-store/state/types.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, MUG_HOUSE, people, TOKYO_PAPER, type World } from '#tests/setup/world.ts';
import {
  askToCancel,
  cancelAsk,
  cancellationDecided,
  expectCancelledOnce,
  expectNotGiven,
  previewCancellation,
  stockOf,
  waitingOrder,
} from '#tests/factories/cancellation-case.ts';
import { amountOf, ask, complain, eur, fault, idOf, makeOrder, mustAsk } from '#tests/factories/cases.ts';
import {
  complaintFacts,
  givenOnOrder,
  lastRequest,
  ledgerOf,
  refundedAtStore,
  remedyFacts,
  requestsSince,
} from '#tests/factories/facts.ts';

let database: TestDatabase;
let world: World;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld({ database });
});
afterAll(async () => {
  await world.close();
  await database.drop();
});
beforeEach(() => {
  world.store.store.state.faults = [];
  world.store.store.state.jobRules.fail = null;
});

async function atStore(path: string, body: object = {}): Promise<void> {
  const answer = await fetch(`${world.storeUrl}/dev-store/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
}

function provider(order: Order, status: 'SUCCESS' | 'FAILURE'): void {
  const transaction = order.transactions.find((one) => one.kind === 'REFUND' && one.status === 'PENDING');
  if (!transaction || !settleTransaction(world.store.store, order, transaction.id, status))
    throw new Error('nothing on its way');
}

describe('cancelling an order', () => {
  it('cancels it and gives everything back, once, in three calls', async () => {
    const order = waitingOrder(world);
    const stock = stockOf(world, order);
    const each = await cancellationDecided(world, order);
    const before = lastRequest(world);
    await world.runUntilQuiet();
    await expectCancelledOnce(world, each);
    expect(order).toMatchObject({ cancelReason: 'CUSTOMER' });
    expect(order.cancellation?.staffNote).toMatch(/^C-\d+ Called twice\. \[amends:[0-9a-f-]{36}\]$/);
    expect(stockOf(world, order)).toBe(stock + 4);
    const requests = requestsSince(world, before);
    expect(requests.map((request) => request.operation)).toEqual(['CancelOrder', 'FindCancellation', 'IssueRefund']);
    expect(requests.reduce((sum, { requestedCost }) => sum + (requestedCost ?? 0), 0)).toBeLessThanOrEqual(48);
  });

  it('leaves the stock, tells nobody and gives another reason, where that is asked', async () => {
    const order = waitingOrder(world);
    const stock = stockOf(world, order);
    const each = await cancellationDecided(world, order, { more: { reason: 'fraud', restock: false, notify: false } });
    await world.runUntilQuiet();
    await expectCancelledOnce(world, each);
    expect(order.cancelReason).toBe('FRAUD');
    expect(stockOf(world, order)).toBe(stock);
  });

  it('stands in our copy of the order at once, and in the story with what the customer said', async () => {
    const each = await cancellationDecided(world);
    await world.runUntilQuiet();
    const page = await getComplaintPage(world.as(), each.complaintId);
    if (!page.ok) throw new Error('no page');
    expect(page.value.order).toMatchObject({
      cancelledAt: each.order.cancelledAt,
      financialStatus: 'refunded',
      refunded: { presentment: eur(200_00) },
    });
    const decided = page.value.story.find(({ event }) => event.kind === 'remedy_decided');
    expect(decided?.event).toMatchObject({ because: 'late', amount: eur(200_00) });
    expect(page.value.remedies[0]).toMatchObject({ undoable: false, proof: { cancelledAt: each.order.cancelledAt } });
    expect(await undoRemedy(world.as(), { remedyId: each.remedyId, reason: 'no' })).toMatchObject({
      error: { kind: 'not_possible' },
    });
  });

  it('is one cancellation however often the form is sent and the job is run', async () => {
    const order = waitingOrder(world);
    const complaintId = await complain(world, order);
    const requestId = newRequestId();
    const answers = await Promise.all(Array.from({ length: 8 }, () => askToCancel(world, { complaintId, requestId })));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const [answer] = answers;
    if (!answer?.ok) throw new Error('not allowed');
    const { remedyId } = answer.value;
    await Promise.all(Array.from({ length: 4 }, () => advanceRemedy(world.system(), remedyId)));
    await world.runUntilQuiet();
    await expectCancelledOnce(world, { order, complaintId, remedyId });
  });

  it('is in the currency that the customer paid in', async () => {
    const zloty = waitingOrder(world, { currency: 'PLN', country: 'PL', amount: '400.00' });
    const each = await cancellationDecided(world, zloty);
    const yen = waitingOrder(world, { shop: TOKYO_PAPER, amount: '3000' });
    const inTokyo = await cancellationDecided(world, yen, { who: people.haruka, shopId: TOKYO_PAPER });
    await world.runUntilQuiet();
    await expectCancelledOnce(world, each, 400_00);
    await expectCancelledOnce(world, inTokyo, 3_000);
    expect(await givenOnOrder(world, idOf(yen))).toBe(3_000);
  });

  it('of which everything was refunded before gives nothing back, and counts nothing', async () => {
    const order = waitingOrder(world);
    const complaintId = await complain(world, order);
    await mustAsk(world, { complaintId, request: amountOf(eur(200_00)) });
    await world.runUntilQuiet();
    const answer = await askToCancel(world, { complaintId });
    if (!answer.ok) throw new Error('not allowed');
    await world.runUntilQuiet();
    expect(order.cancelledAt).not.toBeNull();
    expect(refundedAtStore(order)).toBe(200_00);
    expect(await remedyFacts(world, answer.value.remedyId)).toMatchObject({
      state: 'settled',
      externalId: String(order.id),
    });
    expect(await ledgerOf(world, answer.value.remedyId)).toEqual(['reserved', 'settled']);
    expect(await givenOnOrder(world, idOf(order))).toBe(200_00);
    expect(await complaintFacts(world, complaintId)).toEqual({ state: 'resolved', nextAction: null });
  });

  it('is followed while the payment provider takes its time, and free again when that fails', async () => {
    const slow = waitingOrder(world, { refundSettleAfterMs: null });
    const failing = waitingOrder(world, { refundSettleAfterMs: null });
    const [one, two] = [await cancellationDecided(world, slow), await cancellationDecided(world, failing)];
    await world.runUntilQuiet(60_000);
    expect(await remedyFacts(world, one.remedyId)).toMatchObject({ state: 'issued' });
    expect(await ledgerOf(world, one.remedyId)).toEqual(['reserved']);
    provider(slow, 'SUCCESS');
    provider(failing, 'FAILURE');
    await world.runUntilQuiet();
    await expectCancelledOnce(world, one);
    expect(await remedyFacts(world, two.remedyId)).toMatchObject({ state: 'failed' });
    expect(await ledgerOf(world, two.remedyId)).toEqual(['reserved', 'released']);
    expect(await complaintFacts(world, two.complaintId)).toEqual({ state: 'open', nextAction: 'decide_again' });
  });

  it('agrees with Shopify when both are compared, and a refund that is gone is found', async () => {
    const each = await cancellationDecided(world);
    await world.runUntilQuiet();
    expect((await reconcileShop(world.system())).breaks.filter((one) => one.orderId === idOf(each.order))).toEqual([]);
    each.order.refunds = [];
    expect((await reconcileShop(world.system())).breaks).toContainEqual(
      expect.objectContaining({ kind: 'missing_there', remedyId: each.remedyId }),
    );
  });
});

describe('what staff wrote about a cancellation', () => {
  it('is handed over when the customer asks, and goes when she is forgotten; the money stays explainable', async () => {
    const each = await cancellationDecided(world);
    await world.runUntilQuiet();
    const subject = { customerId: String(each.order.customerId), orderIds: [String(each.order.id)] };
    await world.db.atomically(MUG_HOUSE, (tx) => answerDataRequest(world.system(), tx, subject));
    const [request] = await world.sql<{ answer: unknown }>(
      `SELECT answer FROM privacy_requests WHERE kind = 'data_request' ORDER BY id DESC LIMIT 1`,
    );
    expect(JSON.stringify(request?.answer)).toContain('Called twice.');
    await world.db.atomically(MUG_HOUSE, (tx) => eraseCustomer(world.system(), tx, subject));
    const [row] = await world.sql<{ plan: unknown }>('SELECT plan FROM remedies WHERE id = $1', [each.remedyId]);
    expect(row?.plan).toMatchObject({ note: '', why: 'late', refund: { amount: eur(200_00) } });
  });
});

describe('an order that cannot be cancelled', () => {
  it('says why: sent, sent in part, cancelled, with a chargeback', async () => {
    const why = async (order: Order) => {
      const planned = await previewCancellation(world, await complain(world, order));
      return planned?.ok === false ? planned.error : planned;
    };
    expect(await why(makeOrder(world))).toEqual({ of: 'cancellation', problem: { kind: 'sent' } });
    expect(await why(makeOrder(world, { scenario: 'partly-shipped', amount: '40.00', quantity: 2 }))).toMatchObject({
      problem: { kind: 'partly_sent', lines: [{ sent: 1, left: 1 }] },
    });
    expect(await why(makeOrder(world, { scenario: 'cancelled' }))).toMatchObject({
      problem: { kind: 'already_cancelled' },
    });
    expect(await why(makeOrder(world, { scenario: 'chargeback' }))).toMatchObject({
      problem: { kind: 'open_chargeback' },
    });
  });

  it('is sent after the decision: refused in Shopify’s words, and nothing is held', async () => {
    const each = await cancellationDecided(world);
    await atStore(`orders/${each.order.id}/ship`, { carrier: 'DPD', number: '0550' });
    await world.runUntilQuiet();
    expect(each.order.cancelledAt).toBeNull();
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({
      messages: ['Cannot cancel an order that has outstanding fulfillments'],
    });
    await expectNotGiven(world, each, 'refused');
  });

  it('is cancelled by somebody else after the decision: never taken for ours, and nothing is held', async () => {
    const each = await cancellationDecided(world);
    await atStore(`orders/${each.order.id}/cancel`, { refund: true, staffNote: 'by hand' });
    await world.runUntilQuiet();
    expect(refundedAtStore(each.order)).toBe(200_00);
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({
      messages: ['Somebody else has cancelled this order. Look there what was refunded.'],
    });
    await expectNotGiven(world, each, 'refused');
  });

  it('has a job of Shopify’s that fails: refused in its words, nothing given, and can be decided again', async () => {
    const each = await cancellationDecided(world);
    world.store.store.state.jobRules.fail = { times: 1, message: 'Inventory is locked', code: 'INTERNAL_ERROR' };
    await world.runUntilQuiet();
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ messages: ['Inventory is locked'] });
    await expectNotGiven(world, each, 'refused');
    const again = await askToCancel(world, each);
    if (!again.ok) throw new Error('not allowed again');
    await world.runUntilQuiet();
    await expectCancelledOnce(world, { ...each, remedyId: again.value.remedyId });
  });

  it('is cancelled and Shopify refuses the refund: said with both, and the money can be decided on again', async () => {
    const each = await cancellationDecided(world);
    fault(world, 'user-errors', { userErrors: [{ field: null, message: 'The payment is locked.' }] });
    await world.runUntilQuiet();
    expect(each.order.cancelledAt).not.toBeNull();
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({
      messages: ['The order is cancelled, but its money was not given back: The payment is locked.'],
    });
    await expectNotGiven(world, each, 'refused');
    await mustAsk(world, { complaintId: each.complaintId, request: amountOf(eur(200_00)) });
    await world.runUntilQuiet();
    expect(refundedAtStore(each.order)).toBe(200_00);
  });
});

describe('a cancellation and refunds of the same order', () => {
  it('are decided together and never give more than was paid', async () => {
    const order = waitingOrder(world);
    const complaintId = await complain(world, order);
    const remedies = [
      { kind: 'refund', ask: amountOf(eur(50_00)) },
      { kind: 'cancellation', ask: cancelAsk },
    ] as const;
    const preview = await previewResolution(world.as(), complaintId, remedies);
    expect(preview).toMatchObject({
      value: { remedies: [{}, { planned: { value: { worth: { amount: eur(150_00) } } } }] },
    });
    const asked = { requestId: newRequestId(), complaintId, remedies, reason: 'both' };
    expect(await requestResolution(world.as(), asked)).toMatchObject({ ok: true });
    await world.runUntilQuiet();
    expect(order.cancelledAt).not.toBeNull();
    expect(refundedAtStore(order)).toBe(200_00);
    expect(await givenOnOrder(world, idOf(order))).toBe(200_00);
    expect(await complaintFacts(world, complaintId)).toEqual({ state: 'resolved', nextAction: null });
  });

  it('leaves what a refund in doubt may still give, and nothing for a refund after it', async () => {
    const order = waitingOrder(world);
    const complaintId = await complain(world, order);
    fault(world, 'late-commit', { applyAfterMs: 100_000 });
    await mustAsk(world, { complaintId, request: amountOf(eur(80_00)) });
    await world.sweep();
    await world.runUntilQuiet(31_000);
    const cancelled = await askToCancel(world, { complaintId });
    if (!cancelled.ok) throw new Error('not allowed');
    expect(await givenOnOrder(world, idOf(order))).toBe(200_00);
    expect(await ask(world, { complaintId, request: amountOf(eur(1)) })).toMatchObject({
      error: { kind: 'refund', problem: { kind: 'more_than_refundable', left: eur(0) } },
    });
    expect(await askToCancel(world, { complaintId })).toMatchObject({ ok: false });
    await world.runUntilQuiet();
    expect(refundedAtStore(order)).toBe(200_00);
  });
});

describe('the limit', () => {
  it('counts what goes back: above it, it is not hers to give, and the numbers are told', async () => {
    const order = waitingOrder(world);
    const complaintId = await complain(world, order, people.anna);
    const answer = await askToCancel(world, { complaintId, who: people.anna });
    expect(answer).toMatchObject({
      ok: false,
      error: {
        kind: 'not_allowed',
        decision: { verdict: 'needs_approval', numbers: { asked: eur(200_00), given: eur(0) } },
      },
    });
    expect(order.cancelledAt).toBeNull();
  });
});
