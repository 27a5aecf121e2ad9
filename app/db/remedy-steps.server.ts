import type { RemedyId, ShopId } from '#app/domain/ids.ts';
import { canTurn } from '#app/domain/remedy/remedy.ts';
import type { RemedyKind } from '#app/domain/remedy/kinds.ts';
import type { Progress } from '#app/domain/remedy/plug.ts';
import type { AttemptOutcome, AttemptPurpose, RemedyState } from '#app/domain/remedy/remedy.ts';
import { rulesOf } from '#app/domain/remedy/rules.ts';
import { isStopped } from './emergency-stops.server.ts';
import { isLaneTaken } from './errors.server.ts';
import type { Statements } from './statements.server.ts';
import { readRemedy } from './remedies.server.ts';
import type { RemedyRowOf, StoredRemedy, StoredRemedyOf } from './remedies.server.ts';

/**
 * Writes down that a call is about to be made, in one committed statement: state, attempt, lane and story. Answers the
 * remedy and its complaint's number, or null when it is no longer ours to send (another worker was quicker): then nothing
 * may be sent. Nor when its lane is taken, which a unique index decides: no two can take it, whoever asks, and one that
 * died keeps it until somebody has looked what became of it.
 *
 * Nor while the shop's emergency stop is on. That is asked here and nowhere else, in the statement that commits the
 * attempt: whatever is sent was begun before the stop was pressed. What takes something back is not held back by it.
 *
 * Nor while its complaint is with the lawyer. That stands in this same row, so whichever of the two comes first, the other sees
 * it: a remedy is on its way when it is frozen, or is not begun.
 */
export async function beginAttempt<K extends RemedyKind>(
  client: Statements,
  shopId: ShopId,
  remedy: StoredRemedyOf<K>,
  from: 'approved' | 'unknown' | 'undoing',
  storyId: string,
  now: Date,
  leaseMs: number,
): Promise<{ remedy: StoredRemedyOf<K>; complaintNumber: number } | 'lane_taken' | 'stopped' | 'frozen' | null> {
  const leaseUntil = new Date(now.getTime() + leaseMs);
  const [to, purpose]: [RemedyState, AttemptPurpose] = from === 'undoing' ? ['undoing', 'undo'] : ['sending', 'issue'];
  // What people carry out is sent nowhere.
  const told = purpose === 'issue' && !rulesOf(remedy.kind).handmade;
  const claim = client.$queryRaw<(RemedyRowOf<K> & { complaint_number: number })[]>`
    WITH claimed AS (
      UPDATE remedies SET state = ${to}, attempts = attempts + 1, first_sent_at = coalesce(first_sent_at, ${now}), last_sent_at = ${now}, updated_at = ${now},
        lease_until = ${leaseUntil}, next_check_at = ${leaseUntil}, in_lane = lane IS NOT NULL
      WHERE shop_id = ${shopId} AND id = ${remedy.id}::uuid AND state = ${from} AND attempts = ${remedy.attempts}
        AND (${purpose} = 'undo' OR (NOT frozen AND NOT EXISTS (
          SELECT 1 FROM emergency_stops stop WHERE stop.shop_id = ${shopId} AND stop.lifted_at IS NULL)))
      RETURNING *
    ), attempt AS (
      INSERT INTO attempts (shop_id, remedy_id, number, purpose, idempotency_key, started_at)
      SELECT shop_id, id, attempts, ${purpose}, idempotency_key, ${now}::timestamptz FROM claimed
    ), left_open AS (
      -- Whoever began to take it back before and never recorded an end is gone.
      UPDATE attempts a SET finished_at = ${now}, outcome = 'unknown', detail = '{"detail": "the worker that sent it is gone"}'::jsonb
      FROM claimed WHERE ${purpose} = 'undo' AND a.shop_id = claimed.shop_id AND a.remedy_id = claimed.id
        AND a.number < claimed.attempts AND a.finished_at IS NULL
    ), story AS (
      INSERT INTO timeline_entries (shop_id, complaint_id, id, kind, actor_kind, actor_id, actor_name, data, at)
      SELECT shop_id, complaint_id, ${storyId}::uuid, 'remedy_sent', 'system', NULL, 'worker',
        jsonb_build_object('kind', 'remedy_sent', 'remedyId', id, 'remedy', kind, 'attempt', attempts), ${now}::timestamptz FROM claimed
      WHERE ${told}
    )
    SELECT claimed.*, c.number AS complaint_number
    FROM claimed JOIN complaints c ON c.shop_id = claimed.shop_id AND c.id = claimed.complaint_id`;
  const rows = await claim.catch((error: unknown) => {
    if (isLaneTaken(error)) return null;
    throw error;
  });
  if (rows === null) return 'lane_taken';
  const [row] = rows;
  if (row) return { remedy: readRemedy(row), complaintNumber: row.complaint_number };
  if (purpose === 'undo') return null;
  if (await isFrozen(client, shopId, remedy)) return 'frozen';
  return (await isStopped(client, shopId)) ? 'stopped' : null;
}

