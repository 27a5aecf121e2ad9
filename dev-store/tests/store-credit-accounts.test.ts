import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountsOf, ask, creditEuros, newCustomer, openDesk, type CodedErrors } from './benefits.ts';
import { MUG_HOUSE, type Desk, type Money } from './harness.ts';

const DAY_MS = 86_400_000;

const DEBIT = `mutation Debit($id: ID!, $input: StoreCreditAccountDebitInput!) {
  storeCreditAccountDebit(id: $id, debitInput: $input) {
    storeCreditAccountTransaction { id amount { amount currencyCode } balanceAfterTransaction { amount } event }
    userErrors { field message code }
  }
}`;

type DebitData = {
  storeCreditAccountDebit: {
    storeCreditAccountTransaction: { id: string; amount: Money; balanceAfterTransaction: { amount: string } } | null;
    userErrors: CodedErrors;
  };
};

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk();
});

afterAll(() => desk.close());

async function debitEuros(
  id: string,
  amount: string,
  currencyCode = 'EUR',
): Promise<DebitData['storeCreditAccountDebit']> {
  const input = { debitAmount: { amount, currencyCode } };
  return (await ask<DebitData>(desk, DEBIT, { id, input })).storeCreditAccountDebit;
}

function inDays(days: number): string {
  return new Date(desk.devStore.store.now() + days * DAY_MS).toISOString();
}

describe('storeCreditAccountDebit', () => {
  it('takes money off, and the amount of the entry is negative', async () => {
    const { id } = await newCustomer(desk);
    await creditEuros(desk, id, '8.34');
    expect((await debitEuros(id, '2.22')).storeCreditAccountTransaction).toMatchObject({
      amount: { amount: '-2.22', currencyCode: 'EUR' },
      balanceAfterTransaction: { amount: '6.12' },
    });
  });

  it('is refused above the balance: INSUFFICIENT_FUNDS', async () => {
    const { id } = await newCustomer(desk);
    await creditEuros(desk, id, '8.34');
    expect((await debitEuros(id, '9999.00')).userErrors).toEqual([
      {
        field: ['debitInput', 'debitAmount', 'amount'],
        message: 'The store credit account does not have sufficient funds to satisfy the request',
        code: 'INSUFFICIENT_FUNDS',
      },
    ]);
  });

  it('is refused for nothing, for another currency, and where there is no account', async () => {
    const { id } = await newCustomer(desk);
    expect((await debitEuros(id, '1.00')).userErrors[0]?.code).toBe('ACCOUNT_NOT_FOUND');
    const account = (await creditEuros(desk, id, '1.00')).storeCreditAccountTransaction?.account.id ?? '';
    expect((await debitEuros(id, '0.00')).userErrors[0]?.message).toBe(
      'A positive amount must be used to debit a store credit account',
    );
    expect((await debitEuros(account, '1.00', 'CHF')).userErrors[0]?.code).toBe('MISMATCHING_CURRENCY');
    expect((await debitEuros('gid://shopify/Customer/999999999999999', '1.00')).userErrors[0]?.code).toBe(
      'ACCOUNT_NOT_FOUND',
    );
  });

  it('spends the credit that expires soonest first', async () => {
    const { id } = await newCustomer(desk);
    await creditEuros(desk, id, '10.00');
    await creditEuros(desk, id, '10.00', { expiresAt: inDays(60) });
    await creditEuros(desk, id, '10.00', { expiresAt: inDays(30) });
    await debitEuros(id, '14.00');
    const [account] = await accountsOf(desk, id, { query: 'type:credit', sortKey: 'EXPIRES_AT' });
    expect(account?.transactions.nodes.map((one) => one.remainingAmount?.amount)).toEqual(['0.0', '6.0', '10.0']);
  });
});

describe('a credit that expires', () => {
  it('takes what is left of it off the balance, in an entry that names it', async () => {
    const { id } = await newCustomer(desk);
    const made = await creditEuros(desk, id, '10.00', { expiresAt: inDays(30) });
    await creditEuros(desk, id, '3.00');
    await debitEuros(id, '4.00');
    await desk.advance(31 * DAY_MS);
    const [account] = await accountsOf(desk, id);
    expect(account?.balance.amount).toBe('3.0');
    expect(account?.transactions.nodes.at(-1)).toMatchObject({
      __typename: 'StoreCreditAccountExpirationTransaction',
      amount: { amount: '-6.0' },
      balanceAfterTransaction: { amount: '3.0' },
      creditTransaction: { id: made.storeCreditAccountTransaction?.id },
    });
  });

  it('leaves nothing behind when it was spent before', async () => {
    const { id } = await newCustomer(desk);
    await creditEuros(desk, id, '4.00', { expiresAt: inDays(30) });
    await debitEuros(id, '4.00');
    await desk.advance(31 * DAY_MS);
    expect((await accountsOf(desk, id, { query: 'type:expiration' }))[0]?.transactions.nodes).toEqual([]);
  });
});

describe('what can be read', () => {
  it('an account by its id, and nothing for one that does not exist', async () => {
    const { id } = await newCustomer(desk);
    const account = (await creditEuros(desk, id, '1.00')).storeCreditAccountTransaction?.account.id;
    const query =
      'query ($id: ID!) { storeCreditAccount(id: $id) { id balance { amount } owner { ... on Customer { id } } } }';
    expect(await ask(desk, query, { id: account })).toEqual({
      storeCreditAccount: { id: account, balance: { amount: '1.0' }, owner: { id } },
    });
    expect(await ask(desk, query, { id: 'gid://shopify/StoreCreditAccount/999999999999999' })).toEqual({
      storeCreditAccount: null,
    });
  });

  it('an entry by its id, and a customer without credit has no accounts', async () => {
    const { id } = await newCustomer(desk);
    expect(await accountsOf(desk, id)).toEqual([]);
    const entry = (await creditEuros(desk, id, '1.00')).storeCreditAccountTransaction?.id;
    const query = 'query ($id: ID!) { node(id: $id) { id __typename } }';
    expect(await ask(desk, query, { id: entry })).toEqual({
      node: { id: entry, __typename: 'StoreCreditAccountCreditTransaction' },
    });
  });

  it('whether a shop can use it: only with new customer accounts, both switchable', async () => {
    const query =
      '{ storeCreditConfiguration { storeCreditEnabled } shop { customerAccountsV2 { customerAccountsVersion } } }';
    const now = async (): Promise<unknown> => ask(desk, query);
    const set = (body: object): Promise<unknown> => desk.made(`/dev-store/shops/${MUG_HOUSE}`, body);
    expect(await now()).toEqual({
      storeCreditConfiguration: { storeCreditEnabled: true },
      shop: { customerAccountsV2: { customerAccountsVersion: 'NEW_CUSTOMER_ACCOUNTS' } },
    });
    await set({ customerAccounts: 'CLASSIC' });
    expect(await now()).toEqual({
      storeCreditConfiguration: { storeCreditEnabled: false },
      shop: { customerAccountsV2: { customerAccountsVersion: 'CLASSIC' } },
    });
    await set({ customerAccounts: 'NEW_CUSTOMER_ACCOUNTS' });
  });
});
