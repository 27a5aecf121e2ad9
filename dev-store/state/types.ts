/**
 * Everything the dev store remembers. Plain JSON throughout, so that a snapshot is the state and the state is a snapshot.
 * Times are ISO 8601 strings in UTC by the store's clock; amounts are minor units (see money.ts); ids are Shopify's
 * numeric legacy ids (GIDs are made on the wire).
 */
import type { Discount, GiftCard, Segment, StoreCreditAccount } from './benefits.ts';
import type { FileRules, Job, JobRules, StagedUpload, StoredFile } from './after-sale.ts';
import type { Customer, Iso, Order, Shop } from './commerce.ts';
import type { Location, Product } from './goods.ts';
import type { DraftOrder, MetafieldRecord, StockAdjustment, StockLevel } from './sales.ts';
import type {
  AppInstall,
  FaultRule,
  IdempotencyRecord,
  Mail,
  MailRule,
  RefreshToken,
  RequestRecord,
  ScheduledTask,
  Token,
  WebhookDelivery,
  WebhookRule,
} from './traffic.ts';

export type { Bag } from '../money.ts';
export type * from './benefits.ts';
export type * from './after-sale.ts';
export type * from './commerce.ts';
export type * from './goods.ts';
export type * from './sales.ts';
export type * from './traffic.ts';

export type DevStoreState = {
  version: 1;
  seed: number;
  seededAt: Iso;
  /** The store's time is the wall clock plus `offsetMs`, or stands still at `frozenAt`. */
  clock: { offsetMs: number; frozenAt: Iso | null };
  nextId: number;
  nextTaskId: number;
  nextRequestId: number;
  latencyMs: number;
  shops: Shop[];
  products: Product[];
  locations: Location[];
  customers: Customer[];
  orders: Order[];
  draftOrders: DraftOrder[];
  metafields: MetafieldRecord[];
  stock: StockLevel[];
  stockAdjustments: StockAdjustment[];
  storeCreditAccounts: StoreCreditAccount[];
  giftCards: GiftCard[];
  discounts: Discount[];
  segments: Segment[];
  jobs: Job[];
  jobRules: JobRules;
  uploads: StagedUpload[];
  files: StoredFile[];
  fileRules: FileRules;
  installs: AppInstall[];
  tokens: Token[];
  refreshTokens: RefreshToken[];
  idempotency: IdempotencyRecord[];
  buckets: Record<string, { available: number; at: Iso }>;
  requests: RequestRecord[];
  webhooks: WebhookDelivery[];
  webhookRules: WebhookRule[];
  faults: FaultRule[];
  tasks: ScheduledTask[];
  mails: Mail[];
  mailRules: MailRule[];
};
