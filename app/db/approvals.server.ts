import { parseApprovalId, parseComplaintId, parseResolutionId, trusted } from '#app/domain/ids.ts';
import type { ApprovalId, ComplaintId, ResolutionId, ShopId } from '#app/domain/ids.ts';
import { money } from '#app/domain/money.ts';
import type { Money } from '#app/domain/money.ts';
import type { RemedyAsk } from '#app/domain/remedy/kinds.ts';
import type { Statements } from './statements.server.ts';

export type ApprovalState = 'waiting' | 'approved' | 'declined' | 'withdrawn' | 'expired';

/** A bundle that waits for somebody's yes, as stored. */
export type StoredApproval = {
  id: ApprovalId;
  complaintId: ComplaintId;
  resolutionId: ResolutionId;
  state: ApprovalState;
  needs: 'lead' | 'owner';
  people: 1 | 2;
  asks: RemedyAsk[];
  reason: string;
  despite: string | null;
  askedBy: string;
  askedAt: Date;
  amount: Money;
  shopAmount: Money;
  dueAt: Date;
  escalations: number;
};

type Row = {
  id: string;
  complaint_id: string;
  resolution_id: string;
  state: ApprovalState;
  needs: 'lead' | 'owner';
  people: 1 | 2;
  asks: RemedyAsk[];
  reason: string;
  despite: string | null;
  asked_by: string;
  asked_at: Date;
  amount_minor: bigint;
  currency: string;
  shop_amount_minor: bigint;
  shop_currency: string;
  due_at: Date;
  escalations: number;
};

const read = (row: Row): StoredApproval => ({
  id: trusted(parseApprovalId, row.id),
  complaintId: trusted(parseComplaintId, row.complaint_id),
  resolutionId: trusted(parseResolutionId, row.resolution_id),
  state: row.state,
  needs: row.needs,
  people: row.people,
  asks: row.asks,
  reason: row.reason,
  despite: row.despite,
  askedBy: row.asked_by,
  askedAt: row.asked_at,
  amount: money(Number(row.amount_minor), row.currency),
  shopAmount: money(Number(row.shop_amount_minor), row.shop_currency),
  dueAt: row.due_at,
  escalations: row.escalations,
});

export async function findApproval(client: Statements, shopId: ShopId, id: ApprovalId): Promise<StoredApproval | null> {
  const [row] = await client.$queryRaw<Row[]>`
    SELECT * FROM approvals WHERE shop_id = ${shopId} AND id = ${id}::uuid`;
  return row ? read(row) : null;
}

/** Holds it until the transaction ends. After the order's and the complaint's locks, never before them. */
export async function lockApproval(tx: Statements, shopId: ShopId, id: ApprovalId): Promise<StoredApproval | null> {
  const [row] = await tx.$queryRaw<Row[]>`
    SELECT * FROM approvals WHERE shop_id = ${shopId} AND id = ${id}::uuid FOR UPDATE`;
  return row ? read(row) : null;
}

/** What waits on a complaint; null = nothing does. */
export async function waitingApproval(
  client: Statements,
  shopId: ShopId,
  complaintId: ComplaintId,
): Promise<ApprovalId | null> {
  const [row] = await client.$queryRaw<{ id: string }[]>`
    SELECT id FROM approvals WHERE shop_id = ${shopId} AND complaint_id = ${complaintId}::uuid AND state = 'waiting'`;
  return row ? trusted(parseApprovalId, row.id) : null;
}

export type NewApproval = Omit<StoredApproval, 'state' | 'escalations'>;

export async function addApproval(tx: Statements, shopId: ShopId, approval: NewApproval): Promise<void> {
  const { id, complaintId, resolutionId, needs, people, asks, reason, despite, askedBy, askedAt } = approval;
  const { amount, shopAmount, dueAt } = approval;
  await tx.$executeRaw`
    INSERT INTO approvals (shop_id, id, complaint_id, resolution_id, needs, people, asks, reason, despite, asked_by, asked_at,
      amount_minor, currency, shop_amount_minor, shop_currency, due_at)
    VALUES (${shopId}, ${id}::uuid, ${complaintId}::uuid, ${resolutionId}::uuid, ${needs}, ${people}::int,
      ${JSON.stringify(asks)}::jsonb, ${reason}, ${despite}, ${askedBy}, ${askedAt}, ${amount.minor}::bigint, ${amount.currency},
      ${shopAmount.minor}::bigint, ${shopAmount.currency}, ${dueAt})`;
}

export type EndOfApproval = {
  state: Exclude<ApprovalState, 'waiting'>;
  /** Null: nobody, the time ran out. */
  by: string | null;
  why: string;
  given: ResolutionId | null;
};

/** Ends what waits, under its lock. */
export async function endApproval(
  tx: Statements,
  shopId: ShopId,
  id: ApprovalId,
  { state, by, why, given }: EndOfApproval,
  at: Date,
): Promise<void> {
  const ended = await tx.$executeRaw`
    UPDATE approvals SET state = ${state}, ended_at = ${at}, ended_by = ${by}, end_reason = ${why}, given_resolution_id = ${given}::uuid
    WHERE shop_id = ${shopId} AND id = ${id}::uuid AND state = 'waiting'`;
  if (ended !== 1) throw new Error(`approval ${id} has ended already`);
}

export type Vote = { userId: string; vote: 'yes' | 'no'; asks: RemedyAsk[] | null; why: string };

/** Who has said what so far, in the order in which they did. */
export async function votesOn(client: Statements, shopId: ShopId, id: ApprovalId): Promise<Vote[]> {
  return client.$queryRaw<Vote[]>`
    SELECT user_id AS "userId", vote, asks, why FROM approval_votes WHERE shop_id = ${shopId} AND approval_id = ${id}::uuid ORDER BY at, user_id`;
}

/** False when this person has voted already. */
export async function addVote(
  tx: Statements,
  shopId: ShopId,
  id: ApprovalId,
  { userId, vote, asks, why }: Vote,
  at: Date,
): Promise<boolean> {
  const added = await tx.$executeRaw`
    INSERT INTO approval_votes (shop_id, approval_id, user_id, vote, asks, why, at)
    VALUES (${shopId}, ${id}::uuid, ${userId}, ${vote}, ${asks === null ? null : JSON.stringify(asks)}::jsonb, ${why}, ${at})
    ON CONFLICT DO NOTHING`;
  return added === 1;
}

/** Nobody answered in time: it is the owner's now, until then. */
export async function escalateApproval(tx: Statements, shopId: ShopId, id: ApprovalId, dueAt: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE approvals SET needs = 'owner', due_at = ${dueAt}, escalations = escalations + 1
    WHERE shop_id = ${shopId} AND id = ${id}::uuid AND state = 'waiting'`;
}

/** Those that have waited too long, in whatever shop. */
export const dueApprovals = (
  client: Statements,
  due: Date,
  most: number,
): Promise<{ shop_id: string; approval_id: string }[]> =>
  client.$queryRaw`SELECT shop_id, approval_id FROM system_due_approvals(${due}, ${most}::int)`;
