import { z } from 'zod';
import { channels, longestWords, reasons, severities, wantedOutcomes } from '#app/domain/complaint/complaint.ts';
import { newComplaintTexts } from '#app/i18n/en/new-complaint.ts';
import { readProblem, requestReused } from '#app/i18n/en/problems.ts';
import type { LogComplaintProblem } from '#app/services/complaints/log-complaint.server.ts';
import { lineField, listField, orderIdField, requestIdField } from '#app/web/fields.server.ts';
import type { Problem } from '#app/web/respond.server.ts';

const texts = newComplaintTexts.errors;

/** The form of a new complaint; each field with the sentence that stands beside it when it does not hold. */
export const complaintSchema = z.object({
  requestId: requestIdField,
  orderId: orderIdField,
  lines: listField(lineField).refine((lines) => lines.length > 0, newComplaintTexts.form.itemsError),
  reason: z.enum(reasons, texts.reason),
  severity: z.enum(severities, texts.severity),
  channel: z.enum(channels, texts.channel),
  wantedOutcome: z.enum(wantedOutcomes, texts.wanted),
  words: z.string(texts.words).trim().min(1, texts.words).max(longestWords, texts.wordsTooLong(longestWords)),
});

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
