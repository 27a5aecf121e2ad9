import { portion, subtractBags, type Bag } from '../money.ts';
import { atRate, calculatedTotal, fulfilledQuantity } from '../orders/totals.ts';
import type {
  Order,
  OrderAdjustment,
  Refund,
  RefundLineItem,
  RefundShippingLine,
  Shop,
  Transaction,
} from '../state/types.ts';
import type { Store } from '../state/store.ts';
import { giveBack } from './give-back.ts';
import type { RefundRequest } from './input.ts';
import { lineShare, refundableShipping, shippingShare } from './suggest.ts';

export type RefundOrigin = { source: Refund['source']; staffId: number | null; idempotencyKey: string | null };

/**
 * Carries out a refund that passed its guards: records it, makes its transactions (settled at once or pending, as the
 * payment's gateway does it) and plans the later settlement. Without transactions nothing moves [D].
 */
export function applyRefund(
  store: Store,
  shop: Shop,
  order: Order,
  request: RefundRequest,
  origin: RefundOrigin,
): Refund {
  const now = store.nowIso();
  const lines = request.lines.map((choice) => refundLine(store, order, choice));
  const shippingLines = refundShipping(store, order, request);
  const transactions = request.transactions
    .filter((one) => one.amount !== null && one.amount > 0)
    .map((one) => refundTransaction(store, shop, order, { amount: one.amount ?? 0, parentId: one.parentId }));
  if (request.storeCredit?.amount != null)
    transactions.push(storeCreditTransaction(store, shop, order, request.storeCredit.amount));
  const refund: Refund = {
    id: store.nextId(),
    createdAt: now,
    processedAt: request.processedAt ?? now,
    updatedAt: now,
    note: request.note,
    notify: request.notify,
    staffId: origin.staffId,
    source: origin.source,
    lines,
    shippingLines,
    adjustments: adjustments(store, order, { lines, shippingLines, transactions, reason: request.discrepancyReason }),
    transactionIds: transactions.map((one) => one.id),
    idempotencyKey: origin.idempotencyKey,
  };
  order.transactions.push(...transactions);
  order.refunds.push(refund);
  order.updatedAt = now;
  restock(store, order, lines);
  for (const transaction of transactions) {
    if (transaction.status === 'SUCCESS') giveBack(store, order, transaction, request.storeCredit?.expiresAt ?? null);
    planSettlement(store, order, transaction);
  }
  store.touch();
  return refund;
}

function refundLine(store: Store, order: Order, choice: RefundRequest['lines'][number]): RefundLineItem {
  const line = order.lineItems.find((one) => one.id === choice.lineItemId);
  if (line === undefined) throw new Error(`order ${order.id} has no line ${choice.lineItemId}`);
  const { lineItemId, quantity, restockType, locationId } = choice;
  return { id: store.nextId(), lineItemId, quantity, restockType, locationId, ...lineShare(order, line, quantity) };
}

function refundShipping(store: Store, order: Order, request: RefundRequest): RefundShippingLine[] {
  if (request.shipping === null) return [];
  const wanted = request.shipping.full ? refundableShipping(order).amount.presentment : (request.shipping.amount ?? 0);
  if (wanted === 0) return [];
  const { amount, tax } = shippingShare(order, wanted);
  return [{ id: store.nextId(), shippingLineId: order.shippingLines[0]?.id ?? null, subtotal: amount, tax }];
}

/** The payment's own gateway is used, whatever the request says [W]. */
function refundTransaction(
  store: Store,
  shop: Shop,
  order: Order,
  wanted: { amount: number; parentId: number | null },
): Transaction {
  const parent = order.transactions.find((one) => one.id === wanted.parentId);
  if (parent === undefined) throw new Error(`order ${order.id} has no payment ${String(wanted.parentId)}`);
  const pending = parent.refundSettlement.mode === 'pending';
  const now = store.nowIso();
  return {
    ...parent,
    id: store.nextId(),
    kind: 'REFUND',
    status: pending ? 'PENDING' : 'SUCCESS',
    amount: settledAmount(shop, order, parent, wanted.amount),
    parentId: parent.id,
    createdAt: now,
    processedAt: pending ? null : now,
    errorCode: null,
  };
}

/**
 * The shop-money side follows the store's own settlement rate, which is no input of any API: a client can't compute it [W].
 */
