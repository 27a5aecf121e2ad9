/** An expected outcome: the value, or an error that the caller is meant to handle. Unexpected failures are thrown. */
export type Result<Value, Problem> = { ok: true; value: Value } | { ok: false; error: Problem };

export const ok = <Value>(value: Value): { ok: true; value: Value } => ({ ok: true, value });

export const err = <Problem>(error: Problem): { ok: false; error: Problem } => ({ ok: false, error });

/** For the end of a switch over a union: the compiler complains when a member is not handled. */
export function unreachable(value: never): never {
  throw new Error(`unhandled case: ${JSON.stringify(value)}`);
}
