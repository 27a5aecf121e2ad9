import { z } from 'zod';
import type { CustomAsk } from '#app/domain/remedy/custom.ts';
import { handmadeField, handmadeFields, readCost, textField } from './handmade-wire.server.ts';
import type { RemedyWire } from './wire.server.ts';

const customFields = z
  .object({ ...handmadeFields, what: textField })
  .transform(({ what, days, ...typed }, issues): CustomAsk => ({ what, days, cost: readCost(typed, issues) }));

/** Something special as its form sends it. */
export const customWire: RemedyWire<'custom'> = {
  schema: customFields,
  fieldOf: (problem) => {
    switch (problem.kind) {
      case 'text_missing':
      case 'text_too_long':
        return problem.field;
      default:
        return handmadeField(problem);
    }
  },
};
