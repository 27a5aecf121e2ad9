import type { StoreEvent } from '../engine/context.ts';
import { gid } from '../gid.ts';
import type { Store } from '../state/store.ts';
import type { DraftOrder } from '../state/types.ts';
import { draftPayload } from './payloads/draft-orders.ts';

export function draftCreated(store: Store, draft: DraftOrder): StoreEvent {
  return { topic: 'draft_orders/create', shop: draft.shop, payload: () => draftPayload(store, draft) };
}

export function draftUpdated(store: Store, draft: DraftOrder): StoreEvent {
  return { topic: 'draft_orders/update', shop: draft.shop, payload: () => draftPayload(store, draft) };
}

/** A deletion carries the ids only. */
export function draftDeleted(draft: DraftOrder): StoreEvent {
  const payload = (): object => ({ id: draft.id, admin_graphql_api_id: gid('DraftOrder', draft.id) });
  return { topic: 'draft_orders/delete', shop: draft.shop, payload };
}
