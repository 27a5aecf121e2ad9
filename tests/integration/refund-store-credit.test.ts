import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { getComplaintPage } from '#app/services/complaints/get-complaint-page.server.ts';
import { money } from '#app/domain/money.ts';
import type { RefundRequest } from '#app/domain/remedy/refund.ts';
import { settleTransaction } from '#dev-store/refunds/apply.ts';
import { accountsOf, balanceOf } from '#dev-store/store-credit/ledger.ts';
import type { FaultRule, Order } from '#dev-store/state/types.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, MUG_HOUSE, type World } from '#tests/setup/world.ts';
import { amountOf, ask, complain, eur, fault, makeOrder, mustAsk, previewRefund } from '#tests/factories/cases.ts';
import { lastRequest, ledgerOf, refundsOf, remedyFacts, requestsSince } from '#tests/factories/facts.ts';
import { expectGivenOnce } from '#tests/factories/refund-case.ts';

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
});

const toCredit = (request: RefundRequest): RefundRequest => ({ ...request, method: { kind: 'store_credit' } });
const split = (request: RefundRequest, minor: number): RefundRequest => ({
  ...request,
  method: { kind: 'split', credit: eur(minor) },
});

const entriesOf = ({ customerId }: Order) =>
  customerId === null ? [] : accountsOf(world.store.store, customerId).flatMap((account) => account.transactions);

async function decided(order: Order, request: RefundRequest) {
  const complaintId = await complain(world, order);
  return { order, complaintId, remedyId: await mustAsk(world, { complaintId, request }) };
}

describe('a refund to store credit', () => {
  it('puts the money on the customer’s account with the refund, and is done', async () => {
    const order = makeOrder(world);
    const before = lastRequest(world);
    const each = await decided(order, toCredit(amountOf(eur(50_00))));
    await world.runUntilQuiet();
    await expectGivenOnce(world, each);
    expect(entriesOf(order)).toMatchObject([
      { type: 'CREDIT', event: 'ORDER_REFUND', amount: 50_00, expiresAt: null, remaining: 50_00 },
    ]);
    const requests = requestsSince(world, before).filter((request) => request.operation !== 'ReadOrder');
    expect(requests.map((request) => request.operation)).toEqual(['ReadRefundable', 'IssueRefund']);
    const page = await getComplaintPage(world.as(), each.complaintId);
    expect(page.ok && page.value.order.refunded.presentment).toEqual(eur(50_00));
    expect(page.ok && page.value.remedies[0]).toMatchObject({ plan: { parts: [], storeCredit: eur(50_00) } });
  });

  it('is of items too, with all that belongs to them', async () => {
    const order = makeOrder(world);
    const lineItemId = String(order.lineItems[0]?.id);
    const lines = [{ lineItemId, quantity: 1, restock: 'return' as const }];
    const each = await decided(order, toCredit({ kind: 'lines', lines, shipping: null }));
    await world.runUntilQuiet();
    await expectGivenOnce(world, each);
    expect(refundsOf(order, each.remedyId)[0]?.lines).toMatchObject([{ quantity: 1, restockType: 'RETURN' }]);
  });

  it('is in the currency that she paid in', async () => {
    const order = makeOrder(world, { scenario: 'multi-currency', currency: 'PLN' });
    const { remedyId } = await decided(order, toCredit(amountOf(money(80_00, 'PLN'))));
    await world.runUntilQuiet();
    expect(await remedyFacts(world, remedyId)).toMatchObject({ state: 'settled' });
    const accounts = accountsOf(world.store.store, order.customerId ?? 0);
    expect(accounts.map((account) => [account.currency, balanceOf(account)])).toEqual([['PLN', 80_00]]);
  });

  const lost: FaultRule['kind'][] = ['timeout-before', 'timeout-after', '5xx-after', 'truncated-json', 'late-commit'];
  it.each(lost)('%s: is one refund and one credit', async (kind) => {
    const order = makeOrder(world);
    const each = await decided(order, toCredit(amountOf(eur(50_00))));
    fault(world, kind);
    await world.runUntilQuiet();
    await expectGivenOnce(world, each);
    expect(entriesOf(order)).toHaveLength(1);
  });

  it('is not possible for a guest, or where customers cannot spend it', async () => {
    const request = toCredit(amountOf(eur(50_00)));
    const no = (why: string) => ({ value: { planned: null, problem: { kind: 'no_store_credit', why } } });
    const guest = await complain(world, makeOrder(world, { customer: null }));
    expect(await previewRefund(world.as(), guest, request)).toMatchObject(no('no_customer'));
    const complaintId = await complain(world, makeOrder(world));
    const shop = world.store.store.shop(MUG_HOUSE);
    if (!shop) throw new Error('no shop');
    shop.customerAccounts = 'CLASSIC';
    expect(await previewRefund(world.as(), complaintId, request)).toMatchObject(no('not_usable'));
    expect(await ask(world, { complaintId, request })).toMatchObject({ ok: false });
    delete shop.customerAccounts;
    expect(await previewRefund(world.as(), complaintId, request)).toMatchObject({ value: { problem: null } });
  });
});

