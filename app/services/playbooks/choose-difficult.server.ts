import type { ComplaintId } from '#app/domain/ids.ts';
import type { DifficultType } from '#app/domain/playbooks/difficult.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import type { StaffContext } from '../context.ts';

/** Notes what kind of talk it is, for colleagues. It is told nowhere: neither the story nor anything of the customer's has it. */
export async function chooseDifficult(
  ctx: StaffContext,
  complaintId: ComplaintId,
  type: DifficultType | null,
): Promise<Result<null, { kind: 'not_found' }>> {
  const { shopId } = ctx;
  const now = ctx.clock.now();
  const changed = await ctx.db.statements(shopId).$executeRaw`
    UPDATE complaints SET difficult = ${type}, updated_at = ${now} WHERE shop_id = ${shopId} AND id = ${complaintId}::uuid`;
  return changed === 1 ? ok(null) : err({ kind: 'not_found' });
}
