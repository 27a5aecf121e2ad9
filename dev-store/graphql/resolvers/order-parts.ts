import type { TypeResolvers } from '../../engine/context.ts';
import { gid } from '../../gid.ts';
import { moneyScalar, portion, type Bag } from '../../money.ts';
import * as totals from '../../orders/totals.ts';
import type {
  Fulfillment,
  FulfillmentEvent,
  LineItem,
  Order,
  OrderAdjustment,
  Refund,
  RefundLineItem,
  RefundShippingLine,
  ShippingLine,
  TaxLine,
  Transaction,
} from '../../state/types.ts';
import { of, paymentDetails } from './order.ts';
import { connection, firstOf, image, moneyBag, moneyV2, type AddressSource, type Of } from './values.ts';

type RefundSource = { order: Order; refund: Refund };

/** Fields of `LineItem`. */
export const lineItemResolvers: TypeResolvers<Of<LineItem>> = {
  id: ({ record }) => gid('LineItem', record.id),
  title: ({ record }) => record.title,
  name: ({ record }) => (record.variantTitle === null ? record.title : `${record.title} - ${record.variantTitle}`),
  variantTitle: ({ record }) => record.variantTitle,
  sku: ({ record }) => record.sku,
  vendor: ({ record }) => record.vendor,
  quantity: ({ record }) => record.quantity,
  currentQuantity: ({ order, record }) => totals.refundableQuantity(order, record),
  refundableQuantity: ({ order, record }) => totals.refundableQuantity(order, record),
  unfulfilledQuantity: ({ order, record }) =>
    Math.max(0, totals.refundableQuantity(order, record) - totals.fulfilledQuantity(order, record.id)),
  nonFulfillableQuantity: () => 0,
  restockable: ({ order, record }) => totals.refundableQuantity(order, record) > 0,
  requiresShipping: ({ record }) => record.requiresShipping,
  isGiftCard: ({ record }) => record.giftCard,
  taxable: ({ record }) => record.taxLines.length > 0,
  merchantEditable: ({ order }) => order.cancelledAt === null,
  image: ({ record }, _args, context) => image(context, record.image, record.title),
  product: ({ order, record }, _args, { store }) =>
    record.productId === null ? null : (store.product(order.shop, record.productId) ?? null),
  variant: ({ order, record }, _args, { store }) =>
    record.variantId === null ? null : (store.variant(order.shop, record.variantId) ?? null),
  customAttributes: ({ record }) => record.customAttributes ?? [],
  discountAllocations: () => [],
  duties: () => [],
  originalUnitPriceSet: ({ order, record }) => moneyBag(order, record.unitPrice),
  originalTotalSet: ({ order, record }) => moneyBag(order, totals.times(record.unitPrice, record.quantity)),
  discountedUnitPriceSet: ({ order, record }) => moneyBag(order, perUnit(totals.lineTotal(record), record.quantity)),
  discountedUnitPriceAfterAllDiscountsSet: ({ order, record }) =>
    moneyBag(order, perUnit(totals.lineTotal(record), record.quantity)),
  discountedTotalSet: ({ order, record }) => moneyBag(order, totals.lineTotal(record)),
  totalDiscountSet: ({ order, record }) => moneyBag(order, record.discount),
  taxLines: ({ order, record }, args) => firstOf(of(order, record.taxLines), args),
};

/** Fields of `TaxLine`. */
export const taxLineResolvers: TypeResolvers<Of<TaxLine>> = {
  title: ({ record }) => record.title,
  rate: ({ record }) => record.rate,
  ratePercentage: ({ record }) => record.rate * 100,
  priceSet: ({ order, record }) => moneyBag(order, record.amount),
};

/** Fields of `ShippingLine`. */
export const shippingLineResolvers: TypeResolvers<Of<ShippingLine>> = {
  id: ({ record }) => gid('ShippingLine', record.id),
  title: ({ record }) => record.title,
  code: ({ record }) => record.code,
  custom: ({ record }) => record.custom ?? false,
  source: ({ record }) => record.source ?? null,
  isRemoved: () => false,
  originalPriceSet: ({ order, record }) => moneyBag(order, record.price),
  discountedPriceSet: ({ order, record }) => moneyBag(order, totals.shippingLineTotal(record)),
  currentDiscountedPriceSet: ({ order, record }) => moneyBag(order, totals.shippingLineTotal(record)),
  taxLines: ({ order, record }) => of(order, record.taxLines),
};

