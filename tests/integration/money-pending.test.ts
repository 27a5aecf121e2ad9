import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { advanceRemedy } from '#app/services/resolutions/advance-remedy.server.ts';
import { lookAgain } from '#app/services/resolutions/look-again.server.ts';
import { receiveWebhook } from '#app/services/webhooks/receive-webhook.server.ts';
import { workOffInbox } from '#app/services/webhooks/work-off-inbox.server.ts';
import { settleTransaction } from '#dev-store/refunds/apply.ts';
import type { Order } from '#dev-store/state/types.ts';
import type { ComplaintId, RemedyId } from '#app/domain/ids.ts';
import { getComplaintPage } from '#app/services/complaints/get-complaint-page.server.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, type World } from '#tests/setup/world.ts';
import { amountOf, ask, complain, eur, fault, idOf, makeOrder, mustAsk } from '#tests/factories/cases.ts';
import {
  complaintFacts,
  givenOnOrder,
  lastRequest,
  ledgerOf,
  refundedAtStore,
  remedyFacts,
  requestsSince,
  storyOf,
} from '#tests/factories/facts.ts';

const minuteMs = 60_000;
let database: TestDatabase;
let world: World;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld({ database, jobs: 'real' });
});
afterAll(async () => {
  await world.close();
  await database.drop();
});
beforeEach(() => {
  world.store.store.state.faults = [];
});

type Case = { order: Order; complaintId: ComplaintId; remedyId: RemedyId };

/** A refund of 50.00 that Shopify has, and whose money is on its way until somebody says how it ended. */
async function pending(): Promise<Case> {
  const order = makeOrder(world, { refundSettleAfterMs: null });
  const complaintId = await complain(world, order);
  const remedyId = await mustAsk(world, { complaintId, request: amountOf(eur(50_00)) });
  await world.runUntilQuiet(minuteMs);
  expect(await remedyFacts(world, remedyId)).toMatchObject({ state: 'issued' });
  expect(await ledgerOf(world, remedyId)).toEqual(['reserved']);
  return { order, complaintId, remedyId };
}

function provider(order: Order, status: 'SUCCESS' | 'FAILURE'): void {
  const transaction = order.transactions.find((one) => one.kind === 'REFUND' && one.status === 'PENDING');
  if (!transaction || !settleTransaction(world.store.store, order, transaction.id, status))
    throw new Error('nothing on its way');
}

let deliveries = 0;
/** Shopify says that a transaction of the order moved on; recorded and handled as in life. */
async function hear(order: Order): Promise<void> {
  const webhookId = `settled-${String(++deliveries)}`;
  const subject = { orderId: String(order.id) };
  await receiveWebhook(world.system(), {
    webhookId,
    eventId: webhookId,
    topic: 'order_transactions/create',
    triggeredAt: world.clock.now(),
    subject,
  });
  await workOffInbox({ ...world, contextFor: world.system });
}

describe('money that is on its way', () => {
  it('is settled as soon as Shopify tells', async () => {
    const { order, complaintId, remedyId } = await pending();
    provider(order, 'SUCCESS');
    const worker = await world.startWorker();
    await hear(order);
    await expect.poll(async () => (await remedyFacts(world, remedyId)).state).toBe('settled');
    await worker.stop();
    expect(await ledgerOf(world, remedyId)).toEqual(['reserved', 'settled']);
    expect(await complaintFacts(world, complaintId)).toEqual({ state: 'resolved', nextAction: null });
    expect(await storyOf(world, complaintId)).toEqual([
      'logged',
      'remedy_decided',
      'remedy_sent',
      'remedy_issued',
      'remedy_settled',
      'state_changed',
    ]);
  });

  it('is settled by looking, when Shopify’s message gets lost', async () => {
    const { order, remedyId } = await pending();
    provider(order, 'SUCCESS');
    const before = lastRequest(world);
    await world.runUntilQuiet();
    expect(requestsSince(world, before).map((request) => request.operation)).toEqual(['FindRefund']);
    expect(await remedyFacts(world, remedyId)).toMatchObject({ state: 'settled', attempts: 1 });
  });

  it('is looked at ever less often', async () => {
    const { order, remedyId } = await pending();
    const before = lastRequest(world);
    await world.runUntilQuiet(3 * 24 * 60 * minuteMs);
    expect(await remedyFacts(world, remedyId)).toMatchObject({ state: 'issued' });
    expect(requestsSince(world, before).length).toBeLessThan(18);
    provider(order, 'SUCCESS');
    await world.runUntilQuiet();
    expect(await remedyFacts(world, remedyId)).toMatchObject({ state: 'settled' });
  });

  it('for more than a month is a person’s to follow up, and stays held', async () => {
    const { order, complaintId, remedyId } = await pending();
    await world.runUntilQuiet(40 * 24 * 60 * minuteMs);
    expect(await remedyFacts(world, remedyId)).toMatchObject({ state: 'needs_person' });
    expect(await ledgerOf(world, remedyId)).toEqual(['reserved']);
    expect(await complaintFacts(world, complaintId)).toEqual({ state: 'open', nextAction: 'check_remedy' });
    provider(order, 'SUCCESS');
    await lookAgain(world.as(), remedyId);
    await world.runUntilQuiet();
    expect(await remedyFacts(world, remedyId)).toMatchObject({ state: 'settled' });
  });

  it('that comes back is free again, and the complaint asks for another decision', async () => {
    const { order, complaintId, remedyId } = await pending();
    provider(order, 'FAILURE');
    await world.runUntilQuiet();
    expect(await remedyFacts(world, remedyId)).toMatchObject({ state: 'failed' });
    expect(await ledgerOf(world, remedyId)).toEqual(['reserved', 'released']);
    expect(await givenOnOrder(world, idOf(order))).toBe(0);
    expect(await complaintFacts(world, complaintId)).toEqual({ state: 'open', nextAction: 'decide_again' });
    expect((await storyOf(world, complaintId)).slice(-1)).toEqual(['remedy_failed']);

    await mustAsk(world, { complaintId, request: amountOf(eur(200_00)) });
    await world.runUntilQuiet(minuteMs);
    expect(refundedAtStore(order), 'all of it can be given again').toBe(200_00);
    provider(order, 'SUCCESS');
    await world.runUntilQuiet();
    expect(await complaintFacts(world, complaintId)).toEqual({ state: 'resolved', nextAction: null });
  });

  it('counts against what is left of the order', async () => {
    const { order, complaintId } = await pending();
    const tooMuch = await ask(world, { complaintId, request: amountOf(eur(150_01)) });
    expect(tooMuch).toMatchObject({ ok: false, error: { kind: 'refund', problem: { kind: 'more_than_refundable' } } });
    await mustAsk(world, { complaintId, request: amountOf(eur(150_00)) });
    await world.runUntilQuiet(minuteMs);
    expect(refundedAtStore(order)).toBe(200_00);
    for (const _ of order.refunds) provider(order, 'SUCCESS');
    await world.runUntilQuiet();
  });

  it('whose first answer got lost is found, followed and settled', async () => {
    const order = makeOrder(world, { refundSettleAfterMs: 30 * minuteMs });
    const complaintId = await complain(world, order);
    fault(world, '5xx-after');
    const remedyId = await mustAsk(world, { complaintId, request: amountOf(eur(50_00)) });
    await world.runUntilQuiet();
    expect(await remedyFacts(world, remedyId)).toMatchObject({ state: 'settled', attempts: 1 });
    expect(order.refunds).toHaveLength(1);
  });
});

