import { addPromise } from '#app/db/promises.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import { tell } from '#app/db/timeline.server.ts';
import type { ComplaintId } from '#app/domain/ids.ts';
import type { PromiseMade } from '#app/domain/promise/promise.ts';
import type { StaffContext } from '../context.ts';

/**
 * Writes down what was promised to the customer of a complaint, inside the caller's transaction, and tells it in the story.
 * `key` names the occasion: the same again adds nothing. `despite`: why it is promised although something speaks against it.
 */
export async function makePromises(
  tx: Statements,
  ctx: StaffContext,
  complaintId: ComplaintId,
  promises: readonly PromiseMade[],
  { key, messageKey, despite = null }: { key: string; messageKey: string | null; despite?: string | null },
): Promise<void> {
  const { shopId, actor } = ctx;
  const at = ctx.clock.now();
  for (const [index, promise] of promises.entries()) {
    const dedupeKey = `${key}:${String(index)}`;
    const id = await addPromise(tx, shopId, { ...promise, complaintId, by: actor, at, messageKey, dedupeKey });
    if (id === null) continue;
    const due = promise.due.toISOString();
    await tell(tx, { shopId, complaintId, actor, at }, [
      {
        kind: 'promise_made',
        promiseId: id,
        promise: promise.kind,
        what: promise.what,
        due,
        ...(despite !== null && { how: despite }),
      },
    ]);
  }
}
