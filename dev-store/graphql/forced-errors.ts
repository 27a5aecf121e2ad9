import type { Context } from '../engine/context.ts';

/** The userErrors that a fault rule wants instead of the work, with a place for a code; null lets the work be done. */
export function forcedErrors(
  context: Context,
): { field: string[] | null; message: string; code: string | null }[] | null {
  return context.forcedUserErrors?.map((error) => ({ code: null, ...error })) ?? null;
}
