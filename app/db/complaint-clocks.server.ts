import type { Channel, Severity } from '#app/domain/complaint/complaint.ts';
import type { NextAction } from '#app/domain/complaint/complaint.ts';
import type { ComplaintId, ShopId } from '#app/domain/ids.ts';
import type { Role } from '#app/domain/people.ts';
import { resume, targetMs, within } from '#app/domain/service/clocks.ts';
import type { Running, Service, Warned, Warning, WatchedClock } from '#app/domain/service/clocks.ts';
import { serviceArea } from '#app/domain/settings/service.ts';
import type { Statements } from './statements.server.ts';

/** The shop's hours and answer times, and its time zone. One statement. */
export async function readService(client: Statements, shopId: ShopId): Promise<Service> {
  const [row] = await client.$queryRaw<{ time_zone: string; value: unknown }[]>`
    SELECT s.time_zone, v.value FROM shops s LEFT JOIN shop_settings v ON v.shop_id = s.shop_id AND v.area = ${serviceArea.name}
    WHERE s.shop_id = ${shopId}`;
  if (!row) throw new Error(`shop ${shopId} is not recorded`);
  return { settings: row.value === null ? serviceArea.defaults : serviceArea.read(row.value), timeZone: row.time_zone };
}

type Stopped = {
  severity: Severity;
  channel: Channel;
  resolve_due_at: Date | null;
  paused_at: Date | null;
  ended_at: Date | null;
};

/**
 * Lets the clocks of a complaint that is open again run on: after a pause with the time that was left, after an end with
 * new time to resolve it, of which everybody is warned anew.
 */
export async function runAgain(tx: Statements, shopId: ShopId, complaintId: ComplaintId, at: Date): Promise<void> {
  const [stopped] = await tx.$queryRaw<Stopped[]>`
    SELECT severity, channel, resolve_due_at, paused_at, ended_at FROM complaints WHERE shop_id = ${shopId} AND id = ${complaintId}::uuid`;
  if (!stopped) return;
  const { resolve_due_at: due, paused_at: pausedAt, ended_at: endedAt } = stopped;
  const service = await readService(tx, shopId);
  const resolveDueAt = (): Date | null => {
    if (endedAt) return within(service, at, targetMs(service.settings.resolve, stopped));
    return due && pausedAt ? resume(service, due, pausedAt, at) : due;
  };
  await tx.$executeRaw`
    UPDATE complaints SET resolve_due_at = ${resolveDueAt()}::timestamptz, paused_at = NULL, ended_at = NULL, look_at = ${at}::timestamptz
    WHERE shop_id = ${shopId} AND id = ${complaintId}::uuid`;
  if (endedAt)
    await tx.$executeRaw`
      DELETE FROM complaint_warnings WHERE shop_id = ${shopId} AND complaint_id = ${complaintId}::uuid AND clock = 'resolve'`;
}

/** Complaints of any shop whose clocks are to be looked at; shops take turns. */
export function dueClocks(
  client: Statements,
  at: Date,
  most: number,
): Promise<{ shop_id: string; complaint_id: string }[]> {
  return client.$queryRaw`SELECT shop_id, complaint_id FROM system_due_clocks(${at}, ${most}::int)`;
}

/** An open complaint whose clocks are looked at, and who sees to it. */
export type Watched = Running & {
  number: number;
  lookAt: Date | null;
  nextAction: NextAction;
  nextDueAt: Date;
  assignee: {
    userId: string;
    /** Null for an id that is nobody's. */
    name: string | null;
    role: Role;
    awayUntil: Date | null;
  };
};

type WatchedRow = Omit<Watched, 'assignee'> & {
  assignee_user_id: string;
  assignee_name: string | null;
  assignee_role: Role | null;
  assignee_away_until: Date | null;
};

