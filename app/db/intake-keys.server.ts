import type { ComplaintState } from '#app/domain/complaint/complaint.ts';
import { parseComplaintId, trusted, type ComplaintId, type ShopId } from '#app/domain/ids.ts';
import type { Staff } from '#app/domain/people.ts';
import type { Statements } from './statements.server.ts';

export type IntakeKeyRow = {
  id: string;
  name: string;
  salt: string;
  saltBefore: string | null;
  beforeUntil: Date | null;
  createdName: string;
  createdAt: Date;
  usedAt: Date | null;
};

/** The keys of a shop that are good, oldest first. */
export function intakeKeys(client: Statements, shopId: ShopId): Promise<IntakeKeyRow[]> {
  return client.$queryRaw<IntakeKeyRow[]>`
    SELECT id, name, salt, salt_before AS "saltBefore", before_until AS "beforeUntil", created_name AS "createdName",
      created_at AS "createdAt", used_at AS "usedAt"
    FROM intake_keys WHERE shop_id = ${shopId} AND revoked_at IS NULL ORDER BY id`;
}

export async function findIntakeKey(client: Statements, shopId: ShopId, id: string): Promise<IntakeKeyRow | null> {
  const keys = await client.$queryRaw<IntakeKeyRow[]>`
    SELECT k.id, k.name, k.salt, k.salt_before AS "saltBefore", k.before_until AS "beforeUntil", k.created_name AS "createdName",
      k.created_at AS "createdAt", k.used_at AS "usedAt"
    FROM intake_keys k JOIN shops s ON s.shop_id = k.shop_id AND s.uninstalled_at IS NULL
    WHERE k.shop_id = ${shopId} AND k.id = ${id}::uuid AND k.revoked_at IS NULL`;
  return keys[0] ?? null;
}

export async function addIntakeKey(
  tx: Statements,
  shopId: ShopId,
  key: { id: string; name: string; salt: string; by: Staff; at: Date },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO intake_keys (shop_id, id, name, salt, created_by, created_name, created_at)
    VALUES (${shopId}, ${key.id}::uuid, ${key.name}, ${key.salt}, ${key.by.userId}, ${key.by.name}, ${key.at})`;
}

/** A new secret; the one of now is good until then. Answers the key's name. */
export async function renewIntakeKey(
  tx: Statements,
  shopId: ShopId,
  id: string,
  { salt, until }: { salt: string; until: Date },
): Promise<string | null> {
  const rows = await tx.$queryRaw<{ name: string }[]>`
    UPDATE intake_keys SET salt_before = salt, before_until = ${until}, salt = ${salt}
    WHERE shop_id = ${shopId} AND id = ${id}::uuid AND revoked_at IS NULL RETURNING name`;
  return rows[0]?.name ?? null;
}

export async function revokeIntakeKey(tx: Statements, shopId: ShopId, id: string, at: Date): Promise<string | null> {
  const rows = await tx.$queryRaw<{ name: string }[]>`
    UPDATE intake_keys SET revoked_at = ${at}, salt_before = NULL, before_until = NULL
    WHERE shop_id = ${shopId} AND id = ${id}::uuid AND revoked_at IS NULL RETURNING name`;
  return rows[0]?.name ?? null;
}

/** Notes one use; answers how many there were in this minute. */
export async function countIntakeUse(client: Statements, shopId: ShopId, id: string, at: Date): Promise<number> {
  const minute = new Date(Math.floor(at.getTime() / 60_000) * 60_000);
  const rows = await client.$queryRaw<{ many: number }[]>`
    UPDATE intake_keys SET in_minute = CASE WHEN minute = ${minute}::timestamptz THEN in_minute + 1 ELSE 1 END,
      minute = ${minute}::timestamptz, used_at = ${at}
    WHERE shop_id = ${shopId} AND id = ${id}::uuid RETURNING in_minute AS many`;
  return rows[0]?.many ?? 0;
}

/** What a tool has logged under its own name, and how that stands. */
export type IntakeReportRow = {
  inputHash: string;
  joined: boolean;
  complaintId: ComplaintId;
  number: number;
  state: ComplaintState;
  receivedAt: Date;
  updatedAt: Date;
};

export async function findIntakeReport(
  client: Statements,
  shopId: ShopId,
  keyId: string,
  externalId: string,
): Promise<IntakeReportRow | null> {
  const [row] = await client.$queryRaw<(Omit<IntakeReportRow, 'complaintId'> & { complaintId: string })[]>`
    SELECT r.input_hash AS "inputHash", r.joined, c.id AS "complaintId", c.number, c.state, r.at AS "receivedAt", c.updated_at AS "updatedAt"
    FROM intake_reports r JOIN complaints c ON c.shop_id = r.shop_id AND c.id = r.complaint_id
    WHERE r.shop_id = ${shopId} AND r.key_id = ${keyId}::uuid AND r.external_id = ${externalId}`;
  return row ? { ...row, complaintId: trusted(parseComplaintId, row.complaintId) } : null;
}

export async function addIntakeReport(
  tx: Statements,
  shopId: ShopId,
  report: { keyId: string; externalId: string; inputHash: string; complaintId: ComplaintId; joined: boolean; at: Date },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO intake_reports (shop_id, key_id, external_id, input_hash, complaint_id, joined, at)
    VALUES (${shopId}, ${report.keyId}::uuid, ${report.externalId}, ${report.inputHash}, ${report.complaintId}::uuid, ${report.joined}, ${report.at})`;
}

/** What a customer's words were is no longer told by their print either. */
export async function forgetIntakeReports(
  tx: Statements,
  shopId: ShopId,
  { customer, orderIds }: { customer: string; orderIds: readonly string[] },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE intake_reports r SET input_hash = ''
    FROM complaints c WHERE c.shop_id = ${shopId} AND r.shop_id = c.shop_id AND r.complaint_id = c.id
      AND (c.customer_id = ${customer} OR c.order_id = ANY(${[...orderIds]}))`;
}
