import type { LinkPurpose } from '#app/domain/customer-link.ts';
import { parseComplaintId, parseOrderId, trusted } from '#app/domain/ids.ts';
import type { ComplaintId, OrderId, ShopId } from '#app/domain/ids.ts';
import type { Statements } from './statements.server.ts';

/** What a link opens: of a complaint or of an order. `about`: what else it is about, for instance the question it answers. */
export type LinkSubject = {
  purpose: LinkPurpose;
  complaintId: ComplaintId | null;
  orderId: OrderId | null;
  about: string | null;
};

export type NewLink = LinkSubject & { id: string; tokenHash: string; createdAt: Date; expiresAt: Date };

export async function addLink(tx: Statements, shopId: ShopId, link: NewLink): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO customer_links (shop_id, id, purpose, token_hash, complaint_id, order_id, about, created_at, expires_at)
    VALUES (${shopId}, ${link.id}::uuid, ${link.purpose}, ${link.tokenHash}, ${link.complaintId}::uuid, ${link.orderId}, ${link.about},
      ${link.createdAt}, ${link.expiresAt})`;
}

export type StoredLink = LinkSubject & { id: string; expiresAt: Date; usedAt: Date | null; revokedAt: Date | null };
type Row = Omit<StoredLink, 'complaintId' | 'orderId'> & { complaintId: string | null; orderId: string | null };

/** The link whose secret has this SHA-256, whatever has become of it. Only a whole hash finds one. */
export async function linkByHash(client: Statements, shopId: ShopId, tokenHash: string): Promise<StoredLink | null> {
  const [row] = await client.$queryRaw<Row[]>`
    SELECT id, purpose, complaint_id AS "complaintId", order_id AS "orderId", about, expires_at AS "expiresAt", used_at AS "usedAt",
      revoked_at AS "revokedAt"
    FROM customer_links WHERE shop_id = ${shopId} AND token_hash = ${tokenHash}`;
  return row
    ? {
        ...row,
        complaintId: row.complaintId === null ? null : trusted(parseComplaintId, row.complaintId),
        orderId: row.orderId === null ? null : trusted(parseOrderId, row.orderId),
      }
    : null;
}

/** Uses a link that works once. False when it was used before, was revoked or has run out: then nothing may happen. */
export async function spendLink(tx: Statements, shopId: ShopId, id: string, now: Date): Promise<boolean> {
  const used = await tx.$executeRaw`
    UPDATE customer_links SET used_at = ${now}
    WHERE shop_id = ${shopId} AND id = ${id}::uuid AND used_at IS NULL AND revoked_at IS NULL AND expires_at > ${now}`;
  return used === 1;
}

/** Nobody opens a link to these complaints and orders any more. */
export async function revokeLinksOfCustomer(
  tx: Statements,
  shopId: ShopId,
  { customer, orderIds, now }: { customer: string; orderIds: readonly string[]; now: Date },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE customer_links l SET revoked_at = ${now}
    WHERE l.shop_id = ${shopId} AND l.revoked_at IS NULL AND (l.order_id = ANY(${[...orderIds]}) OR EXISTS (
      SELECT 1 FROM complaints c WHERE c.shop_id = l.shop_id AND c.id = l.complaint_id
        AND (c.customer_id = ${customer} OR c.order_id = ANY(${[...orderIds]}))))`;
}

/** Removes links that ran out before this, of any shop. Answers how many. */
export async function forgetLinks(client: Statements, before: Date, most: number): Promise<number> {
  const [row] = await client.$queryRaw<
    { gone: number }[]
  >`SELECT system_forget_customer_links(${before}, ${most}::int) AS gone`;
  return row?.gone ?? 0;
}
