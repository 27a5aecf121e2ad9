import type { TypeResolvers } from '../../engine/context.ts';
import { gid } from '../../gid.ts';
import { moneyScalar, parseMinor, subtractBags, sumBags, ZERO } from '../../money.ts';
import * as totals from '../../orders/totals.ts';
import { hasOpenChargeback } from '../../refunds/guards.ts';
import { readLines } from '../../refunds/input.ts';
import { refundableShipping, suggestRefund, type Suggestion } from '../../refunds/suggest.ts';
import type { Order } from '../../state/types.ts';
import { storeCreditUsable } from '../../store-credit/ledger.ts';
import { connection, firstOf, moneyBag, type AddressSource, type Of } from './values.ts';

export type SuggestionSource = { order: Order; suggestion: Suggestion };

/** Fields of `Order` that this stand-in knows. */
export const orderResolvers: TypeResolvers<Order> = {
  id: (order) => gid('Order', order.id),
  legacyResourceId: (order) => String(order.id),
  name: (order) => order.name,
  number: (order) => order.number,
  confirmationNumber: (order) => `AM${order.id.toString(36).toUpperCase()}`,
  createdAt: (order) => order.createdAt,
  processedAt: (order) => order.processedAt,
  updatedAt: (order) => order.updatedAt,
  cancelledAt: (order) => order.cancelledAt,
  cancelReason: (order) => order.cancelReason,
  closed: (order) => order.closedAt !== null,
  closedAt: (order) => order.closedAt,
  confirmed: () => true,
  edited: () => false,
  test: (order) => order.test,
  tags: (order) => order.tags,
  note: (order) => order.note,
  customAttributes: (order) => order.customAttributes,
  email: (order) => order.email,
  phone: (order) => order.phone,
  customerLocale: (order) => order.customerLocale,
  customer: (order, _args, context) => customerOf(order, context.store),
  currencyCode: (order) => order.currency,
  presentmentCurrencyCode: (order) => order.presentmentCurrency,
  taxesIncluded: (order) => order.taxesIncluded,
  sourceName: (order) => order.sourceName,
  sourceIdentifier: (order) => order.sourceIdentifier,
  discountCode: (order) => order.discountCodes[0] ?? null,
  discountCodes: (order) => order.discountCodes,
  displayFinancialStatus: (order) => totals.shownFinancialStatus(order),
  fullyPaid: (order) => totals.outstanding(order).presentment <= 0,
  unpaid: (order) => totals.totalReceived(order).presentment === 0,
  refundable: (order) => totals.maximumRefundable(order).presentment > 0 && !hasOpenChargeback(order),
  restockable: (order) => order.lineItems.some((line) => totals.refundableQuantity(order, line) > 0),
  fulfillable: (order) => totals.fulfillmentStatus(order) !== 'FULFILLED' && order.cancelledAt === null,
  merchantEditable: (order) => order.cancelledAt === null,
  canNotifyCustomer: (order) => order.email !== null,
  requiresShipping: (order) => order.lineItems.some((line) => line.requiresShipping),
  subtotalLineItemsQuantity: (order) => order.lineItems.reduce((sum, line) => sum + line.quantity, 0),
  currentSubtotalLineItemsQuantity: (order) =>
    order.lineItems.reduce((sum, line) => sum + totals.refundableQuantity(order, line), 0),
  totalPriceSet: (order) => moneyBag(order, totals.totalPrice(order)),
  originalTotalPriceSet: (order) => moneyBag(order, totals.totalPrice(order)),
  subtotalPriceSet: (order) => moneyBag(order, totals.subtotal(order)),
  totalShippingPriceSet: (order) => moneyBag(order, totals.shippingTotal(order)),
  totalTaxSet: (order) => moneyBag(order, totals.totalTax(order)),
  totalDiscountsSet: (order) => moneyBag(order, totals.totalDiscounts(order)),
  currentTotalPriceSet: (order) => moneyBag(order, totals.currentTotal(order)),
  currentSubtotalPriceSet: (order) =>
    moneyBag(
      order,
      subtractBags(
        totals.subtotal(order),
        sumBags(order.refunds.flatMap((one) => one.lines.map((line) => line.subtotal))),
      ),
    ),
  currentShippingPriceSet: (order) => moneyBag(order, refundableShipping(order).amount),
  currentTotalTaxSet: (order) =>
    moneyBag(
      order,
      subtractBags(
        totals.totalTax(order),
        sumBags(order.refunds.flatMap((one) => [...one.lines, ...one.shippingLines].map((line) => line.tax))),
      ),
    ),
  currentTotalDiscountsSet: (order) => moneyBag(order, totals.totalDiscounts(order)),
  totalReceivedSet: (order) => moneyBag(order, totals.totalReceived(order)),
  totalOutstandingSet: (order) => moneyBag(order, totals.outstanding(order)),
  totalRefundedSet: (order) => moneyBag(order, totals.totalRefunded(order)),
  totalRefundedShippingSet: (order) => moneyBag(order, totals.refundedShipping(order)),
  netPaymentSet: (order) => moneyBag(order, totals.netPayment(order)),
  refundDiscrepancySet: (order) =>
    moneyBag(order, sumBags(order.refunds.flatMap((one) => one.adjustments.map((adjustment) => adjustment.amount)))),
  totalCapturableSet: (order) => moneyBag(order, totals.capturable(order)),
  capturable: (order) => totals.capturable(order).presentment > 0,
  poNumber: (order) => order.poNumber ?? null,
  totalTipReceivedSet: (order) => moneyBag(order, ZERO),
  paymentGatewayNames: (order) => [...new Set(order.transactions.filter(totals.isPayment).map((one) => one.gateway))],
  shippingAddress: (order) => address(order.shippingAddress, `${order.id}1`),
  billingAddress: (order) => address(order.billingAddress, `${order.id}2`),
  displayAddress: (order) => address(order.shippingAddress, `${order.id}1`),
  billingAddressMatchesShippingAddress: (order) =>
    JSON.stringify(order.billingAddress) === JSON.stringify(order.shippingAddress),
  shippingLine: (order) => of(order, order.shippingLines)[0] ?? null,
  shippingLines: (order, args) => connection(of(order, order.shippingLines), args, (one) => one.record.id),
  lineItems: (order, args) => connection(of(order, order.lineItems), args, (one) => one.record.id),
  fulfillments: (order, args) => firstOf(of(order, order.fulfillments), args),
  fulfillmentsCount: (order) => ({ count: order.fulfillments.length, precision: 'EXACT' }),
  transactions: (order, args) => firstOf(of(order, order.transactions), args),
  transactionsCount: (order) => ({ count: order.transactions.length, precision: 'EXACT' }),
  refunds: (order, args) =>
    firstOf(
      order.refunds.map((refund) => ({ order, refund })),
      args,
    ),
  risk: (order) => ({
    recommendation: order.risk.level === 'HIGH' ? 'CANCEL' : order.risk.level === 'MEDIUM' ? 'INVESTIGATE' : 'ACCEPT',
    assessments: [{ riskLevel: order.risk.level, facts: order.risk.facts, provider: null }],
  }),
  events: (_order, args) => connection<{ id: number }>([], args, (event) => event.id),
  discountApplications: (_order, args) => connection<{ id: number }>([], args, (one) => one.id),
  app: () => null,
  staffMember: () => null,
  statusPageUrl: (order) => `https://${order.shop}/orders/${order.id.toString(36)}/authenticate`,
  suggestedRefund: (order, args): SuggestionSource => {
    const lines = args['refundLineItems'];
    const shipping = args['shippingAmount'];
    const suggestion = suggestRefund(order, {
      lines: Array.isArray(lines) ? readLines(lines) : [],
      shippingAmount: typeof shipping === 'string' ? parseMinor(shipping, order.presentmentCurrency) : null,
      refundShipping: args['refundShipping'] === true,
      full: args['suggestFullRefund'] === true,
      toStoreCredit: args['refundMethodAllocation'] === 'STORE_CREDIT',
    });
    return { order, suggestion };
  },
};

