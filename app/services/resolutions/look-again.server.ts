import { turnRemedy } from '#app/db/remedy-steps.server.ts';
import { roleOf } from '#app/db/staff-access.server.ts';
import { tell } from '#app/db/timeline.server.ts';
import type { RemedyId } from '#app/domain/ids.ts';
import type { AttemptPurpose } from '#app/domain/remedy/remedy.ts';
import { parseComplaintId, trusted } from '#app/domain/ids.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import type { StaffContext } from '../context.ts';

/**
 * A person has looked at a remedy that looking alone could not settle, and asks for one more look at Shopify. It is in
 * doubt again, nothing is released and nothing is sent here: the worker records what it finds.
 */
export async function lookAgain(
  ctx: StaffContext,
  remedyId: RemedyId,
): Promise<Result<null, { kind: 'not_waiting' | 'no_role' }>> {
  const { shopId, actor } = ctx;
  const now = ctx.clock.now();
  return ctx.db.atomically(shopId, async (tx) => {
    // What is looked for and not there may be sent once more: that is for whoever may give.
    if ((await roleOf(tx, shopId, actor.userId)) === 'none') return err({ kind: 'no_role' });
    const [remedy] = await tx.$queryRaw<{ complaint_id: string; attempts: number; purpose: AttemptPurpose | null }[]>`
      SELECT m.complaint_id, m.attempts, a.purpose FROM remedies m
      LEFT JOIN attempts a ON a.shop_id = m.shop_id AND a.remedy_id = m.id AND a.number = m.attempts
      WHERE m.shop_id = ${shopId} AND m.id = ${remedyId}::uuid AND m.state = 'needs_person'`;
    if (!remedy) return err({ kind: 'not_waiting' });
    // What is in doubt is whether it was given, or whether it was taken back.
    const to = remedy.purpose === 'undo' ? 'undoing' : 'unknown';
    const turn = { from: ['needs_person'], to, nextCheckAt: now, checks: 0 } as const;
    const turned = await turnRemedy(tx, shopId, { id: remedyId, attempts: remedy.attempts }, turn, now);
    if (!turned) return err({ kind: 'not_waiting' });
    const complaintId = trusted(parseComplaintId, remedy.complaint_id);
    await tell(tx, { shopId, complaintId, actor, at: now }, [
      { kind: 'remedy_unknown', remedyId, detail: 'asked to look once more' },
    ]);
    await ctx.jobs.enqueue(tx, { name: 'advance-remedy', shopId, remedyId });
    return ok(null);
  });
}
