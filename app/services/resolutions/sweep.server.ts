import { dueRemedies } from '#app/db/remedies.server.ts';
import { parseRemedyId, parseShopId, trusted } from '#app/domain/ids.ts';
import type { Database } from '#app/db/database.server.ts';
import type { Clock } from '#app/config/clock.ts';
import type { ShopId } from '#app/domain/ids.ts';
import type { ShopContext } from '../context.ts';
import { advanceRemedy } from './advance-remedy.server.ts';

export type SweepMeans = { db: Database; clock: Clock; contextFor: (shopId: ShopId) => ShopContext };

/** A sweep takes at most this many, oldest due first; the next one goes on from there. */
const mostPerSweep = 100;
const atOnce = 4;

/**
 * Finds what fell through: remedies whose time to be looked at has come, whatever happened to their job.
 * Lower age bound: `next_check_at` (30 s after the decision at first, then growing). Upper: 30 days, when a person
 * gets it. Answers how many were looked at.
 */
export async function sweepRemedies({ db, clock, contextFor }: SweepMeans): Promise<number> {
  const due = await db.asSystem((client) => dueRemedies(client, clock.now(), mostPerSweep));
  const waiting = due.values();
  const one = async () => {
    for (const { shop_id, remedy_id } of waiting) {
      const ctx = contextFor(trusted(parseShopId, shop_id));
      // One remedy that cannot be looked at must not keep the others waiting.
      await advanceRemedy(ctx, trusted(parseRemedyId, remedy_id)).catch((error: unknown) => {
        ctx.log.error({ err: error, remedy: remedy_id }, 'a remedy could not be advanced');
      });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return due.length;
}
