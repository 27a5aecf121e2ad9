import { cancelWhys } from '#app/domain/remedy/cancellation.ts';
import type { Player } from '../player.ts';
import { marks } from './marks.ts';
import { isHalfGiven, refundsAtStore, refundsOfKind, settleLater } from './refunds.ts';

/** An order that was not sent is cancelled, and what can still be refunded goes back. */
export const cancellationPlayer: Player<'cancellation'> = {
  weight: 2,
  ofOrder: true,
  operations: {
    read: 'ReadCancellable',
    send: ['IssueRefund', 'CancelOrder', 'FindCancellation', 'CancelOrder'],
    look: ['FindCancellation'],
    undo: [],
  },
  draw: (random) => {
    const why = random.pick(cancelWhys);
    const restock = random.chance(0.5);
    return () => ({ why, reason: 'customer', restock, notify: false, note: '' });
  },
  atStore: ({ order }, { id, plan, amountMinor }) => {
    if (plan.refund) return refundsAtStore(order, id, amountMinor);
    const ours = marks(id, order.cancellation?.staffNote ?? null);
    return { count: ours ? 1 : 0, standing: ours ? 'given' : 'nothing', differs: null };
  },
  needsPerson: ({ order }, { id }) => isHalfGiven(order, id),
  // Where nothing was left to refund, the cancellation itself is the thing.
  all: (stage, decided) =>
    refundsOfKind(stage, 'cancellation') +
    decided.filter(({ id, plan }) => !plan.refund && marks(id, stage.order.cancellation?.staffNote ?? null)).length,
  goesOn: settleLater,
};
