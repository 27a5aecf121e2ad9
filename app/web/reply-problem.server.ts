import { variableLabels } from '#app/i18n/en/message-texts.ts';
import { composerTexts as texts } from '#app/i18n/en/messages.ts';
import type { ReplyProblem } from '#app/services/messages/reply.server.ts';
import type { FormValues } from './parse-form.server.ts';
import { notFound, refuse } from './respond.server.ts';

/** Why a message was not sent, in words. `fields.anyway` is there when it may be sent all the same. */
export function replyProblem(problem: ReplyProblem, values: FormValues) {
  switch (problem.kind) {
    case 'not_found':
      throw notFound('Complaint');
    case 'no_address':
      return refuse({ status: 422, message: texts.noAddress }, values);
    case 'off':
      return refuse({ status: 422, message: texts.mailOff }, values);
    case 'request_reused':
      return refuse({ status: 409, message: texts.reused }, values);
    case 'not_filled':
      return refuse(
        { status: 422, message: texts.notFilled(problem.missing.map((name) => variableLabels[name])) },
        values,
      );
    case 'past':
      return refuse({ status: 422, message: texts.promisePast, fields: { promises: texts.promisePast } }, values);
    case 'doubtful': {
      const why = problem.doubts.map((doubt) => texts.doubts[doubt]).join(' ');
      return refuse({ status: 422, message: texts.doubtful, fields: { anyway: why } }, values);
    }
  }
}
