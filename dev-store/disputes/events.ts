import type { StoreEvent } from '../engine/context.ts';
import { plain } from '../money.ts';
import type { Store } from '../state/store.ts';
import { orderUpdated } from '../webhooks/events.ts';
import { disputedAmount, type DisputeSource } from './dispute.ts';

/** What a dispute that is opened or changed sets off. */
export function disputeEvents(store: Store, source: DisputeSource, change: 'create' | 'update'): StoreEvent[] {
  const { order } = source;
  return [
    { topic: `disputes/${change}`, shop: order.shop, payload: () => disputePayload(source) },
    orderUpdated(store, order),
  ];
}

/** Body of `disputes/create` and `disputes/update` [P]. */
function disputePayload(source: DisputeSource): object {
  const { order, record } = source;
  return {
    id: record.id,
    order_id: order.id,
    type: record.initiatedAs.toLowerCase(),
    amount: plain(disputedAmount(source).presentment, order.presentmentCurrency),
    currency: order.presentmentCurrency,
    reason: (record.reason ?? 'GENERAL').toLowerCase(),
    network_reason_code: record.networkReasonCode ?? null,
    status: record.status.toLowerCase(),
    evidence_due_by: record.evidenceDueBy ?? null,
    evidence_sent_on: record.evidenceSentOn ?? null,
    finalized_on: record.finalizedOn ?? null,
    initiated_at: record.openedAt,
  };
}
