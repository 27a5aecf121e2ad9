import { z } from 'zod';
import { idOf, parseGid } from '../gid.ts';
import { parseMinor } from '../money.ts';
import type { Order, RestockType } from '../state/types.ts';

/** A userError: refundCreate's are plain, without a code, also in 2026-10 [S]. */
export type UserError = { field: string[] | null; message: string };

export type RefundRequest = {
  note: string | null;
  notify: boolean;
  allowOverRefunding: boolean;
  processedAt: string | null;
  discrepancyReason: string | null;
  currency: string | null;
  lines: { lineItemId: number; quantity: number; restockType: RestockType; locationId: number | null }[];
  shipping: { amount: number | null; full: boolean } | null;
  /** Amounts in minor units of the presentment currency; null when the text is none of that currency. */
  transactions: { kind: string; gateway: string; parentId: number | null; orderId: number; amount: number | null }[];
  storeCredit: { amount: number | null; currency: string; expiresAt: string | null } | null;
};

/** A refund of nothing, to start from. */
export const EMPTY_REQUEST: RefundRequest = {
  note: null,
  notify: false,
  allowOverRefunding: false,
  processedAt: null,
  discrepancyReason: null,
  currency: null,
  lines: [],
  shipping: null,
  transactions: [],
  storeCredit: null,
};

const lineInput = z.object({
  lineItemId: z.string(),
  quantity: z.number().int(),
  restockType: z.enum(['CANCEL', 'LEGACY_RESTOCK', 'NO_RESTOCK', 'RETURN']).nullish(),
  locationId: z.string().nullish(),
});

const refundInput = z.object({
  orderId: z.string(),
  note: z.string().nullish(),
  notify: z.boolean().nullish(),
  allowOverRefunding: z.boolean().nullish(),
  processedAt: z.string().nullish(),
  discrepancyReason: z.string().nullish(),
  currency: z.string().nullish(),
  refundLineItems: z.array(lineInput).nullish(),
  shipping: z.object({ amount: z.string().nullish(), fullRefund: z.boolean().nullish() }).nullish(),
  transactions: z
    .array(
      z.object({
        amount: z.string(),
        gateway: z.string(),
        kind: z.string(),
        orderId: z.string(),
        parentId: z.string().nullish(),
      }),
    )
    .nullish(),
  refundMethods: z
    .array(
      z.object({
        storeCreditRefund: z.object({
          amount: z.object({ amount: z.string(), currencyCode: z.string() }),
          expiresAt: z.string().nullish(),
        }),
      }),
    )
    .nullish(),
});

/** The id of the order that a `RefundInput` is about. */
export function orderIdOf(input: unknown): number {
  return idOf(z.object({ orderId: z.string() }).parse(input).orderId);
}

/** Reads a coerced `RefundInput`. @throws ZodError when the schema let something through that it should not have */
export function readRefundInput(input: unknown, order: Order): RefundRequest {
  const given = refundInput.parse(input);
  const currency = order.presentmentCurrency;
  const credit = given.refundMethods?.[0]?.storeCreditRefund;
  return {
    note: given.note ?? null,
    notify: given.notify ?? false,
    allowOverRefunding: given.allowOverRefunding ?? false,
    processedAt: given.processedAt ?? null,
    discrepancyReason: given.discrepancyReason ?? null,
    currency: given.currency ?? null,
    lines: readLines(given.refundLineItems ?? []),
    shipping: readShipping(given.shipping ?? null, currency),
    transactions: (given.transactions ?? []).map((one) => ({
      kind: one.kind,
      gateway: one.gateway,
      orderId: idOf(one.orderId),
      parentId: one.parentId == null ? null : idOf(one.parentId),
      amount: parseMinor(one.amount, currency),
    })),
    storeCredit:
      credit === undefined
        ? null
        : {
            amount: parseMinor(credit.amount.amount, credit.amount.currencyCode),
            currency: credit.amount.currencyCode,
            expiresAt: credit.expiresAt ?? null,
          },
  };
}

/** `[RefundLineItemInput!]` of a refund or of a suggestion. */
export function readLines(input: readonly unknown[]): RefundRequest['lines'] {
  return z
    .array(lineInput)
    .parse(input)
    .map((line) => ({
      lineItemId: parseGid(line.lineItemId)?.id ?? -1,
      quantity: line.quantity,
      restockType: line.restockType ?? 'NO_RESTOCK',
      locationId: line.locationId == null ? null : idOf(line.locationId),
    }));
}

function readShipping(
  input: { amount?: string | null | undefined; fullRefund?: boolean | null | undefined } | null,
  currency: string,
): RefundRequest['shipping'] {
  if (input === null) return null;
  if (input.fullRefund === true) return { amount: null, full: true };
  return input.amount == null ? null : { amount: parseMinor(input.amount, currency), full: false };
}