/** An open complaint, held until the transaction ends; null when it is over, or when somebody else holds it. */
export async function lockWatched(tx: Statements, shopId: ShopId, complaintId: ComplaintId): Promise<Watched | null> {
  const [row] = await tx.$queryRaw<WatchedRow[]>`
    SELECT c.number, c.state, c.severity, c.channel, c.created_at AS "createdAt", c.first_answer_due_at AS "firstAnswerDueAt",
      c.first_answered_at AS "firstAnsweredAt", c.resolve_due_at AS "resolveDueAt", c.legal_due_at AS "legalDueAt", c.look_at AS "lookAt",
      c.next_action AS "nextAction", c.next_action_due_at AS "nextDueAt", c.assignee_user_id, s.name AS assignee_name,
      s.role AS assignee_role, s.away_until AS assignee_away_until
    FROM complaints c LEFT JOIN staff_members s ON s.shop_id = c.shop_id AND s.user_id = c.assignee_user_id
    WHERE c.shop_id = ${shopId} AND c.id = ${complaintId}::uuid AND c.state IN ('open', 'waiting_for_customer')
    FOR UPDATE OF c SKIP LOCKED`;
  if (!row) return null;
  const {
    assignee_user_id: userId,
    assignee_name: name,
    assignee_role: role,
    assignee_away_until: awayUntil,
    ...rest
  } = row;
  return { ...rest, assignee: { userId, name, role: role ?? 'none', awayUntil } };
}

/** Says when its clocks are to be looked at next. */
export async function lookAgain(tx: Statements, shopId: ShopId, complaintId: ComplaintId, at: Date): Promise<void> {
  await tx.$executeRaw`UPDATE complaints SET look_at = ${at} WHERE shop_id = ${shopId} AND id = ${complaintId}::uuid`;
}

/** Says that what is with a person is to be looked at now: she has gone, or is away. */
export async function lookAtAllOf(tx: Statements, shopId: ShopId, userId: string, at: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE complaints SET look_at = ${at}
    WHERE shop_id = ${shopId} AND assignee_user_id = ${userId} AND state IN ('open', 'waiting_for_customer')`;
}

export async function passTo(
  tx: Statements,
  shopId: ShopId,
  complaintId: ComplaintId,
  userId: string,
  at: Date,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE complaints SET assignee_user_id = ${userId}, updated_at = ${at} WHERE shop_id = ${shopId} AND id = ${complaintId}::uuid`;
}

/** What was warned of already. */
export function warningsTold(
  tx: Statements,
  shopId: ShopId,
  complaintId: ComplaintId,
): Promise<{ clock: WatchedClock; whom: Warned }[]> {
  return tx.$queryRaw`SELECT clock, whom FROM complaint_warnings WHERE shop_id = ${shopId} AND complaint_id = ${complaintId}::uuid`;
}

/** Another one of its kind is waited for, by another time: everybody is warned of it anew. */
export async function forgetWarnings(
  tx: Statements,
  shopId: ShopId,
  complaintId: ComplaintId,
  clock: 'passed_up' | 'call',
  due: Date,
): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM complaint_warnings WHERE shop_id = ${shopId} AND complaint_id = ${complaintId}::uuid AND clock = ${clock} AND due_at <> ${due}`;
}

/** Writes down what is warned of: each once. */
export async function tellWarnings(
  tx: Statements,
  shopId: ShopId,
  complaintId: ComplaintId,
  warnings: readonly Warning[],
  at: Date,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO complaint_warnings (shop_id, complaint_id, clock, whom, due_at, at)
    SELECT ${shopId}, ${complaintId}::uuid, w.clock, w.whom, w.due_at, ${at}::timestamptz
    FROM unnest(${warnings.map(({ clock }) => clock)}::text[], ${warnings.map(({ whom }) => whom)}::text[],
      ${warnings.map(({ due }) => due.toISOString())}::timestamptz[]) AS w (clock, whom, due_at)
    ON CONFLICT DO NOTHING`;
}
