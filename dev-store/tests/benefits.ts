/** Shared parts of the tests of store credit, gift cards, discounts and the customer's side. */
import { DEFAULT_SCOPES } from '#dev-store/options.ts';
import { Desk, MUG_HOUSE, type GqlBody, type MadeOrder, type Money } from './harness.ts';

/** Every scope that the families of this file need, on top of what the app asks for at first. */
export const BENEFIT_SCOPES: readonly string[] = [
  ...DEFAULT_SCOPES,
  'write_customers',
  'write_discounts',
  'read_store_credit_accounts',
  'write_store_credit_account_transactions',
  'write_gift_cards',
  'write_gift_card_transactions',
];

export type CodedErrors = { field: string[] | null; message: string; code: string | null }[];

/** A dev store whose app may do everything, with a bucket that never runs dry. */
export async function openDesk(options: Parameters<typeof Desk.open>[0] = {}): Promise<Desk> {
  const desk = await Desk.open({ scopes: BENEFIT_SCOPES, ...options });
  await desk.post(`/dev-store/shops/${MUG_HOUSE}`, { throttle: { maximumAvailable: 1_000_000, restoreRate: 10_000 } });
  return desk;
}

/** Data of a request that must not fail as a whole. */
export async function ask<Data>(desk: Desk, query: string, variables: object = {}): Promise<Data> {
  const { body } = await desk.graphql<Data>(query, variables);
  if (body.data == null || body.errors !== undefined) throw new Error(`answered ${JSON.stringify(body)}`);
  return body.data;
}

/** The whole body of an answer, errors and all. */
export async function answer<Data>(desk: Desk, query: string, variables: object = {}): Promise<GqlBody<Data>> {
  return (await desk.graphql<Data>(query, variables)).body;
}

/** A customer with an order of 4 × 50 €; answers the customer's GID. */
export async function newCustomer(desk: Desk): Promise<{ id: string; order: MadeOrder }> {
  const order = await desk.order();
  if (order.customerId === null) throw new Error('the order has no customer');
  return { id: order.customerId, order };
}

export const CREDIT = `mutation Credit($id: ID!, $input: StoreCreditAccountCreditInput!) {
  storeCreditAccountCredit(id: $id, creditInput: $input) {
    storeCreditAccountTransaction {
      id amount { amount currencyCode } balanceAfterTransaction { amount currencyCode } remainingAmount { amount }
      createdAt expiresAt event origin { __typename } account { id balance { amount } owner { ... on Customer { id } } }
    }
    userErrors { field message code }
  }
}`;

export type CreditData = {
  storeCreditAccountCredit: {
    storeCreditAccountTransaction: {
      id: string;
      amount: Money;
      balanceAfterTransaction: Money;
      remainingAmount: { amount: string };
      createdAt: string;
      expiresAt: string | null;
      event: string;
      origin: { __typename: string } | null;
      account: { id: string; balance: { amount: string }; owner: { id: string } };
    } | null;
    userErrors: CodedErrors;
  };
};

/** `storeCreditAccountCredit` with an amount in euros. */
export async function creditEuros(
  desk: Desk,
  id: string,
  amount: string,
  more: object = {},
): Promise<CreditData['storeCreditAccountCredit']> {
  const input = { creditAmount: { amount, currencyCode: 'EUR' }, ...more };
  return (await ask<CreditData>(desk, CREDIT, { id, input })).storeCreditAccountCredit;
}

const ENTRIES = `query Entries($id: ID!, $query: String, $sortKey: TransactionSortKeys = CREATED_AT) {
  customer(id: $id) { storeCreditAccounts(first: 5) { nodes { id balance { amount currencyCode }
    transactions(first: 20, query: $query, sortKey: $sortKey) { nodes {
      __typename amount { amount } balanceAfterTransaction { amount } event
      origin { ... on OrderTransaction { id kind } }
      ... on StoreCreditAccountCreditTransaction { id expiresAt remainingAmount { amount } }
      ... on StoreCreditAccountExpirationTransaction { creditTransaction { id } }
      ... on StoreCreditAccountDebitRevertTransaction { debitTransaction { id } }
    } } } } }
}`;

export type Entry = {
  __typename: string;
  amount: { amount: string };
  balanceAfterTransaction: { amount: string };
  event: string;
  origin: { id: string; kind: string } | null;
  id?: string;
  expiresAt?: string | null;
  remainingAmount?: { amount: string };
  creditTransaction?: { id: string };
  debitTransaction?: { id: string };
};

export type Account = { id: string; balance: Money; transactions: { nodes: Entry[] } };

/** Accounts of a customer with their entries. */
export async function accountsOf(desk: Desk, id: string, filter: object = {}): Promise<Account[]> {
  const data = await ask<{ customer: { storeCreditAccounts: { nodes: Account[] } } }>(desk, ENTRIES, { id, ...filter });
  return data.customer.storeCreditAccounts.nodes;
}

/** Adds tags to a customer as an app does. */
export async function tag(desk: Desk, id: string, ...tags: string[]): Promise<void> {
  const mutation =
    'mutation ($id: ID!, $tags: [String!]!) { tagsAdd(id: $id, tags: $tags) { userErrors { message } } }';
  await ask(desk, mutation, { id, tags });
}

/** E-mails that the store has sent, oldest first. */
export async function mails(desk: Desk): Promise<{ to: string[]; subject: string; text: string }[]> {
  return (await desk.get<{ mails: { to: string[]; subject: string; text: string }[] }>('/dev-store/state')).mails;
}

/** What `POST /dev-store/checkout` answers. */
export type Placed = {
  order: MadeOrder & { discountCodes?: string[] };
  discounts: { id: string; title: string; code: string | null; amount: string }[];
};
export type Refused = { error: string; reason: string; code: string | null };

/** Buys something as a customer: one line of 50 € without shipping unless told otherwise. */
export async function buy(desk: Desk, more: object = {}): Promise<Placed> {
  const { status, body } = await tryToBuy(desk, more);
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body as Placed;
}

/** Tries to buy; answers the HTTP status and whatever came. */
export async function tryToBuy(desk: Desk, more: object = {}): Promise<{ status: number; body: Placed | Refused }> {
  const { status, body } = await desk.post<Placed | Refused>('/dev-store/checkout', {
    shop: MUG_HOUSE,
    amount: '50.00',
    ...more,
  });
  return { status, body };
}

/** The reason why a purchase was refused. */
export async function refusedBecause(desk: Desk, more: object): Promise<string> {
  const { status, body } = await tryToBuy(desk, more);
  if (status !== 422 || !('reason' in body)) throw new Error(`answered ${status} ${JSON.stringify(body)}`);
  return body.reason;
}
