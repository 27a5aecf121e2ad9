import { z } from 'zod';
import type { WebhookSubject } from '#app/services/webhooks/subject.ts';

/*
 * What we keep of a webhook: ids, to look the matter up at Shopify, and never the payload with its names and addresses.
 * The shapes are strict enough that a body does not pass for another topic: the signature covers the body only, so a
 * recorded delivery could come again under another topic's header.
 */

const id = z.union([z.int().positive(), z.string().regex(/^[1-9]\d{0,18}$/)]).transform(String);
const ids = z.array(id).max(10_000);
const gid = (type: string) => z.string().startsWith(`gid://shopify/${type}/`);
const scopes = z.array(z.string().max(100)).max(200);
const shopDomain = z.string();

type Reader = z.ZodType<{ shop?: string; subject: WebhookSubject }>;

const order = z.object({ id, admin_graphql_api_id: gid('Order') }).transform((of) => ({ subject: { orderId: of.id } }));
const refund = z
  .object({ id, order_id: id, admin_graphql_api_id: gid('Refund') })
  .transform((of) => ({ subject: { orderId: of.order_id, refundId: of.id } }));
const transaction = z
  .object({ id, order_id: id, admin_graphql_api_id: gid('OrderTransaction') })
  .transform((of) => ({ subject: { orderId: of.order_id } }));
const fulfillment = z
  .object({ id, order_id: id, admin_graphql_api_id: gid('Fulfillment') })
  .transform((of) => ({ subject: { orderId: of.order_id } }));
const fulfillmentEvent = z
  .object({ order_id: id, fulfillment_id: id, admin_graphql_api_id: gid('FulfillmentEvent') })
  .transform((of) => ({ subject: { orderId: of.order_id } }));
const uninstalled = z
  .object({ id, myshopify_domain: shopDomain })
  .transform((of) => ({ shop: of.myshopify_domain, subject: {} }));
const scopesUpdate = z
  .object({ previous: scopes, current: scopes })
  .transform(({ current }) => ({ subject: { scopes: current } }));
const dataRequest = z
  .object({
    shop_domain: shopDomain,
    customer: z.object({ id }),
    orders_requested: ids,
    data_request: z.object({ id }),
  })
  .transform((of) => ({
    shop: of.shop_domain,
    subject: { customerId: of.customer.id, orderIds: of.orders_requested },
  }));
const customerRedact = z
  .object({ shop_domain: shopDomain, customer: z.object({ id }), orders_to_redact: ids })
  .transform((of) => ({
    shop: of.shop_domain,
    subject: { customerId: of.customer.id, orderIds: of.orders_to_redact },
  }));
// Without a customer: else a customer's redaction could come again as the whole shop's.
const shopRedact = z
  .object({ shop_id: id, shop_domain: shopDomain, customer: z.undefined().optional() })
  .transform((of) => ({ shop: of.shop_domain, subject: {} }));

/** Topics that `/webhooks` takes; shopify.app.toml subscribes to exactly these. */
export const shopTopics = {
  'app/uninstalled': uninstalled,
  'app/scopes_update': scopesUpdate,
  'orders/updated': order,
  'refunds/create': refund,
  'order_transactions/create': transaction,
  'fulfillments/update': fulfillment,
  'fulfillment_events/create': fulfillmentEvent,
} as const satisfies Record<string, Reader>;

/** Topics of the privacy laws, which `/webhooks/compliance` takes. */
export const complianceTopics = {
  'customers/data_request': dataRequest,
  'customers/redact': customerRedact,
  'shop/redact': shopRedact,
} as const satisfies Record<string, Reader>;

export type Topics = Readonly<Record<string, Reader>>;

/** The ids in a payload, or null when it is no payload of that topic, or one of another shop. */
export function readSubject(reader: Reader, payload: unknown, shop: string): WebhookSubject | null {
  const read = reader.safeParse(payload);
  if (!read.success || (read.data.shop !== undefined && read.data.shop !== shop)) return null;
  return read.data.subject;
}
