import { z } from 'zod';
import type { RemedyAsk } from '#app/domain/remedy/kinds.ts';
import { panelTexts as texts, serverTexts } from '#app/i18n/en/complaint.ts';
import { frozenProblem } from '#app/i18n/en/escalation.ts';
import { givenBeforeSentence, notAllowed, readProblem, remedyProblem, requestReused } from '#app/i18n/en/problems.ts';
import type { Print } from '#app/i18n/en/problems.ts';
import type { RequestResolutionProblem } from '#app/services/resolutions/request-resolution.server.ts';
import { requestIdField } from '#app/web/fields.server.ts';
import { notFound } from '#app/web/respond.server.ts';
import type { Problem } from '#app/web/respond.server.ts';
import { fieldName, fieldOf, remediesField } from './remedies/wire.server.ts';

const longestReason = 500;

/** What is previewed. */
export const previewSchema = z.object({ remedies: remediesField });

/** What is given: the same, with the request's id, a reason, why in spite of what was given before, and whether it may be sent for approval. */
export const resolutionSchema = z.object({
  remedies: remediesField,
  requestId: requestIdField,
  despite: z
    .string()
    .trim()
    .max(longestReason, serverTexts.whyTooLong(longestReason))
    .optional()
    .transform((why) => why || null),
  mayAsk: z
    .literal('yes')
    .optional()
    .transform((yes) => yes !== undefined),
  reason: z.string().trim().min(1, serverTexts.whyMissing).max(longestReason, serverTexts.whyTooLong(longestReason)),
});

/** Why nothing was given, in words, with the field it belongs to. */
export function describeProblem(problem: RequestResolutionProblem, asked: readonly RemedyAsk[], print: Print): Problem {
  switch (problem.kind) {
    case 'not_found':
      throw notFound('Complaint');
    case 'complaint_closed':
      return { status: 409, message: `${texts.closed.title}. ${texts.closed.text}` };
    case 'frozen':
      return { status: 409, message: frozenProblem };
    case 'order': {
      const { kind } = problem.problem;
      const { title, text } = readProblem(problem.problem);
      // 503 keeps the page as it is: who cannot be reached, or lets nobody in any more, cannot be asked for a new one.
      const away = kind === 'unavailable' || kind === 'uninstalled';
      return { status: away ? 503 : 422, message: `${title}. ${text}` };
    }
    case 'remedy': {
      const remedy = asked[problem.index];
      const message = remedyProblem(problem.problem, print);
      if (!remedy) return { status: 422, message };
      return {
        status: 422,
        message: '',
        fields: { [fieldName(problem.index, fieldOf(problem.problem, remedy))]: message },
      };
    }
    case 'not_allowed': {
      return { status: 403, message: '', fields: { limit: notAllowed(problem.decision, print) } };
    }
    case 'given_before': {
      const said = problem.before.map((each) => givenBeforeSentence(each, print)).join(' ');
      return { status: 422, message: '', fields: { despite: `${said} ${serverTexts.despiteMissing}` } };
    }
    case 'approval_waiting':
      return { status: 409, message: serverTexts.approvalWaiting };
    case 'request_reused':
      return { status: 409, message: requestReused };
  }
}
