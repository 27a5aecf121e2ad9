import { z } from 'zod';
import { cancelReasons, cancelWhys, longestStaffNote } from '#app/domain/remedy/cancellation.ts';
import { cancellationTexts as texts } from '#app/i18n/en/cancellation.ts';
import type { RemedyWire } from './wire.server.ts';

/** A cancellation as its form sends it. */
export const cancellationWire: RemedyWire<'cancellation'> = {
  schema: z.object({
    why: z.enum(cancelWhys, texts.whyMissing),
    reason: z.enum(cancelReasons),
    restock: z.boolean(),
    notify: z.boolean(),
    note: z.string().trim().max(longestStaffNote, texts.noteTooLong(longestStaffNote)),
  }),
  // Each is about the order, and about no field.
  fieldOf: () => '',
};
