import type { Args, Context, Resolver } from '../engine/context.ts';
import type { CodedError } from '../state/types.ts';
import { forcedErrors } from './forced-errors.ts';

/** What a mutation's work comes to: what is wrong (and what the payload holds all the same), or the payload's own fields. */
export type Outcome = { errors: CodedError[]; payload?: object } | { payload: object };

/**
 * A mutation whose payload is `fields` beside `userErrors`. Errors leave every field null, and those a fault rule wants come
 * before any work.
 * @param fields the payload's own fields, all of them nullable
 */
export function mutation(
  fields: readonly string[],
  work: (args: Args, context: Context) => Outcome,
): Resolver<unknown> {
  const nothing = Object.fromEntries(fields.map((field) => [field, null]));
  return (_source, args, context) => {
    const forced = forcedErrors(context);
    if (forced !== null) return { ...nothing, userErrors: forced };
    const outcome = work(args, context);
    if ('errors' in outcome) return { ...nothing, ...outcome.payload, userErrors: outcome.errors };
    return { ...nothing, ...outcome.payload, userErrors: [] };
  };
}

/** An error with its place in the input. */
export function userError(
  field: readonly (string | number)[] | null,
  message: string,
  code: string | null,
): CodedError {
  return { field: field === null ? null : field.map(String), message, code };
}

/** One error as an outcome. */
export function refused(field: readonly (string | number)[] | null, message: string, code: string | null): Outcome {
  return { errors: [userError(field, message, code)] };
}
