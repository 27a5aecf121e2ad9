import { z } from 'zod';
import type { RepairAsk } from '#app/domain/remedy/repair.ts';
import { handmadeField, handmadeFields, readCost, textField } from './handmade-wire.server.ts';
import { idField } from './wire-fields.server.ts';
import type { RemedyWire } from './wire.server.ts';

const repairFields = z
  .object({
    ...handmadeFields,
    items: z.array(z.object({ lineItemId: idField, quantity: z.int().min(1).max(999_999) })).max(100),
    partner: textField,
    label: textField,
    courier: textField,
  })
  .transform(({ currency, cost, ...asked }, issues): RepairAsk => {
    return { ...asked, cost: readCost({ cost, currency }, issues) };
  });

/** A repair as its form sends it. */
export const repairWire: RemedyWire<'repair'> = {
  schema: repairFields,
  fieldOf: (problem) => {
    switch (problem.kind) {
      case 'nothing_asked':
      case 'unknown_line':
        return 'items';
      case 'quantity_too_large':
        return `line-${problem.lineItemId}`;
      case 'text_missing':
      case 'text_too_long':
        return problem.field;
      default:
        return handmadeField(problem);
    }
  },
};
