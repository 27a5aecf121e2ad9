import { seeded } from '../random.ts';
import { iso } from '../state/clock.ts';
import { initialState } from '../state/initial.ts';
import { Store } from '../state/store.ts';
import type { DevStoreOptions } from '../options.ts';
import type { DevStoreState } from '../state/types.ts';
import { seedCatalog } from './catalog.ts';
import { seedBusiness } from './business.ts';

const YEAR_MS = 365 * 86_400_000;

/**
 * A fresh state: shops, staff, locations and products, and with `full` a year of business. The same seed and the same day
 * give the same state.
 */
export function seedState(
  options: Pick<DevStoreOptions, 'scopes' | 'randomSeed'>,
  kind: 'full' | 'empty',
  now: number,
): DevStoreState {
  const store = new Store(initialState(options.scopes, options.randomSeed, now));
  seedCatalog(store, iso(now - YEAR_MS));
  if (kind === 'full') seedBusiness(store, seeded(options.randomSeed));
  return store.state;
}
