import type { Language } from '#app/domain/language.ts';
import { oneLine } from '#app/domain/mail/address.ts';
import { newLinkMail, statusPageLink } from '#app/i18n/customer/mail.ts';
import { writeCustomerMail } from '#app/mail/customer-mail.ts';
import type { ShopContext } from '../context.ts';
import { enqueueMail } from '../mail/enqueue-mail.server.ts';
import { replyAddressOf } from '../messages/reply-address.server.ts';
import { draftLink } from './make-link.server.ts';
import { linkByToken } from './open-link.server.ts';

type Reader = {
  language: Language;
  name: string | null;
  email: string | null;
  customer_id: string | null;
  number: number;
  shop: string;
};

/**
 * Sends a fresh link to the page of a complaint, to the address of its order and nowhere else, at most once an hour. For
 * whoever holds a link that has run out or was used; for any other text nothing happens, and the answer is the same.
 */
export async function sendNewLink(ctx: ShopContext, token: unknown): Promise<void> {
  const { shopId, clock } = ctx;
  await ctx.db.atomically(shopId, async (tx) => {
    const link = await linkByToken(tx, ctx, token);
    if (!link || link.complaintId === null || link.revokedAt !== null) return;
    const { complaintId } = link;
    const [reader] = await tx.$queryRaw<Reader[]>`
      SELECT c.language, c.customer_name AS name, c.customer_email AS email, c.customer_id, c.number, s.name AS shop
      FROM complaints c JOIN shops s ON s.shop_id = c.shop_id WHERE c.shop_id = ${shopId} AND c.id = ${complaintId}::uuid`;
    if (!reader) return;
    const { language, name, email, number, shop } = reader;
    const page = draftLink(ctx, { purpose: 'status', complaintId });
    const action = { label: statusPageLink[language], address: page.address };
    const sent = await enqueueMail(tx, ctx, {
      kind: 'new_link',
      dedupeKey: `new-link:${complaintId}:${clock.now().toISOString().slice(0, 13)}`,
      to: { kind: 'customer', id: reader.customer_id ?? `guest:${complaintId}`, name: name ?? '', address: email },
      about: complaintId,
      language,
      from: { name: oneLine(shop), replyTo: replyAddressOf(ctx.inbound, shopId, { id: complaintId, number }) },
      automatic: true,
      content: writeCustomerMail({ language, ...newLinkMail[language](`C-${String(number)}`), shop, action }),
    });
    if (sent === 'queued') await page.keep(tx);
  });
}