describe('a refund that Shopify once showed us', () => {
  it('is never given up because it cannot be seen, not even when a person asks to look once more', async () => {
    const { order, complaintId, remedyId } = await pending();
    const hidden = order.refunds.splice(0);
    await world.clock.advance(31 * 24 * 60 * minuteMs);
    await world.runUntilQuiet();
    expect(await remedyFacts(world, remedyId)).toMatchObject({ state: 'needs_person' });
    await lookAgain(world.as(), remedyId);
    await world.runUntilQuiet();
    expect(await remedyFacts(world, remedyId)).toMatchObject({ state: 'needs_person' });
    expect(await ledgerOf(world, remedyId)).toEqual(['reserved']);
    expect(await complaintFacts(world, complaintId)).toEqual({ state: 'open', nextAction: 'check_remedy' });
    order.refunds.push(...hidden);
    provider(order, 'SUCCESS');
    await lookAgain(world.as(), remedyId);
    await world.runUntilQuiet();
    expect(await remedyFacts(world, remedyId)).toMatchObject({ state: 'settled' });
  });
});

describe('a refund that moves no money', () => {
  it('is not taken for given: Shopify has the refund, and no transaction belongs to it', async () => {
    const order = makeOrder(world);
    const complaintId = await complain(world, order);
    const remedyId = await mustAsk(world, { complaintId, request: amountOf(eur(50_00)) });
    fault(world, 'timeout-after');
    await world.clock.advance(minuteMs);
    await world.sweep();
    const transactionIds = order.refunds[0]?.transactionIds.splice(0) ?? [];
    await world.runUntilQuiet(minuteMs);
    expect(await remedyFacts(world, remedyId)).toMatchObject({ state: 'issued' });
    expect(await ledgerOf(world, remedyId)).toEqual(['reserved']);
    order.refunds[0]?.transactionIds.push(...transactionIds);
    await world.runUntilQuiet();
    expect(await remedyFacts(world, remedyId)).toMatchObject({ state: 'settled' });
  });
});

describe('a complaint with two refunds, of which one comes to nothing', () => {
  it.each([
    ['first', ['user-errors', 'none']],
    ['last', ['none', 'user-errors']],
  ] as const)('asks for another decision, when it is the %s to end', async (_name, ends) => {
    const order = makeOrder(world);
    const complaintId = await complain(world, order);
    const remedies = [
      await mustAsk(world, { complaintId, request: amountOf(eur(10_00)) }),
      await mustAsk(world, { complaintId, request: amountOf(eur(20_00)) }),
    ];
    for (const [index, end] of ends.entries()) {
      if (end === 'user-errors') fault(world, 'user-errors');
      await advance(remedies[index]);
    }
    expect(await complaintFacts(world, complaintId)).toEqual({ state: 'open', nextAction: 'decide_again' });
    const page = await getComplaintPage(world.as(), complaintId);
    expect(page.ok && page.value.remedies.map((remedy) => remedy.state).sort()).toEqual(['refused', 'settled']);

    await mustAsk(world, { complaintId, request: amountOf(eur(10_00)) });
    await world.runUntilQuiet();
    expect(await complaintFacts(world, complaintId), 'decided again, and given').toEqual({
      state: 'resolved',
      nextAction: null,
    });
  });
});

async function advance(remedyId: RemedyId | undefined): Promise<void> {
  if (!remedyId) throw new Error('no such refund');
  await advanceRemedy(world.system(), remedyId);
}
