import { Prisma } from '@prisma/client';
import type { Tx } from '#app/db/database.server.ts';
import { isUniqueViolation } from '#app/db/errors.server.ts';
import { newId } from '#app/db/new-id.server.ts';
import { tell } from '#app/db/timeline.server.ts';
import { dueAt } from '#app/domain/complaint/complaint.ts';
import type { Channel, Reason, Severity, WantedOutcome } from '#app/domain/complaint/complaint.ts';
import { parseComplaintId, trusted } from '#app/domain/ids.ts';
import type { ComplaintId, OrderId, RequestId } from '#app/domain/ids.ts';
import type { Order } from '#app/domain/order.ts';
import type { ReadProblem } from '#app/domain/remedy/gateway.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import type { StaffContext } from '../context.ts';
import { knownOrder } from '../orders/known-order.server.ts';

export type LogComplaintInput = {
  requestId: RequestId;
  orderId: OrderId;
  lines: { lineItemId: string; quantity: number }[];
  reason: Reason;
  severity: Severity;
  channel: Channel;
  wantedOutcome: WantedOutcome;
  words: string;
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
  ctx: StaffContext,
  input: LogComplaintInput,
): Promise<Result<LoggedComplaint, LogComplaintProblem>> {
  const order = await knownOrder(ctx, input.orderId);
  if (!order.ok) return err({ kind: 'order', problem: order.error });
  const problem = lineProblem(input, order.value.order);
  if (problem) return err(problem);
  try {
    return ok(
      await ctx.db.transaction(ctx.shopId, (tx) => insertComplaint(ctx, tx, input, order.value.order), {
        name: 'log-complaint',
      }),
    );
  } catch (error) {
    if (isUniqueViolation(error)) return sameRequest(ctx, input);
    throw error;
  }
}

function lineProblem(input: LogComplaintInput, order: Order): LogComplaintProblem | null {
  if (input.lines.length === 0) return { kind: 'no_lines' };
  for (const { lineItemId, quantity } of input.lines) {
    const line = order.lines.find((each) => each.id === lineItemId);
    if (!line || quantity < 1) return { kind: 'unknown_line', lineItemId };
    if (quantity > line.quantity)
      return { kind: 'quantity_too_large', lineItemId, title: line.title, left: line.quantity };
  }
  return null;
}

async function insertComplaint(
  ctx: StaffContext,
  tx: Tx,
  input: LogComplaintInput,
  order: Order,
): Promise<LoggedComplaint> {
  const { shopId, actor } = ctx;
  const now = ctx.clock.now();
  const complaintId = newId<ComplaintId>();
  const number = await nextNumber(tx, shopId);
  await tx.complaint.create({
    data: {
      shopId,
      id: complaintId,
      number,
      requestId: input.requestId,
      orderId: order.id,
      orderName: order.name,
      customerId: order.customer?.id ?? null,
      customerName: order.customer?.name ?? null,
      customerEmail: order.customer?.email ?? order.email,
      reason: input.reason,
      severity: input.severity,
      channel: input.channel,
      wantedOutcome: input.wantedOutcome,
      words: input.words,
      state: 'open',
      assigneeUserId: actor.userId,
      nextAction: 'decide_remedy',
      nextActionDueAt: dueAt(input.severity, now),
      createdBy: actor.name,
      createdAt: now,
      updatedAt: now,
    },
  });
  const titles = new Map(order.lines.map((line) => [line.id, line.title]));
  await tx.complaintLine.createMany({
    data: input.lines.map((line) => ({ shopId, complaintId, ...line, title: titles.get(line.lineItemId) ?? '' })),
  });
  await tell(tx, { shopId, complaintId, actor, at: now }, [
    { kind: 'logged', channel: input.channel, reason: input.reason },
  ]);
  return { complaintId, number };
}

// The counter's row lock makes numbers gapless: a rolled-back complaint gives its number back.
async function nextNumber(tx: Tx, shopId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ number: number }[]>(Prisma.sql`
    UPDATE shops SET last_complaint_number = last_complaint_number + 1 WHERE shop_id = ${shopId} RETURNING last_complaint_number AS number`);
  if (!row) throw new Error(`shop ${shopId} is not recorded`);
  return row.number;
}

async function sameRequest(
  ctx: StaffContext,
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
