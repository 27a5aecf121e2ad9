import type { OrderId } from '#app/domain/ids.ts';
import { toDecimal } from '#app/domain/money.ts';
import type { OrderRefund } from '#app/domain/order.ts';
import type { Found, Identity, IssueOutcome, ReadProblem, RemedyCalls, Step } from '#app/domain/remedy/plug.ts';
import { refundStanding } from '#app/domain/remedy/refund-standing.ts';
import type { Refundable, RefundFound, RefundPlan, RefundRequest } from '#app/domain/remedy/refund.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import { FindRefundDocument, IssueRefundDocument, ReadRefundableDocument } from '#app/types/admin.generated.ts';
import type { ReadRefundableQuery, RefundInput, RefundLineItemRestockType } from '#app/types/admin.generated.ts';
import { fromGid, toGid } from '../gid.ts';
import { readBasis } from '../map-basis.ts';
import { readMoney, writeMoney } from '../map-money.ts';
import { readPayments } from '../map-payments.ts';
import { foundRefund, markerOf, readMarker, readOrderRefund } from '../map-refund.ts';
import { readProblem } from '../read-problem.ts';
import { notDone } from './not-done.ts';
import { call, read } from '../transport.server.ts';
import type { TransportOptions } from '../transport.server.ts';

const restockTypes: Record<'return' | 'cancel' | 'no_restock', RefundLineItemRestockType> = {
  return: 'RETURN',
  cancel: 'CANCEL',
  no_restock: 'NO_RESTOCK',
};

/** What can be refunded now (one read, `Order.suggestedRefund`). An amount-only request asks for the whole, to learn every payment. */
async function readRefundable(
  options: TransportOptions,
  orderId: OrderId,
  request: RefundRequest,
): Promise<Result<Refundable, ReadProblem>> {
  const byLines = request.kind === 'lines';
  const { method } = request;
  const end = await read(options, ReadRefundableDocument, {
    id: toGid('Order', orderId),
    lines: byLines
      ? request.lines.map((line) => ({ lineItemId: toGid('LineItem', line.lineItemId), quantity: line.quantity }))
      : [],
    shipping: byLines && request.shipping ? toDecimal(request.shipping) : null,
    full: !byLines,
    withLines: byLines,
    allocation: method?.kind === 'store_credit' ? 'STORE_CREDIT' : 'ORIGINAL_PAYMENT_METHODS',
    credit: method !== undefined,
  });
  if (end.kind !== 'answered') return err(readProblem(end));
  if (!end.data.order) return err({ kind: 'not_found' });
  const refundable = readRefundableOrder(orderId, end.data.order, byLines);
  const storeCredit = method ? readStoreCredit(end.data) : null;
  return refundable ? ok({ ...refundable, storeCredit }) : err({ kind: 'unavailable', detail: 'no suggested refund' });
}

/** Store credit takes a customer, and the new customer accounts [D]. */
function readStoreCredit({ order, shop, storeCreditConfiguration }: ReadRefundableQuery): Refundable['storeCredit'] {
  if (!order?.customer) return 'no_customer';
  const newAccounts = shop?.customerAccountsV2.customerAccountsVersion === 'NEW_CUSTOMER_ACCOUNTS';
  return storeCreditConfiguration?.storeCreditEnabled && newAccounts ? 'possible' : 'not_usable';
}

function readRefundableOrder(
  orderId: OrderId,
  order: NonNullable<ReadRefundableQuery['order']>,
  byLines: boolean,
): Omit<Refundable, 'storeCredit'> | null {
  const suggestion = order.suggestedRefund;
  if (!suggestion) return null;
  return {
    ...readBasis(orderId, order),
    maximum: readMoney(suggestion.maximumRefundableSet.presentmentMoney),
    parents: readPayments(suggestion.suggestedTransactions),
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
  };
}

