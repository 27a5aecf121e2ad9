import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../engine/context.ts';
import { fingerprint, IDEMPOTENCY_MESSAGES, keyState, requiredKey } from '../refunds/idempotency.ts';
import type { StockAdjustment } from '../state/types.ts';

export type StockError = { field: string[] | null; message: string; code: string | null };

export type StockPayload = { inventoryAdjustmentGroup: StockAdjustment | null; userErrors: readonly StockError[] };

const CODES: Readonly<Record<string, string>> = {
  [IDEMPOTENCY_MESSAGES.mismatch]: 'IDEMPOTENCY_KEY_PARAMETER_MISMATCH',
  [IDEMPOTENCY_MESSAGES.concurrent]: 'IDEMPOTENCY_CONCURRENT_REQUEST',
  [IDEMPOTENCY_MESSAGES.previousFailed]: 'IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED',
};

/**
 * Carries out an inventory mutation once per key: required since 2026-04 [S, W], the same rules as `refundCreate`, and the
 * conflicts have codes here [W].
 */
export function once(context: Context, info: GraphQLResolveInfo, work: () => StockPayload): StockPayload {
  const key = requiredKey(info, context);
  const print = fingerprint(info, context);
  if (context.forcedUserErrors !== null) {
    return refused(context.forcedUserErrors.map((one) => ({ ...one, code: CODES[one.message] ?? null })));
  }
  const use = keyState(context, key, print);
  if (use.state === 'refused') return refused(use.errors.map((one) => ({ ...one, code: CODES[one.message] ?? null })));
  if (use.state === 'replay') {
    const group = context.store.state.stockAdjustments.find((one) => one.id === use.record.resultId);
    const userErrors = use.record.userErrors.map((one) => ({ code: null, ...one }));
    return { inventoryAdjustmentGroup: group ?? null, userErrors };
  }
  const payload = work();
  context.store.addIdempotencyRecord({
    shop: context.shop.domain,
    key,
    field: info.fieldName,
    fingerprint: print,
    at: new Date(context.store.now()).toISOString(),
    orderId: null,
    refundId: null,
    resultId: payload.inventoryAdjustmentGroup?.id ?? null,
    userErrors: [...payload.userErrors],
  });
  return payload;
}

export function refused(userErrors: readonly StockError[]): StockPayload {
  return { inventoryAdjustmentGroup: null, userErrors };
}
