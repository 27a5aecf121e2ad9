import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ask,
  change,
  made,
  openAfterSale,
  openReturn,
  readReturn,
  sentOrder,
  warehouse,
  type Sent,
  type WireReturn,
} from './after-sale.ts';
import { amountRefund, refund, type Desk, type Money } from './harness.ts';

let desk: Desk;

beforeAll(async () => {
  desk = await openAfterSale();
});

afterAll(() => desk.close());

type Bag = { shopMoney: Money; presentmentMoney: Money };

type Books = {
  displayFinancialStatus: string;
  currentTotalPriceSet: Bag;
  totalOutstandingSet: Bag;
  totalRefundedSet: Bag;
  netPaymentSet: Bag;
  lineItems: { nodes: { currentQuantity: number; refundableQuantity: number }[] };
  refunds: { id: string; note: string | null; return: { id: string } | null; orderAdjustments: { nodes: object[] } }[];
};

const BAG = '{ shopMoney { amount currencyCode } presentmentMoney { amount currencyCode } }';

async function books(order: Sent): Promise<Books> {
  const query = `query Q($id: ID!) { order(id: $id) { displayFinancialStatus currentTotalPriceSet ${BAG}
    totalOutstandingSet ${BAG} totalRefundedSet ${BAG} netPaymentSet ${BAG}
    lineItems(first: 5) { nodes { currentQuantity refundableQuantity } }
    refunds { id note return { id } orderAdjustments(first: 3) { nodes { reason } } } } }`;
  return (await ask<{ order: Books }>(desk, query, { id: order.id })).order;
}

const paid = (bag: Bag): string => bag.presentmentMoney.amount;

function units(record: WireReturn, quantity: number, more: object = {}): object[] {
  return [{ id: record.returnLineItems.nodes[0]?.id, quantity, ...more }];
}

/** A refund of an amount to the order's first payment. */
function transfer(order: Sent, amount: string, currencyCode = 'EUR'): object {
  const transactionAmount = { amount, currencyCode };
  return { issueRefund: { orderTransactions: [{ parentId: order.transactions[0]?.id, transactionAmount }] } };
}

describe('returnProcess', () => {
  it('confirms units and leaves the return OPEN; the order owes the customer until money moves', async () => {
    const order = await sentOrder(desk);
    const record = await openReturn(desk, order, 2);
    const now = made(await change(desk, 'returnProcess', { returnId: record.id, returnLineItems: units(record, 1) }));
    expect(now.status).toBe('OPEN');
    expect(now.returnLineItems.nodes).toMatchObject([
      { processedQuantity: 1, unprocessedQuantity: 1, processableQuantity: 1, refundedQuantity: 0 },
    ]);
    const after = await books(order);
    expect([paid(after.currentTotalPriceSet), paid(after.totalOutstandingSet)]).toEqual(['150.0', '-50.0']);
    expect(after.lineItems.nodes).toEqual([{ currentQuantity: 3, refundableQuantity: 3 }]);
    expect(after.refunds).toEqual([]);
  });

  it('gives the money back in the same call: a refund that belongs to the return', async () => {
    const order = await sentOrder(desk);
    const record = await openReturn(desk, order, 2);
    const answer = await change(desk, 'returnProcess', {
      returnId: record.id,
      note: 'C-1 [amends:r1]',
      returnLineItems: units(record, 2),
      financialTransfer: transfer(order, '100.00'),
    });
    expect(made(answer).returnLineItems.nodes).toMatchObject([{ refundedQuantity: 2, refundableQuantity: 0 }]);
    const after = await books(order);
    expect(after.refunds).toMatchObject([
      { note: 'C-1 [amends:r1]', return: { id: record.id }, orderAdjustments: { nodes: [] } },
    ]);
    expect(after.displayFinancialStatus).toBe('PARTIALLY_REFUNDED');
    expect([after.totalRefundedSet, after.currentTotalPriceSet, after.totalOutstandingSet].map(paid)).toEqual([
      '100.0',
      '100.0',
      '0.0',
    ]);
    const linked = await ask(
      desk,
      'query Q($id: ID!) { return(id: $id) { refunds(first: 5) { nodes { note } } transactions(first: 5) { nodes { kind status } } } }',
      { id: record.id },
    );
    expect(linked).toEqual({
      return: {
        refunds: { nodes: [{ note: 'C-1 [amends:r1]' }] },
        transactions: { nodes: [{ kind: 'REFUND', status: 'SUCCESS' }] },
      },
    });
  });

  it('a second call finds nothing left to process: there is no idempotency key, the quantity is the guard', async () => {
    const order = await sentOrder(desk);
    const record = await openReturn(desk, order);
    const input = {
      returnId: record.id,
      returnLineItems: units(record, 1),
      financialTransfer: transfer(order, '50.00'),
    };
    expect((await change(desk, 'returnProcess', input)).userErrors).toEqual([]);
    expect((await change(desk, 'returnProcess', input)).userErrors).toMatchObject([
      { field: ['input', 'returnLineItems', '0', 'quantity'], code: 'INVALID' },
    ]);
    expect((await books(order)).refunds).toHaveLength(1);
  });

  it('money for units that were processed before comes off once, also when refundCreate gives it', async () => {
    const order = await sentOrder(desk);
    const record = await openReturn(desk, order);
    await change(desk, 'returnProcess', { returnId: record.id, returnLineItems: units(record, 1) });
    await refund(desk, amountRefund(order, '50.00'), 'afterwards');
    const after = await books(order);
    expect([after.currentTotalPriceSet, after.netPaymentSet, after.totalOutstandingSet].map(paid)).toEqual([
      '150.0',
      '150.0',
      '0.0',
    ]);
  });

  it('gives back shipping as well', async () => {
    const order = await sentOrder(desk, { amount: '100.00', shipping: '10.00' });
    const record = await openReturn(desk, order);
    await change(desk, 'returnProcess', {
      returnId: record.id,
      returnLineItems: units(record, 1),
      refundShipping: { fullRefund: true },
      financialTransfer: transfer(order, '110.00'),
    });
    const after = await books(order);
    expect(after.displayFinancialStatus).toBe('REFUNDED');
    expect(after.refunds[0]?.orderAdjustments.nodes).toEqual([]);
  });

  it('refunds to store credit', async () => {
    const order = await sentOrder(desk);
    const record = await openReturn(desk, order);
    const storeCreditRefund = { amount: { amount: '50.00', currencyCode: 'EUR' } };
    const issueRefund = { orderTransactions: [], refundMethods: [{ storeCreditRefund }] };
    const answer = await change(desk, 'returnProcess', {
      returnId: record.id,
      returnLineItems: units(record, 1),
      financialTransfer: { issueRefund },
    });
    expect(answer.userErrors).toEqual([]);
    expect(paid((await books(order)).totalRefundedSet)).toBe('50.0');
  });

  it('says what became of the units: RESTOCKED raises the stock', async () => {
    const order = await sentOrder(desk);
    const record = await openReturn(desk, order);
    const reverseFulfillmentOrderLineItemId = record.reverseFulfillmentOrders.nodes[0]?.lineItems.nodes[0]?.id;
    const dispositions = [
      {
        reverseFulfillmentOrderLineItemId,
        quantity: 1,
        dispositionType: 'RESTOCKED',
        locationId: await warehouse(desk),
      },
    ];
    const input = { returnId: record.id, returnLineItems: units(record, 1, { dispositions }) };
    const [reverse] = made(await change(desk, 'returnProcess', input)).reverseFulfillmentOrders.nodes;
    expect(reverse?.lineItems.nodes[0]?.dispositions).toMatchObject([{ type: 'RESTOCKED', quantity: 1 }]);
  });
});

