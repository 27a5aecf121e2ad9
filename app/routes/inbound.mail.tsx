import type { ActionFunctionArgs } from '@remix-run/node';
import { parseShopId } from '#app/domain/ids.ts';
import type { MailReader } from '#app/mail/mail-reader.server.ts';
import type { ShopContext } from '#app/services/context.ts';
import { isFresh, isSigned } from '#app/services/messages/inbound-secret.server.ts';
import { receiveMail } from '#app/services/messages/receive-mail.server.ts';
import type { Visit } from '#app/web/load-context.ts';
import { MOST_MAIL_BYTES, readBody } from '#app/web/read-body.server.ts';

/**
 * A mail that a customer has written, byte for byte as it came (message/rfc822), from the service that takes the shop's mail.
 * 401 for what is not signed with this shop's secret, 413 for more than most mail servers take, 422 for what is no mail or cannot be
 * read in any honest time, 503 when too much comes at once, 404 when it belongs to no complaint: then the service should hand it to a
 * person.
 */
export async function action({ request, context }: ActionFunctionArgs) {
  const { amends, visit } = context;
  const { headers } = request;
  const shopId = parseShopId(headers.get('x-amends-shop'));
  const timestamp = headers.get('x-amends-timestamp') ?? '';
  const signature = headers.get('x-amends-signature') ?? '';
  const ctx = shopId && amends.contextFor(shopId, { kind: 'system', name: 'amends' }, visit.log);
  // A large mail is not taken into memory for somebody who does not even pretend.
  if (!ctx || !/^[0-9a-f]{64}$/.test(signature) || !isFresh(timestamp, ctx.clock.now()))
    return new Response(null, { status: 401 });
  const held = amends.inboundMemory.open();
  try {
    const body = await readBody(request, MOST_MAIL_BYTES, held);
    if (!(await isSigned(ctx, { timestamp, signature, body }))) return new Response(null, { status: 401 });
    visit.shopId = shopId;
    return await receive(ctx, body, amends.readMail, visit);
  } finally {
    held.close();
  }
}

async function receive(ctx: ShopContext, body: Uint8Array, read: MailReader, visit: Visit): Promise<Response> {
  const mail = await read(body);
  if (!mail) return new Response(null, { status: 422 });
  const received = await receiveMail(ctx, mail);
  visit.noted = { ...visit.noted, received };
  return Response.json({ received }, { status: received === 'unknown' ? 404 : 200 });
}

export const loader = () => new Response(null, { status: 405, headers: { Allow: 'POST' } });
