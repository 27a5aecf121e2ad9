import type { Decision } from '#app/domain/limits/decide.ts';
import type { FactsOf, PlanOf, RemedyKind } from '#app/domain/remedy/kinds.ts';
import type { Worth } from '#app/domain/remedy/plug.ts';

/** What became of one remedy that was asked about. */
export type AnsweredOf<K extends RemedyKind> = {
  kind: K;
  facts: FactsOf<K>;
  /** Null when it cannot be given: then `fields` say why. */
  given: { plan: PlanOf<K>; worth: Worth } | null;
  /** What is wrong, by the kind's own field names; '' = the whole remedy. */
  fields: Record<string, string>;
};

export type Answered = { [K in RemedyKind]: AnsweredOf<K> }[RemedyKind];

/**
 * What is answered to "what would it come to?", as JSON. The remedies stand in the order asked; `decision` is on those
 * that can be given, null when none can. Not ok: `fields` say what cannot be read; a message alone means that nobody
 * answered, and asking again may help.
 */
export type PreviewAnswer =
  | {
      ok: true;
      remedies: Answered[];
      decision: Decision | null;
      /** Why this person may not give it, in words. */
      refusal: string | null;
      /** What was given for the same before, a sentence each: whoever gives more has to say why. */
      before: string[];
    }
  | { ok: false; message: string; fields: Record<string, string> };
