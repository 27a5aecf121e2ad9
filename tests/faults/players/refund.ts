import { money } from '#app/domain/money.ts';
import type { RefundMethod } from '#app/domain/remedy/refund.ts';
import { totalReceived } from '#dev-store/orders/totals.ts';
import type { Player } from '../player.ts';
import { marks } from './marks.ts';

/** Money back: the way it was paid, as store credit, or split; an amount, or lines. */
export const refundPlayer: Player<'refund'> = {
  weight: 4,
  operations: { read: 'ReadRefundable', send: ['IssueRefund'], look: ['FindRefund'], undo: [] },
  draw: (random) => {
    const units = random.chance(0.25) ? random.int(1, 2) : null;
    const percent = random.int(2, 60);
    const method = random.pick(['payment', 'payment', 'payment', 'store_credit', 'split'] as const);
    return ({ order }) => {
      const minor = Math.max(2, Math.floor((totalReceived(order).presentment * percent) / 100));
      const amount = money(minor, order.presentmentCurrency);
      const methods: Record<typeof method, { method?: RefundMethod }> = {
        payment: {},
        store_credit: { method: { kind: 'store_credit' } },
        split: { method: { kind: 'split', credit: { ...amount, minor: Math.ceil(minor / 2) } } },
      };
      if (units === null || method === 'split') return { kind: 'amount', amount, ...methods[method] };
      const lineItemId = String(order.lineItems[0]?.id);
      const lines = [{ lineItemId, quantity: units, restock: 'no_restock' as const }];
      return { kind: 'lines', lines, shipping: null, ...methods[method] };
    };
  },
  atStore: ({ order }, { id, amountMinor }) => {
    const refunds = order.refunds.filter((refund) => marks(id, refund.note));
    const transactions = order.transactions.filter((one) =>
      refunds.some((refund) => refund.transactionIds.includes(one.id)),
    );
    const sum = (status: string) =>
      transactions.filter((one) => one.status === status).reduce((total, one) => total + one.amount.presentment, 0);
    const given = sum('SUCCESS');
    const underWay = sum('PENDING');
    return {
      count: refunds.length,
      standing: underWay > 0 ? 'under_way' : given > 0 ? 'given' : 'nothing',
      differs:
        underWay === 0 && given > 0 && given !== amountMinor
          ? `${String(given)} at the store, ${String(amountMinor)} decided`
          : null,
    };
  },
  // What was given by half is neither given nor free: a person has it.
  needsPerson: ({ order }, { id }) => {
    const ids = order.refunds.filter((refund) => marks(id, refund.note)).flatMap((refund) => refund.transactionIds);
    const statuses = new Set(order.transactions.filter((one) => ids.includes(one.id)).map((one) => one.status));
    return statuses.has('SUCCESS') && statuses.has('FAILURE');
  },
  all: ({ order }) => order.refunds.filter((refund) => refund.note?.includes('[amends:')).length,
  goesOn: (stage, remedyId, { settles }) => {
    const { order, lane } = stage;
    const refund = order.refunds.find((each) => marks(remedyId, each.note));
    if (!refund || !stage.once(remedyId, 'settlement')) return;
    const half = order.transactions.some((one) => refund.transactionIds.includes(one.id) && one.status === 'SUCCESS');
    const status = half && !settles.halfMayFail ? 'SUCCESS' : settles.status;
    for (const transactionId of refund.transactionIds) {
      const task = { kind: 'settle', orderId: order.id, transactionId, status } as const;
      lane.world.store.store.schedule(task, settles.afterMs);
    }
  },
};
