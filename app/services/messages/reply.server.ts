import { lockComplaint, moveTo } from '#app/db/complaints.server.ts';
import type { LockedComplaint } from '#app/db/complaints.server.ts';
import { findMessage } from '#app/db/messages.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import { tell } from '#app/db/timeline.server.ts';
import type { ComplaintId, OrderId, RequestId } from '#app/domain/ids.ts';
import type { Language } from '#app/domain/language.ts';
import type { VariableName } from '#app/domain/messages/variables.ts';
import type { PromiseMade } from '#app/domain/promise/promise.ts';
import { dayAt, lastSecondOf, momentAt, type Day } from '#app/domain/shop-day.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import { dayAfterBy } from '#app/i18n/customer/dates.ts';
import { markAnswered } from '../complaints/mark-answered.server.ts';
import type { StaffContext } from '../context.ts';
import { doubtsAbout, type Doubt } from '../promises/doubts.server.ts';
import { keepByMessage } from '../promises/keep-promises.server.ts';
import { makePromises } from '../promises/make-promises.server.ts';
import { fillText } from './writing-help.server.ts';
import { writeToCustomer } from './write-to-customer.server.ts';

/** `no_address`: she cannot be written to. `off`: no mail server is configured. In neither case anything was written. */
export type ReplyProblem =
  | { kind: 'not_found' }
  | { kind: 'no_address' }
  | { kind: 'off' }
  /** The same form was sent before, with other words. */
  | { kind: 'request_reused' }
  /** The shop's own text asks for what is not known here. */
  | { kind: 'not_filled'; missing: VariableName[] }
  /** A day that has passed. */
  | { kind: 'past'; index: number }
  /** It may not be possible to keep what is promised. Nothing was sent. */
  | { kind: 'doubtful'; doubts: Doubt[] };

export type ReplyInput = {
  requestId: RequestId;
  subject: string;
  body: string;
  /** Whether it is for the customer to answer now. */
  thenWait: boolean;
  /** What is promised in it, by which day of the shop: kept until that day ends. */
  promises: readonly (Pick<PromiseMade, 'kind' | 'what'> & { day: Day })[];
  /** Why she promises it, whatever speaks against that; null = ask her first when something does. */
  despite: string | null;
  details?: Record<string, unknown>;
};

// How long a customer is waited for before somebody asks again.
const waitForCustomerMs = 3 * 24 * 60 * 60 * 1000;
/** On the day that a customer hears by, somebody should be at it while there is still time. */
const beforeTheEnd = '17:00';

type About = { language: Language; timeZone: string };

async function readAbout(tx: Statements, ctx: StaffContext, complaintId: ComplaintId): Promise<About> {
  const [about] = await tx.$queryRaw<About[]>`
    SELECT c.language, s.time_zone AS "timeZone"
    FROM complaints c JOIN shops s ON s.shop_id = c.shop_id WHERE c.shop_id = ${ctx.shopId} AND c.id = ${complaintId}::uuid`;
  if (!about) throw new Error(`no complaint ${complaintId}`);
  return about;
}

async function doubtful(
  ctx: StaffContext,
  complaintId: ComplaintId,
  { promises, subject, body }: ReplyInput,
): Promise<Doubt[]> {
  if (promises.length === 0) return [];
  const client = ctx.db.statements(ctx.shopId);
  const [row] = await client.$queryRaw<{ order_id: OrderId }[]>`
    SELECT order_id FROM complaints WHERE shop_id = ${ctx.shopId} AND id = ${complaintId}::uuid`;
  return row
    ? doubtsAbout(ctx, { complaintId, orderId: row.order_id }, { promises, words: `${subject}\n${body}` })
    : [];
}

/**
 * Answers the customer of a complaint: the message, what it promises and keeps, and what is next, all or nothing. The same
 * request again changes nothing. A promise of an answer keeps her posted; until then the next step is to write again.
 */
