import type { OrderId, RemedyId } from '#app/domain/ids.ts';
import { toDecimal } from '#app/domain/money.ts';
import type { OrderRefund } from '#app/domain/order.ts';
import type { IssueOutcome, ReadProblem, RefundFound, RefundIdentity } from '#app/domain/remedy/gateway.ts';
import type { Refundable, RefundPlan, RefundRequest } from '#app/domain/remedy/refund.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import { FindRefundDocument, IssueRefundDocument, ReadRefundableDocument } from '#app/types/admin.generated.ts';
import type { ReadRefundableQuery, RefundInput, RefundLineItemRestockType } from '#app/types/admin.generated.ts';
import { fromGid, toGid } from './gid.ts';
import { readMoney, readPair } from './map-money.ts';
import { isOpenDispute } from './map-order.ts';
import { foundRefund, markerOf, readMarker, readOrderRefund } from './map-refund.ts';
import { readProblem } from './read-problem.ts';
import { call, read } from './transport.server.ts';
import type { TransportOptions } from './transport.server.ts';

const restockTypes: Record<'return' | 'cancel' | 'no_restock', RefundLineItemRestockType> = {
  return: 'RETURN',
  cancel: 'CANCEL',
  no_restock: 'NO_RESTOCK',
};

/** What can be refunded now (one read, `Order.suggestedRefund`). An amount-only request asks for the whole, to learn every payment. */
export async function readRefundable(
  options: TransportOptions,
  orderId: OrderId,
  request: RefundRequest,
): Promise<Result<Refundable, ReadProblem>> {
  const byLines = request.kind === 'lines';
  const end = await read(options, ReadRefundableDocument, {
    id: toGid('Order', orderId),
    lines: byLines
      ? request.lines.map((line) => ({ lineItemId: toGid('LineItem', line.lineItemId), quantity: line.quantity }))
      : [],
    shipping: byLines && request.shipping ? toDecimal(request.shipping) : null,
    full: !byLines,
    withLines: byLines,
  });
  if (end.kind !== 'answered') return err(readProblem(end));
  if (!end.data.order) return err({ kind: 'not_found' });
  const refundable = readRefundableOrder(orderId, end.data.order, byLines);
  return refundable ? ok(refundable) : err({ kind: 'unavailable', detail: 'no suggested refund' });
}

function readRefundableOrder(
  orderId: OrderId,
  order: NonNullable<ReadRefundableQuery['order']>,
  byLines: boolean,
): Refundable | null {
  const suggestion = order.suggestedRefund;
  if (!suggestion) return null;
  return {
    orderId,
    orderName: order.name,
    currency: order.presentmentCurrencyCode,
    shopCurrency: order.currencyCode,
    total: readPair(order.totalPriceSet),
    maximum: readMoney(suggestion.maximumRefundableSet.presentmentMoney),
    parents: suggestion.suggestedTransactions.flatMap((transaction) => {
      if (!transaction.parentTransaction) return [];
      const maximum = transaction.maximumRefundableSet ?? transaction.amountSet;
      return {
        transactionId: fromGid(transaction.parentTransaction.id),
        gateway: transaction.gateway ?? '',
        label: transaction.formattedGateway ?? transaction.gateway ?? '',
        maximum: readMoney(maximum.presentmentMoney),
        suggested: readMoney(transaction.amountSet.presentmentMoney),
      };
    }),
    lines: (suggestion.refundLineItems ?? []).map((line) => ({
      lineItemId: fromGid(line.lineItem.id),
      title: line.lineItem.title,
      refundableQuantity: line.lineItem.refundableQuantity,
    })),
    maximumShipping: readMoney(suggestion.shipping.maximumRefundableSet.presentmentMoney),
    suggested: {
      // An amount-only request asks Shopify for everything: its sums say nothing about the request.
      amount: readMoney(suggestion.amountSet.presentmentMoney),
      lines: readMoney(suggestion.subtotalSet.presentmentMoney),
      tax: readMoney(suggestion.totalTaxSet.presentmentMoney),
      shipping: byLines
        ? readMoney(suggestion.shipping.amountSet.presentmentMoney)
        : { minor: 0, currency: order.presentmentCurrencyCode },
    },
    refunds: order.refunds.map((refund) => ({ id: fromGid(refund.id), remedyId: readMarker(refund.note) })),
    openChargeback: order.disputes.some(
      (dispute) => dispute.initiatedAs === 'CHARGEBACK' && isOpenDispute(dispute.status),
    ),
    cancelled: order.cancelledAt !== null,
  };
}

