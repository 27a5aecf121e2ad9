import { makeFormats } from '#app/components/formats.ts';
import type { Reader } from '#app/components/formats.ts';
import type { ComplaintId } from '#app/domain/ids.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import { serverTexts } from '#app/i18n/en/complaint.ts';
import { escalationTexts, frozenEnd } from '#app/i18n/en/escalation.ts';
import { composerTexts } from '#app/i18n/en/messages.ts';
import { addressCheckTexts, playbookTexts } from '#app/i18n/en/playbooks.ts';
import { noRole, requestReused } from '#app/i18n/en/problems.ts';
import { verdictTexts } from '#app/i18n/en/verdicts.ts';
import { askAddress } from '#app/services/address-check/ask-address.server.ts';
import type { AskAddressProblem } from '#app/services/address-check/ask-address.server.ts';
import type { StaffContext } from '#app/services/context.ts';
import { answerEscalation, escalate } from '#app/services/escalations/escalate.server.ts';
import type { AnswerEscalationProblem, EscalateProblem } from '#app/services/escalations/escalate.server.ts';
import { chooseDifficult } from '#app/services/playbooks/choose-difficult.server.ts';
import { takeStep } from '#app/services/playbooks/take-step.server.ts';
import type { TakeStepProblem } from '#app/services/playbooks/take-step.server.ts';
import { closeAsRefused, giveVerdict } from '#app/services/verdicts/give-verdict.server.ts';
import type { RefuseProblem, VerdictProblem } from '#app/services/verdicts/give-verdict.server.ts';
import { notFound, readProblem } from '#app/web/respond.server.ts';
import type { Problem } from '#app/web/respond.server.ts';
import type { HandlingForm } from '../../app.complaints.$complaintId.handling.tsx';

/** Does what a form of the playbook asks for: what is said when it is done (empty: nothing), or why not. */
export async function doHandling(
  ctx: StaffContext,
  id: ComplaintId,
  form: HandlingForm,
  reader: Reader,
): Promise<Result<string, Problem>> {
  switch (form.do) {
    case 'step':
      return said(await takeStep(ctx, id, form), playbookTexts.saved, (problem) => stepProblem(problem, reader));
    case 'ask_address':
      return said(await askAddress(ctx, id, form), addressCheckTexts.sent, addressProblem);
    case 'difficult':
      return said(await chooseDifficult(ctx, id, form.type), '', () => {
        throw notFound('Complaint');
      });
    case 'verdict':
      return said(await giveVerdict(ctx, id, form), verdictTexts.saved, verdictProblem);
    case 'refuse':
      return said(await closeAsRefused(ctx, id, form), verdictTexts.refused, refuseProblem);
    case 'escalate':
      return said(await escalate(ctx, id, form), escalationTexts.sent, escalateProblem);
    case 'answer':
      return said(await answerEscalation(ctx, id, form), escalationTexts.answered, answerProblem);
  }
}

const said = <Value, Why>(
  did: Result<Value, Why>,
  text: string,
  problem: (why: Why) => Problem,
): Result<string, Problem> => (did.ok ? ok(text) : err(problem(did.error)));

const noRight: Problem = { status: 403, message: escalationTexts.noRight };

function stepProblem(problem: TakeStepProblem, reader: Reader): Problem {
  switch (problem.kind) {
    case 'not_found':
      throw notFound('Complaint');
    case 'no_role':
      return { status: 403, message: noRole };
    case 'over':
      return { status: 409, message: playbookTexts.over };
    case 'unknown_step':
      return { status: 409, message: serverTexts.movedByOther };
    case 'note_missing':
      return { status: 422, message: '', fields: { note: playbookTexts.noteMissing } };
    case 'too_soon':
      return { status: 422, message: playbookTexts.tooSoon(makeFormats(reader).date(problem.from)) };
  }
}

function addressProblem(problem: AskAddressProblem): Problem {
  switch (problem.kind) {
    case 'not_found':
      throw notFound('Complaint');
    case 'no_role':
      return { status: 403, message: noRole };
    case 'over':
      return { status: 409, message: playbookTexts.over };
    case 'order':
      return readProblem(problem.problem);
    case 'no_shipping_address':
      return { status: 422, message: addressCheckTexts.noShippingAddress };
    case 'no_address':
      return { status: 422, message: composerTexts.noAddress };
    case 'off':
      return { status: 422, message: composerTexts.mailOff };
  }
}

function verdictProblem({ kind }: VerdictProblem): Problem {
  switch (kind) {
    case 'not_found':
      throw notFound('Complaint');
    case 'no_role':
      return { status: 403, message: noRole };
    case 'why_missing':
      return { status: 422, message: '', fields: { why: verdictTexts.whyMissing } };
    case 'unknown_file':
      return { status: 422, message: verdictTexts.unknownFile };
    case 'request_reused':
      return { status: 409, message: requestReused };
  }
}

function refuseProblem({ kind }: RefuseProblem): Problem {
  switch (kind) {
    case 'not_found':
      throw notFound('Complaint');
    case 'no_verdict':
      return { status: 422, message: verdictTexts.needVerdict };
    case 'justified':
      return { status: 422, message: verdictTexts.justified };
    case 'frozen':
      return { status: 409, message: frozenEnd };
    case 'not_possible':
      return { status: 409, message: serverTexts.movedByOther };
  }
}

function escalateProblem({ kind }: EscalateProblem): Problem {
  switch (kind) {
    case 'not_found':
      throw notFound('Complaint');
    case 'over':
      return { status: 409, message: escalationTexts.closed };
    case 'no_right':
      return noRight;
    case 'past':
      return { status: 422, message: '', fields: { by: escalationTexts.past } };
  }
}

function answerProblem({ kind }: AnswerEscalationProblem): Problem {
  switch (kind) {
    case 'not_found':
      throw notFound('Complaint');
    case 'not_escalated':
      return { status: 409, message: escalationTexts.notPassed };
    case 'no_right':
      return noRight;
  }
}