/** Fields of `SuggestedRefund`. Scalar `Money` fields are in the presentment currency, like every refund input. */
export const suggestedRefundResolvers: TypeResolvers<SuggestionSource> = {
  amount: ({ order, suggestion }) => scalar(order, suggestion.amount.presentment),
  amountSet: ({ order, suggestion }) => moneyBag(order, suggestion.amount),
  subtotal: ({ order, suggestion }) => scalar(order, suggestion.subtotal.presentment),
  subtotalSet: ({ order, suggestion }) => moneyBag(order, suggestion.subtotal),
  discountedSubtotalSet: ({ order, suggestion }) => moneyBag(order, suggestion.discountedSubtotal),
  totalCartDiscountAmountSet: ({ order, suggestion }) => moneyBag(order, suggestion.cartDiscount),
  totalTaxes: ({ order, suggestion }) => scalar(order, suggestion.tax.presentment),
  totalTaxSet: ({ order, suggestion }) => moneyBag(order, suggestion.tax),
  totalDutiesSet: ({ order }) => moneyBag(order, ZERO),
  maximumRefundable: ({ order, suggestion }) => scalar(order, suggestion.maximumRefundable.presentment),
  maximumRefundableSet: ({ order, suggestion }) => moneyBag(order, suggestion.maximumRefundable),
  refundDuties: () => [],
  shipping: ({ order, suggestion: { shipping } }) => ({
    amount: scalar(order, shipping.amount.presentment),
    amountSet: moneyBag(order, shipping.amount),
    maximumRefundable: scalar(order, shipping.maximum.presentment),
    maximumRefundableSet: moneyBag(order, shipping.maximum),
    tax: scalar(order, shipping.tax.presentment),
    taxSet: moneyBag(order, shipping.tax),
  }),
  refundLineItems: ({ order, suggestion }) =>
    suggestion.lines.map((line) => ({ order, record: { ...line, id: null } })),
  suggestedTransactions: ({ order, suggestion }) =>
    suggestion.payments.map((payment) => suggestedTransaction(order, payment)),
  // Where store credit is out of reach there is nothing to suggest (evidence is silent).
  suggestedRefundMethods: ({ order, suggestion }, _args, { shop }) =>
    suggestion.toStoreCredit && order.customerId !== null && storeCreditUsable(shop)
      ? [
          {
            __typename: 'SuggestedStoreCreditRefund',
            amount: moneyBag(order, suggestion.amount),
            maximumRefundable: moneyBag(order, suggestion.maximumRefundable),
            expiresAt: null,
          },
        ]
      : [],
};

