import { lockComplaint } from '#app/db/complaints.server.ts';
import { readService } from '#app/db/complaint-clocks.server.ts';
import type { ComplaintId, OrderId, RequestId } from '#app/domain/ids.ts';
import type { PromiseKind } from '#app/domain/promise/promise.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import { dayAt, lastSecondOf, type Day } from '#app/domain/shop-day.ts';
import type { StaffContext } from '../context.ts';
import { doubtsAbout, type Doubt } from './doubts.server.ts';
import { makePromises } from './make-promises.server.ts';

export type PromiseByHand = {
  requestId: RequestId;
  kind: PromiseKind;
  what: string;
  day: Day;
  /** Why she promises it, whatever speaks against that; null = ask her first when something does. */
  despite: string | null;
};

export type PromiseProblem = { kind: 'not_found' } | { kind: 'past' } | { kind: 'doubtful'; doubts: Doubt[] };

/**
 * Writes down what was promised on the phone or elsewhere. It is watched like a promise in a message; nothing is sent. The same
 * form again adds nothing.
 */
export async function promiseByHand(
  ctx: StaffContext,
  complaintId: ComplaintId,
  { requestId, kind, what, day, despite }: PromiseByHand,
): Promise<Result<null, PromiseProblem>> {
  const { shopId } = ctx;
  const client = ctx.db.statements(shopId);
  const [row] = await client.$queryRaw<{ orderId: OrderId }[]>`
    SELECT order_id AS "orderId" FROM complaints WHERE shop_id = ${shopId} AND id = ${complaintId}::uuid`;
  if (!row) return err({ kind: 'not_found' });
  const { timeZone } = await readService(client, shopId);
  if (day < dayAt(ctx.clock.now(), timeZone)) return err({ kind: 'past' });
  const asked = { promises: [{ kind, day }], words: what };
  const doubts = await doubtsAbout(ctx, { complaintId, orderId: row.orderId }, asked);
  if (doubts.length > 0 && despite === null) return err({ kind: 'doubtful', doubts });
  const promise = { kind, what, due: lastSecondOf(day, timeZone) };
  await ctx.db.atomically(shopId, async (tx) => {
    await lockComplaint(tx, shopId, complaintId);
    const why = doubts.length > 0 ? despite : null;
    await makePromises(tx, ctx, complaintId, [promise], {
      key: `by-hand:${requestId}`,
      messageKey: null,
      despite: why,
    });
  });
  return ok(null);
}
