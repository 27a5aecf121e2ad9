import type { ComplaintId } from '#app/domain/ids.ts';
import type { RemedyState } from '#app/domain/remedy/remedy.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import type { StaffContext } from '../context.ts';

export type RemedyStanding = { id: string; state: RemedyState };

/** Where the remedies of a complaint stand, newest first: for a page that waits for them. One statement, no call to Shopify. */
export async function getRemedyStates(
  ctx: StaffContext,
  complaintId: ComplaintId,
): Promise<Result<RemedyStanding[], { kind: 'not_found' }>> {
  const rows = await ctx.db.query<{ id: string | null; state: RemedyState | null }>(ctx.shopId, {
    name: 'remedy_states',
    text: `SELECT m.id, m.state FROM complaints c LEFT JOIN remedies m ON m.shop_id = c.shop_id AND m.complaint_id = c.id
      WHERE c.shop_id = $1 AND c.id = $2 ORDER BY m.id DESC LIMIT 50`,
    values: [ctx.shopId, complaintId],
  });
  if (rows.length === 0) return err({ kind: 'not_found' });
  return ok(rows.flatMap(({ id, state }) => (id && state ? { id, state } : [])));
}