describe('a refund of which some becomes store credit', () => {
  it('waits for the rest, and is done when all of it has arrived', async () => {
    const order = makeOrder(world, { refundSettleAfterMs: null });
    const each = await decided(order, split(amountOf(eur(50_00)), 20_00));
    await world.runUntilQuiet(60_000);
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'issued' });
    expect(entriesOf(order)).toMatchObject([{ type: 'CREDIT', amount: 20_00 }]);
    const transaction = order.transactions.find((one) => one.kind === 'REFUND' && one.status === 'PENDING');
    expect(transaction?.amount.presentment).toBe(30_00);
    settleTransaction(world.store.store, order, transaction?.id ?? 0, 'SUCCESS');
    await world.runUntilQuiet();
    await expectGivenOnce(world, each);
    expect(entriesOf(order)).toHaveLength(1);
  });

  it('stays held when the payment comes back: what became store credit is given', async () => {
    const order = makeOrder(world, { refundSettleAfterMs: null });
    const each = await decided(order, split(amountOf(eur(50_00)), 20_00));
    await world.runUntilQuiet(60_000);
    const transaction = order.transactions.find((one) => one.kind === 'REFUND' && one.status === 'PENDING');
    settleTransaction(world.store.store, order, transaction?.id ?? 0, 'FAILURE');
    await world.runUntilQuiet(3_600_000);
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'issued' });
    expect(await ledgerOf(world, each.remedyId)).toEqual(['reserved']);
  });
});

describe('where refunded money goes', () => {
  it('onto the gift card that was paid with, before the rest goes to the payment', async () => {
    const order = makeOrder(world, { scenario: 'gift-card-split' });
    const onCard = order.transactions.find((one) => one.gateway === 'gift_card')?.amount.presentment ?? 0;
    const complaintId = await complain(world, order);
    const request = amountOf(eur(onCard + 5_00));
    const preview = await previewRefund(world.as(), complaintId, request);
    expect(preview.ok && preview.value.planned).toMatchObject({
      plan: { parts: [{ gateway: 'gift_card', goes: 'gift_card', amount: eur(onCard) }, { amount: eur(5_00) }] },
    });
    const remedyId = await mustAsk(world, { complaintId, request });
    await world.runUntilQuiet();
    expect(await remedyFacts(world, remedyId)).toMatchObject({ state: 'settled' });
  });

  it('nowhere by itself when it was paid by hand, which the plan says', async () => {
    const order = makeOrder(world);
    for (const one of order.transactions) one.gateway = 'manual';
    const complaintId = await complain(world, order);
    const preview = await previewRefund(world.as(), complaintId, amountOf(eur(50_00)));
    expect(preview.ok && preview.value.planned).toMatchObject({ plan: { parts: [{ goes: 'by_hand' }] } });
  });
});
