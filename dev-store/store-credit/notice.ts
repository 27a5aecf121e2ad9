import { spoken } from '../money.ts';
import type { Store } from '../state/store.ts';
import type { Customer, StoreCreditAccount, StoreCreditTransaction } from '../state/types.ts';
import { balanceOf } from './ledger.ts';

/** The e-mail that Shopify sends when a credit is made with `notify: true` [S]; its words are assumed. */
export function notifyOfCredit(
  store: Store,
  customer: Customer,
  account: StoreCreditAccount,
  entry: StoreCreditTransaction,
): void {
  const shop = store.shop(customer.shop);
  if (shop === undefined || customer.email === null) return;
  const until =
    entry.type === 'CREDIT' && entry.expiresAt !== null ? ` It expires on ${entry.expiresAt.slice(0, 10)}.` : '';
  store.state.mails.push({
    id: store.nextId(),
    at: store.nowIso(),
    from: shop.email,
    to: [customer.email],
    subject: `You've received ${spoken(entry.amount, account.currency)} in store credit`,
    text: `${shop.name} has added ${spoken(entry.amount, account.currency)} to your store credit.${until} Your balance is ${spoken(balanceOf(account), account.currency)}.`,
    html: null,
  });
  store.touch();
}
