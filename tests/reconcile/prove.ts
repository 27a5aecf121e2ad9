/** Plants remedies on both sides, compares, and says what was missed and what was told for nothing. */
import { reconcileShop } from '#app/services/reconciliation/reconcile-shop.server.ts';
import type { World } from '#tests/setup/world.ts';
import { lineOf, plant } from './plant.ts';

export type Proof = {
  remedies: number;
  planted: string[];
  found: string[];
  missed: string[];
  falseAlarms: string[];
  /** Calls to Shopify and points they asked for, in the comparison with the differences. */
  calls: number;
  points: number;
  seconds: number;
};

export async function prove(world: World, clean: number, differing: number): Promise<Proof> {
  const planted = (await plant(world, clean, differing)).map(lineOf);
  const before = world.store.store.state.nextRequestId;
  const started = performance.now();
  const { remedies, unread, breaks } = await reconcileShop(world.system());
  const seconds = (performance.now() - started) / 1000;
  if (unread > 0) throw new Error(`${String(unread)} orders could not be read`);
  const found = breaks.map(lineOf);
  const made = world.store.store.state.requests.filter(({ id }) => id >= before);
  return {
    remedies,
    planted,
    found,
    missed: planted.filter((line) => !found.includes(line)),
    falseAlarms: found.filter((line) => !planted.includes(line)),
    calls: world.store.store.state.nextRequestId - before,
    points: made.reduce((sum, { requestedCost }) => sum + (requestedCost ?? 0), 0),
    seconds,
  };
}
