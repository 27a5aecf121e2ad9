import { money } from '#app/domain/money.ts';
import { enter } from '#dev-store/gift-cards/ledger.ts';
import { totalReceived } from '#dev-store/orders/totals.ts';
import type { GiftCard } from '#dev-store/state/types.ts';
import type { Player } from '../player.ts';
import type { Stage } from '../stage.ts';
import { marks } from './marks.ts';

const cards = ({ lane }: Stage): GiftCard[] =>
  lane.world.store.store.state.giftCards.filter((card) => card.source === 'api_client');

/** A card of her own, sent to her by Shopify. */
export const giftCardPlayer: Player<'gift_card'> = {
  weight: 2,
  operations: {
    read: 'ReadGiftCardFacts',
    send: ['IssueGiftCard', 'SendGiftCard', 'NewestGiftCards'],
    look: ['NewestGiftCards', 'WatchGiftCard', 'SendGiftCard'],
    undo: ['DeactivateGiftCard', 'WatchGiftCard'],
  },
  draw: (random) => {
    const percent = random.int(1, 30);
    const months = random.pick([3, 6, 12] as const);
    return ({ order }) => {
      const minor = Math.max(100, Math.floor((totalReceived(order).presentment * percent) / 100));
      return { amount: money(minor, order.presentmentCurrency), months };
    };
  },
  atStore: (stage, { id, amountMinor }) => {
    const own = cards(stage).filter((card) => marks(id, card.note));
    const [card] = own;
    if (!card) return { count: 0, standing: 'nothing', differs: null };
    return {
      count: own.length,
      standing: card.deactivatedAt === null ? 'given' : 'taken_back',
      differs: card.initialValue === amountMinor ? null : `${String(card.initialValue)} on the card`,
    };
  },
  all: (stage) => cards(stage).length,
  use: (stage, { id }) => {
    const { store } = stage.lane.world.store;
    const card = cards(stage).find((one) => marks(id, one.note));
    if (card) enter(store, card, { amount: -1, note: null, processedAt: store.nowIso() });
  },
};
