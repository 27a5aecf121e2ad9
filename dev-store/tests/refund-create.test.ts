import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  amountRefund,
  Desk,
  MUG_HOUSE,
  refund,
  REFUND,
  TOKYO_PAPER,
  type GqlBody,
  type MadeOrder,
  type RefundData,
} from './harness.ts';

const HOUR_MS = 3_600_000;

let desk: Desk;

beforeAll(async () => {
  desk = await Desk.open();
  await desk.post(`/dev-store/shops/${MUG_HOUSE}`, { throttle: { maximumAvailable: 100_000, restoreRate: 1000 } });
});

afterAll(() => desk.close());

function lines(order: MadeOrder, quantity: number, more: object = {}): Record<string, unknown> {
  return {
    orderId: order.id,
    refundLineItems: [{ lineItemId: order.lineItems[0]?.id, quantity, restockType: 'NO_RESTOCK', ...more }],
  };
}

describe('a refund', () => {
  it('of an amount alone is accepted and makes the order PARTIALLY_REFUNDED', async () => {
    const order = await desk.order();
    const result = await refund(desk, amountRefund(order, '30.00', { note: 'C-1 [amends:r1]' }), 'amount');
    expect(result.userErrors).toEqual([]);
    expect(result.refund).toMatchObject({
      note: 'C-1 [amends:r1]',
      totalRefundedSet: { presentmentMoney: { amount: '30.0' } },
    });
    expect(result.refund?.transactions.nodes).toMatchObject([{ kind: 'REFUND', status: 'SUCCESS' }]);
    expect(result.order?.displayFinancialStatus).toBe('PARTIALLY_REFUNDED');
  });

  it('of everything makes the order REFUNDED', async () => {
    const order = await desk.order();
    expect((await refund(desk, amountRefund(order, '200.00'), 'all')).order?.displayFinancialStatus).toBe('REFUNDED');
  });

  it('without transactions is recorded but moves no money', async () => {
    const order = await desk.order();
    const result = await refund(desk, lines(order, 1), 'recorded');
    expect(result.refund?.totalRefundedSet.presentmentMoney.amount).toBe('0.0');
    expect(result.order?.displayFinancialStatus).toBe('PAID');
    expect((await desk.orderNow(order.legacyId)).lineItems[0]?.refundableQuantity).toBe(3);
  });

  it('uses the gateway of the payment, whatever gateway it names', async () => {
    const order = await desk.order();
    const input = amountRefund(order, '1.00');
    input['transactions'] = (input['transactions'] as object[]).map((one) => ({ ...one, gateway: 'something-else' }));
    const result = await refund(desk, input, 'gateway');
    expect(result.refund?.transactions.nodes[0]?.gateway).toBe('shopify_payments');
  });

  it('in another currency than the shop’s needs `currency`; the shop side follows a rate of the store', async () => {
    const order = await desk.order({ presentment: 'PLN', amount: '400.00' });
    expect((await refund(desk, amountRefund(order, '100.00'), 'no currency')).userErrors).toMatchObject([
      { field: ['currency'] },
    ]);
    const given = await refund(desk, amountRefund(order, '100.00', { currency: 'PLN' }), 'currency');
    expect(given.refund?.totalRefundedSet).toEqual({
      presentmentMoney: { amount: '100.0', currencyCode: 'PLN' },
      shopMoney: { amount: '23.29', currencyCode: 'EUR' },
    });
  });

  it('in yen has no decimals inside and one on the wire', async () => {
    const token = await desk.accessToken(TOKYO_PAPER);
    const order = await desk.order({ shop: TOKYO_PAPER, amount: '1200' });
    const send = async (amount: string, key: string): Promise<GqlBody<RefundData>> =>
      (
        await desk.graphql<RefundData>(
          REFUND,
          { input: amountRefund(order, amount), key },
          { shop: TOKYO_PAPER, token },
        )
      ).body;
    expect((await send('500', 'yen')).data?.refundCreate?.refund?.totalRefundedSet.shopMoney).toEqual({
      amount: '500.0',
      currencyCode: 'JPY',
    });
    expect((await send('0.5', 'half a yen')).data?.refundCreate?.userErrors).toMatchObject([
      { field: ['transactions'] },
    ]);
  });
});

