import { z } from 'zod';
import { idOf } from '../gid.ts';
import type { CancelRequest } from '../state/types.ts';

const cancelInput = z.object({
  orderId: z.string(),
  reason: z.enum(['CUSTOMER', 'DECLINED', 'FRAUD', 'INVENTORY', 'OTHER', 'STAFF']),
  restock: z.boolean(),
  refund: z.boolean().nullish(),
  refundMethod: z
    .object({
      originalPaymentMethodsRefund: z.boolean().nullish(),
      storeCreditRefund: z.object({ expiresAt: z.string().nullish() }).nullish(),
    })
    .nullish(),
  notifyCustomer: z.boolean().nullish(),
  staffNote: z.string().nullish(),
});

export type CancelWish = Omit<CancelRequest, 'staffId'> & { orderId: number; bothRefunds: boolean };

/** Reads the coerced arguments of `orderCancel`. */
export function readCancelArguments(args: unknown): CancelWish {
  const given = cancelInput.parse(args);
  return {
    orderId: idOf(given.orderId),
    reason: given.reason,
    restock: given.restock,
    notifyCustomer: given.notifyCustomer ?? false,
    staffNote: given.staffNote ?? null,
    refund: refundOf(given),
    // Even `refund: false` beside a method is too much [W].
    bothRefunds: given.refund != null && given.refundMethod != null,
  };
}

function refundOf({ refund, refundMethod }: z.infer<typeof cancelInput>): CancelRequest['refund'] {
  const credit = refundMethod?.storeCreditRefund;
  if (credit != null) return { to: 'store-credit', expiresAt: credit.expiresAt ?? null };
  const toPayments = refundMethod == null ? refund === true : refundMethod.originalPaymentMethodsRefund === true;
  return { to: toPayments ? 'payments' : 'none' };
}
