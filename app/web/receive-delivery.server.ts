import type { AppLoadContext } from '@remix-run/node';
import { InvalidShopError } from '@shopify/shopify-api';
import { parseShopId } from '#app/domain/ids.ts';
import { receiveWebhook } from '#app/services/webhooks/receive-webhook.server.ts';
import { readBody } from './read-body.server.ts';
import { readSubject, type Topics } from './webhook-subject.server.ts';

/**
 * One webhook delivery: checks the signature, writes down who it is and what it is about, and answers. The work is the
 * worker's. Shopify waits five seconds and counts everything but 2xx as failed, so what we cannot use is answered 200 too;
 * only a bad signature is 401 (Shopify's app review asks for exactly that) and a body over a megabyte 413.
 */
export async function receiveDelivery(request: Request, context: AppLoadContext, topics: Topics): Promise<Response> {
  const { amends, visit } = context;
  const delivery = await verified(request, context);
  // The library answers with its own spelling of topics; the header is what shopify.app.toml says.
  const topic = request.headers.get('x-shopify-topic') ?? '';
  const shopId = parseShopId(delivery.shop);
  visit.noted = { ...visit.noted, topic, webhookId: delivery.webhookId };
  if (shopId === null) return new Response(null, { status: 400 });
  visit.shopId = shopId;

  const reader = Object.hasOwn(topics, topic) ? topics[topic] : undefined;
  const subject = reader === undefined ? null : readSubject(reader, delivery.payload, shopId);
  if (subject === null) {
    // A topic that we asked for and cannot read is a fault; any other is somebody else's subscription.
    const level = reader === undefined ? 'warn' : 'error';
    visit.log[level]({ topic, shop: shopId }, 'a webhook that we have no use for');
    return new Response();
  }
  await receiveWebhook(amends.contextFor(shopId, { kind: 'system', name: 'shopify' }, visit.log), {
    webhookId: delivery.webhookId,
    eventId: request.headers.get('x-shopify-event-id'),
    topic,
    triggeredAt: dateOf(request.headers.get('x-shopify-triggered-at')),
    subject,
  });
  return new Response();
}

/** The library rewrites the name of every header several times over: it gets its own, and not the proxy's. */
const ofShopify = (headers: Headers) => [...headers].filter(([name]) => name.startsWith('x-shopify-'));

/** Throws the library's Responses: 405, 401 for a bad signature, 400 for missing headers. */
async function verified(request: Request, { amends }: AppLoadContext) {
  const { method, url, headers } = request;
  // The library calls a missing signature a malformed request; to us nobody has signed it.
  if (!headers.has('x-shopify-hmac-sha256')) throw new Response(null, { status: method === 'POST' ? 401 : 405 });
  const body = request.body === null ? null : await readBody(request);
  try {
    return await amends.shopify.authenticate.webhook(new Request(url, { method, headers: ofShopify(headers), body }));
  } catch (problem) {
    // Signed, and yet no JSON, or from something that is no shop.
    const isNonsense = problem instanceof SyntaxError || problem instanceof InvalidShopError;
    throw isNonsense ? new Response(null, { status: 400 }) : problem;
  }
}

function dateOf(text: string | null): Date | null {
  const date = new Date(text ?? '');
  return Number.isNaN(date.getTime()) ? null : date;
}
