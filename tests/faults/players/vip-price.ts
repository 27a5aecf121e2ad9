import { statusOf } from '#dev-store/discounts/status.ts';
import type { Discount } from '#dev-store/state/types.ts';
import type { Player } from '../player.ts';
import type { Stage } from '../stage.ts';
import { tagOf } from './marks.ts';

/** One that was only prepared is worth nothing. */
function switchedOn({ lane }: Stage): Discount[] {
  const { store } = lane.world.store;
  const isAutomatic = (one: Discount) => one.method === 'automatic' && statusOf(one, store.now()) !== 'SCHEDULED';
  return store.state.discounts.filter(isAutomatic);
}

/** So many percent off everything later. */
export const vipPricePlayer: Player<'vip_price'> = {
  weight: 1,
  operations: {
    read: 'ReadDiscountBasis',
    send: ['StartVipPrice', 'PrepareVipPrice', 'FindPreparedVipPrice', 'PrepareVipPrice'],
    look: ['FindVipPrice', 'DropVipPrice'],
    undo: ['EndVipPrice', 'FindVipPrice'],
  },
  draw: (random) => {
    const percent = random.int(1, 20);
    return () => ({ percent, title: 'Your price', combines: false });
  },
  atStore: (stage, { id, plan }) => {
    const prices = switchedOn(stage).filter((one) => one.tags.includes(tagOf(id)));
    const [price] = prices;
    if (!price) return { count: 0, standing: 'nothing', differs: null };
    const share = price.kind === 'basic' && price.value.kind === 'percentage' ? price.value.percentage : 0;
    return {
      count: prices.length,
      standing: statusOf(price, stage.now()) === 'EXPIRED' ? 'taken_back' : 'given',
      differs: Math.round(share * 100) === plan.percent ? null : `${String(share)} at the store`,
    };
  },
  all: (stage) => switchedOn(stage).length,
};
