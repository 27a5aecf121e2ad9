import { exampleAmount } from '#app/components/formats.ts';
import type { PolicyProblem } from '#app/domain/limits/check-policy.ts';
import type { TypedProblem } from '#app/domain/limits/typed-policy.ts';
import { limitsTexts, typedProblem } from '#app/i18n/en/limits-settings.ts';

/** What cannot be read, each to stand beside its field. @returns by path */
export const problemsSaid = (problems: Record<string, TypedProblem>, currency: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(problems).map(([path, problem]) => [path, typedProblem(problem, exampleAmount(currency), currency)]),
  );

/** What makes no rule, beside its field. @returns by path */
export const policyProblem = ({ path, kind }: PolicyProblem): Record<string, string> => ({
  [path]: kind === 'unknown_kind' ? limitsTexts.problems.unknownKind : typedProblem('out_of_range', '', ''),
});