/** The exact input, from the stored plan alone: the same plan gives the same bytes, so a repeat carries the same fingerprint. */
export function refundInput(plan: RefundPlan, identity: Identity): RefundInput {
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
    ...(plan.storeCredit ? { refundMethods: [{ storeCreditRefund: { amount: writeMoney(plan.storeCredit) } }] } : {}),
  };
}

// refundCreate's userErrors carry no code, so idempotency conflicts are known by Shopify's wording
// ("This request is currently in progress", "The same idempotency key cannot be used with different …",
// "A previous request with this idempotency key failed"). Each means: go and look.
const conflict = /idempoten|currently in progress/i;

/** How sending a refund ended: with the refund that Shopify shows, or without. */
export type RefundEnd =
  { outcome: 'made'; refund: RefundFound } | Exclude<IssueOutcome<never>, { outcome: 'succeeded' }>;

/** Sends a refund once. Repeating it with the same plan and identity is the same refund for 24 hours. */
export async function sendRefund(options: TransportOptions, plan: RefundPlan, identity: Identity): Promise<RefundEnd> {
  const end = await call(options, IssueRefundDocument, {
    input: refundInput(plan, identity),
    key: identity.idempotencyKey,
  });
  if (end.kind !== 'answered') return notDone(end, 'write_orders');
  const payload = end.data.refundCreate;
  const messages = payload?.userErrors.map((error) => error.message) ?? [];
  if (messages.some((message) => conflict.test(message))) return { outcome: 'unknown', detail: messages.join(' ') };
  if (messages.length > 0) return { outcome: 'refused', code: 'user_errors', messages };
  if (!payload?.refund) return { outcome: 'unknown', detail: 'an answer without a refund' };
  return { outcome: 'made', refund: foundRefund(plan.orderId, readOrderRefund(payload.refund)) };
}

async function execute(options: TransportOptions, { plan, identity }: Step<'refund'>): Promise<IssueOutcome<'refund'>> {
  const end = await sendRefund(options, plan, identity);
  return end.outcome === 'made' ? { outcome: 'succeeded', found: found(end.refund, plan) } : end;
}

const found = (proof: RefundFound, plan: RefundPlan): Found<'refund'> => ({
  externalId: proof.refundId,
  standing: refundStanding(proof, plan),
  proof,
});

/** How many refunds of an order are asked for. Shopify's list of them has no pages. */
export const mostListed = 100;

/** Every refund of an order. By-id read, not search: an index may lag. */
async function listRefunds(options: TransportOptions, orderId: OrderId): Promise<Result<OrderRefund[], ReadProblem>> {
  const end = await read(options, FindRefundDocument, { id: toGid('Order', orderId) });
  if (end.kind !== 'answered') return err(readProblem(end));
  return end.data.order ? ok(end.data.order.refunds.map(readOrderRefund)) : err({ kind: 'not_found' });
}

/** The refund with our marker among the order's refunds; null when it is not there at this moment. */
async function findExisting(
  options: TransportOptions,
  { plan, identity, externalId }: Step<'refund'>,
): Promise<Result<Found<'refund'> | null, ReadProblem>> {
  const refunds = await listRefunds(options, plan.orderId);
  if (!refunds.ok) return refunds;
  const ours = refunds.value.find((refund) => refund.remedyId === identity.remedyId || refund.id === externalId);
  if (ours) return ok(found(foundRefund(plan.orderId, ours), plan));
  // "Not there" frees the money, so it is only said of a list that is complete.
  if (refunds.value.length >= mostListed)
    return err({ kind: 'unavailable', detail: 'more refunds than can be listed' });
  return ok(null);
}

/** Money back by `refundCreate @idempotent`. */
export const refundCalls = (options: TransportOptions): RemedyCalls<'refund'> => ({
  read: (orderId, ask) => readRefundable(options, orderId, ask),
  execute: (step) => execute(options, step),
  findExisting: (step) => findExisting(options, step),
  watch: (step) => findExisting(options, step),
});
