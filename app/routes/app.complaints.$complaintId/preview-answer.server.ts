import type { RemedyAsk, RemedyKind } from '#app/domain/remedy/kinds.ts';
import { givenBeforeSentence, notAllowed, remedyProblem } from '#app/i18n/en/problems.ts';
import type { Print } from '#app/i18n/en/problems.ts';
import type { PreviewedOf, ResolutionPreview } from '#app/services/views.ts';
import type { Answered, PreviewAnswer } from './preview-answer.ts';
import { fieldOf } from './remedies/wire.server.ts';

/** A preview as the panel shows it: what is wrong is said in words, beside its field. */
export function answerOf(
  { remedies, decision }: ResolutionPreview,
  asked: readonly RemedyAsk[],
  print: Print,
): PreviewAnswer {
  return {
    ok: true,
    remedies: remedies.map((remedy, index) => {
      const ask = asked[index];
      if (!remedy.planned || !ask) throw new Error('a preview of something else than was asked for');
      return answeredOf(remedy, remedy.planned.ok ? {} : problemOf(remedy, ask, print));
    }),
    decision,
    refusal: decision && decision.verdict !== 'allowed' ? notAllowed(decision, print) : null,
    before: (decision?.before ?? []).map((each) => givenBeforeSentence(each, print)),
  };
}

function problemOf({ planned }: Pick<PreviewedOf<RemedyKind>, 'planned'>, ask: RemedyAsk, print: Print) {
  return planned && !planned.ok ? { [fieldOf(planned.error, ask)]: remedyProblem(planned.error, print) } : {};
}

function answeredOf({ kind, facts, planned }: ResolutionPreview['remedies'][number], fields: Record<string, string>) {
  const given = planned?.ok ? { plan: planned.value.plan, worth: planned.value.worth } : null;
  return answered(kind, facts, given, fields);
}

// Facts and plan are of the kind that was asked for.
const answered = (kind: RemedyKind, facts: unknown, given: unknown, fields: Record<string, string>) =>
  ({ kind, facts, given, fields }) as Answered;
