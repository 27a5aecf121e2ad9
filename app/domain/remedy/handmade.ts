import { isMore } from '../money.ts';
import type { Money } from '../money.ts';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';

/*
 * Remedies that people carry out outside of Shopify (a repair, a gift from elsewhere, something special). They say how far
 * it is, step by step. A step that was taken is never taken back, so what is known of a remedy only grows.
 */

/** What can be written down with a step, as typed. */
export const stepTexts = ['courier', 'number', 'receipt', 'why', 'what', 'where'] as const;
export type StepText = (typeof stepTexts)[number];
export type StepField = StepText | 'cost';
export type StepDetails = { readonly [F in StepText]?: string } & { readonly cost?: Money };

/** What a step needs and makes of its remedy. */
export type StepRule = {
  /** What it may follow; `start` = nothing was done yet. */
  after: readonly string[];
  fields: { readonly [F in StepField]?: 'needed' | 'may_be_empty' };
  /** Still under way, arrived, or come to nothing. */
  to: 'issued' | 'settled' | 'failed';
};

/** The steps of a kind, those that lead on in their order. */
export type StepRules = Readonly<Record<string, StepRule>>;

export type TakenStep<Name extends string = string> = {
  step: Name;
  /** ISO */
  at: string;
  /** The name of whoever wrote it down. */
  by: string;
  details: StepDetails;
};

/** What is known of a remedy that people carry out. */
export type HandmadeProof<Name extends string = string> = { steps: TakenStep<Name>[] };

export type StepProblem =
  /** It does not follow on what was done last. */
  | { kind: 'not_next' }
  | { kind: 'missing'; field: StepField }
  | { kind: 'too_long'; field: StepText; most: number }
  /** More than was decided, and so held against the limits: that takes another decision. */
  | { kind: 'above_decided'; decided: Money; asked: Money }
  | { kind: 'currency_differs'; expected: string };

export const longestDetail = 500;

/** What may be done next; nothing once it has ended. */
export function nextSteps<Rules extends StepRules>(
  rules: Rules,
  taken: readonly Pick<TakenStep, 'step'>[],
): (keyof Rules & string)[] {
  const last = taken.at(-1)?.step ?? 'start';
  return Object.keys(rules).filter((name) => rules[name]?.after.includes(last));
}

/** The steps that are still to come when nothing goes wrong. */
export function stepsAhead<Rules extends StepRules>(
  rules: Rules,
  taken: readonly Pick<TakenStep, 'step'>[],
): (keyof Rules & string)[] {
  const next = nextSteps(rules, taken).find((name) => rules[name]?.to !== 'failed');
  return next === undefined ? [] : [next, ...stepsAhead(rules, [{ step: next }])];
}

/**
 * One more step: what it makes of the remedy and what is kept of what was typed, or why it cannot be taken. Pure.
 * @param decided what it may cost at most, in the shop's currency
 */
export function takeStep(
  rules: StepRules,
  taken: readonly Pick<TakenStep, 'step'>[],
  decided: Money,
  { step, details }: { step: string; details: StepDetails },
): Result<{ to: StepRule['to']; details: StepDetails }, StepProblem> {
  const rule = rules[step];
  if (!rule || !nextSteps(rules, taken).includes(step)) return err({ kind: 'not_next' });
  const kept: Partial<Record<StepText, string>> = {};
  for (const field of stepTexts) {
    const need = rule.fields[field];
    const text = details[field]?.trim() ?? '';
    if (need === 'needed' && text === '') return err({ kind: 'missing', field });
    if (text.length > longestDetail) return err({ kind: 'too_long', field, most: longestDetail });
    if (need !== undefined && text !== '') kept[field] = text;
  }
  const { cost } = details;
  if (rule.fields.cost === 'needed' && !cost) return err({ kind: 'missing', field: 'cost' });
  if (!cost || rule.fields.cost === undefined) return ok({ to: rule.to, details: kept });
  if (cost.currency !== decided.currency) return err({ kind: 'currency_differs', expected: decided.currency });
  if (isMore(cost, decided)) return err({ kind: 'above_decided', decided, asked: cost });
  return ok({ to: rule.to, details: { ...kept, cost } });
}

/** Nothing has been done yet: until then it can be taken back as if it had never been promised. */
export const isUntouched = (proof: Pick<HandmadeProof, 'steps'> | null): boolean => (proof?.steps.length ?? 0) === 0;

/** What was written down last under a name: the number of the parcel that was sent last. */
export const latestDetail = (proof: HandmadeProof | null, field: StepText): string | null =>
  proof?.steps.findLast(({ details }) => details[field] !== undefined)?.details[field] ?? null;
