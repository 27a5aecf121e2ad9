import { asNode } from '../engine/bind.ts';
import type { Args, Context, Resolver, TypeResolvers } from '../engine/context.ts';
import { gid, idOf } from '../gid.ts';
import type { Family } from '../graphql/families.ts';
import { connection, moneyV2, type Connection } from '../graphql/resolvers/values.ts';
import { wireTime, wireTimeOrNull } from '../graphql/time.ts';
import { compileQuery, matchesNumber, matchesText, matchesTime, matchesWords, type Matcher } from '../search/query.ts';
import { benefits } from '../state/benefits-index.ts';
import type { Customer, Shop, StoreCreditAccount, StoreCreditTransaction } from '../state/types.ts';
import { storeCreditAccountCredit, storeCreditAccountDebit, type EntrySource } from './adjust.ts';
import { accountById, accountsOf, balanceOf, storeCreditUsable } from './ledger.ts';

const TYPES: Readonly<Record<StoreCreditTransaction['type'], string>> = {
  CREDIT: 'StoreCreditAccountCreditTransaction',
  DEBIT: 'StoreCreditAccountDebitTransaction',
  DEBIT_REVERT: 'StoreCreditAccountDebitRevertTransaction',
  EXPIRATION: 'StoreCreditAccountExpirationTransaction',
};

const accountResolvers: TypeResolvers<StoreCreditAccount> = {
  id: (account) => gid('StoreCreditAccount', account.id),
  balance: (account) => moneyV2(balanceOf(account), account.currency),
  owner: (account, _args, { store }) => asNode(store.customer(account.shop, account.customerId), 'Customer'),
  transactions: (account, args) => entries(account, args),
};

const entryResolvers: TypeResolvers<EntrySource> = {
  account: ({ account }) => account,
  amount: ({ account, entry }) => moneyV2(entry.amount, account.currency),
  balanceAfterTransaction: ({ account, entry }) => moneyV2(entry.balanceAfter, account.currency),
  createdAt: ({ entry }) => wireTime(entry.createdAt),
  event: ({ entry }) => entry.event,
  origin: ({ account, entry }, _args, { store }) => {
    const order = entry.origin === null ? undefined : store.order(account.shop, entry.origin.orderId);
    const record = order?.transactions.find((one) => one.id === entry.origin?.transactionId);
    return order === undefined || record === undefined ? null : asNode({ order, record }, 'OrderTransaction');
  },
};

/** Expirations have no id [S]. */
const withId: TypeResolvers<EntrySource> = {
  id: ({ entry }) => gid(TYPES[entry.type], entry.id),
  ...entryResolvers,
};

/** Store credit: accounts, their entries, and what an app may do to them. */
export const storeCredit: Family = {
  queries: {
    storeCreditAccount: (_source, args, { store, shop }) => accountById(store, shop.domain, idOf(args['id'])) ?? null,
  },
  mutations: { storeCreditAccountCredit, storeCreditAccountDebit },
  types: {
    StoreCreditAccount: accountResolvers,
    StoreCreditAccountCreditTransaction: {
      ...withId,
      expiresAt: (({ entry }) =>
        entry.type === 'CREDIT' ? wireTimeOrNull(entry.expiresAt) : null) satisfies Resolver<EntrySource>,
      remainingAmount: (({ account, entry }) =>
        moneyV2(entry.type === 'CREDIT' ? entry.remaining : 0, account.currency)) satisfies Resolver<EntrySource>,
    },
    StoreCreditAccountDebitTransaction: withId,
    StoreCreditAccountDebitRevertTransaction: {
      ...withId,
      debitTransaction: (({ account, entry }) =>
        entry.type === 'DEBIT_REVERT' ? sourceOf(account, entry.debitId) : null) satisfies Resolver<EntrySource>,
    },
    StoreCreditAccountExpirationTransaction: {
      ...entryResolvers,
      creditTransaction: (({ account, entry }) =>
        entry.type === 'EXPIRATION' ? sourceOf(account, entry.creditId) : null) satisfies Resolver<EntrySource>,
    },
    Customer: {
      storeCreditAccounts: ((customer, args, { store }) => {
        const matches = compileQuery(textOf(args), accountMatcher);
        return connection(accountsOf(store, customer.id).filter(matches), args, (account) => account.id);
      }) satisfies Resolver<Customer>,
    },
    Shop: {
      customerAccounts: (() => 'OPTIONAL') satisfies Resolver<Shop>,
      customerAccountsV2: ((shop) => ({
        customerAccountsVersion: shop.customerAccounts ?? 'NEW_CUSTOMER_ACCOUNTS',
        loginLinksVisibleOnStorefrontAndCheckout: true,
        loginRequiredAtCheckout: false,
        url: `https://${shop.domain}/account`,
      })) satisfies Resolver<Shop>,
    },
  },
  nodes: {
    StoreCreditAccount: ({ store, shop }, id) => accountById(store, shop.domain, id),
    StoreCreditAccountCreditTransaction: (context, id) => entryById(context, id, 'CREDIT'),
    StoreCreditAccountDebitTransaction: (context, id) => entryById(context, id, 'DEBIT'),
    StoreCreditAccountDebitRevertTransaction: (context, id) => entryById(context, id, 'DEBIT_REVERT'),
  },
};

