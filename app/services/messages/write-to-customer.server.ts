import { addMessage } from '#app/db/messages.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import type { MessageKind, MessageText } from '#app/domain/complaint/message.ts';
import type { ComplaintId } from '#app/domain/ids.ts';
import { oneLine } from '#app/domain/mail/address.ts';
import { statusPageLink } from '#app/i18n/customer/mail.ts';
import { writeCustomerMail } from '#app/mail/customer-mail.ts';
import type { ShopContext } from '../context.ts';
import { draftLink } from '../customer-links/make-link.server.ts';
import { enqueueMail, type Enqueued } from '../mail/enqueue-mail.server.ts';
import { replyAddressOf } from './reply-address.server.ts';

export type ToCustomer = MessageText & {
  complaintId: ComplaintId;
  kind: MessageKind;
  /** Names what is said: asked for twice it is said once. */
  dedupeKey: string;
  /** Where the message leads to; to the page of her complaint, unless it is said. Null: nowhere. */
  action?: { label: string; address: string } | null;
  /** Answers of which she chooses one, each a link. */
  choices?: readonly { label: string; address: string }[];
  details?: Record<string, unknown>;
};

type Reader = { number: number; name: string | null; email: string | null; customer_id: string | null; shop: string };

/**
 * Says something to the customer of a complaint by e-mail, inside the caller's transaction: the message stands beside the
 * complaint, and goes out, if and only if that commits. `off` and `no_address`: nothing was written, she cannot be reached.
 */
export async function writeToCustomer(tx: Statements, ctx: ShopContext, message: ToCustomer): Promise<Enqueued> {
  const { shopId, actor } = ctx;
  const { complaintId, kind, language, subject, body, dedupeKey, details = {}, choices = [] } = message;
  const [reader] = await tx.$queryRaw<Reader[]>`
    SELECT c.number, c.customer_name AS name, c.customer_email AS email, c.customer_id, s.name AS shop
    FROM complaints c JOIN shops s ON s.shop_id = c.shop_id WHERE c.shop_id = ${shopId} AND c.id = ${complaintId}::uuid`;
  if (!reader) throw new Error(`no complaint ${complaintId}`);
  const page = message.action === undefined ? draftLink(ctx, { purpose: 'status', complaintId }) : null;
  const action = page ? { label: statusPageLink[language], address: page.address } : (message.action ?? null);
  const sent = await enqueueMail(tx, ctx, {
    kind,
    dedupeKey: `message:${dedupeKey}`,
    to: {
      kind: 'customer',
      id: reader.customer_id ?? `guest:${complaintId}`,
      name: reader.name ?? '',
      address: reader.email,
    },
    about: complaintId,
    language,
    from: {
      name: oneLine(reader.shop),
      replyTo: replyAddressOf(ctx.inbound, shopId, { id: complaintId, number: reader.number }),
    },
    automatic: actor.kind !== 'staff',
    content: writeCustomerMail({ language, subject, body, shop: reader.shop, action, choices }),
  });
  if (sent !== 'queued') return sent;
  await page?.keep(tx);
  const at = ctx.clock.now();
  const direction = 'to_customer';
  await addMessage(tx, shopId, {
    ...{
      complaintId,
      kind,
      direction,
      channel: 'email',
      language,
      subject,
      body,
      author: actor,
      dedupeKey,
      details,
      at,
    },
  });
  return sent;
}
