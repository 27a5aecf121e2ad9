import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { undoRemedy } from '#app/services/resolutions/undo-remedy.server.ts';
import { completeDraft } from '#dev-store/draft-orders/complete.ts';
import type { Order } from '#dev-store/state/types.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, type World } from '#tests/setup/world.ts';
import { fault } from '#tests/factories/cases.ts';
import { complaintFacts, lastRequest, ledgerOf, remedyFacts, requestsSince, storyOf } from '#tests/factories/facts.ts';
import { nextLook } from '#tests/factories/refund-case.ts';
import {
  allowedReplacement,
  askFor,
  atStore,
  draftsOf,
  expectOrderedOnce,
  orderOf,
  variantOf,
  type ReplacementCase,
} from '#tests/factories/replacement-case.ts';

const dayMs = 24 * 60 * 60 * 1000;
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
beforeEach(async () => {
  world.store.store.state.faults = [];
  world.store.store.state.jobRules.delayMs = 1_000;
  world.store.store.state.jobRules.fail = null;
  // What earlier tests have on its way needs no looking at here.
  await world.sql(`UPDATE remedies SET next_check_at = NULL`);
});

type Ordered = ReplacementCase & { made: Order; stock: number };

async function ordered(): Promise<Ordered> {
  const each = await allowedReplacement(world);
  const stock = variantOf(world, each.order).inventoryQuantity;
  await nextLook(world);
  return { ...each, stock, made: await expectOrderedOnce(world, each) };
}

const takeBack = ({ remedyId }: Ordered) => undoRemedy(world.as(), { remedyId, reason: 'the parcel came after all' });

/** Looks until it is decided whether it was taken back. */
async function untilDecided({ remedyId }: Ordered): Promise<void> {
  for (let looks = 0; looks < 20; looks++) {
    if ((await remedyFacts(world, remedyId)).state !== 'undoing') return;
    await nextLook(world);
  }
  throw new Error('never decided');
}

async function proofOf({ remedyId }: Ordered): Promise<unknown> {
  const [row] = await world.sql<{ proof: unknown }>('SELECT proof FROM remedies WHERE id = $1', [remedyId]);
  return row?.proof;
}

describe('a replacement on its way', () => {
  it('is followed until its parcel is delivered; then it has arrived, and the complaint is resolved', async () => {
    const each = await ordered();
    const { made, remedyId } = each;
    await atStore(world, `orders/${made.id}/ship`, { carrier: 'DPD', number: '0550', url: 'https://dpd.example/0550' });
    await nextLook(world);
    expect(await remedyFacts(world, remedyId)).toMatchObject({ state: 'issued' });
    expect(await proofOf(each)).toMatchObject({
      name: made.name,
      allSent: true,
      parcels: [{ carrier: 'DPD', number: '0550', url: 'https://dpd.example/0550', deliveredAt: null }],
    });
    await atStore(world, `orders/${made.id}/deliver`);
    const before = lastRequest(world);
    await nextLook(world);
    expect(requestsSince(world, before).map(({ operation }) => operation)).toEqual(['ReadReplacement']);
    expect(await remedyFacts(world, remedyId)).toMatchObject({ state: 'settled' });
    expect(await ledgerOf(world, remedyId)).toEqual(['reserved', 'settled']);
    expect(await complaintFacts(world, each.complaintId)).toEqual({ state: 'resolved', nextAction: null });
  });

  it('sent in two parcels arrives with the second one', async () => {
    const both = ({ lineItems: [line] }: Order) => [{ lineItemId: String(line?.id), quantity: 2, variantId: null }];
    const each = await allowedReplacement(world, { quantity: 2, amount: '40.00' }, (order) => ({ items: both(order) }));
    await nextLook(world);
    const made = orderOf(world, each.remedyId);
    const line = made.lineItems[0]?.id;
    await atStore(world, `orders/${made.id}/ship`, { lines: [{ lineItemId: line, quantity: 1 }] });
    await atStore(world, `orders/${made.id}/deliver`);
    await nextLook(world);
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'issued' });
    await atStore(world, `orders/${made.id}/ship`);
    await atStore(world, `orders/${made.id}/deliver`, { fulfillment: 1 });
    await nextLook(world);
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'settled' });
  });

  it('not delivered after two weeks: a person hears of it, once', async () => {
    const each = await ordered();
    await world.runUntilQuiet(16 * dayMs);
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'issued' });
    expect((await storyOf(world, each.complaintId)).filter((kind) => kind === 'remedy_late')).toHaveLength(1);
    expect(await complaintFacts(world, each.complaintId)).toEqual({ state: 'open', nextAction: 'check_remedy' });
  });

  it('cancelled by hand in the admin: it came to nothing, its worth is free, and a person decides again', async () => {
    const each = await ordered();
    await atStore(world, `orders/${each.made.id}/cancel`);
    await nextLook(world);
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'failed' });
    expect(await ledgerOf(world, each.remedyId)).toEqual(['reserved', 'released']);
    expect(await complaintFacts(world, each.complaintId)).toEqual({ state: 'open', nextAction: 'decide_again' });
    // The unit can be replaced again.
    expect((await askFor(world, each)).ok).toBe(true);
  });
});

