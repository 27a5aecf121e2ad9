import type { DevStoreState, Iso } from './types.ts';

/** Milliseconds since the epoch by the store's clock. */
export function storeNow(state: DevStoreState): number {
  return state.clock.frozenAt === null ? Date.now() + state.clock.offsetMs : Date.parse(state.clock.frozenAt);
}

/** Shopify prints times without milliseconds. */
export function iso(ms: number): Iso {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/** Moves the store's clock forward (or back, with a negative number) by `ms`. */
export function advance(state: DevStoreState, ms: number): void {
  if (state.clock.frozenAt === null) state.clock.offsetMs += ms;
  else state.clock.frozenAt = new Date(Date.parse(state.clock.frozenAt) + ms).toISOString();
}

/** Sets the store's clock; it keeps running from there unless it was frozen. */
export function setClock(state: DevStoreState, ms: number): void {
  if (state.clock.frozenAt === null) state.clock.offsetMs = ms - Date.now();
  else state.clock.frozenAt = new Date(ms).toISOString();
}

/** Stops the clock where it is (`true`) or lets it run on from there (`false`). */
export function freeze(state: DevStoreState, frozen: boolean): void {
  const now = storeNow(state);
  state.clock.frozenAt = frozen ? new Date(now).toISOString() : null;
  state.clock.offsetMs = frozen ? 0 : now - Date.now();
}