/** Fields of `Fulfillment`. */
export const fulfillmentResolvers: TypeResolvers<Of<Fulfillment>> = {
  id: ({ record }) => gid('Fulfillment', record.id),
  legacyResourceId: ({ record }) => String(record.id),
  name: ({ record }) => record.name,
  status: ({ record }) => record.status,
  displayStatus: ({ record }) => displayStatus(record),
  createdAt: ({ record }) => record.createdAt,
  updatedAt: ({ record }) => record.updatedAt,
  estimatedDeliveryAt: ({ record }) => record.estimatedDeliveryAt,
  deliveredAt: ({ record }) => record.events.find((event) => event.status === 'DELIVERED')?.happenedAt ?? null,
  inTransitAt: ({ record }) => record.events.find((event) => event.status === 'IN_TRANSIT')?.happenedAt ?? null,
  requiresShipping: () => true,
  totalQuantity: ({ record }) => record.lines.reduce((sum, line) => sum + line.quantity, 0),
  location: ({ order, record }, _args, { store }) =>
    record.locationId === null ? null : (store.location(order.shop, record.locationId) ?? null),
  order: ({ order }) => order,
  trackingInfo: ({ record }, args) => firstOf(record.tracking === null ? [] : [record.tracking], args),
  events: ({ record, order }, args) =>
    connection(
      of(
        order,
        record.events.toSorted((a, b) => a.happenedAt.localeCompare(b.happenedAt)),
      ),
      args,
      (event) => event.record.id,
    ),
  fulfillmentLineItems: ({ order, record }, args) =>
    connection(of(order, record.lines), args, (line) => line.record.id),
};

export const fulfillmentLineItemResolvers: TypeResolvers<Of<{ id: number; lineItemId: number; quantity: number }>> = {
  id: ({ record }) => gid('FulfillmentLineItem', record.id),
  quantity: ({ record }) => record.quantity,
  lineItem: ({ order, record }) => lineOf(order, record.lineItemId),
};

/** Fields of `FulfillmentEvent`. */
export const fulfillmentEventResolvers: TypeResolvers<Of<FulfillmentEvent>> = {
  id: ({ record }) => gid('FulfillmentEvent', record.id),
  status: ({ record }) => record.status,
  message: ({ record }) => record.message,
  happenedAt: ({ record }) => record.happenedAt,
  createdAt: ({ record }) => record.createdAt,
  estimatedDeliveryAt: () => null,
  address1: () => null,
  city: ({ record }) => record.city,
  province: ({ record }) => record.province,
  country: ({ record }) => record.country,
  zip: ({ record }) => record.zip,
  latitude: () => null,
  longitude: () => null,
};

/** Fields of `OrderTransaction`. */
export const transactionResolvers: TypeResolvers<Of<Transaction>> = {
  id: ({ record }) => gid('OrderTransaction', record.id),
  kind: ({ record }) => record.kind,
  status: ({ record }) => record.status,
  gateway: ({ record }) => record.gateway,
  formattedGateway: ({ record }) => record.formattedGateway,
  accountNumber: ({ record }) => record.accountNumber,
  amountSet: ({ order, record }) => moneyBag(order, record.amount),
  createdAt: ({ record }) => record.createdAt,
  processedAt: ({ record }) => record.processedAt,
  errorCode: ({ record }) => record.errorCode,
  test: ({ record }) => record.test,
  manualPaymentGateway: ({ record }) => record.gateway === 'manual' || record.gateway === 'bank_transfer',
  manuallyCapturable: () => false,
  multiCapturable: () => false,
  order: ({ order }) => order,
  parentTransaction: ({ order, record }) => {
    const parent = order.transactions.find((one) => one.id === record.parentId);
    return parent === undefined ? null : { order, record: parent };
  },
  maximumRefundableV2: ({ order, record }) =>
    totals.isPayment(record) && record.status === 'SUCCESS'
      ? moneyV2(totals.refundableOf(order, record).presentment, order.presentmentCurrency)
      : null,
  paymentDetails: ({ record }) => paymentDetails(record.card),
  receiptJson: () => null,
  settlementCurrency: ({ order }) => order.currency,
  fees: () => [],
  user: () => null,
};

/** Fields of `Refund`. */
export const refundResolvers: TypeResolvers<RefundSource> = {
  id: ({ refund }) => gid('Refund', refund.id),
  legacyResourceId: ({ refund }) => String(refund.id),
  createdAt: ({ refund }) => refund.createdAt,
  processedAt: ({ refund }) => refund.processedAt,
  updatedAt: ({ refund }) => refund.updatedAt,
  note: ({ refund }) => refund.note,
  order: ({ order }) => order,
  duties: () => [],
  staffMember: ({ order, refund }, _args, { store }) =>
    refund.staffId === null ? null : (store.staffMember(order.shop, refund.staffId) ?? null),
  totalRefunded: ({ order, refund }) => moneyV2(totals.refundTotal(order, refund).shop, order.currency),
  totalRefundedSet: ({ order, refund }) => moneyBag(order, totals.refundTotal(order, refund)),
  refundLineItems: ({ order, refund }, args) => connection(of(order, refund.lines), args, (one) => one.record.id),
  refundShippingLines: ({ order, refund }, args) =>
    connection(of(order, refund.shippingLines), args, (one) => one.record.id),
  orderAdjustments: ({ order, refund }, args) =>
    connection(of(order, refund.adjustments), args, (one) => one.record.id),
  transactions: ({ order, refund }, args) =>
    connection(of(order, totals.transactionsOf(order, refund)), args, (one) => one.record.id),
};

