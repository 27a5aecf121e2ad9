import { addAccount, benefits } from '../state/benefits-index.ts';
import type { Store } from '../state/store.ts';
import type { Customer, Shop, StoreCreditAccount, StoreCreditEvent, StoreCreditTransaction } from '../state/types.ts';

type Credit = Extract<StoreCreditTransaction, { type: 'CREDIT' }>;
type Debit = Extract<StoreCreditTransaction, { type: 'DEBIT' }>;
type Cause = Pick<StoreCreditTransaction, 'event' | 'origin'>;

export const ADJUSTMENT: Cause = { event: 'ADJUSTMENT', origin: null };

/** A payment or refund of an order as the cause of an entry. */
export function causedBy(event: StoreCreditEvent, orderId: number, transactionId: number): Cause {
  return { event, origin: { orderId, transactionId } };
}

/** Store credit is usable only through new customer accounts [D]. */
export function storeCreditUsable(shop: Shop): boolean {
  return shop.storeCreditEnabled && (shop.customerAccounts ?? 'NEW_CUSTOMER_ACCOUNTS') === 'NEW_CUSTOMER_ACCOUNTS';
}

/** Accounts of a customer, one a currency, in the order they were opened. */
export function accountsOf(store: Store, customerId: number): readonly StoreCreditAccount[] {
  return benefits(store).accountsOfCustomer.get(customerId) ?? [];
}

/** An account of that shop; another shop's id finds nothing. */
export function accountById(store: Store, shop: string, id: number): StoreCreditAccount | undefined {
  const account = benefits(store).accounts.get(id);
  return account?.shop === shop ? account : undefined;
}

/** The customer's account in a currency; it is opened when there is none [S]. */
export function openAccount(store: Store, customer: Customer, currency: string): StoreCreditAccount {
  const known = accountsOf(store, customer.id).find((account) => account.currency === currency);
  if (known !== undefined) return known;
  const account: StoreCreditAccount = {
    id: store.nextId(),
    shop: customer.shop,
    customerId: customer.id,
    currency,
    createdAt: store.nowIso(),
    transactions: [],
  };
  addAccount(store, account);
  return account;
}

/** What can be spent now, in minor units of the account's currency. */
export function balanceOf(account: StoreCreditAccount): number {
  return account.transactions.at(-1)?.balanceAfter ?? 0;
}

/** Puts money on an account. Nothing recognises a repeat: two calls are two credits [S, I]. */
export function credit(
  store: Store,
  account: StoreCreditAccount,
  given: { amount: number; expiresAt: string | null; notified: boolean } & Cause,
): Credit {
  const { amount, expiresAt, notified, event, origin } = given;
  const entry: Credit = {
    ...base(store, account, amount, { event, origin }),
    type: 'CREDIT',
    expiresAt,
    remaining: amount,
    notified,
  };
  enter(store, account, entry);
  if (expiresAt !== null) {
    store.schedule({ kind: 'credit-expiry', creditId: entry.id }, Math.max(0, Date.parse(expiresAt) - store.now()));
  }
  return entry;
}

/** Takes money off an account: the credit that expires soonest is spent first [S]. @throws when there is not enough */
export function debit(store: Store, account: StoreCreditAccount, amount: number, cause: Cause): Debit {
  if (amount > balanceOf(account)) throw new Error(`account ${account.id} does not hold ${amount}`);
  const entry: Debit = { ...base(store, account, -amount, cause), type: 'DEBIT', spent: [] };
  let left = amount;
  for (const one of spendable(account)) {
    const part = Math.min(left, one.remaining);
    one.remaining -= part;
    left -= part;
    entry.spent.push({ creditId: one.id, amount: part });
    if (left === 0) break;
  }
  enter(store, account, entry);
  return entry;
}

/**
 * Gives back (a part of) what a debit took, because its order was refunded or cancelled [S]. The money returns to the
 * credits it came from, the one that lasts longest first; what came from an expired credit lives on without an expiry
 * (evidence is silent on both).
 */
export function revertDebit(
  store: Store,
  account: StoreCreditAccount,
  debitId: number,
  amount: number,
  cause: Cause,
): StoreCreditTransaction {
  const debited = account.transactions.find((one) => one.id === debitId);
  let left = amount;
  for (const { creditId } of debited?.type === 'DEBIT' ? debited.spent.toReversed() : []) {
    const one = account.transactions.find((entry) => entry.id === creditId);
    if (one?.type !== 'CREDIT') continue;
    const part = Math.min(left, one.amount - one.remaining);
    one.remaining += part;
    left -= part;
  }
  const entry: StoreCreditTransaction = { ...base(store, account, amount, cause), type: 'DEBIT_REVERT', debitId };
  enter(store, account, entry);
  return entry;
}

/** A credit reached its end: what is left of it goes. Without a rest there is no entry (evidence is silent). */
export function expireCredit(store: Store, creditId: number): void {
  const account = benefits(store).accountOfTransaction.get(creditId);
  const one = account?.transactions.find((entry) => entry.id === creditId);
  if (account === undefined || one?.type !== 'CREDIT' || one.remaining === 0) return;
  const amount = Math.min(one.remaining, balanceOf(account));
  // `remaining` keeps what was left when the credit expired [S].
  enter(store, account, { ...base(store, account, -amount, ADJUSTMENT), type: 'EXPIRATION', creditId });
}

/** Credits with something left that have not expired, soonest end first; those without an end last. */
export function spendable(account: StoreCreditAccount): Credit[] {
  const expired = new Set(account.transactions.map((one) => (one.type === 'EXPIRATION' ? one.creditId : null)));
  const end = (one: Credit): number => (one.expiresAt === null ? Infinity : Date.parse(one.expiresAt));
  return account.transactions
    .filter((one): one is Credit => one.type === 'CREDIT' && one.remaining > 0 && !expired.has(one.id))
    .sort((a, b) => (end(a) === end(b) ? a.id - b.id : end(a) - end(b)));
}

function base(
  store: Store,
  account: StoreCreditAccount,
  amount: number,
  cause: Cause,
): Pick<StoreCreditTransaction, 'id' | 'amount' | 'balanceAfter' | 'createdAt'> & Cause {
  return {
    id: store.nextId(),
    amount,
    balanceAfter: balanceOf(account) + amount,
    createdAt: store.nowIso(),
    event: cause.event,
    origin: cause.origin,
  };
}

function enter(store: Store, account: StoreCreditAccount, entry: StoreCreditTransaction): void {
  account.transactions.push(entry);
  benefits(store).accountOfTransaction.set(entry.id, account);
  store.touch();
}