describe('guards answer userErrors with `refund` null and `order` filled', () => {
  it('more than was paid: "Refund amount … is greater than net payment received …", field null', async () => {
    const order = await desk.order({ presentment: 'USD', amount: '15.00' });
    const result = await refund(desk, amountRefund(order, '25.00', { currency: 'USD' }), 'over');
    expect(result.userErrors).toEqual([
      { field: null, message: 'Refund amount $25.00 is greater than net payment received $15.00' },
    ]);
    expect(result.refund).toBeNull();
    expect(result.order?.id).toBe(order.id);
  });

  it('what was refunded before counts: four of 50 fit into 200, the fifth does not', async () => {
    const order = await desk.order();
    const results = [];
    for (const n of [1, 2, 3, 4, 5]) results.push(await refund(desk, amountRefund(order, '50.00'), `fifty-${n}`));
    expect(results.map((one) => one.userErrors.length)).toEqual([0, 0, 0, 0, 1]);
  });

  it('allowOverRefunding lifts the guard', async () => {
    const order = await desk.order({ amount: '10.00' });
    expect(
      (await refund(desk, amountRefund(order, '12.00', { allowOverRefunding: true }), 'above')).userErrors,
    ).toEqual([]);
  });

  it('more units than were bought: "Quantity cannot refund more items than were purchased"', async () => {
    const order = await desk.order();
    expect((await refund(desk, lines(order, 5), 'units')).userErrors).toEqual([
      { field: ['refundLineItems', '0', 'quantity'], message: 'Quantity cannot refund more items than were purchased' },
    ]);
  });

  it('a payment of another order: "Transactions require a parent_id associated with the order"', async () => {
    const [order, other] = [await desk.order(), await desk.order()];
    const input = { ...amountRefund(other, '1.00'), orderId: order.id };
    expect((await refund(desk, input, 'foreign')).userErrors).toEqual([
      { field: ['transactions'], message: 'Transactions require a parent_id associated with the order' },
    ]);
  });

  it('a kind that is no refund: "Kind authorization is not a valid transaction"', async () => {
    const order = await desk.order();
    const input = amountRefund(order, '1.00');
    input['transactions'] = (input['transactions'] as object[]).map((one) => ({ ...one, kind: 'AUTHORIZATION' }));
    expect((await refund(desk, input, 'kind')).userErrors[0]?.message).toBe(
      'Kind authorization is not a valid transaction',
    );
  });

  it('LEGACY_RESTOCK is not accepted', async () => {
    const order = await desk.order();
    expect((await refund(desk, lines(order, 1, { restockType: 'LEGACY_RESTOCK' }), 'legacy')).userErrors).toHaveLength(
      1,
    );
  });

  it('an order of another shop does not exist', async () => {
    const order = await desk.order({ shop: TOKYO_PAPER, amount: '1200' });
    expect((await refund(desk, amountRefund(order, '1'), 'other shop')).userErrors).toMatchObject([
      { field: ['orderId'] },
    ]);
  });

  it('an open chargeback', async () => {
    const order = await desk.order({ scenario: 'chargeback' });
    expect((await refund(desk, amountRefund(order, '1.00'), 'chargeback')).userErrors[0]?.message).toMatch(
      /open chargeback/,
    );
  });

  it('a refund of nothing', async () => {
    const order = await desk.order();
    expect((await refund(desk, { orderId: order.id, note: 'x' }, 'nothing')).userErrors).toHaveLength(1);
  });
});

describe('a gateway that settles later', () => {
  it('leaves the refund PENDING, and totalRefundedSet at 0 until it settles', async () => {
    const order = await desk.order({
      scenario: 'pending-refund-gateway',
      amount: '80.00',
      refundSettleAfterMs: HOUR_MS,
    });
    const result = await refund(desk, amountRefund(order, '80.00'), 'pending');
    expect(result.refund?.transactions.nodes[0]?.status).toBe('PENDING');
    expect(result.refund?.totalRefundedSet.presentmentMoney.amount).toBe('0.0');
    expect(result.order).toMatchObject({
      displayFinancialStatus: 'PAID',
      totalRefundedSet: { presentmentMoney: { amount: '0.0' } },
    });
    await desk.advance(HOUR_MS + 1);
    expect((await desk.orderNow(order.legacyId)).financialStatus).toBe('REFUNDED');
  });

  it('keeps pending money out of the next refund', async () => {
    const order = await desk.order({ scenario: 'pending-refund-gateway', amount: '80.00', refundSettleAfterMs: null });
    await refund(desk, amountRefund(order, '60.00'), 'pending first');
    expect((await refund(desk, amountRefund(order, '30.00'), 'pending second')).userErrors[0]?.message).toBe(
      'Refund amount €30.00 is greater than net payment received €20.00',
    );
  });

  it('gives the money back to the order when it fails', async () => {
    const order = await desk.order({ scenario: 'pending-refund-gateway', amount: '80.00', refundSettleAfterMs: null });
    const result = await refund(desk, amountRefund(order, '80.00'), 'fails');
    const id = result.refund?.transactions.nodes[0]?.id ?? '';
    await desk.post(`/dev-store/transactions/${encodeURIComponent(id)}/settle`, { status: 'FAILURE' });
    const now = await desk.orderNow(order.legacyId);
    expect([now.financialStatus, now.maximumRefundable.amount]).toEqual(['PAID', '80.0']);
  });
});

describe('store credit as a refund', () => {
  const credit = (order: MadeOrder, amount: string): object => ({
    orderId: order.id,
    transactions: [],
    refundMethods: [{ storeCreditRefund: { amount: { amount, currencyCode: 'EUR' } } }],
  });

  it('goes to the customer and counts as refunded', async () => {
    const order = await desk.order();
    const result = await refund(desk, credit(order, '20.00'), 'credit');
    expect(result.refund?.transactions.nodes[0]?.gateway).toBe('shopify_store_credit');
    expect((await desk.orderNow(order.legacyId)).maximumRefundable.amount).toBe('180.0');
  });

  it('can’t exceed what was paid, even with allowOverRefunding', async () => {
    const order = await desk.order({ amount: '10.00' });
    const result = await refund(desk, { ...credit(order, '20.00'), allowOverRefunding: true }, 'credit above');
    expect(result.userErrors).toHaveLength(1);
  });

  it('needs a customer on the order', async () => {
    const order = await desk.order({ customer: null });
    expect((await refund(desk, credit(order, '1.00'), 'credit guest')).userErrors).toHaveLength(1);
  });
});
