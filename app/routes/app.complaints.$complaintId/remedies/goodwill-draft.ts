import type { Validity } from '#app/domain/remedy/goodwill.ts';
import { validities } from '#app/domain/remedy/goodwill.ts';

/** An amount that is given and how long it stays valid, as typed and chosen. */
export type GoodwillDraft = { amount: string; months: number };

const standardMonths: Validity = 12;

export const emptyGoodwill: GoodwillDraft = { amount: '', months: standardMonths };

/** The offered length that a number of months is. */
export const validityOf = (months: number): Validity => validities.find((each) => each === months) ?? standardMonths;