describe('taken back', () => {
  it('before it is sent: the order is cancelled, the stock is back, and it no longer counts as given', async () => {
    const each = await ordered();
    expect(await takeBack(each)).toEqual({ ok: true, value: null });
    expect(await takeBack(each), 'asked twice it is one taking back').toEqual({ ok: true, value: null });
    await untilDecided(each);
    expect(each.made.cancelledAt).not.toBeNull();
    expect(variantOf(world, each.order).inventoryQuantity).toBe(each.stock);
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'undone' });
    expect(await ledgerOf(world, each.remedyId)).toEqual(['reserved', 'released']);
    expect(cancellations()).toBe(1);
  });

  it('while Shopify takes its time: still counts as given, and is asked for once', async () => {
    const each = await ordered();
    world.store.store.state.jobRules.delayMs = 90_000;
    const before = cancellations();
    await takeBack(each);
    await nextLook(world);
    await nextLook(world);
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'undoing' });
    expect(await ledgerOf(world, each.remedyId)).toEqual(['reserved']);
    await untilDecided(each);
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'undone' });
    expect(cancellations()).toBe(before + 1);
  });

  it.each(['timeout-before', 'timeout-after', '5xx-after', 'reset-before', 'truncated-json'] as const)(
    '%s: looked at, and cancelled once',
    async (kind) => {
      const each = await ordered();
      fault(world, kind, { match: 'CancelOrder' });
      const before = cancellations();
      await takeBack(each);
      await untilDecided(each);
      expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'undone' });
      expect(cancellations()).toBe(before + 1);
    },
  );

  it('when somebody has cancelled it already: taken back, and nothing is asked of Shopify', async () => {
    const each = await ordered();
    await atStore(world, `orders/${each.made.id}/cancel`);
    const before = cancellations();
    await takeBack(each);
    await untilDecided(each);
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'undone' });
    expect(cancellations()).toBe(before);
  });

  it('after it has left: refused with a reason, and it stays given', async () => {
    const each = await ordered();
    await atStore(world, `orders/${each.made.id}/ship`, { carrier: 'DPD', number: '0550' });
    await takeBack(each);
    await untilDecided(each);
    const { state, messages } = await remedyFacts(world, each.remedyId);
    expect(state).toBe('issued');
    expect(messages).toEqual([
      `${each.made.name} has left the warehouse already (DPD 0550), so it can no longer be cancelled.`,
    ]);
    expect(each.made.cancelledAt).toBeNull();
    expect(await ledgerOf(world, each.remedyId)).toEqual(['reserved']);
  });

  it('refused by the job that cancels: it stays given, in Shopify’s words, and can be asked for again', async () => {
    const each = await ordered();
    world.store.store.state.jobRules.fail = { times: 1, message: 'Inventory is locked', code: 'INTERNAL_ERROR' };
    await takeBack(each);
    await untilDecided(each);
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({
      state: 'issued',
      messages: ['Inventory is locked'],
    });
    await takeBack(each);
    await untilDecided(each);
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'undone' });
  });
});

/** Cancellations that the store has begun for the app. */
const cancellations = (): number => world.store.store.state.jobs.length;

describe('a person at work in the admin meanwhile', () => {
  it('who completes the draft: that order is ours', async () => {
    const each = await allowedReplacement(world);
    fault(world, 'timeout-before', { match: 'CompleteReplacement' });
    await nextLook(world);
    completeByHand(each);
    await world.runUntilQuiet(15 * 60_000);
    await expectOrderedOnce(world, each);
  });

  it('who deletes the draft: refused after a look for the order, and nothing is held', async () => {
    const each = await allowedReplacement(world);
    fault(world, 'timeout-before', { match: 'CompleteReplacement' });
    await nextLook(world);
    world.store.store.state.draftOrders = [];
    await world.runUntilQuiet(15 * 60_000);
    const { state, messages } = await remedyFacts(world, each.remedyId);
    expect(state).toBe('not_issued');
    expect(messages).toEqual(['Its draft order was deleted in Shopify before it became an order.']);
    expect(await ledgerOf(world, each.remedyId)).toEqual(['reserved', 'released']);
  });

  it('who completes the draft and deletes it: the order is found by its tag', async () => {
    const each = await allowedReplacement(world);
    fault(world, 'timeout-before', { match: 'CompleteReplacement' });
    await nextLook(world);
    completeByHand(each);
    world.store.store.state.draftOrders = [];
    await world.runUntilQuiet(15 * 60_000);
    await expectOrderedOnce(world, each);
  });

  it('who changes the order’s address before it is sent: refused, and it has to be confirmed again', async () => {
    const each = await allowedReplacement(world);
    if (each.order.shippingAddress) each.order.shippingAddress.address1 = 'Elsewhere 9';
    await nextLook(world);
    const { state, messages } = await remedyFacts(world, each.remedyId);
    expect(state).toBe('refused');
    expect(messages[0]).toContain('was changed after it was confirmed');
    expect(draftsOf(world, each.remedyId)).toEqual([]);
  });
});

/** Completes the one draft of a remedy as the admin does it. */
function completeByHand({ remedyId }: ReplacementCase): void {
  const [draft] = draftsOf(world, remedyId);
  const shop = world.store.store.shop(draft?.shop ?? '');
  if (!draft || !shop) throw new Error('no draft');
  completeDraft(world.store.store, shop, draft, false);
}
