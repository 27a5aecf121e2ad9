import { payBack } from '../gift-cards/ledger.ts';
import { wholeSecond } from '../graphql/time.ts';
import { benefits } from '../state/benefits-index.ts';
import type { Store } from '../state/store.ts';
import type { Order, Transaction } from '../state/types.ts';
import { causedBy, credit, openAccount, revertDebit } from '../store-credit/ledger.ts';

/**
 * Where refunded money goes inside the shop: new store credit for a refund by `refundMethods`, the customer's own account
 * for a payment by store credit [S: debit revert], the card for a payment by gift card. All else leaves the shop.
 * @param expiresAt end of new store credit
 */
export function giveBack(store: Store, order: Order, transaction: Transaction, expiresAt: string | null): void {
  if (transaction.kind !== 'REFUND') return;
  const cause = causedBy('ORDER_REFUND', order.id, transaction.id);
  const { source, parentId } = transaction;
  const amount = transaction.amount.presentment;
  if (parentId === null && transaction.gateway === 'shopify_store_credit') {
    const customer = order.customerId === null ? undefined : store.customer(order.shop, order.customerId);
    if (customer === undefined) return;
    const account = openAccount(store, customer, order.presentmentCurrency);
    credit(store, account, {
      amount,
      expiresAt: expiresAt === null ? null : wholeSecond(expiresAt),
      notified: false,
      ...cause,
    });
  } else if (source?.kind === 'store_credit') {
    const account = benefits(store).accountOfTransaction.get(source.id);
    if (account !== undefined) revertDebit(store, account, source.id, amount, cause);
  } else if (source?.kind === 'gift_card') {
    const card = benefits(store).giftCards.get(source.id);
    // A card is kept in one currency, which may be neither of the order's.
    if (card !== undefined) payBack(store, card, card.currency === order.currency ? transaction.amount.shop : amount);
  }
}
