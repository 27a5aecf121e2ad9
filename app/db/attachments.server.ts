import { typeFacts, type Attachment, type AttachmentState, type FileType } from '#app/domain/files/attachment.ts';
import { parseAttachmentId, trusted, type AttachmentId, type ComplaintId, type ShopId } from '#app/domain/ids.ts';
import type { Actor } from '#app/domain/people.ts';
import type { Pixels } from '#app/domain/files/pixels.ts';
import { newId } from './new-id.server.ts';
import type { Statements } from './statements.server.ts';

/** Whose a file is: a complaint's (of a message of it, perhaps), or the draft's of one that is being written. */
export type Holder = { complaintId: ComplaintId; messageId?: string } | { draftId: string };

export type NewAttachment = {
  name: string;
  type: FileType;
  bytes: Uint8Array;
  pixels: Pixels | null;
  thumbnail: Uint8Array | null;
  sha256: string;
};

const pieceBytes = 1024 * 1024;

const holderId = (holder: Holder): string => ('draftId' in holder ? holder.draftId : holder.complaintId);

/** Holds the files of a complaint or draft until the transaction ends, and tells how many there are. */
export async function lockFiles(tx: Statements, shopId: ShopId, holder: Holder): Promise<number> {
  const id = holderId(holder);
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${shopId} ${id}`}, 7))::text AS locked`;
  const [row] = await tx.$queryRaw<{ many: number }[]>`
    SELECT count(*)::int AS many FROM attachments
    WHERE shop_id = ${shopId} AND holder_id = ${id}::uuid AND state NOT IN ('forgetting', 'forgotten')`;
  return row?.many ?? 0;
}

/** Keeps a file. Null when the same one is there already. */
export async function addAttachment(
  tx: Statements,
  shopId: ShopId,
  holder: Holder,
  file: NewAttachment,
  { actor, at, nextAt }: { actor: Actor; at: Date; nextAt: Date },
): Promise<AttachmentId | null> {
  const id = newId<AttachmentId>();
  const [complaintId, messageId] = 'draftId' in holder ? [null, null] : [holder.complaintId, holder.messageId ?? null];
  const [sender, by, name] = actor.kind === 'staff' ? ['staff', actor.userId, actor.name] : ['customer', null, ''];
  const added = await tx.$executeRaw`
    INSERT INTO attachments (shop_id, id, complaint_id, message_id, holder_id, name, type, bytes, width, height, sha256, thumbnail, sender,
      sender_id, sender_name, next_at, at)
    VALUES (${shopId}, ${id}::uuid, ${complaintId}::uuid, ${messageId}::uuid, ${holderId(holder)}::uuid, ${file.name}, ${file.type},
      ${file.bytes.length}::int, ${file.pixels?.width ?? null}::int, ${file.pixels?.height ?? null}::int, ${file.sha256},
      ${file.thumbnail && Buffer.from(file.thumbnail)}::bytea, ${sender}, ${by}, ${name}, ${nextAt}, ${at})
    ON CONFLICT (shop_id, holder_id, sha256) DO NOTHING`;
  if (added === 0) return null;
  for (let nth = 0; nth * pieceBytes < file.bytes.length; nth += 1) {
    const piece = Buffer.from(file.bytes.subarray(nth * pieceBytes, (nth + 1) * pieceBytes));
    await tx.$executeRaw`
      INSERT INTO attachment_pieces (shop_id, attachment_id, nth, bytes) VALUES (${shopId}, ${id}::uuid, ${nth}::int, ${piece}::bytea)`;
  }
  return id;
}

/** The bytes from `start` up to `end` (not included), piece by piece, so that no file has to be in memory as a whole. */
export async function* readBytes(
  client: Statements,
  shopId: ShopId,
  id: AttachmentId,
  start: number,
  end: number,
): AsyncGenerator<Buffer> {
  for (let at = start; at < end;) {
    const nth = Math.floor(at / pieceBytes);
    const [row] = await client.$queryRaw<{ bytes: Buffer }[]>`
      SELECT bytes FROM attachment_pieces WHERE shop_id = ${shopId} AND attachment_id = ${id}::uuid AND nth = ${nth}::int`;
    // Handed over to Shopify, or forgotten, in the meantime.
    if (!row) throw new Error(`a piece of file ${id} is gone`);
    const piece = row.bytes.subarray(at - nth * pieceBytes, end - nth * pieceBytes);
    yield piece;
    at += piece.length;
  }
}

