/** How one dev store instance is set up. Everything has a default except where noted in `createDevStore`. */
export type DevStoreOptions = {
  /** Credentials of the app, as in the Partner Dashboard. */
  apiKey: string;
  apiSecret: string;
  /** Where the app runs: iframe address and base of the webhook addresses. */
  appUrl: string;
  /** The app's handle in admin addresses (`/apps/<handle>`). */
  appHandle: string;
  appName: string;
  /** Scopes granted at installation. */
  scopes: readonly string[];
  /** API version served and announced. */
  apiVersion: string;
  /** Address browsers reach this store at; null until it listens. */
  publicUrl: string | null;
  /** Port of the mail server; 0 takes a free one. */
  smtpPort: number;
  /** What the app checks mails that come in by (INBOUND_MAIL_SECRET); null: none come in. */
  inboundSecret: string | null;
  /** Paths of the webhook subscriptions, below `appUrl`. */
  webhookPath: string;
  complianceWebhookPath: string;
  /** Topics that the app has subscribed to, as in `shopify.app.toml`. */
  webhookTopics: readonly string[];
  /** False sends no webhooks at all (they are still recorded). */
  webhooks: boolean;
  /** Folder of the snapshot; null keeps everything in memory. */
  dataDir: string | null;
  /** `full`: a year of business; `empty`: shops, staff, locations and products only. */
  seed: 'full' | 'empty';
  /** Seed of everything random. */
  randomSeed: number;
  /** Writes one line per request; null is silent. */
  log: ((line: string) => void) | null;
  /** Longest time a fault holds a socket open, ms of wall time. */
  maxHoldMs: number;
  /**
   * What a repeat of a key answers whose first use ended in userErrors. Evidence is silent for `refundCreate`:
   * the same userErrors, or "A previous request with this idempotency key failed…".
   */
  afterFailedAttempt: 'replay' | 'refuse';
};

/** Numeric id of the app in GIDs, in `sourceName` and in the names of its own metafields. */
export const APP_ID = 4_000_001;

/** Scopes that the app asks for when it is installed. */
export const DEFAULT_SCOPES: readonly string[] = [
  'read_orders',
  'write_orders',
  'read_all_orders',
  'read_customers',
  'read_products',
  'read_fulfillments',
  'read_locations',
  'write_discounts',
  'read_store_credit_accounts',
  'write_store_credit_account_transactions',
  'write_draft_orders',
  'read_returns',
  'write_returns',
  'write_files',
];

/** Topics of `shopify.app.toml`; the compliance topics are apart. */
const DEFAULT_TOPICS: readonly string[] = [
  'orders/create',
  'orders/updated',
  'orders/cancelled',
  'refunds/create',
  'order_transactions/create',
  'fulfillments/create',
  'fulfillments/update',
  'fulfillment_events/create',
  'discounts/create',
  'discounts/update',
  'discounts/delete',
  'returns/approve',
  'returns/cancel',
  'returns/close',
  'returns/decline',
  'returns/process',
  'returns/reopen',
  'returns/update',
  'app/uninstalled',
  'app/scopes_update',
];

/** Every option with its default. */
export const DEFAULT_OPTIONS: DevStoreOptions = {
  apiKey: 'amends-demo-key',
  apiSecret: 'amends-demo-secret',
  appUrl: 'http://localhost:3000',
  appHandle: 'amends',
  appName: 'Amends',
  scopes: DEFAULT_SCOPES,
  apiVersion: '2026-10',
  publicUrl: null,
  smtpPort: 0,
  inboundSecret: null,
  webhookTopics: DEFAULT_TOPICS,
  webhookPath: '/webhooks',
  complianceWebhookPath: '/webhooks/compliance',
  webhooks: true,
  dataDir: null,
  seed: 'full',
  randomSeed: 1,
  log: null,
  maxHoldMs: 120_000,
  afterFailedAttempt: 'replay',
};
