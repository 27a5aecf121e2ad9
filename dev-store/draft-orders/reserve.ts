import type { StoreEvent } from '../engine/context.ts';
import { giveBack, planClaims, stockEvents, take, type Claim } from '../inventory/claims.ts';
import type { Store } from '../state/store.ts';
import type { DraftOrder } from '../state/types.ts';
import { draftUpdated } from '../webhooks/draft-events.ts';
import { findDraft } from './book.ts';

/**
 * Sets the stock of a draft aside until `reserveInventoryUntil`: what was reserved before comes back first. Units leave
 * `available` and count as `reserved`. More than there is can be reserved (evidence is silent: drafts are no sales yet).
 */
export function reserve(store: Store, draft: DraftOrder): StoreEvent[] {
  const released = release(store, draft);
  if (draft.reserveInventoryUntil === null || draft.status === 'COMPLETED') return released;
  const wait = Date.parse(draft.reserveInventoryUntil) - store.now();
  if (wait <= 0) return released;
  const claims = planClaims(store, draft.shop, draft.lines);
  take(store, claims);
  draft.reserved = claims.map(({ stock, quantity }) => ({
    variantId: stock.variant.id,
    locationId: stock.location.id,
    quantity,
  }));
  store.schedule({ kind: 'draft-reservation', shop: draft.shop, draftOrderId: draft.id }, wait);
  return [...released, ...stockEvents(store, claims)];
}

/** Gives back what a draft had set aside. */
export function release(store: Store, draft: DraftOrder): StoreEvent[] {
  const claims = draft.reserved.flatMap((one): Claim[] => {
    const found = store.variant(draft.shop, one.variantId);
    const location = store.location(draft.shop, one.locationId);
    if (found === undefined || location === undefined) return [];
    return [{ stock: { ...found, location }, quantity: one.quantity }];
  });
  draft.reserved = [];
  giveBack(store, claims);
  return stockEvents(store, claims);
}

/** The hour of a reservation has come: it ends, unless it was prolonged meanwhile. */
export function endReservation(store: Store, shop: string, draftOrderId: number): StoreEvent[] {
  const draft = findDraft(store, shop, draftOrderId);
  if (draft === undefined || draft.reserved.length === 0 || draft.reserveInventoryUntil === null) return [];
  if (Date.parse(draft.reserveInventoryUntil) > store.now()) return [];
  const events = release(store, draft);
  draft.reserveInventoryUntil = null;
  draft.updatedAt = store.nowIso();
  return [...events, draftUpdated(store, draft)];
}
