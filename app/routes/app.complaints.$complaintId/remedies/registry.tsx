import type { RemedyKind } from '#app/domain/remedy/kinds.ts';
import type { DiscountCodeDraft } from './discount-code-draft.ts';
import { discountCodeScreen } from './discount-code.tsx';
import type { RefundDraft } from './refund-draft.ts';
import { refundScreen } from './refund.tsx';
import type { RemedyScreen } from './screen.ts';
import type { VipPriceDraft } from './vip-price.tsx';
import { vipPriceScreen } from './vip-price.tsx';

/** What the form of each kind holds. */
export type RemedyDrafts = {
  refund: RefundDraft;
  discount_code: DiscountCodeDraft;
  vip_price: VipPriceDraft;
};

/** The screens of every kind of remedy, in the order in which they are offered. */
const remedyScreens: { readonly [K in RemedyKind]: RemedyScreen<K, RemedyDrafts[K]> } = {
  refund: refundScreen,
  discount_code: discountCodeScreen,
  vip_price: vipPriceScreen,
};

export const remedyKinds = Object.keys(remedyScreens) as RemedyKind[];

/** The screen of one kind, also where the kind is only known when it runs. */
export const screenOf = <K extends RemedyKind>(kind: K): RemedyScreen<K, RemedyDrafts[K]> => remedyScreens[kind];
