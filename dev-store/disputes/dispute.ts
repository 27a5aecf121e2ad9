import type { Bag } from '../money.ts';
import { totalReceived } from '../orders/totals.ts';
import type { Store } from '../state/store.ts';
import type { Dispute, Order } from '../state/types.ts';

const DAY_MS = 86_400_000;
const EVIDENCE_DAYS = 9;

/** Statuses of a dispute that is not decided. */
const UNDECIDED: readonly Dispute['status'][] = ['NEEDS_RESPONSE', 'UNDER_REVIEW'];

export type DisputeSource = { order: Order; record: Dispute };

export type DisputeFacts = Pick<Dispute, 'initiatedAs' | 'status'> &
  Partial<Pick<Dispute, 'amount' | 'networkReasonCode' | 'reason'>>;

/** A dispute of now. Evidence is due some days later; how many the card network decides. */
export function newDispute(store: Store, facts: DisputeFacts): Dispute {
  const now = store.now();
  return {
    id: store.nextId(),
    openedAt: store.nowIso(),
    evidenceDueBy: new Date(now + EVIDENCE_DAYS * DAY_MS).toISOString(),
    evidenceSentOn: null,
    ...facts,
    finalizedOn: UNDECIDED.includes(facts.status) ? null : new Date(now).toISOString(),
  };
}

/** Changes a dispute: an inquiry becomes a chargeback, evidence is sent, or it is decided. */
export function changeDispute(
  store: Store,
  record: Dispute,
  change: { status?: Dispute['status'] | undefined; initiatedAs?: Dispute['initiatedAs'] | undefined },
): void {
  const now = new Date(store.now()).toISOString();
  record.initiatedAs = change.initiatedAs ?? record.initiatedAs;
  record.status = change.status ?? record.status;
  if (record.status === 'UNDER_REVIEW') record.evidenceSentOn ??= now;
  record.finalizedOn = UNDECIDED.includes(record.status) ? null : (record.finalizedOn ?? now);
  store.touch();
}

/** Money in dispute. */
export function disputedAmount({ order, record }: DisputeSource): Bag {
  return record.amount ?? totalReceived(order);
}

export function disputesOfShop(store: Store, shop: string): DisputeSource[] {
  return store.orders(shop).flatMap((order) => order.disputes.map((record) => ({ order, record })));
}