function settledAmount(shop: Shop, order: Order, parent: Transaction, presentment: number): Bag {
  if (order.currency === order.presentmentCurrency) return { shop: presentment, presentment };
  const rate = shop.settlementRates[order.presentmentCurrency];
  const byRate = rate === undefined ? null : atRate(presentment, order.presentmentCurrency, order.currency, rate);
  return { shop: byRate ?? portion(parent.amount.shop, presentment, parent.amount.presentment), presentment };
}

function storeCreditTransaction(store: Store, shop: Shop, order: Order, amount: number): Transaction {
  const currency = order.presentmentCurrency;
  const rate = shop.settlementRates[currency];
  const inShop =
    order.currency === currency || rate === undefined ? amount : atRate(amount, currency, order.currency, rate);
  return {
    id: store.nextId(),
    kind: 'REFUND',
    status: 'SUCCESS',
    gateway: 'shopify_store_credit',
    formattedGateway: 'Store credit',
    amount: { shop: inShop, presentment: amount },
    parentId: null,
    createdAt: store.nowIso(),
    processedAt: store.nowIso(),
    errorCode: null,
    card: null,
    accountNumber: null,
    test: false,
    refundSettlement: { mode: 'instant' },
  };
}

/** The difference between what lines and shipping are worth and the money that moves becomes an adjustment. */
function adjustments(
  store: Store,
  order: Order,
  parts: {
    lines: RefundLineItem[];
    shippingLines: RefundShippingLine[];
    transactions: Transaction[];
    reason: string | null;
  },
): OrderAdjustment[] {
  if (parts.transactions.length === 0) return [];
  const moved = parts.transactions.reduce((sum, one) => sum + one.amount.presentment, 0);
  const movedInShop = parts.transactions.reduce((sum, one) => sum + one.amount.shop, 0);
  const amount = subtractBags(calculatedTotal(order, parts), { shop: movedInShop, presentment: moved });
  if (amount.presentment === 0) return [];
  const pending = parts.transactions.some((one) => one.status === 'PENDING');
  const reason = parts.reason ?? (pending ? 'PENDING_REFUND_DISCREPANCY' : 'REFUND_DISCREPANCY');
  return [
    {
      id: store.nextId(),
      reason: reason === 'OTHER' ? 'REFUND_DISCREPANCY' : reason,
      amount,
      tax: { shop: 0, presentment: 0 },
    },
  ];
}

function restock(store: Store, order: Order, lines: readonly RefundLineItem[]): void {
  for (const refunded of lines) {
    if (refunded.restockType === 'NO_RESTOCK') continue;
    const line = order.lineItems.find((one) => one.id === refunded.lineItemId);
    const found = line?.variantId == null ? undefined : store.variant(order.shop, line.variantId);
    if (found !== undefined) found.variant.inventoryQuantity += refunded.quantity;
  }
}

function planSettlement(store: Store, order: Order, transaction: Transaction): void {
  if (transaction.status !== 'PENDING' || transaction.refundSettlement.mode !== 'pending') return;
  const { afterMs } = transaction.refundSettlement;
  if (afterMs === null) return;
  store.schedule({ kind: 'settle', orderId: order.id, transactionId: transaction.id, status: 'SUCCESS' }, afterMs);
}

/**
 * Ends a pending refund transaction.
 * @returns the transaction, or null when there is no such pending one
 */
export function settleTransaction(
  store: Store,
  order: Order,
  transactionId: number,
  status: 'SUCCESS' | 'FAILURE',
): Transaction | null {
  const transaction = order.transactions.find((one) => one.id === transactionId);
  if (transaction?.status !== 'PENDING') return null;
  transaction.status = status;
  transaction.processedAt = store.nowIso();
  transaction.errorCode = status === 'FAILURE' ? 'GENERIC_ERROR' : null;
  if (status === 'SUCCESS') giveBack(store, order, transaction, null);
  order.updatedAt = store.nowIso();
  store.touch();
  return transaction;
}

/** Restock type Shopify uses for a line by hand: what was shipped comes back, what was not is cancelled. */
export function naturalRestock(order: Order, lineItemId: number): 'RETURN' | 'CANCEL' {
  return fulfilledQuantity(order, lineItemId) > 0 ? 'RETURN' : 'CANCEL';
}
