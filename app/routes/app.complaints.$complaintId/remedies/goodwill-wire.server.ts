import { z } from 'zod';
import type { Money } from '#app/domain/money.ts';
import { validities } from '#app/domain/remedy/goodwill.ts';
import type { GoodwillProblem, Validity } from '#app/domain/remedy/goodwill.ts';
import { currencyField, readAmount } from './wire-fields.server.ts';

/** An amount and how long it stays valid, as their form sends them. */
export const goodwillSchema = z
  .object({ currency: currencyField, amount: z.string().default(''), months: z.literal([...validities]) })
  .transform((fields, issues): { amount: Money; months: Validity } => ({
    amount: readAmount('amount', fields, issues),
    months: fields.months,
  }));

/** Beside which field a problem of the amount stands. */
export function goodwillField({ kind }: GoodwillProblem): string {
  switch (kind) {
    case 'nothing_asked':
      return 'amount';
    case 'currency_differs':
    case 'no_rate':
      return '';
  }
}
