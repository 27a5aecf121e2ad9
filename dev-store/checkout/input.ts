import { z } from 'zod';

/** How one part of an order is paid. Without an amount it takes what is left. */
const paymentInput = z.object({
  gateway: z.enum(['shopify_payments', 'paypal', 'klarna', 'manual', 'bank_transfer', 'cash_on_delivery']),
  amount: z.string().optional(),
  /** False leaves the payment pending: the customer has not sent the money yet. */
  paid: z.boolean().default(true),
  /** Ms of the store's clock until a refund of it settles, null waits for the control API; without it at once. */
  refundSettleAfterMs: z.number().nullish(),
});

/** What `POST /dev-store/checkout` takes. Amounts are decimal strings in the currency the customer pays in. */
export const checkoutInput = z.object({
  shop: z.string(),
  /** Legacy id or GID; null is a guest. */
  customer: z.union([z.string(), z.number(), z.null()]).default(null),
  /** One line of this price and quantity; or lines by variant. Without both: one of the shop's first variant. */
  amount: z.string().optional(),
  quantity: z.number().int().positive().default(1),
  lines: z
    .array(z.object({ variant: z.union([z.string(), z.number()]), quantity: z.number().int().positive().default(1) }))
    .optional(),
  shipping: z.string().default('0'),
  currency: z.string().optional(),
  /** Country the parcel goes to; the customer's own without it. */
  country: z.string().optional(),
  discountCodes: z.array(z.string()).default([]),
  giftCards: z.array(z.string()).default([]),
  /** Uses the whole balance, as Shopify's checkout does [D]. */
  storeCredit: z.boolean().default(false),
  payments: z.array(paymentInput).default([]),
});

export type CheckoutInput = z.infer<typeof checkoutInput>;

/** Why a checkout can't go on. The words are this store's own; `reason` is for programs. */
export type Refusal = { error: string; reason: string; code: string | null };

export function refusal(reason: string, error: string, code: string | null = null): Refusal {
  return { error, reason, code };
}
