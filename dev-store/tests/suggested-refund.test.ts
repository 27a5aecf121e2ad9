import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { amountRefund, Desk, MUG_HOUSE, refund, TOKYO_PAPER, type MadeOrder, type Money } from './harness.ts';

type Bag = { shopMoney: Money; presentmentMoney: Money };
type Suggested = {
  amount: string;
  amountSet: Bag;
  subtotalSet: Bag;
  totalTaxSet: Bag;
  maximumRefundableSet: Bag;
  shipping: { amount: string; maximumRefundable: string };
  refundLineItems: { quantity: number; subtotalSet: Bag }[];
  suggestedTransactions: {
    gateway: string;
    kind: string;
    amountSet: Bag;
    maximumRefundableSet: Bag;
    parentTransaction: { id: string };
  }[];
  suggestedRefundMethods: { amount: Bag; __typename: string }[];
};

const QUERY = `query Suggest($id: ID!, $lines: [RefundLineItemInput!], $shipping: Money, $refundShipping: Boolean, $full: Boolean,
  $allocation: RefundMethodAllocation) {
  order(id: $id) {
    suggestedRefund(refundLineItems: $lines, shippingAmount: $shipping, refundShipping: $refundShipping,
      suggestFullRefund: $full, refundMethodAllocation: $allocation) {
      amount
      amountSet { ...bag } subtotalSet { ...bag } totalTaxSet { ...bag } maximumRefundableSet { ...bag }
      shipping { amount maximumRefundable }
      refundLineItems { quantity subtotalSet { ...bag } }
      suggestedTransactions { gateway kind amountSet { ...bag } maximumRefundableSet { ...bag } parentTransaction { id } }
      suggestedRefundMethods { __typename amount { ...bag } }
    }
  }
}
fragment bag on MoneyBag { shopMoney { amount currencyCode } presentmentMoney { amount currencyCode } }`;

let desk: Desk;

beforeAll(async () => {
  desk = await Desk.open();
});

afterAll(() => desk.close());

async function suggest(
  order: MadeOrder,
  variables: object,
  over: { shop?: string; token?: string } = {},
): Promise<Suggested> {
  const { body } = await desk.graphql<{ order: { suggestedRefund: Suggested } }>(
    QUERY,
    { id: order.id, ...variables },
    over,
  );
  if (body.data?.order === undefined) throw new Error(JSON.stringify(body.errors));
  return body.data.order.suggestedRefund;
}

function line(order: MadeOrder, quantity: number): object {
  return { lineItemId: order.lineItems[0]?.id, quantity };
}

