import { Prisma } from '@prisma/client';
import { readAttachments } from '#app/db/attachments.server.ts';
import { selectComplaints } from '#app/db/complaints.server.ts';
import type { ComplaintDbRow } from '#app/db/complaints.server.ts';
import { escalationsOf } from '#app/db/escalations.server.ts';
import type { StoredEscalation } from '#app/db/escalations.server.ts';
import { readMessages } from '#app/db/messages.server.ts';
import type { StoredMessage } from '#app/db/messages.server.ts';
import { findOrder } from '#app/db/order-snapshots.server.ts';
import type { OrderSnapshot } from '#app/db/order-snapshots.server.ts';
import { readRemedy } from '#app/db/remedies.server.ts';
import type { RemedyRow, StoredRemedy } from '#app/db/remedies.server.ts';
import { roleOf } from '#app/db/staff-access.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import { readStory, tell } from '#app/db/timeline.server.ts';
import { verdictsOf } from '#app/db/verdicts.server.ts';
import type { StoredVerdict } from '#app/db/verdicts.server.ts';
import { mayTakeFile } from '#app/domain/escalation.ts';
import type { Attachment } from '#app/domain/files/attachment.ts';
import { parseOrderId, trusted } from '#app/domain/ids.ts';
import type { ComplaintId, ShopId } from '#app/domain/ids.ts';
import type { Decision } from '#app/domain/limits/decide.ts';
import { money } from '#app/domain/money.ts';
import type { Money } from '#app/domain/money.ts';
import type { Role } from '#app/domain/people.ts';
import type { PromiseKind } from '#app/domain/promise/promise.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import type { StaffContext } from '../context.ts';
import type { StoryEntry } from '../views.ts';

/** What was decided together, on which numbers, and what each remedy of it became. */
export type DecisionOnFile = {
  id: string;
  /** What was written before limits had names lacks `checks`. */
  decision: Omit<Decision, 'checks'> & Partial<Pick<Decision, 'checks'>>;
  reason: string;
  by: string;
  role: Role;
  at: Date;
  remedies: StoredRemedy[];
};

export type LedgerLine = {
  /** Its place in the shop's chain, and the hash that proves it. */
  seq: string;
  hash: string;
  kind: 'reserved' | 'settled' | 'released' | 'reversed';
  remedyId: string;
  amount: Money;
  why: string;
  by: string;
  at: Date;
};

export type PromiseOnFile = { kind: PromiseKind; what: string; dueAt: Date; state: string; by: string; madeAt: Date };

/** Everything about one complaint, each list oldest first. What kind of talk it is stays out of it: that is for staff alone. */
export type WholeFile = {
  takenAt: Date;
  takenBy: string;
  complaint: ComplaintDbRow;
  lines: { title: string; quantity: number }[];
  order: OrderSnapshot;
  story: StoryEntry[];
  messages: StoredMessage[];
  decisions: DecisionOnFile[];
  ledger: LedgerLine[];
  promises: PromiseOnFile[];
  files: Attachment[];
  verdicts: StoredVerdict[];
  escalations: StoredEscalation[];
};

/** More than a complaint has: nothing of it is left out. */
const all = 1_000_000;

/**
 * Hands out all that is known of a complaint, for a lawyer. That it was taken, and by whom, stands in the story before anything
 * of it is read; so it is in the file too.
 */
