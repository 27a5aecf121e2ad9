import { z } from 'zod';
import { addressFields } from '#app/domain/remedy/replacement-address.ts';
import type { AskedAddress } from '#app/domain/remedy/replacement-address.ts';

// Shopify's own limit for the parts of an address.
const addressText = z.string().max(255);

/** Where something goes, as its form sends it. */
export const addressSchema = {
  /** The print of the address that was ticked; '' = not ticked. */
  confirmed: z.string().regex(/^(?:[0-9a-f]{32})?$/),
  corrected: z.partialRecord(z.enum(addressFields), addressText),
  /** The customer's answer that was shown beside it; '' = none was. */
  answer: z.union([z.literal(''), z.uuid()]).default(''),
};

export function readAskedAddress({
  confirmed,
  corrected,
  answer,
}: z.output<z.ZodObject<typeof addressSchema>>): AskedAddress {
  const typed = Object.entries(corrected).filter(([, text]) => text !== undefined);
  const asked = { confirmed: confirmed === '' ? null : confirmed, corrected: Object.fromEntries(typed) };
  return answer === '' ? asked : { ...asked, answer };
}