async function isFrozen(client: Statements, shopId: ShopId, { id }: Pick<StoredRemedy, 'id'>): Promise<boolean> {
  const rows = await client.$queryRaw<unknown[]>`
    SELECT 1 FROM remedies WHERE shop_id = ${shopId} AND id = ${id}::uuid AND frozen`;
  return rows.length > 0;
}

/** Completes the attempt that was written down before the call. */
export async function finishAttempt(
  tx: Statements,
  shopId: ShopId,
  remedy: Pick<StoredRemedy, 'id' | 'attempts'>,
  outcome: AttemptOutcome,
  detail: string | null,
  now: Date,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE attempts SET finished_at = ${now}, outcome = ${outcome}, detail = ${JSON.stringify({ detail })}::jsonb
    WHERE shop_id = ${shopId} AND remedy_id = ${remedy.id}::uuid AND number = ${remedy.attempts} AND finished_at IS NULL`;
}

export type Turn = {
  from: readonly RemedyState[];
  to: RemedyState;
  /** When to look again; null for final states. */
  nextCheckAt: Date | null;
  externalId?: string;
  /** What was seen of it at Shopify. */
  proof?: unknown;
  issuedAt?: Date;
  messages?: string[];
  lastUnknownAt?: Date;
  checks?: number;
};

/**
 * Turns a remedy to another state and gives its lease back. False when it is no longer in one of the states expected, or
 * has been sent again since: somebody else was quicker, what we know is old, and nothing more may be recorded.
 */
export async function turnRemedy(
  tx: Statements,
  shopId: ShopId,
  remedy: Pick<StoredRemedy, 'id' | 'attempts'>,
  turn: Turn,
  now: Date,
): Promise<boolean> {
  for (const from of turn.from) {
    if (from !== turn.to && !canTurn(from, turn.to)) throw new Error(`a remedy cannot turn from ${from} to ${turn.to}`);
  }
  const changed = await tx.$executeRaw`
    UPDATE remedies SET state = ${turn.to}, lease_until = NULL, next_check_at = ${turn.nextCheckAt}, updated_at = ${now},
      external_id = coalesce(${turn.externalId ?? null}, external_id),
      problem = coalesce(${turn.messages ? JSON.stringify({ messages: turn.messages }) : null}::jsonb, problem),
      last_unknown_at = coalesce(${turn.lastUnknownAt ?? null}::timestamptz, last_unknown_at),
      checks = coalesce(${turn.checks ?? null}::int, checks),
      in_lane = in_lane AND ${turn.to} IN ('sending', 'unknown', 'undoing'),
      proof = coalesce(${turn.proof === undefined ? null : JSON.stringify(turn.proof)}::jsonb, proof),
      issued_at = coalesce(issued_at, ${turn.issuedAt ?? null}::timestamptz)
    WHERE shop_id = ${shopId} AND id = ${remedy.id}::uuid AND attempts = ${remedy.attempts} AND state = ANY(${[...turn.from]})`;
  return changed === 1;
}

/**
 * What was seen of a remedy that has arrived, since it has. False when there is nothing new, when it was seen as used
 * before and is not any more (a count that is late), or when it is being taken back.
 */
export async function saveProof(
  tx: Statements,
  shopId: ShopId,
  remedy: Pick<StoredRemedy, 'id' | 'attempts' | 'proof'>,
  proof: object,
  now: Date,
): Promise<boolean> {
  const before = remedy.proof === null ? null : JSON.stringify(remedy.proof);
  const changed = await tx.$executeRaw`
    UPDATE remedies SET proof = ${JSON.stringify(proof)}::jsonb, updated_at = ${now}
    WHERE shop_id = ${shopId} AND id = ${remedy.id}::uuid AND attempts = ${remedy.attempts} AND state = 'settled'
      AND proof IS NOT DISTINCT FROM ${before}::jsonb AND proof IS DISTINCT FROM ${JSON.stringify(proof)}::jsonb
      AND coalesce((proof->>'uses')::int, 0) <= coalesce((${JSON.stringify(proof)}::jsonb->>'uses')::int, 0)`;
  return changed === 1;
}

/** Keeps what must be known before the next call to Shopify, in one committed statement. Throws when the remedy is no longer ours. */
export async function rememberProgress(
  client: Statements,
  shopId: ShopId,
  remedy: Pick<StoredRemedy, 'id' | 'attempts'>,
  progress: Progress,
): Promise<void> {
  const kept = await client.$executeRaw`
    UPDATE remedies SET progress = progress || ${JSON.stringify(progress)}::jsonb
    WHERE shop_id = ${shopId} AND id = ${remedy.id}::uuid AND attempts = ${remedy.attempts} AND state IN ('sending', 'undoing')`;
  if (kept !== 1) throw new Error(`remedy ${remedy.id} was taken over by another worker`);
}

/** What the other remedies of a remedy's lane have remembered. */
export async function progressInLane(client: Statements, shopId: ShopId, remedyId: RemedyId): Promise<Progress[]> {
  const rows = await client.$queryRaw<{ progress: Progress }[]>`
    SELECT other.progress FROM remedies own JOIN remedies other ON other.shop_id = own.shop_id AND other.lane = own.lane AND other.id <> own.id
    WHERE own.shop_id = ${shopId} AND own.id = ${remedyId}::uuid`;
  return rows.map((row) => row.progress);
}

/** From the first to the last time that it was sent without anybody knowing whether it was taken back; null when it is known. */
export async function undoInDoubt(
  client: Statements,
  shopId: ShopId,
  { id }: Pick<StoredRemedy, 'id'>,
): Promise<{ since: Date; until: Date } | null> {
  const [row] = await client.$queryRaw<{ since: Date | null; until: Date | null }[]>`
    SELECT min(started_at) AS since, max(started_at) AS until FROM attempts WHERE shop_id = ${shopId} AND remedy_id = ${id}::uuid AND purpose = 'undo'
      AND outcome = 'unknown' AND number > coalesce((SELECT max(number) FROM attempts
        WHERE shop_id = ${shopId} AND remedy_id = ${id}::uuid AND purpose = 'undo' AND outcome = 'refused'), 0)`;
  return row?.since && row.until ? { since: row.since, until: row.until } : null;
}

/** Notes once that a remedy has not arrived in time. False when that is noted already. */
export async function markLate(
  tx: Statements,
  shopId: ShopId,
  remedy: Pick<StoredRemedy, 'id'>,
  now: Date,
): Promise<boolean> {
  const marked = await tx.$executeRaw`
    UPDATE remedies SET late_at = ${now} WHERE shop_id = ${shopId} AND id = ${remedy.id}::uuid AND late_at IS NULL`;
  return marked === 1;
}