/** Fields of `RefundLineItem`; suggested ones have no id. */
export const refundLineItemResolvers: TypeResolvers<Of<Omit<RefundLineItem, 'id'> & { id: number | null }>> = {
  id: ({ record }) => (record.id === null ? null : gid('RefundLineItem', record.id)),
  lineItem: ({ order, record }) => lineOf(order, record.lineItemId),
  location: ({ order, record }, _args, { store }) =>
    record.locationId === null ? null : (store.location(order.shop, record.locationId) ?? null),
  quantity: ({ record }) => record.quantity,
  restockType: ({ record }) => record.restockType,
  restocked: ({ record }) => record.restockType !== 'NO_RESTOCK',
  price: ({ order, record }) => moneyScalar(perUnit(record.subtotal, record.quantity).shop, order.currency),
  priceSet: ({ order, record }) => moneyBag(order, perUnit(record.subtotal, record.quantity)),
  subtotal: ({ order, record }) => moneyScalar(record.subtotal.shop, order.currency),
  subtotalSet: ({ order, record }) => moneyBag(order, record.subtotal),
  totalTax: ({ order, record }) => moneyScalar(record.tax.shop, order.currency),
  totalTaxSet: ({ order, record }) => moneyBag(order, record.tax),
};

export const refundShippingLineResolvers: TypeResolvers<Of<RefundShippingLine>> = {
  id: ({ record }) => gid('RefundShippingLine', record.id),
  shippingLine: ({ order, record }) => {
    const line = order.shippingLines.find((one) => one.id === record.shippingLineId);
    return line === undefined ? null : { order, record: line };
  },
  subtotalAmountSet: ({ order, record }) => moneyBag(order, record.subtotal),
  taxAmountSet: ({ order, record }) => moneyBag(order, record.tax),
};

export const orderAdjustmentResolvers: TypeResolvers<Of<OrderAdjustment>> = {
  id: ({ record }) => gid('OrderAdjustment', record.id),
  reason: ({ record }) => record.reason,
  amountSet: ({ order, record }) => moneyBag(order, record.amount),
  taxAmountSet: ({ order, record }) => moneyBag(order, record.tax),
};

/** Fields of `MailingAddress`. */
export const mailingAddressResolvers: TypeResolvers<AddressSource> = {
  id: (address) => `${gid('MailingAddress', address.key)}?model_name=Address`,
  firstName: (address) => address.firstName,
  lastName: (address) => address.lastName,
  name: (address) => [address.firstName, address.lastName].filter(Boolean).join(' ') || null,
  company: (address) => address.company,
  address1: (address) => address.address1,
  address2: (address) => address.address2,
  city: (address) => address.city,
  province: (address) => address.province,
  provinceCode: (address) => address.provinceCode,
  zip: (address) => address.zip,
  country: (address) => address.country,
  countryCodeV2: (address) => address.countryCode,
  phone: (address) => address.phone,
  formatted: (address) => addressLines(address),
  formattedArea: (address) => [address.city, address.country].filter(Boolean).join(', '),
  coordinatesValidated: () => false,
  latitude: () => null,
  longitude: () => null,
  timeZone: () => null,
};

export function addressLines(address: Omit<AddressSource, 'key'>): string[] {
  const place = [address.zip, address.city].filter(Boolean).join(' ');
  return [address.address1, address.address2, place, address.country].filter(
    (line): line is string => line !== null && line !== '',
  );
}

/** A parcel's newest scan decides what is shown; without one it is plainly fulfilled. */
function displayStatus(fulfillment: Fulfillment): string {
  if (fulfillment.status === 'CANCELLED') return 'CANCELED';
  const last = fulfillment.events.toSorted((a, b) => a.happenedAt.localeCompare(b.happenedAt)).at(-1);
  return last?.status ?? 'FULFILLED';
}

function lineOf(order: Order, lineItemId: number): Of<LineItem> | null {
  const record = order.lineItems.find((one) => one.id === lineItemId);
  return record === undefined ? null : { order, record };
}

function perUnit(bag: Bag, quantity: number): Bag {
  return { shop: portion(bag.shop, 1, quantity), presentment: portion(bag.presentment, 1, quantity) };
}
