import { Kind, type GraphQLResolveInfo, type ValueNode } from 'graphql';
import type { Context } from '../engine/context.ts';
import { shopifyError } from '../engine/errors.ts';
import type { IdempotencyRecord } from '../state/types.ts';
import type { UserError } from './input.ts';

const KEPT_MS = 24 * 60 * 60 * 1000;

/** Sentences of the idempotency rules [S codes, W wire]; `refundCreate` gives them as plain userErrors. */
export const IDEMPOTENCY_MESSAGES = {
  required: 'The @idempotent directive is required for this mutation but was not provided.',
  /** The schema only says that a key can't be empty or whitespace; wording assumed. */
  blank: 'The idempotency key cannot be empty or contain only whitespace.',
  mismatch: 'The same idempotency key cannot be used with different operation parameters.',
  concurrent: 'This request is currently in progress, please try again.',
  previousFailed: 'A previous request with this idempotency key failed. Retry with a new idempotency key.',
};

/**
 * The key of `@idempotent(key:)` on this field.
 * @throws the `BAD_REQUEST` that 2026-04 and later answer when it is missing [W] or blank
 */
export function requiredKey(info: GraphQLResolveInfo, context: Context): string {
  const directive = info.fieldNodes[0]?.directives?.find((one) => one.name.value === 'idempotent');
  const value = directive?.arguments?.find((one) => one.name.value === 'key')?.value;
  if (value === undefined) throw shopifyError(IDEMPOTENCY_MESSAGES.required, 'BAD_REQUEST');
  const key = rawValue(value, context);
  if (typeof key !== 'string' || key.trim() === '') throw shopifyError(IDEMPOTENCY_MESSAGES.blank, 'BAD_REQUEST');
  return key;
}

/**
 * What makes two calls "the same parameters": the arguments as they were sent. The order of input fields counts [D2], so
 * this is read from the raw variables, before coercion sorts them. The selection does not count.
 */
export function fingerprint(info: GraphQLResolveInfo, context: Context): string {
  const parts = (info.fieldNodes[0]?.arguments ?? []).map((one) => [one.name.value, rawValue(one.value, context)]);
  return JSON.stringify([info.fieldName, parts]);
}

export type KeyState =
  { state: 'fresh' } | { state: 'refused'; errors: UserError[] } | { state: 'replay'; record: IdempotencyRecord };

/** What this use of a key means. Keys are kept 24 hours from the original request, by the store's clock [D2]. */
export function keyState(context: Context, key: string, print: string): KeyState {
  if (context.keyInFlight) return refused(IDEMPOTENCY_MESSAGES.concurrent);
  const record = context.store.idempotencyRecord(context.shop.domain, key);
  const live = record !== undefined && context.store.now() - Date.parse(record.at) < KEPT_MS;
  if (live) {
    if (record.fingerprint !== print) return refused(IDEMPOTENCY_MESSAGES.mismatch);
    const failed = record.userErrors.length > 0;
    if (failed && context.options.afterFailedAttempt === 'refuse') return refused(IDEMPOTENCY_MESSAGES.previousFailed);
    return { state: 'replay', record };
  }
  return { state: 'fresh' };
}

function refused(message: string): KeyState {
  return { state: 'refused', errors: [{ field: null, message }] };
}

/** A value as it was sent, with variables filled in and field order kept. */
function rawValue(node: ValueNode, context: Context): unknown {
  switch (node.kind) {
    case Kind.VARIABLE:
      return context.rawVariables[node.name.value] ?? null;
    case Kind.LIST:
      return node.values.map((one) => rawValue(one, context));
    case Kind.OBJECT:
      return Object.fromEntries(node.fields.map((one) => [one.name.value, rawValue(one.value, context)]));
    case Kind.NULL:
      return null;
    case Kind.BOOLEAN:
      return node.value;
    case Kind.INT:
    case Kind.FLOAT:
      return Number(node.value);
    default:
      return node.value;
  }
}
