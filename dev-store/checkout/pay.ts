import { cardByCode, enter, isExpired } from '../gift-cards/ledger.ts';
import { parseMinor, type Minor } from '../money.ts';
import { payment } from '../orders/make.ts';
import { bagAt, rateOf, toPresentment } from '../orders/pricing.ts';
import type { Store } from '../state/store.ts';
import type { GiftCard, Order, StoreCreditAccount, Transaction } from '../state/types.ts';
import { accountsOf, balanceOf, causedBy, debit, storeCreditUsable } from '../store-credit/ledger.ts';
import type { Cart } from './cart.ts';
import { refusal, type CheckoutInput, type Refusal } from './input.ts';

/** What pays for an order: gift cards, then store credit, then the rest. (Which Shopify takes first is not documented.) */
export type Purse = {
  cards: { card: GiftCard; amount: Minor }[];
  credit: { account: StoreCreditAccount; amount: Minor } | null;
  rest: { payment: CheckoutInput['payments'][number]; amount: Minor }[];
};

/** Plans the payments of a total in the cart's currency, or says which of them can't be used. */
export function openPurse(store: Store, cart: Cart, input: CheckoutInput, total: Minor): Purse | Refusal {
  let left = total;
  const cards: Purse['cards'] = [];
  for (const code of input.giftCards) {
    const card = usableCard(store, cart, code);
    if ('reason' in card) return card;
    const amount = Math.min(left, inCartMoney(cart, card));
    left -= amount;
    cards.push({ card, amount });
  }
  const account = input.storeCredit ? usableAccount(store, cart) : null;
  if (account !== null && 'reason' in account) return account;
  const credit = account === null ? null : { account, amount: Math.min(left, balanceOf(account)) };
  left -= credit?.amount ?? 0;
  const rest: Purse['rest'] = [];
  for (const one of input.payments) {
    const amount = one.amount === undefined ? left : parseMinor(one.amount, cart.currency);
    if (amount === null || amount > left) return refusal('bad_amount', `${one.amount ?? ''} can't be paid`);
    left -= amount;
    rest.push({ payment: one, amount });
  }
  if (left > 0) rest.push({ payment: { gateway: 'shopify_payments', paid: true }, amount: left });
  return { cards, credit, rest };
}

/** Takes the money: entries on cards and accounts, and a transaction of the order for each. */
export function pay(store: Store, cart: Cart, order: Order, purse: Purse): void {
  for (const { card, amount } of purse.cards) {
    if (amount === 0) continue;
    const taken = card.currency === cart.currency ? amount : Math.min(card.balance, bagAt(amount, cart.rate).shop);
    enter(store, card, { amount: -taken, note: `Order ${order.name}`, processedAt: store.nowIso() });
    add(store, order, cart, 'gift_card', amount, { source: { kind: 'gift_card', id: card.id } });
  }
  if (purse.credit !== null && purse.credit.amount > 0) {
    const { account, amount } = purse.credit;
    const transaction = add(store, order, cart, 'shopify_store_credit', amount, { formattedGateway: 'Store credit' });
    const entry = debit(store, account, amount, causedBy('ORDER_PAYMENT', order.id, transaction.id));
    transaction.source = { kind: 'store_credit', id: entry.id };
  }
  for (const { payment: one, amount } of purse.rest) {
    if (amount === 0) continue;
    const { refundSettleAfterMs: afterMs } = one;
    add(store, order, cart, one.gateway, amount, {
      ...(!one.paid && { status: 'PENDING' as const, processedAt: null }),
      ...(afterMs !== undefined && { refundSettlement: { mode: 'pending' as const, afterMs } }),
      ...(one.gateway === 'shopify_payments' && {
        card: { company: 'Visa', number: '•••• •••• •••• 4242', name: null },
      }),
    });
  }
}

function add(
  store: Store,
  order: Order,
  cart: Cart,
  gateway: string,
  amount: Minor,
  more: Partial<Transaction>,
): Transaction {
  const transaction: Transaction = { ...payment(store, { gateway, amount: bagAt(amount, cart.rate) }), ...more };
  order.transactions.push(transaction);
  return transaction;
}

function usableCard(store: Store, cart: Cart, code: string): GiftCard | Refusal {
  const card = cardByCode(store, cart.shop.domain, code);
  const masked = `gift card …${code.slice(-4)}`;
  if (card === undefined) return refusal('unknown_gift_card', `there is no ${masked}`, code);
  if (card.deactivatedAt !== null) return refusal('gift_card_deactivated', `${masked} is deactivated`, code);
  if (isExpired(card, cart.shop, store.now())) return refusal('gift_card_expired', `${masked} has expired`, code);
  if (card.balance === 0) return refusal('gift_card_empty', `${masked} is empty`, code);
  if (card.currency !== cart.currency && card.crossCurrency === 'NONE')
    return refusal('gift_card_currency', `${masked} can only be used in ${card.currency}`, code);
  return card;
}

/** What a card is worth in the currency of the cart. */
function inCartMoney(cart: Cart, card: GiftCard): Minor {
  if (card.currency === cart.currency) return card.balance;
  return toPresentment(card.balance, rateOf(card.currency, cart.currency));
}

/** Store credit takes a known customer, new customer accounts, and an account in the currency of the checkout [D]. */
function usableAccount(store: Store, cart: Cart): StoreCreditAccount | Refusal {
  if (cart.customer === null) return refusal('login_required', 'store credit needs a customer who has logged in');
  if (!storeCreditUsable(cart.shop)) return refusal('store_credit_off', `${cart.shop.name} does not take store credit`);
  const account = accountsOf(store, cart.customer.id).find((one) => one.currency === cart.currency);
  if (account === undefined || balanceOf(account) === 0)
    return refusal('no_store_credit', `this customer has no store credit in ${cart.currency}`);
  return account;
}
