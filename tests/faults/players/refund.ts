import { money } from '#app/domain/money.ts';
import type { RefundMethod } from '#app/domain/remedy/refund.ts';
import { totalReceived } from '#dev-store/orders/totals.ts';
import type { Player } from '../player.ts';
import { isHalfGiven, refundsAtStore, refundsOfKind, settleLater } from './refunds.ts';

/** Money back: the way it was paid, as store credit, or split; an amount, or lines. */
export const refundPlayer: Player<'refund'> = {
  weight: 4,
  ofOrder: true,
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
  atStore: ({ order }, { id, amountMinor }) => refundsAtStore(order, id, amountMinor),
  needsPerson: ({ order }, { id }) => isHalfGiven(order, id),
  all: (stage) => refundsOfKind(stage, 'refund'),
  goesOn: settleLater,
};