type Row = {
  id: string;
  name: string;
  type: FileType;
  bytes: number;
  width: number | null;
  height: number | null;
  thumbnail: boolean;
  message_id: string | null;
  sender: 'staff' | 'customer';
  sender_name: string;
  at: Date;
};

const toAttachment = (row: Row): Attachment => ({
  id: trusted(parseAttachmentId, row.id),
  name: row.name,
  type: row.type,
  kind: typeFacts[row.type].kind,
  bytes: row.bytes,
  pixels: row.width !== null && row.height !== null ? { width: row.width, height: row.height } : null,
  thumbnail: row.thumbnail,
  messageId: row.message_id,
  from: row.sender,
  by: row.sender_name,
  at: row.at,
});

/** The files of a complaint or draft in the order in which they came, without what was forgotten. */
export async function readAttachments(client: Statements, shopId: ShopId, holder: Holder): Promise<Attachment[]> {
  const rows = await client.$queryRaw<Row[]>`
    SELECT id, name, type, bytes, width, height, thumbnail IS NOT NULL AS thumbnail, message_id, sender, sender_name, at FROM attachments
    WHERE shop_id = ${shopId} AND holder_id = ${holderId(holder)}::uuid AND state NOT IN ('forgetting', 'forgotten') ORDER BY id LIMIT 100`;
  return rows.map(toAttachment);
}

