import { parseComplaintId, parseResolutionId, parseShopId, trusted } from '#app/domain/ids.ts';
import type { ComplaintId, ResolutionId, ShopId } from '#app/domain/ids.ts';
import { readRemedy, type RemedyRow, type StoredRemedy } from './remedies.server.ts';
import type { Statements } from './statements.server.ts';

/**
 * What became of telling a customer what a decision gave her. `due`: to be looked at. `waiting`: until a remedy of it turns. `off`: the
 * shop does not want it. `by_person`: somebody has written it herself. `not_filled`: no text of the shop or ours could be filled in.
 * `frozen`: its complaint is with the lawyer. `before`: decided before there was such a thing.
 */
export type Telling =
  | 'due'
  | 'waiting'
  | 'written'
  | 'nothing'
  | 'off'
  | 'no_address'
  | 'too_late'
  | 'by_person'
  | 'not_filled'
  | 'frozen'
  | 'before';

/** Decisions in any shop that are to be looked at: names only, shops take turns. */
export async function remediesToTellOf(
  client: Statements,
  now: Date,
  most: number,
): Promise<{ shopId: ShopId; resolutionId: ResolutionId }[]> {
  const rows = await client.$queryRaw<{ shop_id: string; resolution_id: string }[]>`
    SELECT shop_id, resolution_id FROM system_remedies_to_tell(${now}, ${most}::int)`;
  return rows.map((row) => ({
    shopId: trusted(parseShopId, row.shop_id),
    resolutionId: trusted(parseResolutionId, row.resolution_id),
  }));
}

/** The remedies of a decision, oldest first, none of which turns until the transaction ends. They are found by their complaint. */
export async function holdRemedies(
  tx: Statements,
  shopId: ShopId,
  resolutionId: ResolutionId,
): Promise<StoredRemedy[]> {
  const rows = await tx.$queryRaw<RemedyRow[]>`
    SELECT * FROM remedies WHERE shop_id = ${shopId} AND resolution_id = ${resolutionId}::uuid
      AND complaint_id = (SELECT d.complaint_id FROM resolutions d WHERE d.shop_id = ${shopId} AND d.id = ${resolutionId}::uuid)
    ORDER BY created_at, id FOR SHARE`;
  return rows.map(readRemedy);
}

export type ToTell = {
  complaintId: ComplaintId;
  lookAt: Date;
  frozen: boolean;
  /** In whose name: who has the complaint, else who decided. */
  agent: string;
  /** A person has written of what was given since it was decided. */
  toldByPerson: boolean;
};

/** Holds a decision that is to be looked at until the transaction ends; null when it is not, any more. After its remedies. */
export async function lockTelling(
  tx: Statements,
  shopId: ShopId,
  resolutionId: ResolutionId,
  now: Date,
): Promise<ToTell | null> {
  const [row] = await tx.$queryRaw<(Omit<ToTell, 'complaintId'> & { complaintId: string })[]>`
    SELECT t.complaint_id AS "complaintId", t.look_at AS "lookAt", c.frozen_at IS NOT NULL AS frozen,
      coalesce(a.name, d.name, s.name) AS agent, EXISTS (
        SELECT 1 FROM messages m WHERE m.shop_id = t.shop_id AND m.complaint_id = t.complaint_id AND m.direction = 'to_customer'
          AND m.author_kind = 'staff' AND m.at >= r.decided_at AND m.details ->> 'template' LIKE 'sorry\\_%') AS "toldByPerson"
    FROM remedy_tellings t
    JOIN resolutions r ON r.shop_id = t.shop_id AND r.id = t.resolution_id
    JOIN complaints c ON c.shop_id = t.shop_id AND c.id = t.complaint_id
    JOIN shops s ON s.shop_id = t.shop_id
    LEFT JOIN staff_members a ON a.shop_id = c.shop_id AND a.user_id = c.assignee_user_id
    LEFT JOIN staff_members d ON d.shop_id = r.shop_id AND d.user_id = r.decided_by
    WHERE t.shop_id = ${shopId} AND t.resolution_id = ${resolutionId}::uuid AND t.look_at <= ${now} FOR UPDATE OF t`;
  return row ? { ...row, complaintId: trusted(parseComplaintId, row.complaintId) } : null;
}

/** Writes down what became of it. */
export async function saveTelling(
  tx: Statements,
  shopId: ShopId,
  resolutionId: ResolutionId,
  became: Exclude<Telling, 'due' | 'before'>,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE remedy_tellings SET state = ${became}, look_at = NULL WHERE shop_id = ${shopId} AND resolution_id = ${resolutionId}::uuid`;
}
