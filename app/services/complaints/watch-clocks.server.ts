/** Looks at the clocks of complaints before they run out: warns whoever can still do something, and passes on what is with nobody. */
import {
  dueClocks,
  lockWatched,
  lookAgain,
  passTo,
  readService,
  tellWarnings,
  warningsTold,
} from '#app/db/complaint-clocks.server.ts';
import type { Watched } from '#app/db/complaint-clocks.server.ts';
import { waitingCallback } from '#app/db/callbacks.server.ts';
import type { WaitingCallback } from '#app/db/callbacks.server.ts';
import { openEscalation } from '#app/db/escalations.server.ts';
import { staffLoad } from '#app/db/staff-load.server.ts';
import { approversHere, staffNamed, staffReader } from '#app/db/staff-roster.server.ts';
import type { Reader } from '#app/db/staff-roster.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import { tell } from '#app/db/timeline.server.ts';
import { parseComplaintId, parseShopId, trusted } from '#app/domain/ids.ts';
import type { ComplaintId, ShopId } from '#app/domain/ids.ts';
import type { System } from '#app/domain/people.ts';
import { chooseAssignee, isHere } from '#app/domain/service/assignment.ts';
import { answerWarning, callWarnings, warningsOf } from '#app/domain/service/clocks.ts';
import type { Warned, Warning, WatchedClock } from '#app/domain/service/clocks.ts';
import type { ShopContext } from '../context.ts';
import { climb } from '../escalations/escalate.server.ts';
import { mailToStaff } from '../mail/mail-to-staff.server.ts';
import type { SweepMeans } from '../resolutions/sweep.server.ts';

const amends: System = { kind: 'system', name: 'amends' };
const mostPerSweep = 200;
const atOnce = 4;
const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;
// Of what was due so long ago nobody is warned any more: the lists have said so all the time.
const tooLateMs = 7 * dayMs;
const againAfterFailureMs = 5 * 60 * 1000;

/**
 * Looks at every open complaint when something is to be said or done about its clocks. Lower age bound: `look_at`, which is
 * the next warning, or a day before something is due that is with somebody who is away. Upper: a day later, when each open
 * complaint is looked at again whatever happened; deadlines that passed more than a week ago are not warned of. Answers
 * how many were due.
 */