/** `storeCreditConfiguration`: false as well where customers still have classic accounts (evidence is silent on that). */
export function storeCreditConfiguration(shop: Shop): { storeCreditEnabled: boolean } {
  return { storeCreditEnabled: storeCreditUsable(shop) };
}

function entries(account: StoreCreditAccount, args: Args): Connection<EntrySource> {
  const matches = compileQuery(textOf(args), entryMatcher);
  const found = account.transactions.map((entry) => typed({ account, entry })).filter(matches);
  if (args['sortKey'] === 'EXPIRES_AT') found.sort((a, b) => endOf(a) - endOf(b) || a.entry.id - b.entry.id);
  return connection(found, args, ({ entry }) => entry.id);
}

function typed(source: EntrySource): EntrySource {
  asNode(source, TYPES[source.entry.type]);
  return source;
}

function sourceOf(account: StoreCreditAccount, id: number): EntrySource | null {
  const entry = account.transactions.find((one) => one.id === id);
  return entry === undefined ? null : { account, entry };
}

function entryById(
  { store, shop }: Context,
  id: number,
  type: StoreCreditTransaction['type'],
): EntrySource | undefined {
  const account = benefits(store).accountOfTransaction.get(id);
  const found = account?.shop === shop.domain ? sourceOf(account, id) : null;
  return found?.entry.type === type ? found : undefined;
}

function endOf({ entry }: EntrySource): number {
  return entry.type === 'CREDIT' && entry.expiresAt !== null ? Date.parse(entry.expiresAt) : Infinity;
}

const accountMatcher: Matcher<StoreCreditAccount> = {
  fields: {
    id: (account, term) => matchesNumber(account.id, term),
    currency_code: (account, term) => matchesText(account.currency, term),
  },
  text: (account, term) => matchesWords([account.currency], term),
};

const KINDS: Readonly<Record<string, StoreCreditTransaction['type']>> = {
  credit: 'CREDIT',
  debit: 'DEBIT',
  debit_revert: 'DEBIT_REVERT',
  expiration: 'EXPIRATION',
};

const entryMatcher: Matcher<EntrySource> = {
  fields: {
    id: ({ entry }, term) => matchesNumber(entry.id, term),
    // "Any value other than the accepted values will be ignored" [S].
    type: ({ entry }, term) => {
      const kind = KINDS[term.value.toLowerCase()];
      return kind === undefined || entry.type === kind;
    },
    expires_at: ({ entry }, term) =>
      entry.type === 'CREDIT' && entry.expiresAt !== null && (term.value === '*' || matchesTime(entry.expiresAt, term)),
  },
  text: () => true,
};

function textOf(args: Args): string {
  return typeof args['query'] === 'string' ? args['query'] : '';
}
