/** Bodies of the `fulfillments/…` and `fulfillment_events/…` families. */
import { gid } from '../../gid.ts';
import type { Fulfillment, FulfillmentEvent, Order } from '../../state/types.ts';
import { lineOf } from './lines.ts';

/** Body of `fulfillments/update`. */
export function fulfillmentPayload(order: Order, fulfillment: Fulfillment): object {
  const last = fulfillment.events.at(-1);
  const tracking = fulfillment.tracking;
  return {
    id: fulfillment.id,
    admin_graphql_api_id: gid('Fulfillment', fulfillment.id),
    order_id: order.id,
    name: fulfillment.name,
    status: fulfillment.status.toLowerCase(),
    shipment_status: last?.status.toLowerCase() ?? null,
    created_at: fulfillment.createdAt,
    updated_at: fulfillment.updatedAt,
    location_id: fulfillment.locationId,
    tracking_company: tracking?.company ?? null,
    tracking_number: tracking?.number ?? null,
    tracking_numbers: tracking === null ? [] : [tracking.number],
    tracking_url: tracking?.url ?? null,
    tracking_urls: tracking?.url == null ? [] : [tracking.url],
    line_items: fulfillment.lines.map((line) => ({ ...lineOf(order, line.lineItemId), quantity: line.quantity })),
  };
}

/** Body of `fulfillment_events/create`. */
export function fulfillmentEventPayload(
  shopId: number,
  order: Order,
  fulfillment: Fulfillment,
  event: FulfillmentEvent,
): object {
  return {
    id: event.id,
    admin_graphql_api_id: gid('FulfillmentEvent', event.id),
    fulfillment_id: fulfillment.id,
    order_id: order.id,
    shop_id: shopId,
    status: event.status.toLowerCase(),
    message: event.message,
    happened_at: event.happenedAt,
    created_at: event.createdAt,
    updated_at: event.createdAt,
    estimated_delivery_at: fulfillment.estimatedDeliveryAt,
    address1: null,
    city: event.city,
    province: event.province,
    country: event.country,
    zip: event.zip,
    latitude: null,
    longitude: null,
  };
}
