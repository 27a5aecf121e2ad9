import type { RemedyKind } from '#app/domain/remedy/kinds.ts';
import type { CancellationDraft } from './cancellation-draft.ts';
import type { GoodwillDraft } from './goodwill-draft.ts';
import type { CustomDraft } from './custom.tsx';
import type { DiscountCodeDraft } from './discount-code-draft.ts';
import type { ExternalGiftDraft } from './external-gift-draft.ts';
import type { RefundDraft } from './refund-draft.ts';
import { refundScreen } from './refund.tsx';
import type { RepairDraft } from './repair-draft.ts';
import type { ReplacementDraft } from './replacement-draft.ts';
import type { ReturnDraft } from './return-draft.ts';
import type { RemedyScreen } from './screen.ts';
import type { VipPriceDraft } from './vip-price.tsx';

/** What the form of each kind holds. */
export type RemedyDrafts = {
  refund: RefundDraft;
  replacement: ReplacementDraft;
  discount_code: DiscountCodeDraft;
  store_credit: GoodwillDraft;
  gift_card: GoodwillDraft;
  vip_price: VipPriceDraft;
  cancellation: CancellationDraft;
  return: ReturnDraft;
  repair: RepairDraft;
  external_gift: ExternalGiftDraft;
  custom: CustomDraft;
};

export type RemedyScreens = { readonly [K in RemedyKind]: RemedyScreen<K, RemedyDrafts[K]> };

/** The refund's screen comes with the page; the others' when they are chosen, or have been given. */
export const screensAtOnce: Pick<RemedyScreens, 'refund'> = { refund: refundScreen };

/** The screen of each kind, in the order in which they are offered. The server has them all: `every-screen.server.ts`. */
export const screenLoaders: { readonly [K in RemedyKind]: () => Promise<RemedyScreens[K]> } = {
  refund: () => Promise.resolve(refundScreen),
  replacement: async () => (await import('./replacement.tsx')).replacementScreen,
  discount_code: async () => (await import('./discount-code.tsx')).discountCodeScreen,
  store_credit: async () => (await import('./store-credit.tsx')).storeCreditScreen,
  gift_card: async () => (await import('./gift-card.tsx')).giftCardScreen,
  return: async () => (await import('./return.tsx')).returnScreen,
  vip_price: async () => (await import('./vip-price.tsx')).vipPriceScreen,
  cancellation: async () => (await import('./cancellation.tsx')).cancellationScreen,
  repair: async () => (await import('./repair.tsx')).repairScreen,
  external_gift: async () => (await import('./external-gift.tsx')).externalGiftScreen,
  custom: async () => (await import('./custom.tsx')).customScreen,
};
