import { spoken } from '../money.ts';
import {
  isPayment,
  refundableOf,
  refundableQuantity,
  totalReceived,
  totalRefundedOrPending,
} from '../orders/totals.ts';
import type { Customer, Dispute, Order, Shop } from '../state/types.ts';
import { storeCreditUsable } from '../store-credit/ledger.ts';
import type { RefundRequest, UserError } from './input.ts';
import { refundableShipping } from './suggest.ts';

/** Everything that speaks against a refund, in the order in which it is checked; empty when it may be given. */
export function refundErrors(
  order: Order,
  request: RefundRequest,
  shop: Shop,
  customer: Customer | undefined,
): UserError[] {
  const guards = [disputeErrors, currencyErrors, emptyErrors, lineErrors, shippingErrors, transactionErrors];
  for (const guard of guards) {
    const errors = guard(order, request);
    if (errors.length > 0) return errors;
  }
  const credit = storeCreditErrors(order, request, shop, customer);
  return credit.length > 0 ? credit : amountErrors(order, request);
}

const OPEN_DISPUTES: readonly Dispute['status'][] = ['NEEDS_RESPONSE', 'UNDER_REVIEW'];

/** True while a chargeback (not a mere inquiry) is undecided. */
export function hasOpenChargeback(order: Order): boolean {
  return order.disputes.some(
    (dispute) => dispute.initiatedAs === 'CHARGEBACK' && OPEN_DISPUTES.includes(dispute.status),
  );
}

/** Evidence: the admin offers no refund while a chargeback is open. What the API words it like is not recorded. */
function disputeErrors(order: Order): UserError[] {
  return hasOpenChargeback(order)
    ? [{ field: null, message: 'This order has an open chargeback and cannot be refunded' }]
    : [];
}

/** `currency` must be the presentment currency, and is required where it differs from the shop's [S]; wording assumed. */
function currencyErrors(order: Order, request: RefundRequest): UserError[] {
  if (request.currency === null) {
    if (order.currency === order.presentmentCurrency) return [];
    return [
      { field: ['currency'], message: "Currency must be provided when the order's presentment currency differs" },
    ];
  }
  if (request.currency === order.presentmentCurrency) return [];
  return [{ field: ['currency'], message: "Currency must match the order's presentment currency" }];
}

/** A refund of nothing at all; evidence is silent, wording assumed. */
function emptyErrors(_order: Order, request: RefundRequest): UserError[] {
  const asked = request.lines.length + request.transactions.length + (request.shipping === null ? 0 : 1);
  if (asked > 0 || request.storeCredit !== null) return [];
  return [{ field: null, message: 'Refund must have at least one line item, shipping amount or transaction' }];
}

/** Quantity guard [W]; a foreign line "does not exist"; `LEGACY_RESTOCK` is not accepted for new refunds [S], wording assumed. */
function lineErrors(order: Order, request: RefundRequest): UserError[] {
  const taken = new Map<number, number>();
  return request.lines.flatMap((choice, index) => {
    const at = (name: string): string[] => ['refundLineItems', String(index), name];
    const line = order.lineItems.find((one) => one.id === choice.lineItemId);
    if (line === undefined) return [{ field: at('lineItemId'), message: 'Line item does not exist' }];
    if (choice.quantity <= 0) return [{ field: at('quantity'), message: 'Quantity must be greater than 0' }];
    const before = taken.get(line.id) ?? 0;
    taken.set(line.id, before + choice.quantity);
    if (before + choice.quantity > refundableQuantity(order, line)) {
      return [{ field: at('quantity'), message: 'Quantity cannot refund more items than were purchased' }];
    }
    if (choice.restockType === 'LEGACY_RESTOCK')
      return [{ field: at('restockType'), message: 'Restock type is invalid' }];
    return [];
  });
}

/** Shipping above what was charged and not yet refunded; wording assumed. */
function shippingErrors(order: Order, request: RefundRequest): UserError[] {
  if (request.shipping === null || request.shipping.full) return [];
  const { amount } = request.shipping;
  const field = ['shipping', 'amount'];
  if (amount === null || amount < 0) return [{ field, message: 'Amount is invalid' }];
  const most = refundableShipping(order).amount.presentment;
  if (amount <= most) return [];
  const left = spoken(most, order.presentmentCurrency);
  return [{ field, message: `Shipping refund amount must be less than or equal to ${left}` }];
}

/** Kind and parent guards [W]. */
function transactionErrors(order: Order, request: RefundRequest): UserError[] {
  for (const one of request.transactions) {
    if (one.kind !== 'REFUND') return [transactionError(`Kind ${one.kind.toLowerCase()} is not a valid transaction`)];
    const parent = order.transactions.find((other) => other.id === one.parentId);
    const owned = parent !== undefined && one.orderId === order.id && isPayment(parent) && parent.status === 'SUCCESS';
    if (!owned) return [transactionError('Transactions require a parent_id associated with the order')];
    if (one.amount === null || one.amount < 0) return [transactionError('Amount is invalid')];
  }
  return [];
}

function transactionError(message: string): UserError {
  return { field: ['transactions'], message };
}

/** Prerequisites of a store-credit refund [D]; it can't exceed what was paid [D], and its wording is assumed. */
function storeCreditErrors(
  order: Order,
  request: RefundRequest,
  shop: Shop,
  customer: Customer | undefined,
): UserError[] {
  const credit = request.storeCredit;
  if (credit === null) return [];
  const at = (message: string): UserError[] => [{ field: ['refundMethods', '0', 'storeCreditRefund'], message }];
  if (!shop.storeCreditEnabled) return at('Store credit is not enabled');
  if (!storeCreditUsable(shop)) return at('Store credit refunds require new customer accounts');
  if (customer === undefined) return at('Order must have a customer to refund to store credit');
  if (credit.currency !== order.presentmentCurrency) return at("Currency must match the order's presentment currency");
  if (credit.amount === null || credit.amount <= 0) return at('Amount is invalid');
  return [];
}

/** Over-refund guard: "Refund amount $25.00 is greater than net payment received $15.00", field null [W]. */
function amountErrors(order: Order, request: RefundRequest): UserError[] {
  const toPayments = request.transactions.reduce((sum, one) => sum + (one.amount ?? 0), 0);
  const credit = request.storeCredit?.amount ?? 0;
  const net = totalReceived(order).presentment - totalRefundedOrPending(order).presentment;
  // Only refunds to the original payment may exceed what was paid; store credit never may [D: RefundInput 2027-01].
  const over = request.allowOverRefunding ? credit > Math.max(0, net) : toPayments + credit > net;
  if (over) return [{ field: null, message: overRefund(order, toPayments + credit, net) }];
  return request.allowOverRefunding ? [] : parentErrors(order, request);
}

function overRefund(order: Order, amount: number, net: number): string {
  const currency = order.presentmentCurrency;
  return `Refund amount ${spoken(amount, currency)} is greater than net payment received ${spoken(net, currency)}`;
}

/** More to one payment than it holds, although the order as a whole holds enough; wording assumed. */
function parentErrors(order: Order, request: RefundRequest): UserError[] {
  const perParent = new Map<number, number>();
  for (const one of request.transactions) {
    if (one.parentId !== null) perParent.set(one.parentId, (perParent.get(one.parentId) ?? 0) + (one.amount ?? 0));
  }
  for (const [parentId, amount] of perParent) {
    const parent = order.transactions.find((other) => other.id === parentId);
    if (parent !== undefined && amount > refundableOf(order, parent).presentment) {
      return [transactionError('Refund amount is greater than the amount that can be refunded to the payment')];
    }
  }
  return [];
}
