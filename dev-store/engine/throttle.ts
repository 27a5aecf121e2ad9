import type { Store } from '../state/store.ts';
import type { Shop } from '../state/types.ts';

export type ThrottleStatus = { maximumAvailable: number; currentlyAvailable: number; restoreRate: number };

function refill(store: Store, shop: Shop): { available: number; at: string } {
  const { maximumAvailable, restoreRate } = shop.throttle;
  const now = store.now();
  const bucket = (store.state.buckets[shop.domain] ??= {
    available: maximumAvailable,
    at: new Date(now).toISOString(),
  });
  const seconds = Math.max(0, now - Date.parse(bucket.at)) / 1000;
  bucket.available = Math.min(maximumAvailable, bucket.available + seconds * restoreRate);
  bucket.at = new Date(now).toISOString();
  return bucket;
}

/** What the bucket of this shop (and the one app) holds now, by the store's clock. */
export function throttleStatus(store: Store, shop: Shop): ThrottleStatus {
  const bucket = refill(store, shop);
  return { ...shop.throttle, currentlyAvailable: Math.floor(bucket.available) };
}

/** Takes the requested cost out of the bucket; false when it does not hold that much. */
export function charge(store: Store, shop: Shop, points: number): boolean {
  const bucket = refill(store, shop);
  if (bucket.available < points) return false;
  bucket.available -= points;
  return true;
}

/** Gives back the difference between requested and actual cost. */
export function giveBack(store: Store, shop: Shop, points: number): void {
  const bucket = refill(store, shop);
  bucket.available = Math.min(shop.throttle.maximumAvailable, bucket.available + points);
}
