import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountsOf, ask, buy, creditEuros, newCustomer, openDesk, refusedBecause } from './benefits.ts';
import { amountRefund, MUG_HOUSE, refund, type Desk, type MadeOrder } from './harness.ts';

let desk: Desk;
let number = 0;

beforeAll(async () => {
  desk = await openDesk();
});

afterAll(() => desk.close());

async function newCard(amount: string, more: object = {}): Promise<{ id: string; code: string }> {
  number += 1;
  const code = `card${String(number).padStart(8, '0')}`;
  const input = { code, initialAmount: { amount, currencyCode: 'EUR' }, ...more };
  const mutation =
    'mutation ($input: GiftCardCreateInput!) { giftCardCreate(input: $input) { giftCard { id } userErrors { message } } }';
  const data = await ask<{ giftCardCreate: { giftCard: { id: string } } }>(desk, mutation, { input });
  return { id: data.giftCardCreate.giftCard.id, code };
}

async function balance(id: string): Promise<string> {
  const query = 'query ($id: ID!) { giftCard(id: $id) { balance { amount } } }';
  return (await ask<{ giftCard: { balance: { amount: string } } }>(desk, query, { id })).giftCard.balance.amount;
}

function paid(order: MadeOrder): [string, string][] {
  return order.transactions.map((one) => [one.gateway, one.amount.amount]);
}

/** Refunds some of the payment with that gateway. */
function ofPayment(order: MadeOrder, gateway: string, amount: string): Record<string, unknown> {
  const payment = order.transactions.find((one) => one.gateway === gateway);
  return amountRefund({ ...order, transactions: payment === undefined ? [] : [payment] }, amount);
}

describe('store credit at checkout', () => {
  it('is spent whole, up to the order, and the entry names the payment', async () => {
    const { id } = await newCustomer(desk);
    await creditEuros(desk, id, '20.00');
    const { order } = await buy(desk, { customer: id, storeCredit: true });
    expect(paid(order)).toEqual([
      ['shopify_store_credit', '20.0'],
      ['shopify_payments', '30.0'],
    ]);
    const [account] = await accountsOf(desk, id);
    expect(account?.balance.amount).toBe('0.0');
    expect(account?.transactions.nodes.at(-1)).toMatchObject({
      __typename: 'StoreCreditAccountDebitTransaction',
      amount: { amount: '-20.0' },
      event: 'ORDER_PAYMENT',
      origin: { id: order.transactions[0]?.id, kind: 'SALE' },
    });
  });

  it('needs a customer, new customer accounts, and credit in the currency of the order', async () => {
    const { id } = await newCustomer(desk);
    await creditEuros(desk, id, '20.00');
    expect(await refusedBecause(desk, { storeCredit: true })).toBe('login_required');
    expect(await refusedBecause(desk, { customer: id, storeCredit: true, currency: 'PLN' })).toBe('no_store_credit');
    await desk.made(`/dev-store/shops/${MUG_HOUSE}`, { customerAccounts: 'CLASSIC' });
    expect(await refusedBecause(desk, { customer: id, storeCredit: true })).toBe('store_credit_off');
    await desk.made(`/dev-store/shops/${MUG_HOUSE}`, { customerAccounts: 'NEW_CUSTOMER_ACCOUNTS' });
  });

  it('comes back to the account when its order is refunded, as a revert of the debit', async () => {
    const { id } = await newCustomer(desk);
    await creditEuros(desk, id, '20.00');
    const { order } = await buy(desk, { customer: id, storeCredit: true });
    await refund(desk, ofPayment(order, 'shopify_store_credit', '15.00'), `credit back ${order.id}`);
    const [account] = await accountsOf(desk, id);
    expect(account?.balance.amount).toBe('15.0');
    const [, debit, revert] = account?.transactions.nodes ?? [];
    expect(revert).toMatchObject({
      __typename: 'StoreCreditAccountDebitRevertTransaction',
      amount: { amount: '15.0' },
      event: 'ORDER_REFUND',
      debitTransaction: { id: expect.stringContaining('StoreCreditAccountDebitTransaction') as string },
    });
    expect(debit?.amount.amount).toBe('-20.0');
  });
});

describe('a gift card at checkout', () => {
  it('is spent with capital or small letters, and keeps the rest', async () => {
    const { id, code } = await newCard('80.00');
    const { order } = await buy(desk, { giftCards: [code.toUpperCase()] });
    expect(paid(order)).toEqual([['gift_card', '50.0']]);
    expect(await balance(id)).toBe('30.0');
    const second = await buy(desk, { giftCards: [code] });
    expect(paid(second.order)).toEqual([
      ['gift_card', '30.0'],
      ['shopify_payments', '20.0'],
    ]);
    expect(await refusedBecause(desk, { giftCards: [code] })).toBe('gift_card_empty');
  });

  it('can’t be used when it is unknown, deactivated or expired', async () => {
    expect(await refusedBecause(desk, { giftCards: ['nosuchcard'] })).toBe('unknown_gift_card');
    const expired = await newCard('10.00', { expiresOn: '2000-01-01' });
    expect(await refusedBecause(desk, { giftCards: [expired.code] })).toBe('gift_card_expired');
    const { id, code } = await newCard('10.00');
    await ask(desk, 'mutation ($id: ID!) { giftCardDeactivate(id: $id) { userErrors { message } } }', { id });
    expect(await refusedBecause(desk, { giftCards: [code] })).toBe('gift_card_deactivated');
  });

  it('in another currency takes the worth off the card, unless it may not', async () => {
    const { id, code } = await newCard('80.00');
    await buy(desk, { amount: '1000.00', currency: 'CZK', giftCards: [code] });
    expect(await balance(id)).toBe('40.0');
    const fixed = await newCard('80.00', { crossCurrencyRedemptionStrategy: 'NONE' });
    expect(await refusedBecause(desk, { currency: 'CZK', giftCards: [fixed.code] })).toBe('gift_card_currency');
  });

  it('gets the money back when its payment is refunded', async () => {
    const { id, code } = await newCard('30.00');
    const { order } = await buy(desk, { giftCards: [code] });
    const { userErrors } = await refund(desk, ofPayment(order, 'gift_card', '12.00'), `card back ${order.id}`);
    expect(userErrors).toEqual([]);
    expect(await balance(id)).toBe('12.0');
  });
});

