import type { Store } from '../state/store.ts';
import type { DraftOrder } from '../state/types.ts';

/** Draft orders of a shop in the order they were made. */
export function draftsOf(store: Store, shop: string): DraftOrder[] {
  return store.state.draftOrders.filter((draft) => draft.shop === shop);
}

/** A draft order of that shop. The newest are asked for most. */
export function findDraft(store: Store, shop: string, id: number): DraftOrder | undefined {
  const draft = store.state.draftOrders.findLast((one) => one.id === id);
  return draft?.shop === shop ? draft : undefined;
}

/** The draft order that an order was made from. */
export function draftOfOrder(store: Store, orderId: number): DraftOrder | undefined {
  return store.state.draftOrders.findLast((one) => one.orderId === orderId);
}

export function addDraft(store: Store, draft: DraftOrder): void {
  store.state.draftOrders.push(draft);
  store.touch();
}

export function removeDraft(store: Store, draft: DraftOrder): void {
  store.state.draftOrders = store.state.draftOrders.filter((one) => one !== draft);
  store.touch();
}
