/** A worker that dies at a named line of a replacement: nothing that it would do after that line happens. */
import type { Database } from '#app/db/database.server.ts';
import type { RemedyId } from '#app/domain/ids.ts';
import { advanceRemedy } from '#app/services/resolutions/advance-remedy.server.ts';
import { Died } from '#tests/faults/dying-context.ts';
import { withDevStore } from '#tests/setup/redirect-fetch.ts';
import type { World } from '#tests/setup/world.ts';

/** At which call: before it is sent, or when it was sent and nothing has come back yet. */
export type Death = { at: string; sent: boolean };

/** One look at a remedy by a worker that dies there. From then on neither the database nor Shopify hears from it. */
export async function lookAndDie(world: World, remedyId: RemedyId, { at, sent }: Death): Promise<void> {
  let dead = false;
  const db: Database = new Proxy(world.db, {
    get(target, name, receiver): unknown {
      if (dead) throw new Died();
      return Reflect.get(target, name, receiver);
    },
  });
  const before = (body: string): void => {
    if (dead) throw new Died();
    if (!body.includes(`mutation ${at}`) && !body.includes(`query ${at}`)) return;
    dead = true;
    if (!sent) throw new Died();
  };
  await withDevStore(world.storeUrl, before, () =>
    advanceRemedy({ ...world.system(), db }, remedyId).catch((error: unknown) => {
      if (!(error instanceof Died)) throw error;
    }),
  );
  if (!dead) throw new Error(`the worker never came to ${at}`);
}
