import type { CancellationParts } from './cancellation.ts';
import type { CustomParts } from './custom.ts';
import type { DiscountCodeParts } from './discount-code.ts';
import type { ExternalGiftParts } from './external-gift.ts';
import type { GiftCardParts } from './gift-card.ts';
import type { RefundParts } from './refund.ts';
import type { RepairParts } from './repair.ts';
import type { VipPriceParts } from './vip-price.ts';
import type { ReplacementParts } from './replacement.ts';
import type { ReturnParts } from './return.ts';
import type { StoreCreditParts } from './store-credit.ts';

/**
 * Every kind of remedy, with the types that it is made of. A new kind has its own files, one line here and one in each
 * registry (`remedyRules`, `remedyCalls`, the forms and the texts); the compiler names the registries that lack it.
 */
export type RemedyParts = {
  refund: RefundParts;
  replacement: ReplacementParts;
  discount_code: DiscountCodeParts;
  vip_price: VipPriceParts;
  store_credit: StoreCreditParts;
  gift_card: GiftCardParts;
  cancellation: CancellationParts;
  return: ReturnParts;
  repair: RepairParts;
  external_gift: ExternalGiftParts;
  custom: CustomParts;
};

export type RemedyKind = keyof RemedyParts;

/** Those that people carry out outside of Shopify: see `handmade.ts`. */
export type HandmadeKind = 'repair' | 'external_gift' | 'custom';

/** What a person asks for. */
export type AskOf<K extends RemedyKind> = RemedyParts[K]['ask'];
/** What Shopify says is possible now. */
export type FactsOf<K extends RemedyKind> = RemedyParts[K]['facts'];
/** Exactly what will be sent: stored before the first call, reused word for word. */
export type PlanOf<K extends RemedyKind> = RemedyParts[K]['plan'];
/** What Shopify shows of the thing given: stored, and shown to staff. */
export type ProofOf<K extends RemedyKind> = RemedyParts[K]['proof'];
/** Why it cannot be given as asked. */
export type ProblemOf<K extends RemedyKind> = RemedyParts[K]['problem'];

/** One remedy as asked for, of any kind. */
export type RemedyAsk<K extends RemedyKind = RemedyKind> = { [P in K]: { kind: P; ask: AskOf<P> } }[K];

/** What is sent, of any kind. */
export type RemedyPlan<K extends RemedyKind = RemedyKind> = { [P in K]: { kind: P; plan: PlanOf<P> } }[K];

/** The two families never mix: what is paid back, and what is given out of goodwill. */
export type Family = 'refund' | 'goodwill';
