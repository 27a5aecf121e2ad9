import { seeded } from '../random.ts';
import { benefits, codeKey } from '../state/benefits-index.ts';
import type { Store } from '../state/store.ts';
import type { GiftCard, GiftCardTransaction, Shop } from '../state/types.ts';

/** The card behind a code; capital and small letters are the same [S]. */
export function cardByCode(store: Store, shop: string, code: string): GiftCard | undefined {
  return benefits(store).giftCardByCode.get(codeKey(shop, code));
}

/** A card of that shop; another shop's id finds nothing. */
export function cardById(store: Store, shop: string, id: number): GiftCard | undefined {
  const card = benefits(store).giftCards.get(id);
  return card?.shop === shop ? card : undefined;
}

/** True after the day of its expiry in the shop's time zone. Whether the day itself still counts is not documented; here it does. */
export function isExpired(card: GiftCard, shop: Shop, now: number): boolean {
  if (card.expiresOn === null) return false;
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: shop.timezone }).format(now);
  return today > card.expiresOn;
}

/** Moves the balance of a card by a signed amount and keeps the entry. */
export function enter(
  store: Store,
  card: GiftCard,
  given: { amount: number; note: string | null; processedAt: string },
): GiftCardTransaction {
  const entry: GiftCardTransaction = { id: store.nextId(), ...given };
  card.transactions.push(entry);
  card.balance += given.amount;
  card.updatedAt = store.nowIso();
  store.touch();
  return entry;
}

/** A refund to a payment by gift card puts the money back on the card, also when it has expired (evidence is silent). */
export function payBack(store: Store, card: GiftCard, amount: number): void {
  enter(store, card, { amount, note: null, processedAt: store.nowIso() });
}

/** 16 letters and digits [S], the same for the same id. */
export function randomCode(id: number): string {
  const random = seeded(id);
  return Array.from({ length: 16 }, () => random.pick([...'abcdefghjkmnpqrstuvwxyz23456789'])).join('');
}
