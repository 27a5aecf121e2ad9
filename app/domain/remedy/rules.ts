import { cancellationRules } from './cancellation-rules.ts';
import { customRules } from './custom-rules.ts';
import { externalGiftRules } from './external-gift-rules.ts';
import { giftCardRules } from './gift-card-rules.ts';
import { isUntouched } from './handmade.ts';
import type { HandmadeProof } from './handmade.ts';
import type { PlanOf, ProofOf, RemedyKind } from './kinds.ts';
import { untilNextWatchMs } from './next-step.ts';
import type { Because, Progress, RemedyRules, Repeat } from './plug.ts';
import type { RemedyState } from './remedy.ts';
import { discountCodeRules } from './discount-code-rules.ts';
import { refundRules } from './refund-rules.ts';
import { repairRules } from './repair-rules.ts';
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
  repair: repairRules,
  external_gift: externalGiftRules,
  custom: customRules,
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
export function mayUndo<K extends RemedyKind>(kind: K, state: RemedyState, proof: ProofOf<K> | null): boolean {
  const { undoable, handmade } = rulesOf(kind);
  // A parcel that is at the partner, a gift that is ordered: what was done outside of Shopify cannot be undone from here.
  if (handmade && !isUntouched(proof as HandmadeProof | null)) return false;
  return undoable !== false && (state === 'issued' || (state === 'settled' && undoable !== 'until_arrived'));
}

/** What may be done when this remedy was sent and cannot be found. */
export function repeatOf<K extends RemedyKind>(kind: K, plan: PlanOf<K>, progress: Progress): Repeat {
  const { repeat, guarded, neverSent } = rulesOf(kind);
  return neverSent?.(progress) || guarded?.(plan) ? 'guarded' : repeat;
}

/** By when one that was issued should have arrived. */
export function dueAt<K extends RemedyKind>(kind: K, plan: PlanOf<K>, issuedAt: Date): Date {
  const { arrivesWithinMs } = rulesOf(kind);
  const ms = typeof arrivesWithinMs === 'number' ? arrivesWithinMs : arrivesWithinMs(plan, issuedAt);
  return new Date(issuedAt.getTime() + ms);
}

type Issued<K extends RemedyKind> = { kind: K; plan: PlanOf<K>; issuedAt: Date; checks: number; late: boolean };

/**
 * When to look again at one that was issued; null = not before somebody says something of it. What people carry out is
 * looked at once, when its day is over, to tell that it is late.
 */
export function watchAt<K extends RemedyKind>(
  { kind, plan, issuedAt, checks, late }: Issued<K>,
  now: Date,
): Date | null {
  if (!rulesOf(kind).handmade) return new Date(now.getTime() + untilNextWatchMs(checks));
  return late ? null : dueAt(kind, plan, issuedAt);
}
