import { readService } from '#app/db/complaint-clocks.server.ts';
import { contactedBy, sameMatter } from '#app/db/contacts.server.ts';
import { isUniqueViolation } from '#app/db/errors.server.ts';
import { lockOrder } from '#app/db/order-snapshots.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import { sameMatterMs } from '#app/domain/complaint/same-matter.ts';
import { parseComplaintId, trusted, type ComplaintId } from '#app/domain/ids.ts';
import type { Language } from '#app/domain/language.ts';
import { err, ok, type Result } from '#app/domain/result.ts';
import type { ShopContext } from '../context.ts';
import { knownOrder } from '../orders/known-order.server.ts';
import { addContact } from './add-contact.server.ts';
import {
  insertComplaint,
  lineProblem,
  type LogComplaintInput,
  type LogComplaintProblem,
  type LoggedComplaint,
} from './log-complaint.server.ts';

export type ReportInput = Omit<LogComplaintInput, 'detail'> &
  Required<Pick<LogComplaintInput, 'detail'>> & { language: Language };

/** `joined`: there was a complaint about the same already, and this is a further contact on it. */
export type Reported = LoggedComplaint & { joined: boolean };

/**
 * A customer reports a problem herself. About items that an open complaint of the last 14 days is about, by whichever way that
 * came, it becomes a further contact on that one. The same request again answers the same.
 * @param within runs in the same transaction, once: what becomes the complaint's with it
 */
export async function reportComplaint(
  ctx: ShopContext,
  input: ReportInput,
  within: (tx: Statements, reported: Reported) => Promise<void>,
): Promise<Result<Reported, LogComplaintProblem>> {
  const { shopId, db, clock } = ctx;
  const [order, service] = await Promise.all([
    knownOrder(ctx, input.orderId),
    readService(db.statements(shopId), shopId),
  ]);
  if (!order.ok) return err({ kind: 'order', problem: order.error });
  const problem = lineProblem(input, order.value.order);
  if (problem) return err(problem);
  const since = new Date(clock.now().getTime() - sameMatterMs);
  const lineItemIds = input.lines.map((line) => line.lineItemId);
  const report = () =>
    db.atomically(shopId, async (tx): Promise<Reported> => {
      // Two reports about one order come one after the other, so that the second sees the first.
      await lockOrder(tx, shopId, input.orderId);
      const earlier = await reportedBy(tx, ctx, input.requestId);
      if (earlier) return earlier;
      const same = await sameMatter(tx, shopId, { orderId: input.orderId, lineItemIds, since });
      if (same) await addContact(tx, ctx, same, input);
      const reported: Reported = same
        ? { complaintId: same.id, number: same.number, joined: true }
        : { ...(await insertComplaint(tx, ctx, input, order.value.order, service)), joined: false };
      await within(tx, reported);
      return reported;
    });
  try {
    return ok(await report());
  } catch (error) {
    if (isUniqueViolation(error)) return ok(await report());
    throw error;
  }
}

async function reportedBy(
  tx: Statements,
  { shopId }: Pick<ShopContext, 'shopId'>,
  requestId: string,
): Promise<Reported | null> {
  const [row] = await tx.$queryRaw<{ id: string; number: number }[]>`
    SELECT id, number FROM complaints WHERE shop_id = ${shopId} AND request_id = ${requestId}::uuid`;
  if (row) return { complaintId: trusted<ComplaintId>(parseComplaintId, row.id), number: row.number, joined: false };
  const joined = await contactedBy(tx, shopId, requestId);
  return joined && { complaintId: joined.id, number: joined.number, joined: true };
}
