import { turnRemedy } from '#app/db/remedy-steps.server.ts';
import { lockComplaint } from '#app/db/complaints.server.ts';
import { lockOrder } from '#app/db/order-snapshots.server.ts';
import { readRemedy } from '#app/db/remedies.server.ts';
import type { RemedyRow } from '#app/db/remedies.server.ts';
import { roleOf } from '#app/db/staff-access.server.ts';
import { tell } from '#app/db/timeline.server.ts';
import type { RemedyId } from '#app/domain/ids.ts';
import { mayUndo, rulesOf } from '#app/domain/remedy/rules.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import type { StaffContext } from '../context.ts';

export type UndoProblem =
  | { kind: 'not_found' }
  | { kind: 'no_role' }
  | { kind: 'not_possible' }
  /** The complaint is with the lawyer: what was given stays as it is. */
  | { kind: 'frozen' }
  /** Somebody has begun to carry it out, and that cannot be undone from here. */
  | { kind: 'begun' };

/**
 * Takes back what was given, where Shopify lets it be taken back. Asked for twice it is one undoing; until Shopify has
 * confirmed it, it still counts as given.
 */
export async function undoRemedy(
  ctx: StaffContext,
  { remedyId, reason }: { remedyId: RemedyId; reason: string },
): Promise<Result<null, UndoProblem>> {
  const { shopId, actor } = ctx;
  const now = ctx.clock.now();
  return ctx.db.atomically(shopId, async (tx) => {
    const [row] = await tx.$queryRaw<
      RemedyRow[]
    >`SELECT * FROM remedies WHERE shop_id = ${shopId} AND id = ${remedyId}::uuid`;
    if (!row) return err({ kind: 'not_found' });
    const remedy = readRemedy(row);
    // In this order: the state is read under the locks, where whoever asked for the same at this moment has done it.
    const [, complaint, role, [locked]] = await Promise.all([
      lockOrder(tx, shopId, remedy.orderId),
      lockComplaint(tx, shopId, remedy.complaintId),
      roleOf(tx, shopId, actor.userId),
      tx.$queryRaw<Pick<RemedyRow, 'state' | 'proof'>[]>`
        SELECT state, proof FROM remedies WHERE shop_id = ${shopId} AND id = ${remedyId}::uuid`,
    ]);
    const { state, proof } = locked ?? remedy;
    if (role === 'none') return err({ kind: 'no_role' });
    if (state === 'undoing' || state === 'undone') return ok(null);
    if (complaint?.frozen) return err({ kind: 'frozen' });
    if (!mayUndo(remedy.kind, state, proof)) {
      const given = state === 'issued' || state === 'settled';
      return err({ kind: rulesOf(remedy.kind).handmade && given ? 'begun' : 'not_possible' });
    }
    const turn = { from: [state], to: 'undoing', nextCheckAt: now, checks: 0 } as const;
    if (!(await turnRemedy(tx, shopId, remedy, turn, now))) return err({ kind: 'not_possible' });
    const asked = { kind: 'undo_asked', remedyId, remedy: remedy.kind, amount: remedy.amount, reason } as const;
    await Promise.all([
      tell(tx, { shopId, complaintId: remedy.complaintId, actor: { ...actor, role }, at: now }, [asked]),
      ctx.jobs.enqueue(tx, { name: 'advance-remedy', shopId, remedyId }),
    ]);
    return ok(null);
  });
}
