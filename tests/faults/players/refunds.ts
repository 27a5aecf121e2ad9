/** What the refunds of an order show of a remedy, whichever kind made them. */
import { parseRemedyId, type RemedyId } from '#app/domain/ids.ts';
import type { RemedyKind } from '#app/domain/remedy/kinds.ts';
import type { Order } from '#dev-store/state/types.ts';
import type { AtStore } from '../player.ts';
import type { RemedyScript } from '../script.ts';
import type { Stage } from '../stage.ts';
import { marks } from './marks.ts';

const refundsOf = (order: Order, remedyId: RemedyId) => order.refunds.filter((refund) => marks(remedyId, refund.note));

function transactionsOf(order: Order, remedyId: RemedyId) {
  const ids = refundsOf(order, remedyId).flatMap((refund) => refund.transactionIds);
  return order.transactions.filter((one) => ids.includes(one.id));
}

export function refundsAtStore(order: Order, remedyId: RemedyId, amountMinor: number): AtStore {
  const transactions = transactionsOf(order, remedyId);
  const sum = (status: string) =>
    transactions.filter((one) => one.status === status).reduce((total, one) => total + one.amount.presentment, 0);
  const given = sum('SUCCESS');
  const underWay = sum('PENDING');
  const words = `${String(given)} at the store, ${String(amountMinor)} decided`;
  return {
    count: refundsOf(order, remedyId).length,
    standing: underWay > 0 ? 'under_way' : given > 0 ? 'given' : 'nothing',
    differs: underWay === 0 && given > 0 && given !== amountMinor ? words : null,
  };
}

/** What was given by half is neither given nor free: a person has it. */
export function isHalfGiven(order: Order, remedyId: RemedyId): boolean {
  const statuses = new Set(transactionsOf(order, remedyId).map((one) => one.status));
  return statuses.has('SUCCESS') && statuses.has('FAILURE');
}

/** Refunds of ours that a kind made; those of a remedy that nobody knows of are taken for plain refunds. */
export function refundsOfKind({ order, allowed }: Stage, kind: RemedyKind): number {
  const kinds = new Map<string, RemedyKind>(allowed.map((each) => [each.remedyId, each.kind]));
  return order.refunds.filter(({ note }) => {
    const remedyId = parseRemedyId(/\[amends:([^\]]+)\]/.exec(note ?? '')?.[1]);
    return remedyId !== null && (kinds.get(remedyId) ?? 'refund') === kind;
  }).length;
}

/** The payment provider answers later, where the payment is one of that sort. */
export function settleLater(stage: Stage, remedyId: RemedyId, { settles }: RemedyScript): void {
  const { order, lane } = stage;
  const [refund] = refundsOf(order, remedyId);
  if (!refund || !stage.once(remedyId, 'settlement')) return;
  const half = transactionsOf(order, remedyId).some((one) => one.status === 'SUCCESS');
  const status = half && !settles.halfMayFail ? 'SUCCESS' : settles.status;
  for (const transactionId of refund.transactionIds) {
    const task = { kind: 'settle', orderId: order.id, transactionId, status } as const;
    lane.world.store.store.schedule(task, settles.afterMs);
  }
}
