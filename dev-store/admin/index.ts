import type { Express } from 'express';
import type { DevStoreOptions } from '../options.ts';
import type { Store } from '../state/store.ts';

/** Mounts the admin pages around the app. */
export function mountAdmin(_app: Express, _store: Store, _options: DevStoreOptions): void {
  // The pages are not there yet.
}