export async function takeFile(
  ctx: StaffContext,
  complaintId: ComplaintId,
): Promise<Result<WholeFile, { kind: 'not_found' } | { kind: 'no_right' }>> {
  const { shopId, actor } = ctx;
  const at = ctx.clock.now();
  return ctx.db.atomically(shopId, async (tx) => {
    const ours = Prisma.sql`c.shop_id = ${shopId} AND c.id = ${complaintId}::uuid`;
    const [complaint] = await selectComplaints(tx, ours, Prisma.sql`c.id`, 1);
    if (!complaint) return err({ kind: 'not_found' });
    const role = await roleOf(tx, shopId, actor.userId);
    if (!mayTakeFile(role)) return err({ kind: 'no_right' });
    await tell(tx, { shopId, complaintId, actor: { ...actor, role }, at }, [{ kind: 'file_exported' }]);
    const [order, lines, story, messages, decisions, ledger, promises, files, verdicts, escalations] =
      await Promise.all([
        findOrder(tx, shopId, trusted(parseOrderId, complaint.order_id)),
        linesOf(tx, shopId, complaintId),
        readStory(tx, shopId, complaintId, all),
        readMessages(tx, shopId, complaintId, all),
        decisionsOf(tx, shopId, complaintId),
        ledgerOf(tx, shopId, complaintId),
        promisesOf(tx, shopId, complaintId),
        readAttachments(tx, shopId, { complaintId }),
        verdictsOf(tx, shopId, complaintId),
        escalationsOf(tx, shopId, complaintId),
      ]);
    if (!order) throw new Error(`complaint ${complaint.number} without its order`);
    return ok({
      ...{ takenAt: at, takenBy: actor.name, complaint, lines, order, decisions, ledger, promises, files },
      ...{ verdicts, escalations, story: story.reverse(), messages: messages.reverse() },
    });
  });
}

const linesOf = (client: Statements, shopId: ShopId, complaintId: ComplaintId): Promise<WholeFile['lines']> =>
  client.$queryRaw<WholeFile['lines']>`
    SELECT title, quantity FROM complaint_lines WHERE shop_id = ${shopId} AND complaint_id = ${complaintId}::uuid ORDER BY line_item_id`;

async function decisionsOf(client: Statements, shopId: ShopId, complaintId: ComplaintId): Promise<DecisionOnFile[]> {
  const [decisions, remedies] = await Promise.all([
    client.$queryRaw<Omit<DecisionOnFile, 'remedies'>[]>`
      SELECT d.id, d.decision, d.reason, coalesce(s.name, d.decided_by) AS by, d.decided_role AS role, d.decided_at AS at
      FROM resolutions d LEFT JOIN staff_members s ON s.shop_id = d.shop_id AND s.user_id = d.decided_by
      WHERE d.shop_id = ${shopId} AND d.complaint_id = ${complaintId}::uuid ORDER BY d.decided_at, d.id`,
    client.$queryRaw<RemedyRow[]>`
      SELECT * FROM remedies WHERE shop_id = ${shopId} AND complaint_id = ${complaintId}::uuid ORDER BY id`,
  ]);
  const stored = remedies.map(readRemedy);
  return decisions.map((each) => ({ ...each, remedies: stored.filter((one) => one.resolutionId === each.id) }));
}

type LedgerRow = Omit<LedgerLine, 'amount'> & { minor: bigint; currency: string };

async function ledgerOf(client: Statements, shopId: ShopId, complaintId: ComplaintId): Promise<LedgerLine[]> {
  const rows = await client.$queryRaw<LedgerRow[]>`
    SELECT l.seq::text AS seq, l.hash, l.kind, l.remedy_id AS "remedyId", l.amount_minor AS minor, l.currency, l.why, l.at,
      coalesce(s.name, l.user_id) AS by
    FROM ledger_entries l LEFT JOIN staff_members s ON s.shop_id = l.shop_id AND s.user_id = l.user_id
    WHERE l.shop_id = ${shopId} AND l.complaint_id = ${complaintId}::uuid ORDER BY l.seq`;
  return rows.map(({ minor, currency, ...line }) => ({ ...line, amount: money(Number(minor), currency) }));
}

const promisesOf = (client: Statements, shopId: ShopId, complaintId: ComplaintId): Promise<PromiseOnFile[]> =>
  client.$queryRaw<PromiseOnFile[]>`
    SELECT kind, what, due_at AS "dueAt", state, made_by_name AS by, made_at AS "madeAt" FROM promises
    WHERE shop_id = ${shopId} AND complaint_id = ${complaintId}::uuid ORDER BY made_at, id`;
