import { whyNotAtAll } from '../checkout/eligible.ts';
import { discountsFor } from '../discounts/buyers.ts';
import { statusOf } from '../discounts/status.ts';
import { gid } from '../gid.ts';
import { decimalAmount } from '../money.ts';
import type { Store } from '../state/store.ts';
import type { Customer, Discount, GiftCard, StoreCreditAccount } from '../state/types.ts';
import { accountsOf, balanceOf } from '../store-credit/ledger.ts';
import { discountGid } from '../webhooks/payloads/benefits.ts';

/** The benefits of all shops, as a part of the whole state. Codes of gift cards are shown whole. */
export function benefitsView(store: Store): object {
  const { state } = store;
  return {
    storeCreditAccounts: state.storeCreditAccounts.map(accountView),
    giftCards: state.giftCards.map(cardView),
    discounts: state.discounts.map((discount) => discountView(store, discount)),
    segments: state.segments.map((segment) => ({ ...segment, id: gid('Segment', segment.id) })),
    mails: state.mails,
  };
}

/** Everything a customer has, as tests read it. */
export function customerView(store: Store, customer: Customer): object {
  return {
    id: gid('Customer', customer.id),
    email: customer.email,
    tags: customer.tags,
    storeCredit: accountsOf(store, customer.id).map(accountView),
    giftCards: store.state.giftCards
      .filter((card) => card.customerId === customer.id || card.recipient?.customerId === customer.id)
      .map(cardView),
    discounts: discountsFor(store, customer).map((discount) => ({
      ...discountView(store, discount),
      usable: whyNotAtAll(store, shopOf(store, customer), customer, discount)?.reason ?? 'yes',
    })),
    orders: store.ordersOfCustomer(customer.id).map((order) => gid('Order', order.id)),
  };
}

function accountView(account: StoreCreditAccount): object {
  const money = (amount: number): string => decimalAmount(amount, account.currency);
  return {
    id: gid('StoreCreditAccount', account.id),
    shop: account.shop,
    customerId: gid('Customer', account.customerId),
    currency: account.currency,
    balance: money(balanceOf(account)),
    transactions: account.transactions.map((entry) => ({
      ...entry,
      amount: money(entry.amount),
      balanceAfter: money(entry.balanceAfter),
      ...('remaining' in entry && { remaining: money(entry.remaining) }),
      ...('spent' in entry && { spent: entry.spent.map((part) => ({ ...part, amount: money(part.amount) })) }),
    })),
  };
}

function cardView(card: GiftCard): object {
  const money = (amount: number): string => decimalAmount(amount, card.currency);
  return {
    id: gid('GiftCard', card.id),
    shop: card.shop,
    code: card.code,
    currency: card.currency,
    initialValue: money(card.initialValue),
    balance: money(card.balance),
    customerId: card.customerId === null ? null : gid('Customer', card.customerId),
    expiresOn: card.expiresOn,
    deactivatedAt: card.deactivatedAt,
    note: card.note,
    transactions: card.transactions.map((entry) => ({ ...entry, amount: money(entry.amount) })),
  };
}

/** A discount with its uses. */
export function discountView(store: Store, discount: Discount): object {
  const { code, uses, buyers } = discount;
  return {
    id: discountGid(discount),
    shop: discount.shop,
    method: discount.method,
    title: discount.title,
    code: code?.text ?? null,
    status: statusOf(discount, store.now()),
    startsAt: discount.startsAt,
    endsAt: discount.endsAt,
    usageLimit: discount.usageLimit,
    oncePerCustomer: discount.oncePerCustomer,
    buyers,
    timesUsed: uses.length,
    uses: uses.map((use) => ({ ...use, orderId: gid('Order', use.orderId) })),
  };
}

function shopOf(store: Store, customer: Customer): NonNullable<ReturnType<Store['shop']>> {
  const shop = store.shop(customer.shop);
  if (shop === undefined) throw new Error(`no shop ${customer.shop}`);
  return shop;
}