describe('refusals', () => {
  it('an unknown return and a line of another return', async () => {
    const record = await openReturn(desk, await sentOrder(desk));
    const other = await openReturn(desk, await sentOrder(desk));
    const unknown = { returnId: 'gid://shopify/Return/999999999', returnLineItems: units(record, 1) };
    expect((await change(desk, 'returnProcess', unknown)).userErrors).toEqual([
      { field: ['input', 'returnId'], message: 'Return not found.', code: 'NOT_FOUND' },
    ]);
    const foreign = { returnId: record.id, returnLineItems: units(other, 1) };
    expect((await change(desk, 'returnProcess', foreign)).userErrors).toEqual([
      { field: ['input', 'returnLineItems', '0', 'id'], message: 'Return line item was not found.', code: 'NOT_FOUND' },
    ]);
  });

  it('a return that is closed', async () => {
    const record = await openReturn(desk, await sentOrder(desk));
    await change(desk, 'returnClose', record.id);
    const input = { returnId: record.id, returnLineItems: units(record, 1) };
    expect((await change(desk, 'returnProcess', input)).userErrors).toMatchObject([{ code: 'INVALID_STATE' }]);
  });

  it('more money than was paid: nothing is processed either', async () => {
    const order = await sentOrder(desk, { amount: '15.00' });
    const record = await openReturn(desk, order);
    const answer = await change(desk, 'returnProcess', {
      returnId: record.id,
      returnLineItems: units(record, 1),
      financialTransfer: transfer(order, '25.00'),
    });
    expect(answer.userErrors).toEqual([
      { field: null, message: 'Refund amount €25.00 is greater than net payment received €15.00', code: 'INVALID' },
    ]);
    expect((await readReturn(desk, record.id)).returnLineItems.nodes[0]?.processedQuantity).toBe(0);
  });

  it('an open chargeback blocks the money', async () => {
    const order = await sentOrder(desk);
    const record = await openReturn(desk, order);
    await desk.made(`/dev-store/orders/${order.legacyId}/disputes`, {});
    const answer = await change(desk, 'returnProcess', {
      returnId: record.id,
      returnLineItems: units(record, 1),
      financialTransfer: transfer(order, '50.00'),
    });
    expect(answer.userErrors[0]?.message).toMatch(/open chargeback/);
  });
});

describe('other currencies', () => {
  it('zloty: the shop’s side follows its own rate', async () => {
    const order = await sentOrder(desk, { presentment: 'PLN', amount: '400.00', quantity: 4 });
    const record = await openReturn(desk, order);
    const input = {
      returnId: record.id,
      returnLineItems: units(record, 1),
      financialTransfer: transfer(order, '100.00', 'PLN'),
    };
    expect((await change(desk, 'returnProcess', input)).userErrors).toEqual([]);
    expect((await books(order)).totalRefundedSet).toEqual({
      presentmentMoney: { amount: '100.0', currencyCode: 'PLN' },
      shopMoney: { amount: '23.29', currencyCode: 'EUR' },
    });
  });

  it('Kuwaiti dinars have three decimals', async () => {
    const order = await sentOrder(desk, { scenario: 'three-decimals', amount: '13.125', quantity: 3 });
    const record = await openReturn(desk, order);
    const input = {
      returnId: record.id,
      returnLineItems: units(record, 1),
      financialTransfer: transfer(order, '4.375', 'KWD'),
    };
    expect((await change(desk, 'returnProcess', input)).userErrors).toEqual([]);
    const after = await books(order);
    expect([after.totalRefundedSet, after.currentTotalPriceSet, after.totalOutstandingSet].map(paid)).toEqual([
      '4.375',
      '8.75',
      '0.0',
    ]);
  });
});
