import { z } from 'zod';
import { idOf } from '../gid.ts';
import { definitionOfOld } from './reasons.ts';

const money = z.object({ amount: z.string(), currencyCode: z.string() });

const lineInput = z.object({
  fulfillmentLineItemId: z.string(),
  quantity: z.number().int(),
  returnReason: z.string().nullish(),
  returnReasonDefinitionId: z.string().nullish(),
  returnReasonNote: z.string().nullish(),
  customerNote: z.string().nullish(),
  restockingFee: z.object({ percentage: z.number() }).nullish(),
});

const exchangeInput = z.object({
  variantId: z.string().nullish(),
  quantity: z.number().int(),
  appliedDiscount: z
    .object({ value: z.object({ amount: money.nullish(), percentage: z.number().nullish() }) })
    .nullish(),
});

const returnInput = z.object({
  orderId: z.string(),
  requestedAt: z.string().nullish(),
  returnLineItems: z.array(lineInput),
  exchangeLineItems: z.array(exchangeInput).nullish(),
  returnShippingFee: z.object({ amount: money }).nullish(),
});

export type MoneyInput = z.infer<typeof money>;

export type LineWish = {
  fulfillmentLineId: number;
  quantity: number;
  /** Number of the definition; null when neither it nor the old enum was given. */
  reason: number | null;
  note: string;
  customerNote: string | null;
  /** Percent of the line's price that is kept back. */
  restockingPercent: number | null;
};

export type ExchangeWish = {
  variantId: number | null;
  quantity: number;
  discount: { amount: MoneyInput } | { percentage: number } | null;
};

export type ReturnWish = {
  orderId: number;
  requestedAt: string | null;
  lines: LineWish[];
  exchanges: ExchangeWish[];
  shippingFee: MoneyInput | null;
};

/** Reads a coerced `ReturnInput` or `ReturnRequestInput`. @throws ZodError when the schema let something wrong through */
export function readReturnInput(input: unknown): ReturnWish {
  const given = returnInput.parse(input);
  return {
    orderId: idOf(given.orderId),
    requestedAt: given.requestedAt ?? null,
    lines: given.returnLineItems.map((line) => ({
      fulfillmentLineId: idOf(line.fulfillmentLineItemId),
      quantity: line.quantity,
      reason: reasonNumber(line),
      note: line.returnReasonNote ?? '',
      customerNote: line.customerNote ?? null,
      restockingPercent: line.restockingFee?.percentage ?? null,
    })),
    exchanges: (given.exchangeLineItems ?? []).map((line) => ({
      variantId: line.variantId == null ? null : idOf(line.variantId),
      quantity: line.quantity,
      discount: discountOf(line.appliedDiscount?.value),
    })),
    shippingFee: given.returnShippingFee?.amount ?? null,
  };
}

function reasonNumber(line: z.infer<typeof lineInput>): number | null {
  if (line.returnReasonDefinitionId != null) return idOf(line.returnReasonDefinitionId);
  return line.returnReason == null ? null : (definitionOfOld(line.returnReason) ?? null);
}

function discountOf(
  value: { amount?: MoneyInput | null | undefined; percentage?: number | null | undefined } | undefined,
): ExchangeWish['discount'] {
  if (value?.amount != null) return { amount: value.amount };
  return value?.percentage == null ? null : { percentage: value.percentage };
}
