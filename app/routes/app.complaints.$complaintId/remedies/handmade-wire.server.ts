import { z } from 'zod';
import { zero } from '#app/domain/money.ts';
import type { Money } from '#app/domain/money.ts';
import type { HandmadeProblem } from '#app/domain/remedy/handmade-plan.ts';
import { handmadeTexts as texts } from '#app/i18n/en/handmade.ts';
import { currencyField, readAmount } from './wire-fields.server.ts';

/** A text as a person typed it; how long it may be is the domain's to say. */
export const textField = z.string().max(5000).default('');

/** The fields of the cost and of the day, as their form sends them. */
export const handmadeFields = {
  currency: currencyField,
  cost: z.string().default(''),
  days: z
    .string()
    .trim()
    .regex(/^\d{1,4}$/, texts.daysUnreadable)
    .transform(Number),
};

/** Reads a cost that may also be nothing. */
export function readCost(fields: { cost: string; currency: string }, issues: z.core.$RefinementCtx): Money {
  return /^0+(?:\.0+)?$/.test(fields.cost.trim()) ? zero(fields.currency) : readAmount('cost', fields, issues);
}

/** Beside which field a problem of the cost or of the day stands. */
export function handmadeField({ kind }: HandmadeProblem): string {
  switch (kind) {
    case 'days_out_of_range':
      return 'days';
    case 'currency_differs':
    case 'no_rate':
      return '';
  }
}
