import { z } from 'zod';
import {
  callDirections,
  callOutcomes,
  longestAgreed,
  longestCallNote,
  mostMinutes,
  readPhone,
} from '#app/domain/calls/call.ts';
import type { CallbackSlot } from '#app/domain/intake/callback-slots.ts';
import { promiseKinds } from '#app/domain/promise/promise.ts';
import { callPageTexts } from '#app/i18n/en/calls.ts';
import { requestIdField } from '#app/web/fields.server.ts';

const { errors } = callPageTexts.log;

const slotField = z.string().transform((text, check): CallbackSlot => {
  const [from, to] = text.split('/').map((moment) => new Date(moment));
  if (from && to && from < to) return { from, to };
  check.addIssue({ code: 'custom', message: errors.nextTry });
  return z.NEVER;
});

const phoneField = z.string().transform((text, check): string => {
  const phone = readPhone(text);
  if (phone !== null) return phone;
  check.addIssue({ code: 'custom', message: errors.phone });
  return z.NEVER;
});

const emptyOr = <Item extends z.ZodType>(item: Item) =>
  z
    .literal('')
    .or(z.undefined())
    .transform(() => null)
    .or(item);

const minutes = z
  .string()
  .trim()
  .regex(/^\d{1,3}$/, errors.minutes(mostMinutes))
  .transform(Number)
  .refine((many) => many <= mostMinutes, errors.minutes(mostMinutes));

const promise = z.discriminatedUnion('promise', [
  z.object({ promise: z.literal('on'), promiseKind: z.enum(promiseKinds), promiseDay: z.iso.date(errors.promiseDay) }),
  z.object({ promise: z.literal('off') }),
]);

const logSchema = z
  .object({
    intent: z.literal('log'),
    requestId: requestIdField,
    direction: z.enum(callDirections),
    outcome: z.enum(callOutcomes, errors.outcome),
    day: z.iso.date(errors.when),
    time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, errors.when),
    minutes: emptyOr(minutes),
    agreed: z.string().trim().max(longestAgreed, errors.tooLong(longestAgreed)),
    note: z.string().trim().max(longestCallNote, errors.tooLong(longestCallNote)),
    nextTry: emptyOr(slotField),
    otherPhone: emptyOr(phoneField),
  })
  .and(promise)
  .superRefine((call, check) => {
    if (call.promise === 'on' && call.promiseKind === 'other' && call.agreed === '')
      check.addIssue({ code: 'custom', path: ['agreed'], message: errors.agreed });
  });

/** What the page can ask for. */
export const callSchema = z.union([
  z.object({ intent: z.literal('take') }),
  z.object({ intent: z.literal('drop'), why: z.string().trim().min(1, callPageTexts.who.dropWhyMissing).max(300) }),
  z.object({ intent: z.literal('plan'), phone: phoneField, slot: slotField }),
  logSchema,
]);
export type AskedOfCall = z.output<typeof callSchema>;
