import { z } from 'zod';
import type { StoreEvent } from '../engine/context.ts';
import { parseMinor } from '../money.ts';
import { applyRefund, naturalRestock } from '../refunds/apply.ts';
import { refundErrors } from '../refunds/guards.ts';
import { EMPTY_REQUEST, type RefundRequest } from '../refunds/input.ts';
import { suggestRefund } from '../refunds/suggest.ts';
import type { Store } from '../state/store.ts';
import type { Order, Refund } from '../state/types.ts';
import { refundEvents } from '../webhooks/events.ts';

/** A refund as somebody makes it by hand: all of it, an amount, or some lines. */
export const handRefundInput = z.object({
  amount: z.string().optional(),
  lines: z.array(z.object({ lineItemId: z.number().int(), quantity: z.number().int().positive() })).optional(),
  shipping: z.boolean().optional(),
  note: z.string().nullish(),
  staffId: z.number().int().nullish(),
});

export type HandRefund = z.infer<typeof handRefundInput>;

/**
 * Refunds an order as the Shopify admin would: at once, behind the app's back. Guards and webhooks are the same.
 * @returns the refund, or the sentence that speaks against it
 */
export function refundByHand(
  store: Store,
  order: Order,
  input: HandRefund,
  emit: (event: StoreEvent) => void,
): Refund | string {
  const shop = store.shop(order.shop);
  if (shop === undefined) return `no shop ${order.shop}`;
  const request = requestOf(order, input);
  if (typeof request === 'string') return request;
  const customer = order.customerId === null ? undefined : store.customer(order.shop, order.customerId);
  const [error] = refundErrors(order, request, shop, customer);
  if (error !== undefined) return error.message;
  const refund = applyRefund(store, shop, order, request, {
    source: 'admin',
    staffId: input.staffId ?? null,
    idempotencyKey: null,
  });
  for (const event of refundEvents(store, order, refund)) emit(event);
  return refund;
}

function requestOf(order: Order, input: HandRefund): RefundRequest | string {
  const full = input.amount === undefined && input.lines === undefined;
  const lines = (input.lines ?? []).map((line) => ({
    ...line,
    restockType: naturalRestock(order, line.lineItemId),
    locationId: null,
  }));
  const withShipping = full || input.shipping === true;
  const suggestion = suggestRefund(order, {
    lines,
    shippingAmount: null,
    refundShipping: withShipping,
    full,
    toStoreCredit: false,
  });
  const asked =
    input.amount === undefined ? suggestion.amount.presentment : parseMinor(input.amount, order.presentmentCurrency);
  if (asked === null || asked <= 0) return 'amount is invalid';
  return {
    ...EMPTY_REQUEST,
    note: input.note ?? null,
    currency: order.presentmentCurrency,
    lines: full
      ? suggestion.lines.map((line) => ({ ...line, restockType: naturalRestock(order, line.lineItemId) }))
      : lines,
    shipping: withShipping ? { amount: null, full: true } : null,
    transactions: spread(order, asked, suggestion),
  };
}

function spread(
  order: Order,
  amount: number,
  suggestion: ReturnType<typeof suggestRefund>,
): RefundRequest['transactions'] {
  let left = amount;
  const parts = suggestion.payments.map(({ payment, maximumRefundable }, index, all) => {
    const last = index === all.length - 1;
    const part = last ? left : Math.min(left, maximumRefundable.presentment);
    left -= part;
    return { kind: 'REFUND', gateway: payment.gateway, parentId: payment.id, orderId: order.id, amount: part };
  });
  return parts.filter((part) => part.amount > 0);
}
