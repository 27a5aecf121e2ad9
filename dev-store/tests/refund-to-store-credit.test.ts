import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountsOf, ask, creditEuros, newCustomer, openDesk } from './benefits.ts';
import { amountRefund, MUG_HOUSE, refund, TOKYO_PAPER, type Desk, type MadeOrder, type Money } from './harness.ts';

let desk: Desk;
let number = 0;

beforeAll(async () => {
  desk = await openDesk();
});

afterAll(() => desk.close());

/** Input of a refund to store credit, in the currency of the order. */
function toCredit(order: MadeOrder, amount: string, more: object = {}, method: object = {}): Record<string, unknown> {
  const money = { amount, currencyCode: order.presentmentCurrency };
  return { orderId: order.id, refundMethods: [{ storeCreditRefund: { amount: money, ...method } }], ...more };
}

function give(input: object): ReturnType<typeof refund> {
  number += 1;
  return refund(desk, input, `store credit ${number}`);
}

async function firstError(input: object): Promise<unknown> {
  const { refund: made, userErrors } = await give(input);
  expect(made).toBeNull();
  return userErrors[0];
}

describe('a refund to store credit', () => {
  it('credits the customer, with its expiry, and the entry names the refund’s transaction', async () => {
    const { id, order } = await newCustomer(desk);
    const input = toCredit(order, '20.00', { note: 'C-1 [amends:r1]' }, { expiresAt: '2099-01-01T00:00:30Z' });
    const { refund: made } = await give(input);
    expect(made?.transactions.nodes).toMatchObject([
      { gateway: 'shopify_store_credit', kind: 'REFUND', status: 'SUCCESS' },
    ]);
    const [account] = await accountsOf(desk, id);
    expect(account?.balance).toEqual({ amount: '20.0', currencyCode: 'EUR' });
    expect(account?.transactions.nodes).toMatchObject([
      {
        __typename: 'StoreCreditAccountCreditTransaction',
        amount: { amount: '20.0' },
        event: 'ORDER_REFUND',
        expiresAt: '2099-01-01T00:00:30Z',
        origin: { id: made?.transactions.nodes[0]?.id, kind: 'REFUND' },
      },
    ]);
  });

  it('comes once for one key', async () => {
    const { id, order } = await newCustomer(desk);
    const input = toCredit(order, '20.00');
    const first = await refund(desk, input, 'once');
    expect((await refund(desk, input, 'once')).refund?.id).toBe(first.refund?.id);
    expect((await accountsOf(desk, id))[0]?.balance.amount).toBe('20.0');
  });

  it('can be split with the original payment in one refund', async () => {
    const { id, order } = await newCustomer(desk);
    const { transactions } = amountRefund(order, '120.00');
    const { refund: made, order: after } = await give(toCredit(order, '80.00', { transactions }));
    expect(made?.transactions.nodes.map((one) => one.gateway)).toEqual(['shopify_payments', 'shopify_store_credit']);
    expect(after).toMatchObject({
      displayFinancialStatus: 'REFUNDED',
      totalRefundedSet: { presentmentMoney: { amount: '200.0' } },
    });
    expect((await accountsOf(desk, id))[0]?.balance.amount).toBe('80.0');
  });

  it('of lines counts them as refunded', async () => {
    const { order } = await newCustomer(desk);
    const refundLineItems = [{ lineItemId: order.lineItems[0]?.id, quantity: 1, restockType: 'NO_RESTOCK' }];
    await give(toCredit(order, '50.00', { refundLineItems }));
    expect((await desk.orderNow(order.legacyId)).lineItems[0]?.refundableQuantity).toBe(3);
  });

  it('in zlotys fills an account in zlotys', async () => {
    const order = await desk.order({ presentment: 'PLN', amount: '400.00' });
    await give(toCredit(order, '100.00', { currency: 'PLN' }));
    const accounts = await accountsOf(desk, order.customerId ?? '');
    expect(accounts.map((account) => account.balance)).toEqual([{ amount: '100.0', currencyCode: 'PLN' }]);
  });

  it('in yen is whole', async () => {
    const token = await desk.accessToken(TOKYO_PAPER);
    const order = await desk.order({ shop: TOKYO_PAPER, amount: '1200' });
    const mutation = `mutation ($input: RefundInput!) { refundCreate(input: $input) @idempotent(key: "yen") { userErrors { message } } }`;
    await desk.graphql(mutation, { input: toCredit(order, '700') }, { shop: TOKYO_PAPER, token });
    const query =
      'query ($id: ID!) { customer(id: $id) { storeCreditAccounts(first: 1) { nodes { balance { amount currencyCode } } } } }';
    const { body } = await desk.graphql(query, { id: order.customerId }, { shop: TOKYO_PAPER, token });
    expect(body.data).toEqual({
      customer: { storeCreditAccounts: { nodes: [{ balance: { amount: '700.0', currencyCode: 'JPY' } }] } },
    });
  });
});

