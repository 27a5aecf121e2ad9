import type { OrderId, RemedyId } from '../ids.ts';
import type { Money } from '../money.ts';
import type { RefundTransaction } from '../order.ts';
import type { RefundMoney } from './families.ts';
import type { Basis } from './plug.ts';

export type RefundParts = {
  ask: RefundRequest;
  facts: Refundable;
  plan: RefundPlan;
  proof: RefundFound;
  problem: RefundProblem;
};

export type RestockType = 'return' | 'cancel' | 'no_restock';

/** What a person asks for: certain lines and shipping, or just an amount. Amounts in the order's presentment currency. */
export type RefundRequest = (
  { kind: 'lines'; lines: RefundRequestLine[]; shipping: Money | null } | { kind: 'amount'; amount: Money }
) & {
  /** Absent: back the way it was paid. */
  method?: RefundMethod;
};

/** All of it as store credit, or so much of it and the rest back the way it was paid. */
export type RefundMethod = { kind: 'store_credit' } | { kind: 'split'; credit: Money };

export type RefundRequestLine = { lineItemId: string; quantity: number; restock: RestockType };

/** What Shopify says can be refunded now, and what it would suggest for the request. One read (`suggestedRefund`). */
export type Refundable = Basis & {
  maximum: Money;
  /** Payments that can be refunded, in Shopify's order. */
  parents: RefundableParent[];
  lines: { lineItemId: string; title: string; refundableQuantity: number }[];
  maximumShipping: Money;
  /** Whether it can be had as store credit; null when that was not asked for. */
  storeCredit: 'possible' | 'no_customer' | 'not_usable' | null;
  /** What Shopify suggests for the lines and the shipping of the request; zero for an amount-only one. */
  suggested: { amount: Money; lines: Money; tax: Money; shipping: Money };
  /** Refunds that this read already counts, with the remedy that made each (our marker), if one did. */
  refunds: { id: string; remedyId: RemedyId | null }[];
};

/** `suggested` is Shopify's own share of the suggested amount on this payment. */
export type RefundableParent = {
  transactionId: string;
  gateway: string;
  label: string;
  goes: RefundWay;
  maximum: Money;
  suggested: Money;
};

/**
 * Where money goes that is refunded to a payment: back to the payment, onto the gift card or the store credit it was paid
 * with, or nowhere by itself, because the payment was made by hand: then Shopify only writes it down.
 */
export type RefundWay = 'payment' | 'gift_card' | 'store_credit' | 'by_hand';

/** `goes`: where, when that is not back to the payment. */
export type RefundPart = {
  parentId: string;
  gateway: string;
  amount: RefundMoney;
  goes?: Exclude<RefundWay, 'payment'>;
};

/** Exactly what will be sent. Stored with the remedy before the call and reused word for word. */
export type RefundPlan = {
  orderId: OrderId;
  currency: string;
  amount: RefundMoney;
  lines: RefundRequestLine[];
  shipping: Money | null;
  parts: RefundPart[];
  /** What of the amount becomes store credit; absent when nothing does. Money that was paid does not expire. */
  storeCredit?: RefundMoney;
};

/** A refund of ours that is decided but not yet visible in what Shopify answered. */
export type HeldRefund = { remedyId: RemedyId; plan: RefundPlan };

/** What a refund that exists at Shopify looks like. */
export type RefundFound = {
  refundId: string;
  orderId: OrderId;
  createdAt: string;
  amount: Money;
  transactions: RefundTransaction[];
};

export type RefundProblem =
  | { kind: 'nothing_asked' }
  | { kind: 'currency_differs'; expected: string; got: string }
  | { kind: 'unknown_line'; lineItemId: string }
  | { kind: 'quantity_too_large'; lineItemId: string; title: string; left: number; asked: number }
  | { kind: 'shipping_too_large'; left: Money; asked: Money }
  | { kind: 'more_than_refundable'; left: Money; asked: Money; inFlight: Money }
  | { kind: 'nothing_refundable' }
  | { kind: 'no_store_credit'; why: 'no_customer' | 'not_usable' }
  | { kind: 'credit_out_of_range'; most: Money };