describe('suggestedRefund', () => {
  it('of nothing is 0 and still names the payment and what it holds', async () => {
    const order = await desk.order();
    const result = await suggest(order, {});
    expect(result.amountSet.presentmentMoney).toEqual({ amount: '0.0', currencyCode: 'EUR' });
    expect(result.suggestedTransactions).toMatchObject([
      {
        kind: 'SUGGESTED_REFUND',
        parentTransaction: { id: order.transactions[0]?.id },
        maximumRefundableSet: { presentmentMoney: { amount: '200.0' } },
      },
    ]);
  });

  it('of some units is their share, after discounts, taxes included', async () => {
    const order = await desk.order({ amount: '100.00', quantity: 4, discount: '10.00' });
    const result = await suggest(order, { lines: [line(order, 1)] });
    expect(result.amountSet.presentmentMoney.amount).toBe('22.5');
    expect(result.subtotalSet.presentmentMoney.amount).toBe('22.5');
    expect(result.totalTaxSet.presentmentMoney.amount).toBe('3.91');
  });

  it('of units one after the other adds up to the whole line', async () => {
    const order = await desk.order({ amount: '30.00', quantity: 3, discount: '0.01' });
    const amounts: number[] = [];
    for (const n of [1, 2, 3]) {
      const { amountSet } = await suggest(order, { lines: [line(order, 1)] });
      const { amount } = amountSet.presentmentMoney;
      amounts.push(Math.round(Number(amount) * 100));
      const lines = { refundLineItems: [{ ...line(order, 1), restockType: 'NO_RESTOCK' }] };
      expect((await refund(desk, { ...amountRefund(order, amount), ...lines }, `unit-${n}`)).userErrors).toEqual([]);
    }
    expect(amounts.reduce((sum, one) => sum + one, 0)).toBe(2999);
  });

  it('of shipping: a part, all of it, never more than was charged', async () => {
    const order = await desk.order({ amount: '20.00', shipping: '4.90' });
    expect((await suggest(order, { shipping: '2.00' })).amountSet.presentmentMoney.amount).toBe('2.0');
    expect((await suggest(order, { refundShipping: true })).shipping).toEqual({
      amount: '4.90',
      maximumRefundable: '4.90',
    });
    expect((await suggest(order, { shipping: '9.00' })).amountSet.presentmentMoney.amount).toBe('4.9');
  });

  it('in full is everything that is left', async () => {
    const order = await desk.order({ amount: '20.00', shipping: '4.90' });
    await desk.made(`/dev-store/orders/${order.legacyId}/refunds`, { amount: '5.00' });
    expect((await suggest(order, { full: true })).amountSet.presentmentMoney.amount).toBe('19.9');
  });

  it('over two payments: the gift card first, the card for the rest, each with what it holds', async () => {
    const order = await desk.order({ scenario: 'gift-card-split', amount: '60.00' });
    const result = await suggest(order, { full: true });
    expect(result.suggestedTransactions.map((one) => [one.gateway, one.amountSet.presentmentMoney.amount])).toEqual([
      ['gift_card', '15.0'],
      ['shopify_payments', '45.0'],
    ]);
  });

  it('a payment that holds nothing any more is not suggested', async () => {
    const order = await desk.order({ scenario: 'gift-card-split', amount: '60.00' });
    await refund(desk, amountRefund(order, '15.00'), 'gift card back');
    const result = await suggest(order, { full: true });
    expect(result.suggestedTransactions.map((one) => one.gateway)).toEqual(['shopify_payments']);
    expect(result.maximumRefundableSet.presentmentMoney.amount).toBe('45.0');
  });

  it('to store credit names a method and no transaction', async () => {
    const order = await desk.order();
    const result = await suggest(order, { lines: [line(order, 1)], allocation: 'STORE_CREDIT' });
    expect(result.suggestedTransactions).toEqual([]);
    expect(result.suggestedRefundMethods).toMatchObject([
      { __typename: 'SuggestedStoreCreditRefund', amount: { presentmentMoney: { amount: '50.0' } } },
    ]);
  });

  it('keeps both currencies of an order', async () => {
    const order = await desk.order({ presentment: 'PLN', amount: '400.00' });
    const result = await suggest(order, { full: true });
    expect(result.amountSet).toEqual({
      presentmentMoney: { amount: '400.0', currencyCode: 'PLN' },
      shopMoney: { amount: '93.4', currencyCode: 'EUR' },
    });
  });

  it('in yen: MoneyV2 has one decimal, the scalar Money two', async () => {
    const token = await desk.accessToken(TOKYO_PAPER);
    const order = await desk.order({ shop: TOKYO_PAPER, amount: '1200' });
    const result = await suggest(order, { full: true }, { shop: TOKYO_PAPER, token });
    expect([result.amountSet.presentmentMoney.amount, result.amount]).toEqual(['1200.0', '1200.00']);
  });

  it('leaves out what is pending', async () => {
    const order = await desk.order({ scenario: 'pending-refund-gateway', amount: '80.00', refundSettleAfterMs: null });
    await refund(desk, amountRefund(order, '60.00'), 'under way');
    expect((await suggest(order, { full: true })).amountSet.presentmentMoney.amount).toBe('20.0');
  });

  it('suggests what refundCreate then accepts, for every scenario that has money left', async () => {
    const seeded = await Desk.open({ seed: 'full' });
    const orders = (
      await seeded.get<{ orders: (MadeOrder & { shop: string; scenario: string | null })[] }>('/dev-store/state')
    ).orders;
    const wanted = orders.filter(
      (one) => one.shop === MUG_HOUSE && one.scenario !== null && one.scenario !== 'chargeback',
    );
    for (const order of wanted) {
      const { body } = await seeded.graphql<{ order: { suggestedRefund: Suggested } }>(QUERY, {
        id: order.id,
        full: true,
      });
      const suggestion = body.data?.order.suggestedRefund;
      if (suggestion === undefined || suggestion.suggestedTransactions.length === 0) continue;
      const transactions = suggestion.suggestedTransactions.map((one) => ({
        orderId: order.id,
        parentId: one.parentTransaction.id,
        gateway: one.gateway,
        kind: 'REFUND',
        amount: one.amountSet.presentmentMoney.amount,
      }));
      const input = { orderId: order.id, currency: order.presentmentCurrency, transactions };
      expect((await refund(seeded, input, `full-${order.id}`)).userErrors, order.scenario ?? '').toEqual([]);
      expect((await seeded.orderNow(order.legacyId)).maximumRefundable.amount).toBe('0.0');
    }
    await seeded.close();
  });
});
