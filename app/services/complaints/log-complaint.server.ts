import { readService } from '#app/db/complaint-clocks.server.ts';
import { isUniqueViolation } from '#app/db/errors.server.ts';
import { newId } from '#app/db/new-id.server.ts';
import type { Channel, Reason, Severity, WantedOutcome } from '#app/domain/complaint/complaint.ts';
import type { StoryEvent } from '#app/domain/complaint/story.ts';
import type { ReturnReason } from '#app/domain/remedy/return-reasons.ts';
import { parseComplaintId, trusted } from '#app/domain/ids.ts';
import type { ComplaintId, OrderId, RequestId } from '#app/domain/ids.ts';
import { languageFor, type Language } from '#app/domain/language.ts';
import type { Order } from '#app/domain/order.ts';
import type { ReadProblem } from '#app/domain/remedy/plug.ts';
import type { Actor } from '#app/domain/people.ts';
import { err, ok } from '#app/domain/result.ts';
import { begin } from '#app/domain/service/clocks.ts';
import type { Service } from '#app/domain/service/clocks.ts';
import type { Result } from '#app/domain/result.ts';
import type { Statements } from '#app/db/statements.server.ts';
import type { ShopContext } from '../context.ts';
import { knownOrder } from '../orders/known-order.server.ts';
import { assigneeFor } from './choose-assignee.server.ts';

export type LogComplaintInput = {
  requestId: RequestId;
  orderId: OrderId;
  lines: { lineItemId: string; quantity: number }[];
  reason: Reason;
  severity: Severity;
  channel: Channel;
  wantedOutcome: WantedOutcome;
  words: string;
  /** In which she writes to us, where that is certain. */
  language?: Language;
  /** What was chosen below the reason, in the shop's words, and what that is as a reason to send something back. */
  detail?: { text: string; returnReason: ReturnReason } | null;
};

export type LogComplaintProblem =
  | { kind: 'order'; problem: ReadProblem }
  | { kind: 'no_lines' }
  | { kind: 'unknown_line'; lineItemId: string }
  | { kind: 'quantity_too_large'; lineItemId: string; title: string; left: number }
  | { kind: 'request_reused' };

export type LoggedComplaint = { complaintId: ComplaintId; number: number };

/**
 * Logs a complaint against an order. The same request again answers the same complaint; the order is read from
 * Shopify unless we hold a fresh copy of it.
 */
export async function logComplaint(
  ctx: ShopContext,
  input: LogComplaintInput,
): Promise<Result<LoggedComplaint, LogComplaintProblem>> {
  const [order, service] = await Promise.all([
    knownOrder(ctx, input.orderId),
    readService(ctx.db.statements(ctx.shopId), ctx.shopId),
  ]);
  if (!order.ok) return err({ kind: 'order', problem: order.error });
  const problem = lineProblem(input, order.value.order);
  if (problem) return err(problem);
  try {
    return ok(await insertComplaint(ctx.db.statements(ctx.shopId), ctx, input, order.value.order, service));
  } catch (error) {
    if (isUniqueViolation(error)) return sameRequest(ctx, input);
    throw error;
  }
}

/** What is wrong with the chosen items, or null. */
export function lineProblem(input: Pick<LogComplaintInput, 'lines'>, order: Order): LogComplaintProblem | null {
  if (input.lines.length === 0) return { kind: 'no_lines' };
  for (const { lineItemId, quantity } of input.lines) {
    const line = order.lines.find((each) => each.id === lineItemId);
    if (!line || quantity < 1) return { kind: 'unknown_line', lineItemId };
    if (quantity > line.quantity)
      return { kind: 'quantity_too_large', lineItemId, title: line.title, left: line.quantity };
  }
  return null;
}

/**
 * Complaint, lines and the first line of its story in one statement. The counter's row lock makes numbers gapless (a
 * complaint that fails gives its number back), and everybody in the shop waits for it: so it is held for no round trip.
 */
