import type { StoreEvent } from '../engine/context.ts';
import {
  declinePayload,
  deliverablePayload,
  disposePayload,
  returnPayload,
  returnStatePayload,
  returnUpdatePayload,
} from '../webhooks/payloads/returns.ts';
import type { Disposition } from '../state/types.ts';
import type { ReturnSource, ReverseDeliverySource } from './find.ts';

function event(source: ReturnSource, topic: string, payload: () => object): StoreEvent {
  return { topic, shop: source.order.shop, payload };
}

export function requestEvents(source: ReturnSource): StoreEvent[] {
  return [event(source, 'returns/request', () => returnPayload(source))];
}

/** A return is open: approved, or made open (that `returnCreate` sends this topic too is assumed). */
export function approveEvents(source: ReturnSource): StoreEvent[] {
  return [event(source, 'returns/approve', () => returnPayload(source))];
}

export function declineEvents(source: ReturnSource): StoreEvent[] {
  return [event(source, 'returns/decline', () => declinePayload(source))];
}

/** Cancelled, closed or reopened. */
export function stateEvents(source: ReturnSource, change: 'cancel' | 'close' | 'reopen'): StoreEvent[] {
  return [event(source, `returns/${change}`, () => returnStatePayload(source))];
}

/** The package has no example of this body; it is sent like that of an approval (assumed). */
export function processEvents(source: ReturnSource): StoreEvent[] {
  return [event(source, 'returns/process', () => returnPayload(source))];
}

/** @param removals units taken off, by return line */
export function updateEvents(source: ReturnSource, removals: readonly { id: number; delta: number }[]): StoreEvent[] {
  return [event(source, 'returns/update', () => returnUpdatePayload(source, removals))];
}

/** @param dispositions the new ones, with the line each belongs to */
export function disposeEvents(
  source: ReturnSource,
  reverseOrderId: number,
  dispositions: readonly { lineId: number; disposition: Disposition }[],
): StoreEvent[] {
  return dispositions.length === 0
    ? []
    : [event(source, 'reverse_fulfillment_orders/dispose', () => disposePayload(reverseOrderId, dispositions))];
}

export function deliverableEvents(source: ReverseDeliverySource): StoreEvent[] {
  const { tracking, label } = source.delivery;
  if (tracking === null && label === null) return [];
  return [event(source, 'reverse_deliveries/attach_deliverable', () => deliverablePayload(source))];
}
