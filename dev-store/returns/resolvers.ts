import { asNode } from '../engine/bind.ts';
import type { Args, TypeResolvers } from '../engine/context.ts';
import { gid } from '../gid.ts';
import { connection, moneyBag, type Of } from '../graphql/resolvers/values.ts';
import { lineTotal, share } from '../orders/totals.ts';
import type { ExchangeLine, Fulfillment, LineItem, Order, ReturnLine } from '../state/types.ts';
import type { ReturnLineSource, ReturnSource } from './find.ts';
import { percentOf, type ReturnOutcome } from './outcome.ts';
import {
  processableQuantity,
  processedQuantity,
  refundedUnits,
  returnableQuantity,
  sentLines,
  type SentLine,
} from './quantities.ts';
import { oldReason, reasonSource } from './reasons.ts';
import { suggestOutcome, suggestReturnRefund } from './suggest.ts';

/** Fields of `Return`. */
export const returnResolvers: TypeResolvers<ReturnSource> = {
  id: ({ record }) => gid('Return', record.id),
  name: ({ record }) => record.name,
  status: ({ record }) => record.status,
  createdAt: ({ record }) => record.createdAt,
  closedAt: ({ record }) => record.closedAt,
  requestApprovedAt: ({ record }) => record.requestApprovedAt,
  decline: ({ record }) => record.decline,
  order: ({ order }) => order,
  totalQuantity: ({ record }) => record.lines.reduce((sum, line) => sum + line.quantity, 0),
  staffMember: ({ order, record }, _args, { store }) =>
    record.staffId === null ? null : (store.staffMember(order.shop, record.staffId) ?? null),
  returnLineItems: (source, args) => {
    const lines = source.record.lines.filter((line) => takes(args, source, line));
    return connection(
      lines.map((line) => asNode({ ...source, line }, 'ReturnLineItem') ?? { ...source, line }),
      args,
      (one) => one.line.id,
    );
  },
  exchangeLineItems: (source, args) => {
    const { record } = source;
    const lines = record.exchangeLines.filter((line) => {
      if (args['processingStatus'] === 'PROCESSED') return line.processed.length > 0;
      return args['processingStatus'] !== 'PROCESSABLE' || openExchange(source, line) > 0;
    });
    return connection(
      lines.map((line) => ({ ...source, line })),
      args,
      (one) => one.line.id,
    );
  },
  returnShippingFees: ({ order, record }) =>
    record.shippingFee === null
      ? []
      : [{ id: gid('Fee', record.shippingFee.id), amountSet: moneyBag(order, record.shippingFee.amount) }],
  reverseFulfillmentOrders: (source, args) =>
    connection(
      source.record.reverseOrders.map((reverse) => ({ ...source, reverse })),
      args,
      (one) => one.reverse.id,
    ),
  refunds: ({ order, record }, args) =>
    connection(
      refundsOf(order, record.id).map((refund) => ({ order, refund })),
      args,
      (one) => one.refund.id,
    ),
  transactions: ({ order, record }, args) => {
    const ids = new Set(refundsOf(order, record.id).flatMap((refund) => refund.transactionIds));
    const own = order.transactions.filter((one) => ids.has(one.id));
    return connection(
      own.map((transaction) => ({ order, record: transaction })),
      args,
      (one) => one.record.id,
    );
  },
  suggestedFinancialOutcome: (source, args, context) => suggestOutcome(source, args, context),
  suggestedRefund: (source, args, context) => suggestReturnRefund(source, args, context),
};

function takes(args: Args, { record }: ReturnSource, line: ReturnLine): boolean {
  if (args['processingStatus'] === 'PROCESSED') return line.processed.length > 0;
  return args['processingStatus'] !== 'PROCESSABLE' || processableQuantity(record, line) > 0;
}

function refundsOf(order: Order, returnId: number): Order['refunds'] {
  return order.refunds.filter((refund) => refund.returnId === returnId);
}

