import { lockComplaint } from '#app/db/complaints.server.ts';
import { endPromise, lockPromise } from '#app/db/promises.server.ts';
import { tell } from '#app/db/timeline.server.ts';
import type { ComplaintId } from '#app/domain/ids.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import type { StaffContext } from '../context.ts';

/** How a person ends a promise: it was kept, as she says how; or it does not hold any more, as the customer knows. */
export type EndedBy = { as: 'kept' | 'withdrawn'; how: string };

/** `over`: it has ended already. */
export async function endPromiseByHand(
  ctx: StaffContext,
  complaintId: ComplaintId,
  id: string,
  { as, how }: EndedBy,
): Promise<Result<null, { kind: 'not_found' } | { kind: 'over' }>> {
  const { shopId, actor } = ctx;
  const at = ctx.clock.now();
  return ctx.db.atomically(shopId, async (tx) => {
    await lockComplaint(tx, shopId, complaintId);
    const promise = await lockPromise(tx, shopId, id);
    if (promise?.complaintId !== complaintId) return err({ kind: 'not_found' });
    const proof = { by: 'person', name: actor.name, how, at: at.toISOString() } as const;
    const end = as === 'kept' ? ({ state: 'kept', proof } as const) : ({ state: 'withdrawn' } as const);
    if (!(await endPromise(tx, shopId, id, end, at))) return err({ kind: 'over' });
    const kind = as === 'kept' ? 'promise_kept' : 'promise_withdrawn';
    await tell(tx, { shopId, complaintId, actor, at }, [
      { kind, promiseId: id, promise: promise.kind, what: promise.what, how },
    ]);
    return ok(null);
  });
}
