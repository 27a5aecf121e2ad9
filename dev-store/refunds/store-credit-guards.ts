import { z } from 'zod';
import { exceedsLimit } from '../store-credit/limit.ts';
import type { Store } from '../state/store.ts';
import type { Order, Shop } from '../state/types.ts';
import type { RefundRequest, UserError } from './input.ts';

const methods = z.object({ refundMethods: z.array(z.unknown()).nullish() });

/**
 * What the ledger of store credit says against a refund to it. Only the codes of `storeCreditAccountCredit` are recorded;
 * that `refundCreate` words the same refusals the same way, and takes one such refund at a time, is assumed.
 */
export function storeCreditLedgerErrors(
  store: Store,
  shop: Shop,
  order: Order,
  input: unknown,
  request: RefundRequest,
): UserError[] {
  const credit = request.storeCredit;
  if (credit === null) return [];
  if ((methods.parse(input).refundMethods?.length ?? 0) > 1)
    return [{ field: ['refundMethods'], message: 'Only one store credit refund can be made at a time' }];
  const at = (...names: string[]): string[] => ['refundMethods', '0', 'storeCreditRefund', ...names];
  if (credit.expiresAt !== null && Date.parse(credit.expiresAt) <= store.now())
    return [{ field: at('expiresAt'), message: 'The expiry date must be in the future' }];
  const customer = order.customerId === null ? undefined : store.customer(order.shop, order.customerId);
  const over = customer !== undefined && exceedsLimit(store, shop, customer, credit.amount ?? 0, credit.currency);
  if (!over) return [];
  const message = "The operation would cause the account's credit limit to be exceeded";
  return [{ field: at('amount'), message }];
}
