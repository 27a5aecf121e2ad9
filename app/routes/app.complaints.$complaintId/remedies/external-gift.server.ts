import { z } from 'zod';
import type { ExternalGiftAsk } from '#app/domain/remedy/external-gift.ts';
import { addressSchema, readAskedAddress } from './address-wire.server.ts';
import { handmadeField, handmadeFields, textField } from './handmade-wire.server.ts';
import { readAmount } from './wire-fields.server.ts';
import type { RemedyWire } from './wire.server.ts';

const giftFields = z
  .object({ ...handmadeFields, ...addressSchema, what: textField, vendor: textField, link: textField })
  .transform(({ currency, cost, confirmed, corrected, answer, ...asked }, issues): ExternalGiftAsk => {
    const address = readAskedAddress({ confirmed, corrected, answer });
    return { ...asked, address, cost: readAmount('cost', { cost, currency }, issues) };
  });

/** A gift from another shop as its form sends it. */
export const externalGiftWire: RemedyWire<'external_gift'> = {
  schema: giftFields,
  fieldOf: (problem) => {
    switch (problem.kind) {
      case 'nothing_asked':
        return 'cost';
      case 'text_missing':
      case 'text_too_long':
        return problem.field;
      case 'address_not_confirmed':
      case 'address_changed':
      case 'address_answered':
      case 'address_incomplete':
        return 'address';
      default:
        return handmadeField(problem);
    }
  },
};
