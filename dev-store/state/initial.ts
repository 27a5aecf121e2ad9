import { iso } from './clock.ts';
import { initialShops } from './shops.ts';
import type { DevStoreState } from './types.ts';

/**
 * A store with its shops, their staff and an installed app, and nothing sold yet.
 * @param scopes what the app was granted at installation
 * @param now wall clock, ms since the epoch
 */
export function initialState(scopes: readonly string[], seed: number, now: number): DevStoreState {
  const shops = initialShops();
  return {
    version: 1,
    seed,
    seededAt: iso(now),
    clock: { offsetMs: 0, frozenAt: null },
    nextId: 1_000_001,
    nextTaskId: 1,
    nextRequestId: 1,
    latencyMs: 0,
    shops,
    products: [],
    locations: [],
    customers: [],
    orders: [],
    draftOrders: [],
    metafields: [],
    stock: [],
    stockAdjustments: [],
    storeCreditAccounts: [],
    giftCards: [],
    discounts: [],
    segments: [],
    jobs: [],
    jobRules: { delayMs: 1000, fail: null },
    uploads: [],
    files: [],
    fileRules: { readyAfterMs: 2000 },
    installs: shops.map((shop, index) => ({
      id: 880001 + index,
      shop: shop.domain,
      installed: true,
      scopes: [...scopes],
      installedAt: iso(now),
      uninstalledAt: null,
    })),
    tokens: [],
    refreshTokens: [],
    idempotency: [],
    buckets: {},
    requests: [],
    webhooks: [],
    webhookRules: [],
    faults: [],
    tasks: [],
    mails: [],
    mailRules: [],
  };
}
