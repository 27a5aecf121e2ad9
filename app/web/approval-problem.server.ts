import { approvalsTexts } from '#app/i18n/en/approvals.ts';
import { serverTexts } from '#app/i18n/en/complaint.ts';
import { frozenProblem } from '#app/i18n/en/escalation.ts';
import { givenBeforeSentence, notAllowed, readProblem, remedyProblem, requestReused } from '#app/i18n/en/problems.ts';
import type { Print } from '#app/i18n/en/problems.ts';
import type { ApprovalProblem } from '#app/services/approvals/approve.server.ts';
import { notFound } from './respond.server.ts';
import type { Problem } from './respond.server.ts';

const texts = approvalsTexts.problems;

/** Why a yes or a no could not be carried out, in words for whoever gave it. */
export function approvalProblem(problem: ApprovalProblem, print: Print): Problem {
  switch (problem.kind) {
    case 'not_found':
      throw notFound('Request');
    case 'ended':
      return { status: 409, message: texts.ended[problem.state] };
    case 'complaint_closed':
      return { status: 409, message: texts.complaintClosed };
    case 'frozen':
      return { status: 409, message: frozenProblem };
    case 'own_request':
      return { status: 403, message: texts.ownRequest };
    case 'no_right':
      return { status: 403, message: texts.noRight };
    case 'voted':
      return { status: 409, message: texts.voted };
    case 'changed':
      return { status: 409, message: texts.changed };
    case 'more_than_asked':
      return { status: 422, message: '', fields: { amount: texts.moreThanAsked } };
    case 'worth_more':
      return { status: 409, message: texts.worthMore(print(problem.worth), print(problem.asked)) };
    case 'order': {
      const { title, text } = readProblem(problem.problem);
      return { status: problem.problem.kind === 'unavailable' ? 503 : 422, message: `${title}. ${text}` };
    }
    case 'remedy':
      return { status: 422, message: remedyProblem(problem.problem, print) };
    case 'not_allowed':
      return { status: 403, message: notAllowed(problem.decision, print) };
    case 'given_before': {
      const said = problem.before.map((each) => givenBeforeSentence(each, print)).join(' ');
      return { status: 422, message: '', fields: { why: `${said} ${serverTexts.despiteMissing}` } };
    }
    case 'request_reused':
      return { status: 409, message: requestReused };
  }
}
