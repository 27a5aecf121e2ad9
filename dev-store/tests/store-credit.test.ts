import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  accountsOf,
  answer,
  ask,
  CREDIT,
  creditEuros,
  mails,
  newCustomer,
  openDesk,
  type CreditData,
} from './benefits.ts';
import { type Desk, type Money } from './harness.ts';

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk();
});

afterAll(() => desk.close());

describe('storeCreditAccountCredit', () => {
  it('with a customer opens the account of that currency; the event is ADJUSTMENT and there is no origin', async () => {
    const { id } = await newCustomer(desk);
    const { storeCreditAccountTransaction: made, userErrors } = await creditEuros(desk, id, '7.23');
    expect(userErrors).toEqual([]);
    expect(made).toMatchObject({
      amount: { amount: '7.23', currencyCode: 'EUR' },
      balanceAfterTransaction: { amount: '7.23', currencyCode: 'EUR' },
      remainingAmount: { amount: '7.23' },
      event: 'ADJUSTMENT',
      origin: null,
      expiresAt: null,
      account: { balance: { amount: '7.23' }, owner: { id } },
    });
  });

  it('with an account adds to it', async () => {
    const { id } = await newCustomer(desk);
    const first = await creditEuros(desk, id, '7.23');
    const account = first.storeCreditAccountTransaction?.account.id ?? '';
    const second = await creditEuros(desk, account, '1.11', { notify: true });
    expect(second.storeCreditAccountTransaction).toMatchObject({
      balanceAfterTransaction: { amount: '8.34' },
      account: { id: account },
    });
  });

  it('in a second currency opens a second account', async () => {
    const { id } = await newCustomer(desk);
    await creditEuros(desk, id, '5.00');
    const input = { creditAmount: { amount: '2.00', currencyCode: 'CHF' } };
    await ask<CreditData>(desk, CREDIT, { id, input });
    expect((await accountsOf(desk, id)).map((account) => account.balance)).toEqual([
      { amount: '5.0', currencyCode: 'EUR' },
      { amount: '2.0', currencyCode: 'CHF' },
    ]);
    const found = await ask<{ customer: { storeCreditAccounts: { nodes: { balance: Money }[] } } }>(
      desk,
      'query ($id: ID!) { customer(id: $id) { storeCreditAccounts(first: 5, query: "currency_code:CHF") { nodes { balance { amount currencyCode } } } } }',
      { id },
    );
    expect(found.customer.storeCreditAccounts.nodes).toEqual([{ balance: { amount: '2.0', currencyCode: 'CHF' } }]);
  });

  it('a second time credits a second time: nothing recognises a repeat', async () => {
    const { id } = await newCustomer(desk);
    await creditEuros(desk, id, '5.00');
    expect((await creditEuros(desk, id, '5.00')).storeCreditAccountTransaction?.account.balance.amount).toBe('10.0');
  });

  it('has no use for an @idempotent key: the same key credits twice', async () => {
    // What Shopify answers to the directive here is not recorded; it only says that it supports it elsewhere [S].
    const { id } = await newCustomer(desk);
    const keyed = CREDIT.replace('creditInput: $input)', 'creditInput: $input) @idempotent(key: "the-same")');
    const input = { creditAmount: { amount: '5.00', currencyCode: 'EUR' } };
    await ask(desk, keyed, { id, input });
    await ask(desk, keyed, { id, input });
    expect((await accountsOf(desk, id))[0]?.balance.amount).toBe('10.0');
  });

  it('keeps the expiry to the second, which tells one credit from another', async () => {
    const { id } = await newCustomer(desk);
    const made = await creditEuros(desk, id, '5.00', { expiresAt: '2099-03-01T10:20:37.621+01:00' });
    expect(made.storeCreditAccountTransaction?.expiresAt).toBe('2099-03-01T09:20:37Z');
    expect(made.storeCreditAccountTransaction?.createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  });

  it('with notify sends an e-mail to the customer, without it none', async () => {
    const { id } = await newCustomer(desk);
    const before = (await mails(desk)).length;
    await creditEuros(desk, id, '5.00');
    expect(await mails(desk)).toHaveLength(before);
    await creditEuros(desk, id, '5.00', { notify: true });
    expect((await mails(desk)).at(-1)?.subject).toBe("You've received €5.00 in store credit");
  });

  it('costs 18 points with the recorded selection', async () => {
    const { id } = await newCustomer(desk);
    const recorded = `mutation ($id: ID!, $input: StoreCreditAccountCreditInput!) {
      storeCreditAccountCredit(id: $id, creditInput: $input) { storeCreditAccountTransaction {
        amount { amount } balanceAfterTransaction { amount } event origin { __typename }
        account { id balance { amount } owner { ... on Customer { id email } } } } userErrors { field message code } } }`;
    const { extensions } = await answer(desk, recorded, {
      id,
      input: { creditAmount: { amount: '1.00', currencyCode: 'EUR' } },
    });
    expect(extensions?.cost.requestedQueryCost).toBe(18);
  });
});

describe('a credit is refused', () => {
  const cases: [string, string, object, { field: string[]; message: string; code: string }][] = [
    [
      'for an unknown customer',
      'gid://shopify/Customer/999999999999999',
      {},
      { field: ['id'], message: 'Owner does not exist', code: 'OWNER_NOT_FOUND' },
    ],
    [
      'for a company location that does not exist',
      'gid://shopify/CompanyLocation/999999999999999',
      {},
      { field: ['id'], message: 'Owner does not exist', code: 'OWNER_NOT_FOUND' },
    ],
    [
      'for an unknown account, before its amount is looked at',
      'gid://shopify/StoreCreditAccount/999999999999999',
      { creditAmount: { amount: '0.00', currencyCode: 'EUR' } },
      { field: ['id'], message: 'Store credit account does not exist', code: 'ACCOUNT_NOT_FOUND' },
    ],
    [
      'with an expiry in the past, before its amount is looked at',
      'customer',
      { creditAmount: { amount: '-5.00', currencyCode: 'EUR' }, expiresAt: '2000-01-01T00:00:00Z' },
      {
        field: ['creditInput', 'expiresAt'],
        message: 'The expiry date must be in the future',
        code: 'EXPIRES_AT_IN_PAST',
      },
    ],
    [
      'of nothing',
      'customer',
      { creditAmount: { amount: '0.00', currencyCode: 'EUR' } },
      {
        field: ['creditInput', 'creditAmount', 'amount'],
        message: 'A positive amount must be used to credit a store credit account',
        code: 'NEGATIVE_OR_ZERO_AMOUNT',
      },
    ],
    [
      'in another currency than the account’s',
      'account',
      { creditAmount: { amount: '2.00', currencyCode: 'CAD' } },
      {
        field: ['creditInput', 'creditAmount', 'currencyCode'],
        message: 'The currency provided does not match the currency of the store credit account',
        code: 'MISMATCHING_CURRENCY',
      },
    ],
    [
      'above what one customer may hold',
      'customer',
      { creditAmount: { amount: '100000.00', currencyCode: 'EUR' } },
      {
        field: ['creditInput', 'creditAmount', 'amount'],
        message: "The operation would cause the account's credit limit to be exceeded",
        code: 'CREDIT_LIMIT_EXCEEDED',
      },
    ],
  ];

  it.each(cases)('%s', async (_name, target, more, error) => {
    const { id } = await newCustomer(desk);
    const account = (await creditEuros(desk, id, '1.00')).storeCreditAccountTransaction?.account.id;
    const to = target === 'customer' ? id : target === 'account' ? (account ?? '') : target;
    const result = await creditEuros(desk, to, '1.00', more);
    expect(result).toEqual({ storeCreditAccountTransaction: null, userErrors: [error] });
    expect((await accountsOf(desk, id))[0]?.balance.amount).toBe('1.0');
  });

  it('as a whole in a currency that is only ever a result: CURRENCY_CODE_INVALID', async () => {
    const { id } = await newCustomer(desk);
    const { data, errors } = await answer(desk, CREDIT, {
      id,
      input: { creditAmount: { amount: '1.00', currencyCode: 'XXX' } },
    });
    expect(data).toEqual({ storeCreditAccountCredit: null });
    expect(errors).toMatchObject([
      {
        message: 'CurrencyCode "XXX" is invalid. It can only be used as a result and not as an input value.',
        extensions: { code: 'CURRENCY_CODE_INVALID' },
      },
    ]);
  });

  it('without write_store_credit_account_transactions: ACCESS_DENIED', async () => {
    const { id } = await newCustomer(desk);
    const plain = await openDesk({
      scopes: ['read_customers', 'read_orders', 'read_store_credit_account_transactions'],
    });
    const { data, errors } = await answer(plain, CREDIT, {
      id,
      input: { creditAmount: { amount: '1.00', currencyCode: 'EUR' } },
    });
    expect(data).toEqual({ storeCreditAccountCredit: null });
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'ACCESS_DENIED',
      requiredAccess: '`write_store_credit_account_transactions` access scope.',
    });
    await plain.close();
  });

  it('for a GID of another type: Invalid id', async () => {
    const { errors } = await answer(desk, CREDIT, {
      id: 'gid://shopify/Order/1',
      input: { creditAmount: { amount: '1.00', currencyCode: 'EUR' } },
    });
    expect(errors).toMatchObject([
      { message: 'Invalid id: gid://shopify/Order/1', extensions: { code: 'RESOURCE_NOT_FOUND' } },
    ]);
  });
});
