import { cancellationRules } from './cancellation-rules.ts';
import { giftCardRules } from './gift-card-rules.ts';
import type { PlanOf, RemedyKind } from './kinds.ts';
import type { RemedyState } from './remedy.ts';
import type { Because, Progress, RemedyRules, Repeat } from './plug.ts';
import { discountCodeRules } from './discount-code-rules.ts';
import { refundRules } from './refund-rules.ts';
import { vipPriceRules } from './vip-price-rules.ts';
import { replacementRules } from './replacement-rules.ts';
import { returnRules } from './return-rules.ts';
import { storeCreditRules } from './store-credit-rules.ts';

/** The rules of every kind of remedy. */
export const remedyRules: { readonly [K in RemedyKind]: RemedyRules<K> } = {
  refund: refundRules,
  replacement: replacementRules,
  discount_code: discountCodeRules,
  vip_price: vipPriceRules,
  store_credit: storeCreditRules,
  gift_card: giftCardRules,
  cancellation: cancellationRules,
  return: returnRules,
};

/** The rules of one kind, also where the kind is only known when it runs. */
export const rulesOf = <K extends RemedyKind>(kind: K): RemedyRules<K> => remedyRules[kind];

/** The lane that a remedy waits in for its turn; null when it may be carried out beside any other. */
export const laneOf = <K extends RemedyKind>(kind: K, plan: PlanOf<K>): string | null =>
  rulesOf(kind).lane?.(plan) ?? null;

/** What the customer said that a remedy is for; null where she was not asked. */
export const becauseOf = <K extends RemedyKind>(kind: K, plan: PlanOf<K>): Because | null =>
  rulesOf(kind).because?.(plan) ?? null;

/** Whether a remedy that stands so can be taken back. */
export function mayUndo(kind: RemedyKind, state: RemedyState): boolean {
  const { undoable } = rulesOf(kind);
  return undoable !== false && (state === 'issued' || (state === 'settled' && undoable !== 'until_arrived'));
}

/** What may be done when this remedy was sent and cannot be found. */
export function repeatOf<K extends RemedyKind>(kind: K, plan: PlanOf<K>, progress: Progress): Repeat {
  const { repeat, guarded, neverSent } = rulesOf(kind);
  return neverSent?.(progress) || guarded?.(plan) ? 'guarded' : repeat;
}
