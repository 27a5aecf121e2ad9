import { z } from 'zod';
import type { CodeValueAsk, DiscountCodeAsk } from '#app/domain/remedy/discount-code.ts';
import { discountCodeTexts as texts } from '#app/i18n/en/discount-code.ts';
import { codeKinds } from './discount-code-draft.ts';
import { currencyField, readAmount } from './wire-fields.server.ts';
import type { RemedyWire } from './wire.server.ts';

const wholeNumber = (message: string) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,4}$/, message)
    .transform(Number);

const codeFields = z.object({
  what: z.enum(codeKinds),
  /** The shop's: discounts are kept in no other. */
  currency: currencyField,
  amount: z.string().default(''),
  percent: z.string().default(''),
  upTo: z.string().default(''),
  minimum: z.string().default(''),
  validDays: wholeNumber(texts.daysUnreadable),
  combines: z.boolean(),
});

type Fields = z.output<typeof codeFields>;

/** A discount code as its form sends it. */
export const discountCodeWire: RemedyWire<'discount_code'> = {
  schema: codeFields.transform(readAsk),
  fieldOf: (problem, ask) => {
    switch (problem.kind) {
      case 'percent_out_of_range':
        return 'percent';
      case 'days_out_of_range':
        return 'validDays';
      case 'worth_unknown':
        return ask.value.kind === 'free_shipping' ? 'upTo' : 'minimum';
      case 'currency_differs':
        return problem.field;
      case 'nothing_asked':
        return ask.value.kind === 'amount' ? 'amount' : 'minimum';
      case 'no_rate':
        return '';
    }
  },
};

function readAsk(fields: Fields, issues: z.core.$RefinementCtx): DiscountCodeAsk {
  const { minimum, validDays, combines } = fields;
  return {
    value: readValue(fields, issues),
    minimum: minimum.trim() === '' ? null : readAmount('minimum', fields, issues),
    validDays,
    combines,
  };
}

function readValue(fields: Fields, issues: z.core.$RefinementCtx): CodeValueAsk {
  switch (fields.what) {
    case 'amount':
      return { kind: 'amount', amount: readAmount('amount', fields, issues) };
    case 'percent': {
      const percent = wholeNumber(texts.percentUnreadable).safeParse(fields.percent);
      if (percent.success) return { kind: 'percent', percent: percent.data };
      issues.addIssue({ code: 'custom', path: ['percent'], message: texts.percentUnreadable });
      return z.NEVER;
    }
    case 'free_shipping':
      return { kind: 'free_shipping', upTo: fields.upTo.trim() === '' ? null : readAmount('upTo', fields, issues) };
  }
}