/** A `SuggestedOrderTransaction`: what would go back to one payment. */
export function suggestedTransaction(
  order: Order,
  { payment, amount, maximumRefundable }: Suggestion['payments'][number],
): object {
  return {
    accountNumber: payment.accountNumber,
    amount: scalar(order, amount.presentment),
    amountSet: moneyBag(order, amount),
    formattedGateway: payment.formattedGateway,
    gateway: payment.gateway,
    kind: 'SUGGESTED_REFUND',
    maximumRefundable: scalar(order, maximumRefundable.presentment),
    maximumRefundableSet: moneyBag(order, maximumRefundable),
    parentTransaction: { order, record: payment },
    paymentDetails: paymentDetails(payment.card),
  };
}

/** `PaymentDetails` of a card that was typed in; other ways of paying have none here. */
export function paymentDetails(card: { company: string; number: string; name: string | null } | null): object | null {
  return card === null ? null : { __typename: 'CardPaymentDetails', ...card, wallet: null, paymentMethodName: 'card' };
}

export function of<T>(order: Order, records: readonly T[]): Of<T>[] {
  return records.map((record) => ({ order, record }));
}

export function address(from: Order['shippingAddress'], key: string): AddressSource | null {
  return from === null ? null : { ...from, key };
}

function scalar(order: Order, amount: number): string {
  return moneyScalar(amount, order.presentmentCurrency);
}

function customerOf(order: Order, store: { customer: (shop: string, id: number) => unknown }): unknown {
  return order.customerId === null ? null : (store.customer(order.shop, order.customerId) ?? null);
}
