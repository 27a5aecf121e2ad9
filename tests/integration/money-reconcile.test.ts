import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reconcileShop } from '#app/services/reconciliation/reconcile-shop.server.ts';
import { refundByHand } from '#dev-store/control/refund-by-hand.ts';
import { settleTransaction } from '#dev-store/refunds/apply.ts';
import type { Order } from '#dev-store/state/types.ts';
import type { ComplaintId, RemedyId } from '#app/domain/ids.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, type World } from '#tests/setup/world.ts';
import { amountOf, complain, eur, fault, idOf, makeOrder, mustAsk } from '#tests/factories/cases.ts';

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

type Case = { order: Order; complaintId: ComplaintId; remedyId: RemedyId };

async function given(input: Parameters<typeof makeOrder>[1] = {}): Promise<Case> {
  const order = makeOrder(world, input);
  const complaintId = await complain(world, order);
  const remedyId = await mustAsk(world, { complaintId, request: amountOf(eur(50_00)) });
  await world.runUntilQuiet(60_000);
  return { order, complaintId, remedyId };
}

const worth = (minor: number) => ({ kind: 'money', amount: eur(minor) });
const byHand = (order: Order, amount: string, note: string | null = null) =>
  refundByHand(world.store.store, order, { amount, note }, () => undefined);

/** What comparing says of one order. */
async function breaksOn({ order }: Case) {
  const { breaks } = await reconcileShop(world.system());
  return breaks.filter((each) => each.orderId === idOf(order));
}
const open = ({ order }: Case) =>
  world.sql<{ kind: string }>(`SELECT kind FROM reconciliation_breaks WHERE order_id = $1 AND state = 'open'`, [
    String(order.id),
  ]);

describe('comparing our remedies with Shopify’s refunds', () => {
  it('says nothing of what is given, on its way, in doubt, refused or came back', async () => {
    await given();
    await given({ refundSettleAfterMs: null });
    const failed = await given({ refundSettleAfterMs: null });
    settleTransaction(world.store.store, failed.order, failed.order.refunds[0]?.transactionIds[0] ?? 0, 'FAILURE');
    await world.runUntilQuiet(120_000);
    fault(world, 'user-errors');
    await given();
    fault(world, 'timeout-after');
    const order = makeOrder(world);
    await mustAsk(world, { complaintId: await complain(world, order), request: amountOf(eur(50_00)) });
    await world.clock.advance(30_000);
    await world.sweep();
    const result = await reconcileShop(world.system());
    expect(result).toMatchObject({ orders: 5, unread: 0, breaks: [] });
    await world.runUntilQuiet(60_000);
    expect((await reconcileShop(world.system())).breaks).toEqual([]);
  });

  it('finds a refund that Shopify does not have', async () => {
    const each = await given();
    const taken = each.order.refunds.splice(0);
    expect(await breaksOn(each)).toMatchObject([
      { kind: 'missing_there', remedyId: each.remedyId, ours: worth(50_00), theirs: null },
    ]);
    expect(await open(each)).toEqual([{ kind: 'missing_there' }]);
    await breaksOn(each);
    expect(await open(each), 'told once').toHaveLength(1);
    each.order.refunds.push(...taken);
    expect(await breaksOn(each)).toEqual([]);
    expect(await open(each), 'gone when it is gone').toEqual([]);
  });

  it('finds a refund that we gave up and Shopify made', async () => {
    fault(world, 'user-errors');
    const each = await given();
    byHand(each.order, '50.00', `C-1 [amends:${each.remedyId}]`);
    expect(await breaksOn(each)).toMatchObject([{ kind: 'missing_here', remedyId: each.remedyId }]);
  });

  it('finds a refund that was given twice', async () => {
    const each = await given();
    byHand(each.order, '50.00', `C-1 [amends:${each.remedyId}]`);
    expect(await breaksOn(each)).toMatchObject([
      { kind: 'given_twice', remedyId: each.remedyId, theirs: worth(50_00) },
    ]);
  });

  it('finds another amount than ours', async () => {
    const each = await given();
    const transaction = each.order.transactions.find((one) => one.kind === 'REFUND');
    if (transaction) transaction.amount = { shop: 49_00, presentment: 49_00 };
    expect(await breaksOn(each)).toMatchObject([{ kind: 'amount_differs', ours: worth(50_00), theirs: worth(49_00) }]);
  });

  it('tells of a refund made by hand, and holds nothing against it', async () => {
    const each = await given();
    byHand(each.order, '20.00', 'sorry');
    expect(await breaksOn(each)).toMatchObject([{ kind: 'made_elsewhere', theirs: worth(20_00) }]);
    expect(await open(each)).toEqual([]);
  });

  it('says nothing of an order that Shopify no longer shows, but that it could not be read', async () => {
    const each = await given();
    // Deleted, or too old for an app that may not read all orders.
    const { shop } = each.order;
    each.order.shop = 'elsewhere.myshopify.com';
    const { unread } = await reconcileShop(world.system());
    expect(unread).toBe(1);
    expect(await open(each)).toEqual([]);
    each.order.shop = shop;
  });

  it('counts what it could not read, and leaves its breaks as they are', async () => {
    const each = await given();
    each.order.refunds.splice(0);
    await breaksOn(each);
    fault(world, '5xx-before', { match: 'CompareRefunds', times: null });
    const { orders, unread } = await reconcileShop(world.system());
    world.store.store.state.faults = [];
    expect(unread).toBe(orders);
    expect(await open(each)).toEqual([{ kind: 'missing_there' }]);
  });
});