export async function sendReply(
  ctx: StaffContext,
  complaintId: ComplaintId,
  input: ReplyInput,
): Promise<Result<null, ReplyProblem>> {
  const { shopId } = ctx;
  const doubts = await doubtful(ctx, complaintId, input);
  const { despite, ...said } = input;
  if (doubts.length > 0 && despite === null) return err({ kind: 'doubtful', doubts });
  // What spoke against it, and why it was promised all the same, is known a year later.
  const details = { ...said.details, ...(doubts.length > 0 && { doubts, despite }) };
  return ctx.db.atomically(shopId, async (tx) => {
    const complaint = await lockComplaint(tx, shopId, complaintId);
    if (!complaint) return err({ kind: 'not_found' });
    const about = await readAbout(tx, ctx, complaintId);
    const today = dayAt(ctx.clock.now(), about.timeZone);
    const past = input.promises.findIndex(({ day }) => day < today);
    if (past >= 0) return err({ kind: 'past', index: past });
    return say(tx, ctx, complaint, about, {
      ...said,
      details,
      despite: doubts.length > 0 ? despite : null,
      kind: 'reply',
    });
  });
}

/**
 * Asks for more time in the customer's language, in one go, by the text that the shop has for that: the day is a promise, and the
 * next step is due then.
 */
export async function sendHolding(
  ctx: StaffContext,
  complaintId: ComplaintId,
  { requestId, day }: { requestId: RequestId; day: Day },
): Promise<Result<null, ReplyProblem>> {
  const { shopId } = ctx;
  const filled = await fillText(ctx, complaintId, 'holding', (language) => ({ due: dayAfterBy(language, day) }));
  if (!filled) return err({ kind: 'not_found' });
  const { text, missing } = filled;
  if (missing.length > 0) return err({ kind: 'not_filled', missing });
  return ctx.db.atomically(shopId, async (tx) => {
    const complaint = await lockComplaint(tx, shopId, complaintId);
    if (!complaint) return err({ kind: 'not_found' });
    const about = await readAbout(tx, ctx, complaintId);
    if (day < dayAt(ctx.clock.now(), about.timeZone)) return err({ kind: 'past', index: 0 });
    const promises = [{ kind: 'answer', what: '', day } as const];
    return say(tx, ctx, complaint, about, {
      requestId,
      ...text,
      thenWait: false,
      promises,
      despite: null,
      kind: 'holding',
    });
  });
}

async function say(
  tx: Statements,
  ctx: StaffContext,
  complaint: LockedComplaint,
  { language, timeZone }: About,
  {
    requestId,
    subject,
    body,
    thenWait,
    promises,
    details = {},
    despite,
    kind,
  }: ReplyInput & { kind: 'reply' | 'holding' },
): Promise<Result<null, ReplyProblem>> {
  const { shopId } = ctx;
  const { id: complaintId } = complaint;
  const key = `reply:${requestId}`;
  const message = { complaintId, kind, dedupeKey: key, language, subject, body, details };
  const sent = await writeToCustomer(tx, ctx, message);
  if (sent === 'already') {
    const before = await findMessage(tx, shopId, key);
    const same = before?.complaintId === complaintId && before.subject === subject && before.body === body;
    return same ? ok(null) : err({ kind: 'request_reused' });
  }
  if (sent !== 'queued') return err({ kind: sent });
  await keepByMessage(tx, ctx, complaintId, key);
  const made = promises.map(({ day, ...promise }) => ({ ...promise, due: lastSecondOf(day, timeZone) }));
  await makePromises(tx, ctx, complaintId, made, { key, messageKey: key, despite });
  const until = promises.filter((promise) => promise.kind === 'answer').map(({ day }) => day);
  const soonest = until.length > 0 ? until.sort()[0] : undefined;
  await markAnswered(tx, ctx, complaintId, {
    until: soonest === undefined ? null : lastMomentToAnswer(soonest, timeZone, ctx.clock.now()),
  });
  if (thenWait && complaint.state === 'open') await wait(tx, ctx, complaint);
  return ok(null);
}

/** At 17:00 of that day; when it is later already, as the day ends. */
function lastMomentToAnswer(day: Day, timeZone: string, now: Date): Date {
  const evening = momentAt(day, beforeTheEnd, timeZone);
  return evening > now ? evening : lastSecondOf(day, timeZone);
}

async function wait(tx: Statements, ctx: StaffContext, { id: complaintId, state: from }: LockedComplaint) {
  const { shopId, actor } = ctx;
  const at = ctx.clock.now();
  const next = { action: 'wait_for_customer', dueAt: new Date(at.getTime() + waitForCustomerMs) } as const;
  await moveTo(tx, shopId, complaintId, { state: 'waiting_for_customer', next }, at);
  await tell(tx, { shopId, complaintId, actor, at }, [
    { kind: 'state_changed', from, to: 'waiting_for_customer', why: 'The customer was written to.' },
  ]);
}