export async function insertComplaint(
  sql: Statements,
  { shopId, actor, clock }: Pick<ShopContext, 'shopId' | 'actor' | 'clock'>,
  input: LogComplaintInput,
  order: Order,
  service: Service,
): Promise<LoggedComplaint> {
  const now = clock.now();
  const complaintId = newId<ComplaintId>();
  const country = order.shipTo?.countryCode ?? null;
  const language = input.language ?? languageFor(order.customer?.locale ?? null, country);
  const { reason, severity, channel } = input;
  const clocks = begin(service, { reason, severity, channel, country }, now);
  const titles = new Map(order.lines.map((line) => [line.id, line.title]));
  const detail = input.detail ?? null;
  const logged: StoryEvent = {
    kind: 'logged',
    channel: input.channel,
    reason: input.reason,
    ...(detail && { detail: detail.text }),
  };
  const assignee = actor.kind === 'staff' ? actor.userId : await assigneeFor(sql, { shopId, clock });
  const actorId = actor.kind === 'staff' ? actor.userId : null;
  const [row] = await sql.$queryRaw<{ number: number }[]>`
    WITH numbered AS (
      UPDATE shops SET last_complaint_number = last_complaint_number + 1 WHERE shop_id = ${shopId} RETURNING last_complaint_number AS number
    ), complaint AS (
      INSERT INTO complaints (shop_id, id, number, request_id, order_id, order_name, customer_id, customer_name, customer_email, reason,
        severity, channel, wanted_outcome, words, language, country, state, assignee_user_id, next_action, next_action_due_at,
        first_answer_due_at, resolve_due_at, legal_due_at, look_at, created_by, created_at, updated_at, reason_detail, return_reason)
      SELECT ${shopId}, ${complaintId}::uuid, number, ${input.requestId}::uuid, ${order.id}, ${order.name}, ${order.customer?.id ?? null},
        ${order.customer?.name ?? null}, ${order.customer?.email ?? order.email}, ${input.reason}, ${input.severity}, ${input.channel},
        ${input.wantedOutcome}, ${input.words}, ${language}, ${country}, 'open', ${assignee}, 'answer_customer',
        ${clocks.firstAnswerDueAt}::timestamptz, ${clocks.firstAnswerDueAt}::timestamptz, ${clocks.resolveDueAt}::timestamptz,
        ${clocks.legalDueAt}::timestamptz, ${clocks.lookAt}::timestamptz, ${createdBy(actor)}, ${now}::timestamptz, ${now}::timestamptz,
        ${detail?.text ?? null}, ${detail?.returnReason ?? null} FROM numbered
    ), lines AS (
      INSERT INTO complaint_lines (shop_id, complaint_id, line_item_id, quantity, title)
      SELECT ${shopId}, ${complaintId}::uuid, line.id, line.quantity, line.title
      FROM numbered, unnest(${input.lines.map((line) => line.lineItemId)}::text[], ${input.lines.map((line) => line.quantity)}::int[],
        ${input.lines.map((line) => titles.get(line.lineItemId) ?? '')}::text[]) AS line (id, quantity, title)
    ), story AS (
      INSERT INTO timeline_entries (shop_id, complaint_id, id, kind, actor_kind, actor_id, actor_name, data, at)
      SELECT ${shopId}, ${complaintId}::uuid, ${newId()}::uuid, ${logged.kind}, ${actor.kind}, ${actorId}, ${actor.name},
        ${JSON.stringify(logged)}::jsonb, ${now}::timestamptz FROM numbered
    )
    SELECT number FROM numbered`;
  if (!row) throw new Error(`shop ${shopId} is not recorded`);
  return { complaintId, number: row.number };
}

/** Who wrote it down. A customer's name is her own: it stands in one place, where it can be forgotten. */
const createdBy = (actor: Actor): string => (actor.kind === 'customer' ? 'customer' : actor.name);

async function sameRequest(
  ctx: ShopContext,
  input: LogComplaintInput,
): Promise<Result<LoggedComplaint, LogComplaintProblem>> {
  const earlier = await ctx.db.asShop(ctx.shopId, (client) =>
    client.complaint.findFirst({ where: { shopId: ctx.shopId, requestId: input.requestId }, include: { lines: true } }),
  );
  if (!earlier) throw new Error('a unique violation without the row that caused it');
  const lines = (all: readonly { lineItemId: string; quantity: number }[]) =>
    all
      .map((line) => `${line.lineItemId}×${line.quantity}`)
      .sort()
      .join();
  const same =
    earlier.orderId === input.orderId &&
    earlier.reason === input.reason &&
    earlier.severity === input.severity &&
    earlier.channel === input.channel &&
    earlier.wantedOutcome === input.wantedOutcome &&
    earlier.words === input.words &&
    lines(earlier.lines) === lines(input.lines);
  return same
    ? ok({ complaintId: trusted(parseComplaintId, earlier.id), number: earlier.number })
    : err({ kind: 'request_reused' });
}
