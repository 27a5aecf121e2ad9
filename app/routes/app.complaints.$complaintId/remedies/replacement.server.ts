import { z } from 'zod';
import type { ReplacementAsk } from '#app/domain/remedy/replacement.ts';
import { addressSchema, readAskedAddress } from './address-wire.server.ts';
import { idField } from './wire-fields.server.ts';
import type { RemedyWire } from './wire.server.ts';

const quantityField = z.int().min(1).max(999_999);
const words = z.string().max(500);

const replacementFields = z.object({
  items: z.array(z.object({ lineItemId: idField, quantity: quantityField, variantId: idField.nullable() })).max(100),
  gift: z.object({ variantId: idField, quantity: quantityField }).nullable(),
  delivery: z.enum(['free', 'as_ordered']),
  ...addressSchema,
  note: words,
  card: words,
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullable(),
});

/** A replacement as its form sends it. */
export const replacementWire: RemedyWire<'replacement'> = {
  schema: replacementFields.transform(readAsk),
  fieldOf: (problem) => {
    switch (problem.kind) {
      case 'nothing_asked':
        return '';
      case 'unknown_line':
        return 'items';
      case 'quantity_too_large':
      case 'item_gone':
      case 'unknown_item':
      case 'out_of_stock':
      case 'price_unknown':
        return problem.lineItemId === null ? 'gift' : `line-${problem.lineItemId}`;
      case 'address_not_confirmed':
      case 'address_changed':
      case 'address_answered':
      case 'address_incomplete':
        return 'address';
    }
  },
};

function readAsk({ confirmed, corrected, answer, ...ask }: z.output<typeof replacementFields>): ReplacementAsk {
  return { ...ask, address: readAskedAddress({ confirmed, corrected, answer }) };
}