describe('several payments', () => {
  it('are suggested one by one, oldest first, and refunded together to where each came from', async () => {
    const { id: customer } = await newCustomer(desk);
    await creditEuros(desk, customer, '10.00');
    const card = await newCard('15.00');
    const { order } = await buy(desk, { customer, storeCredit: true, giftCards: [card.code] });
    const query = `query ($id: ID!) { order(id: $id) { suggestedRefund(suggestFullRefund: true) { suggestedTransactions {
      gateway amountSet { presentmentMoney { amount } } parentTransaction { id } } } } }`;
    type Suggested = {
      gateway: string;
      amountSet: { presentmentMoney: { amount: string } };
      parentTransaction: { id: string };
    };
    const data = await ask<{ order: { suggestedRefund: { suggestedTransactions: Suggested[] } } }>(desk, query, {
      id: order.id,
    });
    const suggested = data.order.suggestedRefund.suggestedTransactions;
    expect(suggested.map((one) => [one.gateway, one.amountSet.presentmentMoney.amount])).toEqual([
      ['gift_card', '15.0'],
      ['shopify_store_credit', '10.0'],
      ['shopify_payments', '25.0'],
    ]);
    const transactions = suggested.map((one) => ({
      orderId: order.id,
      parentId: one.parentTransaction.id,
      gateway: one.gateway,
      kind: 'REFUND',
      amount: one.amountSet.presentmentMoney.amount,
    }));
    const result = await refund(desk, { orderId: order.id, transactions }, `all of it ${order.id}`);
    expect(result.order?.displayFinancialStatus).toBe('REFUNDED');
    expect(await balance(card.id)).toBe('15.0');
    expect((await accountsOf(desk, customer))[0]?.balance.amount).toBe('10.0');
  });

  it('of which one settles late leave the refund partly pending until it does', async () => {
    const { order } = await buy(desk, {
      payments: [{ gateway: 'klarna', amount: '20.00', refundSettleAfterMs: null }, { gateway: 'paypal' }],
    });
    const parents = order.transactions.map((one) => ({
      orderId: order.id,
      parentId: one.id,
      gateway: one.gateway,
      kind: 'REFUND',
      amount: one.amount.amount,
    }));
    const { refund: made } = await refund(desk, { orderId: order.id, transactions: parents }, `late ${order.id}`);
    expect(made?.transactions.nodes.map((one) => [one.gateway, one.status])).toEqual([
      ['klarna', 'PENDING'],
      ['paypal', 'SUCCESS'],
    ]);
    expect((await desk.orderNow(order.legacyId)).financialStatus).toBe('PARTIALLY_REFUNDED');
    const pending = made?.transactions.nodes[0]?.id ?? '';
    await desk.post(`/dev-store/transactions/${encodeURIComponent(pending)}/settle`, { status: 'FAILURE' });
    expect((await desk.orderNow(order.legacyId)).maximumRefundable.amount).toBe('20.0');
  });
});

describe('a manual payment', () => {
  it('is marked as one, and its refund is through at once: the money goes by hand', async () => {
    const { order } = await buy(desk, { payments: [{ gateway: 'manual' }] });
    const query =
      'query ($id: ID!) { order(id: $id) { transactions(first: 5) { gateway manualPaymentGateway status } } }';
    expect(await ask(desk, query, { id: order.id })).toEqual({
      order: { transactions: [{ gateway: 'manual', manualPaymentGateway: true, status: 'SUCCESS' }] },
    });
    const { refund: made } = await refund(desk, amountRefund(order, '50.00'), `by hand ${order.id}`);
    expect(made?.transactions.nodes[0]?.status).toBe('SUCCESS');
  });

  it('that has not come yet can’t be refunded', async () => {
    const { order } = await buy(desk, { payments: [{ gateway: 'bank_transfer', paid: false }] });
    expect(order.financialStatus).toBe('PENDING');
    const { userErrors } = await refund(desk, amountRefund(order, '1.00'), `not yet ${order.id}`);
    expect(userErrors[0]?.message).toBe('Transactions require a parent_id associated with the order');
  });
});

it('an order in the scenario gift-card-split has a card behind its first payment', async () => {
  const order = await desk.order({ scenario: 'gift-card-split', amount: '40.00' });
  const { userErrors } = await refund(desk, ofPayment(order, 'gift_card', '15.00'), `scenario ${order.id}`);
  expect(userErrors).toEqual([]);
  const customer = await desk.get<{ giftCards: { balance: string }[] }>(
    `/dev-store/customers/${encodeURIComponent(order.customerId ?? '')}`,
  );
  expect(customer.giftCards.map((card) => card.balance)).toEqual(['15.0']);
});
