import type { Clock } from '#app/config/clock.ts';
import type { Database } from '#app/db/database.server.ts';
import { forgetOldSlots } from '#app/ledger/usage.server.ts';

/** Removes the counters of five minutes that no limit asks for any more, in any shop. Answers how many went. */
export const forgetSlots = ({ db, clock }: { db: Database; clock: Clock }): Promise<number> =>
  db.asSystem((client) => forgetOldSlots(client, clock.now()));