/** The files of a draft become those of the complaint that was made of it; answers which. They are due at once. */
export async function adoptAttachments(
  tx: Statements,
  shopId: ShopId,
  draftId: string,
  complaintId: ComplaintId,
  now: Date,
): Promise<AttachmentId[]> {
  // Where the complaint was there already, it may have them.
  await tx.$executeRaw`
    DELETE FROM attachments d USING attachments c WHERE d.shop_id = ${shopId} AND d.holder_id = ${draftId}::uuid AND d.complaint_id IS NULL
      AND c.shop_id = d.shop_id AND c.holder_id = ${complaintId}::uuid AND c.sha256 = d.sha256`;
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE attachments SET complaint_id = ${complaintId}::uuid, holder_id = ${complaintId}::uuid, next_at = ${now}
    WHERE shop_id = ${shopId} AND holder_id = ${draftId}::uuid AND complaint_id IS NULL AND state = 'received' RETURNING id`;
  return rows.map((row) => trusted(parseAttachmentId, row.id));
}

/** A file as whoever asks for it gets it; `at` is where Shopify has it. */
export type ServedFile = { name: string; type: FileType; bytes: number; at: string | null };

export async function findServed(client: Statements, shopId: ShopId, id: AttachmentId): Promise<ServedFile | null> {
  const [row] = await client.$queryRaw<ServedFile[]>`
    SELECT name, type, bytes, shopify_url AS at FROM attachments
    WHERE shop_id = ${shopId} AND id = ${id}::uuid AND state IN ('received', 'stored', 'refused')`;
  return row ?? null;
}

export async function findThumbnail(client: Statements, shopId: ShopId, id: AttachmentId): Promise<Buffer | null> {
  const [row] = await client.$queryRaw<{ thumbnail: Buffer | null }[]>`
    SELECT thumbnail FROM attachments WHERE shop_id = ${shopId} AND id = ${id}::uuid`;
  return row?.thumbnail ?? null;
}

/** A file with which this process alone has to do until its lease ends. */
export type TakenFile = {
  id: AttachmentId;
  state: Extract<AttachmentState, 'received' | 'forgetting'>;
  complaintId: string | null;
  type: FileType;
  bytes: number;
  shopifyId: string | null;
  createSentAt: Date | null;
  attempts: number;
};

/** Takes a file in hand if it is due; null when it is not, or somebody else has it. */
export async function takeFile(
  client: Statements,
  shopId: ShopId,
  id: AttachmentId,
  now: Date,
  leaseUntil: Date,
): Promise<TakenFile | null> {
  const [row] = await client.$queryRaw<TakenFile[]>`
    UPDATE attachments SET next_at = ${leaseUntil}, attempts = attempts + 1
    WHERE shop_id = ${shopId} AND id = ${id}::uuid AND next_at <= ${now}
    RETURNING id, state, complaint_id AS "complaintId", type, bytes, shopify_id AS "shopifyId", create_sent_at AS "createSentAt", attempts`;
  return row ?? null;
}

/** When somebody looks at it next, and why it is not done. */
export async function putOff(
  client: Statements,
  shopId: ShopId,
  id: AttachmentId,
  until: Date,
  why: string | null,
): Promise<void> {
  await client.$executeRaw`
    UPDATE attachments SET next_at = ${until}, problem = ${why}
    WHERE shop_id = ${shopId} AND id = ${id}::uuid AND next_at IS NOT NULL`;
}

/** Written down before Shopify is asked to make the file. False when it is no longer wanted. */
export async function markCreateSent(client: Statements, shopId: ShopId, id: AttachmentId, at: Date): Promise<boolean> {
  const marked = await client.$executeRaw`
    UPDATE attachments SET create_sent_at = ${at} WHERE shop_id = ${shopId} AND id = ${id}::uuid AND state = 'received'`;
  return marked === 1;
}

/** What it is at Shopify: kept also of what is to be forgotten, or it could not be deleted there. */
export async function noteShopifyId(
  client: Statements,
  shopId: ShopId,
  id: AttachmentId,
  shopifyId: string,
): Promise<void> {
  await client.$executeRaw`
    UPDATE attachments SET shopify_id = ${shopifyId} WHERE shop_id = ${shopId} AND id = ${id}::uuid AND shopify_id IS NULL`;
}

/** Shopify has it and shows it: our bytes go. */
export async function markStored(tx: Statements, shopId: ShopId, id: AttachmentId, url: string): Promise<void> {
  const stored = await tx.$executeRaw`
    UPDATE attachments SET state = 'stored', shopify_url = ${url}, problem = NULL, next_at = NULL
    WHERE shop_id = ${shopId} AND id = ${id}::uuid AND state = 'received'`;
  if (stored === 1) await dropPieces(tx, shopId, id);
}

/** Shopify does not take it: it stays with us. */
export async function markRefused(client: Statements, shopId: ShopId, id: AttachmentId, why: string): Promise<void> {
  await client.$executeRaw`
    UPDATE attachments SET state = 'refused', problem = ${why}, next_at = NULL
    WHERE shop_id = ${shopId} AND id = ${id}::uuid AND state = 'received'`;
}

/** Nothing of it is left at Shopify either. */
export async function markForgotten(client: Statements, shopId: ShopId, id: AttachmentId): Promise<void> {
  await client.$executeRaw`
    UPDATE attachments SET state = 'forgotten', shopify_id = NULL, problem = NULL, next_at = NULL
    WHERE shop_id = ${shopId} AND id = ${id}::uuid AND state = 'forgetting'`;
}

async function dropPieces(tx: Statements, shopId: ShopId, id: AttachmentId): Promise<void> {
  await tx.$executeRaw`DELETE FROM attachment_pieces WHERE shop_id = ${shopId} AND attachment_id = ${id}::uuid`;
}

/** A file of a draft of which no complaint was made. */
export async function dropDraftFile(client: Statements, shopId: ShopId, id: AttachmentId): Promise<void> {
  await client.$executeRaw`
    DELETE FROM attachments WHERE shop_id = ${shopId} AND id = ${id}::uuid AND complaint_id IS NULL AND state = 'received'`;
}

/**
 * Forgets the files of a customer's complaints: bytes, names and pictures at once; what Shopify has, or may have, is deleted
 * there by the worker.
 */
export async function forgetFilesOfCustomer(
  tx: Statements,
  shopId: ShopId,
  { customer, orderIds, now }: { customer: string; orderIds: readonly string[]; now: Date },
): Promise<void> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE attachments a SET name = '', sha256 = NULL, thumbnail = NULL, shopify_url = NULL, sender_name = '', problem = NULL,
      state = CASE WHEN a.shopify_id IS NULL AND a.create_sent_at IS NULL THEN 'forgotten' ELSE 'forgetting' END,
      next_at = CASE WHEN a.shopify_id IS NULL AND a.create_sent_at IS NULL THEN NULL ELSE ${now}::timestamptz END
    FROM complaints c WHERE c.shop_id = ${shopId} AND a.shop_id = c.shop_id AND a.complaint_id = c.id
      AND a.state NOT IN ('forgetting', 'forgotten') AND (c.customer_id = ${customer} OR c.order_id = ANY(${[...orderIds]}))
    RETURNING a.id`;
  await tx.$executeRaw`
    DELETE FROM attachment_pieces WHERE shop_id = ${shopId} AND attachment_id = ANY(${rows.map((row) => row.id)}::uuid[])`;
}

/** Files in any shop with which something is to be done: names only. */
export async function dueFiles(
  client: Statements,
  now: Date,
  most: number,
): Promise<{ shop_id: string; attachment_id: string }[]> {
  return client.$queryRaw`SELECT shop_id, attachment_id FROM system_due_attachments(${now}, ${most}::int)`;
}