/** Fields of `ReturnLineItem`. Fees and values are those of the whole line. */
export const returnLineResolvers: TypeResolvers<ReturnLineSource> = {
  id: ({ line }) => gid('ReturnLineItem', line.id),
  quantity: ({ line }) => line.quantity,
  processableQuantity: ({ record, line }) => processableQuantity(record, line),
  processedQuantity: ({ line }) => processedQuantity(line),
  unprocessedQuantity: ({ line }) => line.quantity - processedQuantity(line),
  refundableQuantity: ({ line }) => line.quantity - refundedUnits(line),
  refundedQuantity: ({ line }) => refundedUnits(line),
  customerNote: ({ line }) => line.customerNote,
  returnReason: ({ line }) => oldReason(line.reason),
  returnReasonDefinition: ({ line }) => reasonSource(line.reason),
  returnReasonNote: ({ line }) => line.reasonNote,
  totalWeight: () => null,
  fulfillmentLineItem: ({ order, line }) => sentSource(order, line.fulfillmentLineId),
  restockingFee: (source) => {
    const fee = source.line.restockingFee;
    if (fee === null) return null;
    const amountSet = moneyBag(source.order, percentOf(priceOf(source), fee.percentage));
    return { id: gid('Fee', fee.id), percentage: fee.percentage, amountSet };
  },
  withCodeDiscountedTotalPriceSet: (source) => moneyBag(source.order, priceOf(source)),
};

function priceOf({ order, line }: ReturnLineSource): ReturnOutcome['tax'] {
  const item = order.lineItems.find((one) => one.id === line.lineItemId);
  return item === undefined ? { shop: 0, presentment: 0 } : share(lineTotal(item), item.quantity, 0, line.quantity);
}

/** A `FulfillmentLineItem` of the order, as its own resolvers take it. */
export function sentSource(order: Order, id: number): Of<SentLine> | null {
  const record = sentLines(order).find((one) => one.id === id);
  return record === undefined ? null : { order, record };
}

export type ExchangeSource = ReturnSource & { line: ExchangeLine };

function openExchange({ record }: ReturnSource, line: ExchangeLine): number {
  const done = line.processed.reduce((sum, one) => sum + one.quantity, 0);
  return record.status === 'OPEN' ? line.quantity - done : 0;
}

function itemsOf({ order, line }: ExchangeSource): Of<LineItem>[] {
  const ids = line.processed.map((one) => one.lineItemId);
  return order.lineItems.filter((one) => ids.includes(one.id)).map((record) => ({ order, record }));
}

/** Fields of `ExchangeLineItem`; line items exist once it was processed. */
export const exchangeLineResolvers: TypeResolvers<ExchangeSource> = {
  id: ({ line }) => gid('ExchangeLineItem', line.id),
  quantity: ({ line }) => line.quantity,
  processableQuantity: (source) => openExchange(source, source.line),
  processedQuantity: ({ line }) => line.processed.reduce((sum, one) => sum + one.quantity, 0),
  unprocessedQuantity: ({ line }) => line.quantity - line.processed.reduce((sum, one) => sum + one.quantity, 0),
  variantId: ({ line }) => gid('ProductVariant', line.variantId),
  productId: ({ line }) => gid('Product', line.productId),
  title: ({ line }) => line.title,
  variantTitle: ({ line }) => line.variantTitle,
  variantSku: ({ line }) => line.sku,
  lineItem: (source) => itemsOf(source)[0] ?? null,
  lineItems: (source) => itemsOf(source),
};

/** A parcel with something that can come back. Its GID has the parcel's number [W]. */
export const returnableResolvers: TypeResolvers<Of<Fulfillment>> = {
  id: ({ record }) => gid('ReturnableFulfillment', record.id),
  fulfillment: (source) => source,
  returnableFulfillmentLineItems: ({ order, record }, args) => {
    const lines = record.lines.flatMap((line) => {
      const quantity = returnableQuantity(order, line);
      return quantity === 0 ? [] : [{ number: line.id, quantity, fulfillmentLineItem: { order, record: line } }];
    });
    return connection(lines, args, (one) => one.number);
  },
};

/** Parcels of an order from which something can come back. */
export function returnables(order: Order): Of<Fulfillment>[] {
  return order.fulfillments
    .filter((one) => one.status === 'SUCCESS' && one.lines.some((line) => returnableQuantity(order, line) > 0))
    .map((record) => ({ order, record }));
}
