import { z } from 'zod';
import { channels, longestWords, reasons, severities, wantedOutcomes } from '#app/domain/complaint/complaint.ts';
import { newComplaintTexts } from '#app/i18n/en/new-complaint.ts';
import { readProblem, requestReused } from '#app/i18n/en/problems.ts';
import { reasonWords, wantedWords } from '#app/i18n/en/words.ts';
import type { AddContactProblem } from '#app/services/complaints/add-contact.server.ts';
import type { LogComplaintProblem } from '#app/services/complaints/log-complaint.server.ts';
import { complaintIdField, lineField, listField, orderIdField, requestIdField } from '#app/web/fields.server.ts';
import type { Problem } from '#app/web/respond.server.ts';

const texts = newComplaintTexts.errors;

const words = z.string(texts.words).trim().min(1, texts.words).max(longestWords, texts.wordsTooLong(longestWords));
const channel = z.enum(channels, texts.channel);

/** The form of a new complaint; each field with the sentence that stands beside it when it does not hold. */
export const complaintSchema = z.object({
  requestId: requestIdField,
  orderId: orderIdField,
  lines: listField(lineField).refine((lines) => lines.length > 0, newComplaintTexts.form.itemsError),
  reason: z.enum(reasons, texts.reason),
  severity: z.enum(severities, texts.severity),
  channel,
  wantedOutcome: z.enum(wantedOutcomes, texts.wanted),
  words,
});

/** The same form, added to a complaint that is there. What was chosen besides goes along as a note. */
const addSchema = z.object({
  intent: z.literal('add'),
  complaintId: complaintIdField,
  requestId: requestIdField,
  channel,
  words,
  reason: z.enum(reasons).or(z.literal('')).default(''),
  wantedOutcome: z.enum(wantedOutcomes).or(z.literal('')).default(''),
  items: z.string().max(2000).default(''),
});

/** What the page sends: a new complaint, or more about one that is there. */
export const formSchema = z.preprocess(
  (form) => ({ intent: 'log', ...(form as object) }),
  z.discriminatedUnion('intent', [complaintSchema.extend({ intent: z.literal('log') }), addSchema]),
);

/** What was chosen and has no place of its own in a complaint that is there already. */
export function noteOf({ reason, wantedOutcome, items }: z.output<typeof addSchema>): string {
  const { note } = newComplaintTexts.duplicate;
  return [
    reason !== '' && note.reason(reasonWords[reason]),
    wantedOutcome !== '' && note.wants(wantedWords[wantedOutcome]),
    items !== '' && note.items(items),
  ]
    .filter(Boolean)
    .join(' ');
}

/** Why it was not added, in words. */
export function describeAddProblem(problem: AddContactProblem): Problem {
  switch (problem.kind) {
    case 'not_found':
      return { status: 404, message: newComplaintTexts.duplicate.gone };
    case 'over':
      return { status: 409, message: newComplaintTexts.duplicate.over };
  }
}

/** Why a complaint was not logged, in words, with the field it belongs to. */
export function describeProblem(problem: LogComplaintProblem): Problem {
  switch (problem.kind) {
    case 'order': {
      const { title, text } = readProblem(problem.problem);
      return { status: problem.problem.kind === 'not_found' ? 404 : 503, message: `${title}. ${text}` };
    }
    case 'no_lines':
      return { status: 422, message: '', fields: { lines: newComplaintTexts.form.itemsError } };
    case 'unknown_line':
      return { status: 422, message: '', fields: { lines: texts.unknownLine } };
    case 'quantity_too_large':
      return { status: 422, message: '', fields: { lines: texts.tooMany(problem.title, problem.left) } };
    case 'request_reused':
      return { status: 409, message: requestReused };
  }
}
