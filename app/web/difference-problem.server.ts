import { differencesTexts } from '#app/i18n/en/differences.ts';
import type { DifferenceProblem } from '#app/services/reconciliation/change-difference.server.ts';
import type { Problem, ProblemStatus } from './respond.server.ts';

const statuses: Record<DifferenceProblem['kind'], ProblemStatus> = {
  not_allowed: 403,
  not_found: 404,
  already_resolved: 409,
  no_note: 422,
};

/** Why nothing could be done about a difference, in words for a person. */
export function differenceProblem({ kind }: DifferenceProblem): Problem {
  const message = differencesTexts.problems[kind];
  return { status: statuses[kind], message, ...(kind === 'no_note' && { fields: { note: message } }) };
}
