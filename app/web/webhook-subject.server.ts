import { z } from 'zod';
import { parseRemedyId } from '#app/domain/ids.ts';
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

/** Our codes and marks, which name remedies and nobody. The words around them are not kept. */
const codes = z
  .array(z.object({ code: z.string() }))
  .default([])
  .transform((all) => all.flatMap(({ code }) => /^SORRY-[0-9A-Z]{4}-[0-9A-Z]{4}$/.exec(code.toUpperCase())?.[0] ?? []));
const text = z
  .string()
  .nullish()
  .transform((words) => marksIn(words ?? ''));

function marksIn(words: string): string[] {
  const inWords = [...words.matchAll(/\[amends:([0-9a-f-]{36})\]/g)].flatMap(([, id]) => parseRemedyId(id) ?? []);
  const inTags = [...words.matchAll(/\bamends-([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})\b/g)];
  return [...new Set([...inWords, ...inTags.flatMap(([, ...parts]) => parseRemedyId(parts.join('-')) ?? [])])];
}

/** Only what there is, so that most subjects stay as small as an id. */
const found = (name: 'codes' | 'marks', all: string[]): Pick<WebhookSubject, 'codes' | 'marks'> =>
  all.length > 0 ? { [name]: all } : {};

const order = z
  .object({ id, admin_graphql_api_id: gid('Order'), discount_codes: codes, tags: text })
  .transform((of) => ({
    subject: { orderId: of.id, ...found('codes', of.discount_codes), ...found('marks', of.tags) },
  }));
const refund = z
  .object({ id, order_id: id, admin_graphql_api_id: gid('Refund'), note: text })
  .transform((of) => ({ subject: { orderId: of.order_id, refundId: of.id, ...found('marks', of.note) } }));
const lastDigits = (text: string): string | undefined => /(\d+)$/.exec(text)?.[1];
const discountGid = z.union([gid('DiscountCodeNode'), gid('DiscountAutomaticNode')]);
const discount = z.object({ admin_graphql_api_id: discountGid, title: text }).transform((of) => ({
  subject: {
    discountId: lastDigits(of.admin_graphql_api_id),
    ...found('marks', of.title),
  },
}));
const transaction = z
  .object({ id, order_id: id, admin_graphql_api_id: gid('OrderTransaction') })
  .transform((of) => ({ subject: { orderId: of.order_id } }));
const fulfillment = z
  .object({ id, order_id: id, admin_graphql_api_id: gid('Fulfillment') })
  .transform((of) => ({ subject: { orderId: of.order_id } }));
const fulfillmentEvent = z
  .object({ order_id: id, fulfillment_id: id, admin_graphql_api_id: gid('FulfillmentEvent') })
  .transform((of) => ({ subject: { orderId: of.order_id } }));
/** The notes of its lines carry our mark; what only changes a return does not tell them. */
const returnLines = z
  .array(z.object({ return_reason_note: text }))
  .catch([])
  .transform((lines) => [...new Set(lines.flatMap((line) => line.return_reason_note))]);
const returned = z
  .object({
    admin_graphql_api_id: gid('Return'),
    return_line_items: returnLines,
    order: z.object({ id }).optional(),
    order_id: id.optional(),
  })
  .transform((of) => {
    const orderId = of.order?.id ?? of.order_id;
    return {
      subject: {
        returnId: lastDigits(of.admin_graphql_api_id),
        ...(orderId !== undefined && { orderId }),
        ...found('marks', of.return_line_items),
      },
    };
  });
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
  'orders/create': order,
  'orders/updated': order,
  'orders/cancelled': order,
  'refunds/create': refund,
  'order_transactions/create': transaction,
  'fulfillments/create': fulfillment,
  'fulfillments/update': fulfillment,
  'fulfillment_events/create': fulfillmentEvent,
  'discounts/create': discount,
  'discounts/update': discount,
  'discounts/delete': discount,
  'returns/approve': returned,
  'returns/cancel': returned,
  'returns/close': returned,
  'returns/decline': returned,
  'returns/process': returned,
  'returns/reopen': returned,
  'returns/update': returned,
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
