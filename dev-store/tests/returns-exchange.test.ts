import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ask,
  change,
  made,
  openAfterSale,
  openReturn,
  readReturn,
  sentOrder,
  type Sent,
  type WireReturn,
} from './after-sale.ts';
import type { Desk } from './harness.ts';

let desk: Desk;

beforeAll(async () => {
  desk = await openAfterSale();
});

afterAll(() => desk.close());

/** A variant of this price in the shop's currency. */
async function variantAt(price: string): Promise<{ id: string; inventoryQuantity: number }> {
  type Data = { productVariants: { nodes: { id: string; price: string; inventoryQuantity: number }[] } };
  const data = await ask<Data>(desk, '{ productVariants(first: 50) { nodes { id price inventoryQuantity } } }');
  const found = data.productVariants.nodes.find((one) => one.price === price);
  if (found === undefined) throw new Error(`no variant at ${price}`);
  return found;
}

const OUTCOME = `query Q($id: ID!, $lines: [SuggestedOutcomeReturnLineItemInput!]!,
    $exchanges: [SuggestedOutcomeExchangeLineItemInput!]!, $to: RefundMethodAllocation, $shipping: RefundShippingInput) {
  return(id: $id) { suggestedFinancialOutcome(returnLineItems: $lines, exchangeLineItems: $exchanges,
      refundMethodAllocation: $to, refundShipping: $shipping) {
    discountedSubtotal { presentmentMoney { amount } } maximumRefundable { presentmentMoney { amount } }
    totalTax { presentmentMoney { amount } } shipping { amountSet { presentmentMoney { amount } } }
    financialTransfer { __typename
      ... on RefundReturnOutcome { amount { presentmentMoney { amount } }
        suggestedTransactions { kind gateway amountSet { presentmentMoney { amount } } parentTransaction { id } }
        suggestedRefundMethods { amount { presentmentMoney { amount } } } }
      ... on InvoiceReturnOutcome { amount { presentmentMoney { amount } } } } } } }`;

type Outcome = {
  discountedSubtotal: { presentmentMoney: { amount: string } };
  shipping: { amountSet: { presentmentMoney: { amount: string } } };
  financialTransfer: {
    __typename: string;
    amount: { presentmentMoney: { amount: string } };
    suggestedTransactions?: {
      amountSet: { presentmentMoney: { amount: string } };
      parentTransaction: { id: string };
    }[];
    suggestedRefundMethods?: { amount: { presentmentMoney: { amount: string } } }[];
  } | null;
};

async function outcome(record: WireReturn, more: object = {}): Promise<Outcome> {
  const lines = record.returnLineItems.nodes.map(({ id, quantity }) => ({ id, quantity }));
  const exchanges = record.exchangeLineItems.nodes.map(({ id, quantity }) => ({ id, quantity }));
  type Data = { return: { suggestedFinancialOutcome: Outcome } };
  const data = await ask<Data>(desk, OUTCOME, { id: record.id, lines, exchanges, ...more });
  return data.return.suggestedFinancialOutcome;
}

type Books = {
  displayFinancialStatus: string;
  displayFulfillmentStatus: string;
  totalOutstandingSet: { shopMoney: { amount: string } };
  lineItems: { nodes: { quantity: number; unfulfilledQuantity: number; variant: { id: string } | null }[] };
  fulfillmentOrders: {
    nodes: { status: string; fulfillmentHolds: { reason: string; heldByRequestingApp: boolean }[] }[];
  };
};

async function books(order: Sent): Promise<Books> {
  const query = `query Q($id: ID!) { order(id: $id) { displayFinancialStatus displayFulfillmentStatus
    totalOutstandingSet { shopMoney { amount } }
    lineItems(first: 5) { nodes { quantity unfulfilledQuantity variant { id } } }
    fulfillmentOrders(first: 5) { nodes { status fulfillmentHolds { reason heldByRequestingApp } } } } }`;
  return (await ask<{ order: Books }>(desk, query, { id: order.id })).order;
}

/** An order of one unit, returned for another item. */
async function exchange(amount: string, price: string): Promise<{ order: Sent; record: WireReturn }> {
  const order = await sentOrder(desk, { amount });
  const variant = await variantAt(price);
  const record = await openReturn(desk, order, 1, { exchangeLineItems: [{ variantId: variant.id, quantity: 1 }] });
  return { order, record };
}

function everything(record: WireReturn, more: object = {}): object {
  return {
    returnId: record.id,
    returnLineItems: record.returnLineItems.nodes.map(({ id, quantity }) => ({ id, quantity })),
    exchangeLineItems: record.exchangeLineItems.nodes.map(({ id, quantity }) => ({ id, quantity })),
    ...more,
  };
}