describe('a refund to store credit is refused', () => {
  const at = ['refundMethods', '0', 'storeCreditRefund'];

  it('above what was paid, together with what goes to the payment', async () => {
    const { order } = await newCustomer(desk);
    const { transactions } = amountRefund(order, '150.00');
    expect(await firstError(toCredit(order, '100.00', { transactions }))).toEqual({
      field: null,
      message: 'Refund amount €250.00 is greater than net payment received €200.00',
    });
  });

  it('above what was paid even with allowOverRefunding, which lifts the limit for the payment alone', async () => {
    const { order } = await newCustomer(desk);
    expect(await firstError(toCredit(order, '201.00', { allowOverRefunding: true }))).toMatchObject({ field: null });
    const { transactions } = amountRefund(order, '210.00');
    const { userErrors } = await give(toCredit(order, '50.00', { transactions, allowOverRefunding: true }));
    expect(userErrors).toEqual([]);
  });

  it('for an order without a customer', async () => {
    const order = await desk.order({ customer: null });
    expect(await firstError(toCredit(order, '1.00'))).toEqual({
      field: at,
      message: 'Order must have a customer to refund to store credit',
    });
  });

  it('where store credit is switched off, or customers have classic accounts', async () => {
    const { order } = await newCustomer(desk);
    const set = (body: object): Promise<unknown> => desk.made(`/dev-store/shops/${MUG_HOUSE}`, body);
    await set({ storeCreditEnabled: false });
    expect(await firstError(toCredit(order, '1.00'))).toEqual({ field: at, message: 'Store credit is not enabled' });
    await set({ storeCreditEnabled: true, customerAccounts: 'CLASSIC' });
    expect(await firstError(toCredit(order, '1.00'))).toEqual({
      field: at,
      message: 'Store credit refunds require new customer accounts',
    });
    await set({ customerAccounts: 'NEW_CUSTOMER_ACCOUNTS' });
  });

  it('in another currency than the order’s, of nothing, and with an expiry in the past', async () => {
    const { order } = await newCustomer(desk);
    const dollars = [{ storeCreditRefund: { amount: { amount: '1.00', currencyCode: 'USD' } } }];
    expect(await firstError({ orderId: order.id, refundMethods: dollars })).toMatchObject({ field: at });
    expect(await firstError(toCredit(order, '0.00'))).toMatchObject({ field: at });
    expect(await firstError(toCredit(order, '1.00', {}, { expiresAt: '2000-01-01T00:00:00Z' }))).toEqual({
      field: [...at, 'expiresAt'],
      message: 'The expiry date must be in the future',
    });
  });

  it('above what one customer may hold', async () => {
    const { id, order } = await newCustomer(desk);
    await creditEuros(desk, id, '13900.00');
    expect(await firstError(toCredit(order, '150.00'))).toMatchObject({ field: [...at, 'amount'] });
  });

  it('twice in one refund', async () => {
    const { order } = await newCustomer(desk);
    const once = toCredit(order, '1.00')['refundMethods'] as object[];
    expect(await firstError({ orderId: order.id, refundMethods: [...once, ...once] })).toMatchObject({
      field: ['refundMethods'],
    });
  });
});

describe('suggestedRefund for store credit', () => {
  const QUERY = `query ($id: ID!) { order(id: $id) { suggestedRefund(suggestFullRefund: true, refundMethodAllocation: STORE_CREDIT) {
    amountSet { presentmentMoney { amount } } suggestedTransactions { gateway }
    suggestedRefundMethods { __typename amount { presentmentMoney { amount currencyCode } } maximumRefundable { presentmentMoney { amount } }
      ... on SuggestedStoreCreditRefund { expiresAt } } } } }`;
  type Suggested = {
    amountSet: { presentmentMoney: Money };
    suggestedTransactions: object[];
    suggestedRefundMethods: object[];
  };

  async function suggest(order: MadeOrder): Promise<Suggested> {
    return (await ask<{ order: { suggestedRefund: Suggested } }>(desk, QUERY, { id: order.id })).order.suggestedRefund;
  }

  it('suggests one method and no transactions', async () => {
    const { order } = await newCustomer(desk);
    await give(toCredit(order, '50.00'));
    expect(await suggest(order)).toMatchObject({
      suggestedTransactions: [],
      suggestedRefundMethods: [
        {
          __typename: 'SuggestedStoreCreditRefund',
          amount: { presentmentMoney: { amount: '150.0', currencyCode: 'EUR' } },
          maximumRefundable: { presentmentMoney: { amount: '150.0' } },
          expiresAt: null,
        },
      ],
    });
  });

  it('suggests nothing for a guest', async () => {
    const order = await desk.order({ customer: null });
    expect((await suggest(order)).suggestedRefundMethods).toEqual([]);
  });
});
