import { addBags, portion, subtractBags, sumBags, ZERO, type Bag } from '../money.ts';
import {
  lineTotal,
  maximumRefundable,
  payments,
  refundableOf,
  refundableQuantity,
  refundedQuantity,
  refundedShipping,
  refundedShippingTax,
  share,
  shippingTax,
  shippingTotal,
  taxOf,
} from '../orders/totals.ts';
import type { LineItem, Order, RestockType, Transaction } from '../state/types.ts';

export type LineChoice = { lineItemId: number; quantity: number; restockType: RestockType; locationId: number | null };

export type SuggestedLine = LineChoice & { line: LineItem; subtotal: Bag; tax: Bag };

export type SuggestedPayment = { payment: Transaction; amount: Bag; maximumRefundable: Bag };

export type Suggestion = {
  lines: SuggestedLine[];
  shipping: { amount: Bag; tax: Bag; maximum: Bag };
  subtotal: Bag;
  discountedSubtotal: Bag;
  cartDiscount: Bag;
  tax: Bag;
  amount: Bag;
  maximumRefundable: Bag;
  payments: SuggestedPayment[];
  toStoreCredit: boolean;
};

export type SuggestionRequest = {
  lines: readonly LineChoice[];
  /** Minor units of the presentment currency; null without shipping. */
  shippingAmount: number | null;
  refundShipping: boolean;
  full: boolean;
  toStoreCredit: boolean;
};

/** Worth of some units of a line, after discounts, with the tax in it (or on it). */
export function lineShare(order: Order, line: LineItem, quantity: number): { subtotal: Bag; tax: Bag } {
  const done = refundedQuantity(order, line.id);
  return {
    subtotal: share(lineTotal(line), line.quantity, done, quantity),
    tax: share(taxOf(line), line.quantity, done, quantity),
  };
}

/** Shipping that was charged and not yet refunded. */
export function refundableShipping(order: Order): { amount: Bag; tax: Bag } {
  return {
    amount: subtractBags(shippingTotal(order), refundedShipping(order)),
    tax: subtractBags(shippingTax(order), refundedShippingTax(order)),
  };
}

/** A part of the shipping: the tax goes in proportion. */
export function shippingShare(order: Order, presentment: number): { amount: Bag; tax: Bag } {
  const left = refundableShipping(order);
  const whole = left.amount.presentment;
  const taken = Math.min(presentment, whole);
  return {
    amount: { shop: portion(left.amount.shop, taken, whole), presentment: taken },
    tax: { shop: portion(left.tax.shop, taken, whole), presentment: portion(left.tax.presentment, taken, whole) },
  };
}

/**
 * What Shopify would propose to refund. The amount never exceeds what the payments still hold. Quantities above the
 * refundable ones are cut down (evidence is silent; `refundCreate` refuses them).
 */
export function suggestRefund(order: Order, request: SuggestionRequest): Suggestion {
  const lines = (request.full ? allLines(order) : request.lines).flatMap((choice) => {
    const line = order.lineItems.find((one) => one.id === choice.lineItemId);
    if (line === undefined) return [];
    const quantity = Math.min(choice.quantity, refundableQuantity(order, line));
    return [{ ...choice, quantity, line, ...lineShare(order, line, quantity) }];
  });
  const left = refundableShipping(order);
  const wanted = request.full || request.refundShipping ? left.amount.presentment : (request.shippingAmount ?? 0);
  const shipping = { ...shippingShare(order, wanted), maximum: left.amount };
  const subtotal = sumBags(lines.map((line) => line.subtotal));
  const tax = addBags(sumBags(lines.map((line) => line.tax)), shipping.tax);
  const net = addBags(subtotal, shipping.amount);
  const maximum = maximumRefundable(order);
  const amount = cap(order.taxesIncluded ? net : addBags(net, tax), maximum);
  return {
    lines,
    shipping,
    subtotal,
    discountedSubtotal: subtotal,
    cartDiscount: ZERO,
    tax,
    amount,
    maximumRefundable: maximum,
    payments: request.toStoreCredit ? [] : allocate(order, amount),
    toStoreCredit: request.toStoreCredit,
  };
}

function allLines(order: Order): LineChoice[] {
  return order.lineItems.flatMap((line) => {
    const quantity = refundableQuantity(order, line);
    return quantity === 0
      ? []
      : [{ lineItemId: line.id, quantity, restockType: 'NO_RESTOCK' as const, locationId: null }];
  });
}

function cap(amount: Bag, maximum: Bag): Bag {
  return amount.presentment <= maximum.presentment ? amount : maximum;
}

/**
 * Spreads an amount over the payments, oldest first. Every payment that still holds money is listed, with 0 when nothing
 * falls on it. (Which payment comes first is not documented; a gift card is charged first at checkout.)
 */
export function allocate(order: Order, amount: Bag): SuggestedPayment[] {
  let left = amount.presentment;
  return payments(order).flatMap((payment) => {
    const maximum = refundableOf(order, payment);
    if (maximum.presentment === 0) return [];
    const part = Math.min(left, maximum.presentment);
    left -= part;
    return [
      {
        payment,
        amount: { shop: portion(maximum.shop, part, maximum.presentment), presentment: part },
        maximumRefundable: maximum,
      },
    ];
  });
}
