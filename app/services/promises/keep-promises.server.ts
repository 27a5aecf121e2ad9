import { endPromise, readPromises } from '#app/db/promises.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import { tell } from '#app/db/timeline.server.ts';
import type { ComplaintId } from '#app/domain/ids.ts';
import type { ShopContext } from '../context.ts';

/** A person has written to the customer: she has heard, which keeps what was promised of that. Inside the transaction of the message. */
export async function keepByMessage(
  tx: Statements,
  ctx: ShopContext,
  complaintId: ComplaintId,
  messageKey: string,
): Promise<void> {
  const { shopId, actor } = ctx;
  const at = ctx.clock.now();
  const promises = await readPromises(tx, shopId, complaintId);
  for (const { id, kind, state, what, dueAt } of promises) {
    if (kind !== 'answer' || state !== 'open' || dueAt < at) continue;
    const proof = { by: 'message', messageKey, at: at.toISOString() } as const;
    if (!(await endPromise(tx, shopId, id, { state: 'kept', proof }, at))) continue;
    await tell(tx, { shopId, complaintId, actor, at }, [
      { kind: 'promise_kept', promiseId: id, promise: kind, what, how: null },
    ]);
  }
}
