import { z } from 'zod';
import { stepTexts } from '#app/domain/remedy/handmade.ts';
import type { StepDetails, StepText } from '#app/domain/remedy/handmade.ts';
import { pageOutOfDate } from '#app/i18n/en/problems.ts';
import { remedyIdField, requestIdField } from '#app/web/fields.server.ts';
import { readCost, textField } from './remedies/handmade-wire.server.ts';
import { currencyField } from './remedies/wire-fields.server.ts';

const details = Object.fromEntries(stepTexts.map((field) => [field, textField])) as Record<StepText, typeof textField>;

/** A step as its form sends it: which one, after how many, and what is written down with it. */
export const stepSchema = z
  .object({
    ...details,
    remedyId: remedyIdField,
    requestId: requestIdField,
    seen: z
      .string()
      .regex(/^\d{1,3}$/, pageOutOfDate)
      .transform(Number),
    step: z.string().max(40),
    currency: currencyField,
    cost: z.string().trim().max(100).default(''),
  })
  .transform(({ remedyId, requestId, seen, step, currency, cost, ...typed }, issues) => ({
    ...{ remedyId, requestId, seen, step },
    details: detailsOf(typed, cost === '' ? null : readCost({ cost, currency }, issues)),
  }));

/** What was typed; a field that was left empty is none. */
function detailsOf(typed: Record<StepText, string>, cost: StepDetails['cost'] | null): StepDetails {
  const texts = Object.entries(typed).filter(([, text]) => text !== '');
  return { ...Object.fromEntries(texts), ...(cost && { cost }) };
}
