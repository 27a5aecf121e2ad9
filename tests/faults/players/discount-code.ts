import { money } from '#app/domain/money.ts';
import { codeOf } from '#app/domain/remedy/discount-code.ts';
import type { CodeValueAsk } from '#app/domain/remedy/discount-code.ts';
import { statusOf } from '#dev-store/discounts/status.ts';
import type { Player } from '../player.ts';
import { tagOf } from './marks.ts';

/** A code for one later order: an amount, a share, or its shipping. */
export const discountCodePlayer: Player<'discount_code'> = {
  weight: 2,
  operations: {
    read: 'ReadDiscountBasis',
    send: ['IssueDiscountCode', 'IssueFreeShippingCode', 'FindDiscountCode'],
    look: ['FindDiscountCode'],
    undo: ['EndDiscountCode', 'FindDiscountCode'],
  },
  draw: (random) => {
    const kind = random.pick(['amount', 'amount', 'percent', 'free_shipping'] as const);
    const percent = random.int(1, 30);
    const units = random.int(5, 40);
    return ({ order }) => {
      const amount = money(units * (order.currency === 'JPY' ? 100 : 100), order.currency);
      const values: Record<typeof kind, CodeValueAsk> = {
        amount: { kind: 'amount', amount },
        percent: { kind: 'percent', percent },
        free_shipping: { kind: 'free_shipping', upTo: amount },
      };
      return { value: values[kind], minimum: null, validDays: 90, combines: false };
    };
  },
  atStore: ({ lane, shopId }, { id }) => {
    const { store } = lane.world.store;
    const codes = store.state.discounts.filter((one) => one.shop === shopId && one.tags.includes(tagOf(id)));
    const [code] = codes;
    if (!code) return { count: 0, standing: 'nothing', differs: null };
    return {
      count: codes.length,
      standing: statusOf(code, store.now()) === 'EXPIRED' ? 'taken_back' : 'given',
      differs: code.code?.text === codeOf(id) ? null : 'another code',
    };
  },
  all: ({ lane }) => lane.world.store.store.state.discounts.filter((one) => one.method === 'code').length,
  use: ({ lane, order }, { id }) => {
    const code = lane.world.store.store.state.discounts.find((one) => one.tags.includes(tagOf(id)));
    const at = lane.world.store.store.nowIso();
    code?.uses.push({ orderId: order.id, customerId: order.customerId, at, code: codeOf(id) });
  },
};
