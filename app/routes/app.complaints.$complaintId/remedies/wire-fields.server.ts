import { z } from 'zod';
import { exampleAmount } from '#app/components/formats.ts';
import { parseAmount } from '#app/domain/money.ts';
import type { Money } from '#app/domain/money.ts';
import { amountProblem } from '#app/i18n/en/problems.ts';

/** The ISO code of a currency, as it goes with a typed amount. */
export const currencyField = z.string().regex(/^[A-Z]{3}$/);

/** Any id of Shopify's, as the digits that it ends in. */
export const idField = z.string().regex(/^[1-9]\d{0,18}$/);

/**
 * Reads an amount as a person typed it; what is wrong with it stands beside the field.
 * @param name the field's name, which is also where its problem is told
 */
export function readAmount<Name extends string>(
  name: Name,
  fields: { readonly [N in Name]: string } & { readonly currency: string },
  issues: z.core.$RefinementCtx,
): Money {
  const { currency } = fields;
  const amount = parseAmount(fields[name], currency);
  if (amount.ok) return amount.value;
  const message = amountProblem(amount.error, exampleAmount(currency), currency);
  issues.addIssue({ code: 'custom', path: [name], message });
  return z.NEVER;
}