describe('suggestedFinancialOutcome', () => {
  it('is a refund with the payments it would go back to', async () => {
    const order = await sentOrder(desk);
    const result = await outcome(await openReturn(desk, order, 2));
    expect(result.discountedSubtotal.presentmentMoney.amount).toBe('100.0');
    expect(result.financialTransfer).toMatchObject({
      __typename: 'RefundReturnOutcome',
      amount: { presentmentMoney: { amount: '100.0' } },
      suggestedTransactions: [
        { amountSet: { presentmentMoney: { amount: '100.0' } }, parentTransaction: { id: order.transactions[0]?.id } },
      ],
    });
  });

  it('takes off restocking and return shipping fees, and adds shipping when it is given back', async () => {
    const order = await sentOrder(desk, { amount: '100.00', shipping: '10.00' });
    const line = {
      fulfillmentLineItemId: order.sent[0],
      quantity: 1,
      returnReason: 'UNWANTED',
      restockingFee: { percentage: 12.5 },
    };
    const fee = { amount: { amount: '4.00', currencyCode: 'EUR' } };
    const input = { orderId: order.id, returnLineItems: [line], returnShippingFee: fee };
    const record = made(await change(desk, 'returnCreate', input));
    expect((await outcome(record)).financialTransfer?.amount.presentmentMoney.amount).toBe('83.5');
    const withShipping = await outcome(record, { shipping: { fullRefund: true } });
    expect(withShipping.shipping.amountSet.presentmentMoney.amount).toBe('10.0');
    expect(withShipping.financialTransfer?.amount.presentmentMoney.amount).toBe('93.5');
    const transactionAmount = { amount: '83.50', currencyCode: 'EUR' };
    const issueRefund = { orderTransactions: [{ parentId: order.transactions[0]?.id, transactionAmount }] };
    await change(desk, 'returnProcess', everything(record, { financialTransfer: { issueRefund } }));
    expect((await books(order)).totalOutstandingSet.shopMoney.amount).toBe('0.0');
  });

  it('to store credit names the method instead of payments', async () => {
    const result = await outcome(await openReturn(desk, await sentOrder(desk)), { to: 'STORE_CREDIT' });
    expect(result.financialTransfer).toMatchObject({
      suggestedTransactions: [],
      suggestedRefundMethods: [{ amount: { presentmentMoney: { amount: '50.0' } } }],
    });
  });

  it('is an invoice when the exchange costs more, and nothing when it comes out even', async () => {
    const dearer = await exchange('20.00', '49.00');
    expect((await outcome(dearer.record)).financialTransfer).toEqual({
      __typename: 'InvoiceReturnOutcome',
      amount: { presentmentMoney: { amount: '29.0' } },
    });
    const even = await exchange('49.00', '49.00');
    expect((await outcome(even.record)).financialTransfer).toBeNull();
  });
});

describe('an exchange', () => {
  it('that comes out even: a new line and a fulfillment order, not held, and stock is taken', async () => {
    const before = await variantAt('49.00');
    const { order, record } = await exchange('49.00', '49.00');
    const now = made(await change(desk, 'returnProcess', everything(record)));
    expect(now.exchangeLineItems.nodes).toMatchObject([{ processedQuantity: 1, lineItems: [{}] }]);
    const after = await books(order);
    expect(after.lineItems.nodes).toHaveLength(2);
    expect(after.lineItems.nodes[1]).toMatchObject({ quantity: 1, unfulfilledQuantity: 1, variant: { id: before.id } });
    expect(after.fulfillmentOrders.nodes).toMatchObject([
      { status: 'CLOSED' },
      { status: 'OPEN', fulfillmentHolds: [] },
    ]);
    expect([after.displayFinancialStatus, after.displayFulfillmentStatus]).toEqual(['PAID', 'PARTIALLY_FULFILLED']);
    expect((await variantAt('49.00')).inventoryQuantity).toBe(before.inventoryQuantity - 1);
  });

  it('is confirmed with what came back, by hand and at once', async () => {
    const { record } = await exchange('49.00', '49.00');
    const path = `/dev-store/returns/${record.id.split('/').at(-1) ?? ''}/receive`;
    await desk.made(path, { process: true, exchange: true });
    const now = await readReturn(desk, record.id);
    expect(now.returnLineItems.nodes).toMatchObject([{ processedQuantity: 1 }]);
    expect(now.exchangeLineItems.nodes).toMatchObject([{ processedQuantity: 1, lineItems: [{}] }]);
  });

  it('that costs more is held until the customer has paid the balance', async () => {
    const { order, record } = await exchange('20.00', '49.00');
    await change(desk, 'returnProcess', everything(record));
    const held = await books(order);
    expect(held.totalOutstandingSet.shopMoney.amount).toBe('29.0');
    expect(held.displayFinancialStatus).toBe('PARTIALLY_PAID');
    expect(held.fulfillmentOrders.nodes[1]).toEqual({
      status: 'ON_HOLD',
      fulfillmentHolds: [{ reason: 'AWAITING_PAYMENT', heldByRequestingApp: false }],
    });
    await desk.made(`/dev-store/orders/${order.legacyId}/payments`, {});
    const free = await books(order);
    expect([free.displayFinancialStatus, free.fulfillmentOrders.nodes[1]?.status]).toEqual(['PAID', 'OPEN']);
  });

  it('that costs less gives the difference back, without a discrepancy', async () => {
    const { order, record } = await exchange('60.00', '49.00');
    const transactionAmount = { amount: '11.00', currencyCode: 'EUR' };
    const issueRefund = { orderTransactions: [{ parentId: order.transactions[0]?.id, transactionAmount }] };
    const answer = await change(desk, 'returnProcess', everything(record, { financialTransfer: { issueRefund } }));
    expect(answer.userErrors).toEqual([]);
    expect((await books(order)).totalOutstandingSet.shopMoney.amount).toBe('0.0');
  });

  it('goes out and arrives like any parcel', async () => {
    const { order, record } = await exchange('49.00', '49.00');
    await change(desk, 'returnProcess', everything(record));
    await desk.made(`/dev-store/orders/${order.legacyId}/ship`, { number: 'EXCHANGE-1' });
    await desk.made(`/dev-store/orders/${order.legacyId}/deliver`, {});
    expect((await books(order)).displayFulfillmentStatus).toBe('FULFILLED');
  });
});
