import { parseOrderId, trusted } from '#app/domain/ids.ts';
import type { FinancialStatus, Order, OrderSummary } from '#app/domain/order.ts';
import type { DisputeStatus, ReadOrderQuery, SearchOrdersQuery } from '#app/types/admin.generated.ts';
import { fromGid } from './gid.ts';
import { readMoney, readPair } from './map-money.ts';
import { readOrderRefund } from './map-refund.ts';

type WireOrder = NonNullable<ReadOrderQuery['order']>;
type WireSummary = SearchOrdersQuery['orders']['nodes'][number];

const readFinancialStatus = (status: WireOrder['displayFinancialStatus']): FinancialStatus =>
  status === null ? 'unknown' : (status.toLowerCase() as Lowercase<typeof status>);

// Won and lost are over; everything else can still take the money away.
const openDisputes: Record<DisputeStatus, boolean> = {
  ACCEPTED: false,
  CHARGE_REFUNDED: false,
  LOST: false,
  NEEDS_RESPONSE: true,
  PREVENTED: false,
  UNDER_REVIEW: true,
  WON: false,
};

export const isOpenDispute = (status: DisputeStatus): boolean => openDisputes[status];

export function readOrderSummary(wire: WireSummary): OrderSummary {
  return {
    id: trusted(parseOrderId, wire.legacyResourceId),
    name: wire.name,
    processedAt: wire.processedAt,
    customerName: wire.customer?.displayName ?? null,
    email: wire.email,
    total: readMoney(wire.totalPriceSet.presentmentMoney),
    financialStatus: readFinancialStatus(wire.displayFinancialStatus),
    fulfillmentStatus: wire.displayFulfillmentStatus.toLowerCase(),
  };
}

export function readWireOrder(wire: WireOrder): Order {
  return {
    id: trusted(parseOrderId, wire.legacyResourceId),
    name: wire.name,
    createdAt: wire.createdAt,
    processedAt: wire.processedAt,
    cancelledAt: wire.cancelledAt,
    shopCurrency: wire.currencyCode,
    currency: wire.presentmentCurrencyCode,
    financialStatus: readFinancialStatus(wire.displayFinancialStatus),
    fulfillmentStatus: wire.displayFulfillmentStatus.toLowerCase(),
    total: readPair(wire.totalPriceSet),
    received: readPair(wire.totalReceivedSet),
    refunded: readPair(wire.totalRefundedSet),
    shippingTotal: readMoney(wire.totalShippingPriceSet.presentmentMoney),
    customer: wire.customer && {
      id: wire.customer.legacyResourceId,
      name: wire.customer.displayName,
      email: wire.customer.defaultEmailAddress?.emailAddress ?? null,
      locale: wire.customer.locale,
      orders: Number(wire.customer.numberOfOrders),
      spent: readMoney(wire.customer.amountSpent),
      since: wire.customer.createdAt,
    },
    email: wire.email,
    shipTo: wire.shippingAddress && {
      city: wire.shippingAddress.city,
      countryCode: wire.shippingAddress.countryCodeV2,
    },
    lines: wire.lineItems.nodes.map((line) => ({
      id: fromGid(line.id),
      title: line.title,
      variantTitle: line.variantTitle,
      sku: line.sku,
      imageUrl: line.image?.url ?? null,
      quantity: line.quantity,
      refundableQuantity: line.refundableQuantity,
      unitPrice: readMoney(line.discountedUnitPriceSet.presentmentMoney),
    })),
    fulfillments: wire.fulfillments.map(readFulfillment),
    refunds: wire.refunds.map(readOrderRefund),
    disputes: wire.disputes.map((dispute) => ({
      id: fromGid(dispute.id),
      type: dispute.initiatedAs === 'CHARGEBACK' ? 'chargeback' : 'inquiry',
      open: isOpenDispute(dispute.status),
    })),
  };
}

function readFulfillment(wire: WireOrder['fulfillments'][number]): Order['fulfillments'][number] {
  return {
    id: fromGid(wire.id),
    status: (wire.displayStatus ?? 'fulfilled').toLowerCase(),
    createdAt: wire.createdAt,
    estimatedDeliveryAt: wire.estimatedDeliveryAt,
    deliveredAt: wire.deliveredAt,
    tracking: wire.trackingInfo.map(({ company, number, url }) => ({ company, number, url })),
    events: wire.events.nodes.map((event) => ({
      status: event.status.toLowerCase(),
      at: event.happenedAt,
      message: event.message,
      city: event.city,
      country: event.country,
    })),
    lines: wire.fulfillmentLineItems.nodes.map((line) => ({
      lineItemId: fromGid(line.lineItem.id),
      quantity: line.quantity ?? 0,
    })),
  };
}