/** The exact input, from the stored plan alone: the same plan gives the same bytes, so a repeat carries the same fingerprint. */
export function refundInput(plan: RefundPlan, identity: RefundIdentity): RefundInput {
  return {
    orderId: toGid('Order', plan.orderId),
    // Required when the order's presentment currency differs from the shop's; harmless otherwise.
    currency: plan.currency as NonNullable<RefundInput['currency']>,
    note: `C-${identity.complaintNumber} ${markerOf(identity.remedyId)}`,
    notify: false,
    refundLineItems: plan.lines.map((line) => ({
      lineItemId: toGid('LineItem', line.lineItemId),
      quantity: line.quantity,
      restockType: restockTypes[line.restock],
    })),
    ...(plan.shipping ? { shipping: { amount: toDecimal(plan.shipping) } } : {}),
    transactions: plan.parts.map((part) => ({
      orderId: toGid('Order', plan.orderId),
      parentId: toGid('OrderTransaction', part.parentId),
      gateway: part.gateway,
      kind: 'REFUND',
      amount: toDecimal(part.amount),
    })),
  };
}

// refundCreate's userErrors carry no code, so idempotency conflicts are known by Shopify's wording
// ("This request is currently in progress", "The same idempotency key cannot be used with different …",
// "A previous request with this idempotency key failed"). Each means: go and look.
const conflict = /idempoten|currently in progress/i;

/** Shopify names the scope in a fragment ("`orders` access scope, …"); a person needs to hear what to do about it. */
const lacking = (fragment: string): string =>
  `Amends lacks the permission write_orders, which refunds need. The store owner grants it by opening Amends. (${fragment})`;

/** Sends the refund once. Repeating it with the same plan and identity is the same refund for 24 hours. */
export async function issueRefund(
  options: TransportOptions,
  plan: RefundPlan,
  identity: RefundIdentity,
): Promise<IssueOutcome> {
  const end = await call(options, IssueRefundDocument, {
    input: refundInput(plan, identity),
    key: identity.idempotencyKey,
  });
  switch (end.kind) {
    case 'not_executed':
      return { outcome: 'throttled', retryAfterMs: end.retryAfterMs, detail: end.detail };
    case 'uncertain':
      return { outcome: 'unknown', detail: end.detail };
    case 'denied':
      return {
        outcome: 'refused',
        code: end.why,
        messages: [end.why === 'missing_scope' ? lacking(end.detail) : end.detail],
      };
    case 'answered': {
      const payload = end.data.refundCreate;
      const messages = payload?.userErrors.map((error) => error.message) ?? [];
      if (messages.some((message) => conflict.test(message))) return { outcome: 'unknown', detail: messages.join(' ') };
      if (messages.length > 0) return { outcome: 'refused', code: 'user_errors', messages };
      if (!payload?.refund) return { outcome: 'unknown', detail: 'an answer without a refund' };
      return { outcome: 'succeeded', refund: foundRefund(plan.orderId, readOrderRefund(payload.refund)) };
    }
  }
}

/** How many refunds FindRefund asks for. Shopify's list of them has no pages. */
const mostListed = 100;

/** Every refund of an order. By-id read, not search: an index may lag. */
export async function listRefunds(
  options: TransportOptions,
  orderId: OrderId,
): Promise<Result<OrderRefund[], ReadProblem>> {
  const end = await read(options, FindRefundDocument, { id: toGid('Order', orderId) });
  if (end.kind !== 'answered') return err(readProblem(end));
  return end.data.order ? ok(end.data.order.refunds.map(readOrderRefund)) : err({ kind: 'not_found' });
}

/** The refund with our marker among the order's refunds; null when it is not there at this moment. */
export async function findRefund(
  options: TransportOptions,
  orderId: OrderId,
  remedyId: RemedyId,
  refundId: string | null,
): Promise<Result<RefundFound | null, ReadProblem>> {
  const refunds = await listRefunds(options, orderId);
  if (!refunds.ok) return refunds;
  const found = refunds.value.find((refund) => refund.remedyId === remedyId || refund.id === refundId);
  if (found) return ok(foundRefund(orderId, found));
  // "Not there" frees the money, so it is only said of a list that is complete.
  if (refunds.value.length >= mostListed)
    return err({ kind: 'unavailable', detail: 'more refunds than can be listed' });
  return ok(null);
}
