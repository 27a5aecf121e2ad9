import type { RemedyNews } from '#app/db/remedy-news.server.ts';
import type { ComplaintId } from '#app/domain/ids.ts';
import type { RemedyState } from '#app/domain/remedy/remedy.ts';
import { sameStandings, standingsOf } from '#app/domain/remedy/standings.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import type { StaffContext } from '../context.ts';

type Standings = Result<string, { kind: 'not_found' }>;

/** Where the remedies of a complaint stand, newest first: see `standingsOf`. One statement, no call to Shopify. */
export async function getRemedyStates(ctx: StaffContext, complaintId: ComplaintId): Promise<Standings> {
  const rows = await ctx.db.query<{ id: string | null; state: RemedyState | null }>(ctx.shopId, {
    name: 'remedy_states',
    text: `SELECT m.id, m.state FROM complaints c LEFT JOIN remedies m ON m.shop_id = c.shop_id AND m.complaint_id = c.id
      WHERE c.shop_id = $1 AND c.id = $2 ORDER BY m.id DESC LIMIT 50`,
    values: [ctx.shopId, complaintId],
  });
  if (rows.length === 0) return err({ kind: 'not_found' });
  return ok(standingsOf(rows.flatMap(({ id, state }) => (id && state ? { id, state } : []))));
}

/**
 * The same for a page that shows them as `known`: answers when they stand otherwise, now or as soon as one turns. After
 * 20 s, and where nobody can wait, it answers what is. No database connection is held meanwhile.
 */
export async function waitForRemedyStates(
  ctx: StaffContext,
  news: RemedyNews,
  complaintId: ComplaintId,
  known: string,
  signal: AbortSignal,
): Promise<Standings> {
  // Before they are read: a turn between the reading and the waiting would be heard by nobody.
  const watch = await news.watch(ctx.shopId, complaintId, signal);
  try {
    const now = await getRemedyStates(ctx, complaintId);
    if (watch === null || !now.ok || !sameStandings(known, now.value)) return now;
    await watch.over;
    return signal.aborted ? now : await getRemedyStates(ctx, complaintId);
  } finally {
    watch?.leave();
  }
}