export async function sweepClocks({ db, clock, contextFor }: SweepMeans): Promise<number> {
  const due = await db.asSystem((client) => dueClocks(client, clock.now(), mostPerSweep));
  const waiting = due.values();
  const one = async () => {
    for (const row of waiting) {
      const ctx = contextFor(trusted(parseShopId, row.shop_id));
      const complaintId = trusted(parseComplaintId, row.complaint_id);
      await watch(ctx, complaintId).catch(async (error: unknown) => {
        ctx.log.error({ err: error, complaint: complaintId }, 'the clocks of a complaint could not be looked at');
        const later = new Date(clock.now().getTime() + againAfterFailureMs);
        await lookAgain(ctx.db.statements(ctx.shopId), ctx.shopId, complaintId, later);
      });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return due.length;
}

async function watch(ctx: ShopContext, complaintId: ComplaintId): Promise<void> {
  const { db, shopId, clock } = ctx;
  await db.atomically(shopId, async (tx) => {
    const now = clock.now();
    const found = await lockWatched(tx, shopId, complaintId);
    // Somebody else has it in hand, or has just looked.
    if (!found?.lookAt || found.lookAt > now) return;
    const service = await readService(tx, shopId);
    const complaint = await passOn(tx, ctx, complaintId, found, service.timeZone, now);
    const [told, open, call] = await Promise.all([
      warningsTold(tx, shopId, complaintId),
      openEscalation(tx, shopId, complaintId),
      waitingCallback(tx, shopId, complaintId),
    ]);
    const above =
      open && ((await climb(tx, ctx, { ...complaint, id: complaintId }, open, service.timeZone, now)) ?? open);
    const untold = [
      ...warningsOf(service, complaint),
      ...(above ? [answerWarning(service, above)] : []),
      ...(call ? callWarnings(call) : []),
    ].filter(({ clock: name, whom }) => !told.some((each) => each.clock === name && each.whom === whom));
    const due = untold.filter(({ at }) => at <= now);
    if (due.length > 0) {
      await tellWarnings(tx, shopId, complaintId, due, now);
      const fresh = due.filter((warning) => now.getTime() - warning.due.getTime() < tooLateMs);
      await warn(tx, ctx, { complaintId, complaint, call, warnings: fresh, timeZone: service.timeZone, now });
    }
    const next = [
      now.getTime() + dayMs,
      ...untold.flatMap(({ at }) => (at > now ? [at.getTime()] : [])),
      ...(above?.level === 'lead' ? [above.dueAt.getTime()] : []),
      ...lookBeforeDue(complaint, now),
    ];
    await lookAgain(tx, shopId, complaintId, new Date(Math.min(...next)));
  });
}

/** What is with somebody who is away is looked at again a day before it is due; what nobody could take, in an hour. */
function lookBeforeDue({ assignee, nextDueAt }: Watched, now: Date): number[] {
  if (assignee.awayUntil === null || assignee.awayUntil <= now || nextDueAt >= assignee.awayUntil) return [];
  return [Math.max(nextDueAt.getTime() - dayMs, now.getTime() + hourMs)];
}

/** Why somebody cannot see to it any more; null when she can, or will be back before it is due. */
function goneBecause({ assignee, nextDueAt }: Watched, now: Date): 'away' | 'left' | null {
  if (assignee.role === 'none') return 'left';
  if (assignee.awayUntil === null || assignee.awayUntil <= now || nextDueAt >= assignee.awayUntil) return null;
  return nextDueAt.getTime() - now.getTime() <= dayMs ? 'away' : null;
}

/** Gives it to somebody who is here when whoever has it is not. */
async function passOn(
  tx: Statements,
  ctx: ShopContext,
  complaintId: ComplaintId,
  complaint: Watched,
  timeZone: string,
  now: Date,
): Promise<Watched> {
  const { shopId } = ctx;
  const { assignee, number, nextAction, nextDueAt } = complaint;
  const because = goneBecause(complaint, now);
  if (because === null) return complaint;
  const people = await staffLoad(tx, shopId);
  const chosen = chooseAssignee(people, now, assignee.userId);
  const person = people.find(({ userId }) => userId === chosen);
  const reader = chosen === null || chosen === assignee.userId ? null : await staffReader(tx, shopId, chosen);
  if (!person || !reader) return complaint;
  // From one who is away to another would help nobody.
  if (because === 'away' && !isHere(person, now)) return complaint;
  await passTo(tx, shopId, complaintId, reader.userId, now);
  await tell(tx, { shopId, complaintId, actor: amends, at: now }, [
    { kind: 'assigned', to: reader.name, because, from: assignee.name },
  ]);
  await mailToStaff(tx, ctx, {
    to: reader,
    dedupeKey: `complaint:${complaintId}:passed_on:${now.toISOString()}`,
    about: complaintId,
    mail: {
      kind: 'passed_on',
      data: {
        ...{ complaintNumber: number, from: assignee.name, why: because, next: nextAction },
        due: written(nextDueAt, timeZone),
        link: linkTo(ctx, complaintId),
      },
    },
  });
  const { userId, name } = reader;
  return { ...complaint, assignee: { userId, name, role: person.role, awayUntil: person.awayUntil } };
}

type Warnings = {
  complaintId: ComplaintId;
  complaint: Watched;
  /** The call that is waited for; null = none is. */
  call: WaitingCallback | null;
  warnings: readonly Warning[];
  timeZone: string;
  now: Date;
};

/** One mail to each person for each deadline, however many of the shop's three steps have come at once. */
async function warn(tx: Statements, ctx: ShopContext, all: Warnings): Promise<void> {
  const { complaintId, complaint, call, warnings, timeZone, now } = all;
  const { shopId } = ctx;
  const { number } = complaint;
  const caller = call && (await whoCalls(tx, shopId, call, complaint, now));
  const owners = () => approversHere(tx, shopId, ['owner'], '', now);
  const readersOf = async (clock: WatchedClock, whom: Warned): Promise<Reader[]> => {
    if (whom === 'owner') return owners();
    if (whom === 'assignee') {
      const userId = (clock === 'call' ? caller : null)?.userId ?? complaint.assignee.userId;
      return [await staffReader(tx, shopId, userId)].flatMap((reader) => reader ?? []);
    }
    const leads = await approversHere(tx, shopId, ['lead'], '', now);
    // Of the rest the owner hears by a step of her own.
    return leads.length === 0 && (clock === 'call' || clock === 'passed_up') ? owners() : leads;
  };
  const sent = new Set<string>();
  for (const { clock, whom, due } of warnings) {
    const assignee = (clock === 'call' ? caller : null) ?? complaint.assignee;
    for (const to of await readersOf(clock, whom)) {
      if (sent.has(`${clock} ${to.userId}`)) continue;
      sent.add(`${clock} ${to.userId}`);
      const data = {
        ...{ complaintNumber: number, clock, due: written(due, timeZone), over: due <= now },
        // An answer is the reader's to give, whoever sees to the complaint.
        assignee: to.userId === assignee.userId || clock === 'passed_up' ? null : (assignee.name ?? assignee.userId),
        link: linkTo(ctx, complaintId),
      };
      const dedupeKey = `complaint:${complaintId}:${clock}:${whom}:${due.toISOString()}`;
      await mailToStaff(tx, ctx, { to, dedupeKey, about: complaintId, mail: { kind: 'deadline_near', data } });
    }
  }
  await tell(
    tx,
    { shopId, complaintId, actor: amends, at: now },
    warnings.map(({ clock, whom, due }) => ({
      ...{ kind: 'deadline_near', clock, whom, due: due.toISOString() },
      ...(due <= now && { over: true }),
    })),
  );
}

/** Who has taken the call, as long as she is there; null = whoever sees to the complaint makes it. */
async function whoCalls(
  tx: Statements,
  shopId: ShopId,
  { assigneeUserId }: WaitingCallback,
  { assignee }: Watched,
  now: Date,
): Promise<{ userId: string; name: string | null } | null> {
  if (assigneeUserId === null || assigneeUserId === assignee.userId) return null;
  const people = await staffLoad(tx, shopId);
  const person = people.find(({ userId }) => userId === assigneeUserId);
  return person && isHere(person, now)
    ? { userId: person.userId, name: await staffNamed(tx, shopId, assigneeUserId) }
    : null;
}

const linkTo = (ctx: ShopContext, complaintId: ComplaintId): string =>
  ctx.adminAddress(`/app/complaints/${complaintId}`);

/** `30 Nov 2026, 12:00`: mails to staff are in English so far. */
const written = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(at);
