/** What goes in and out: the app's access, requests, webhooks, faults, planned work. Conventions stand in types.ts. */
import type { Iso } from './commerce.ts';

export type AppInstall = {
  id: number;
  shop: string;
  installed: boolean;
  scopes: string[];
  installedAt: Iso;
  uninstalledAt: Iso | null;
};

/** An access token. Its text is a secret even here: it never leaves the state through logs or the control API. */
export type Token = {
  token: string;
  shop: string;
  kind: 'online' | 'offline';
  userId: number | null;
  scopes: string[];
  /** Lifetimes run by the wall clock, because the app judges them by its own. */
  createdAt: Iso;
  expiresAt: Iso | null;
  revoked: boolean;
};

export type RefreshToken = {
  token: string;
  shop: string;
  expiresAt: Iso;
  /** The token that this one replaced: it stays usable until this one is first used. */
  replaces: string | null;
  /** No longer usable. */
  spent: boolean;
};

export type IdempotencyRecord = {
  shop: string;
  key: string;
  field: string;
  fingerprint: string;
  at: Iso;
  orderId: number | null;
  refundId: number | null;
  /** What was made where it is no refund. */
  resultId?: number | null;
  userErrors: { field: string[] | null; message: string; code?: string | null }[];
};

export type RequestRecord = {
  id: number;
  at: Iso;
  method: string;
  path: string;
  shop: string | null;
  operation: string | null;
  kind: 'query' | 'mutation' | 'token' | null;
  rootFields: string[];
  status: number;
  /** Wall time in the store, ms, two decimals. */
  ms: number;
  requestedCost: number | null;
  actualCost: number | null;
  idempotencyKey: string | null;
  fault: string | null;
  errors: string[];
  userErrors: string[];
};

export type WebhookAttempt = { at: Iso; status: number | null; error: string | null; ms: number };

export type WebhookDelivery = {
  id: string;
  eventId: string;
  topic: string;
  shop: string;
  url: string;
  name: string | null;
  body: string;
  triggeredAt: Iso;
  state: 'pending' | 'held' | 'delivered' | 'retrying' | 'failed' | 'dropped';
  attempts: WebhookAttempt[];
  nextAttemptAt: Iso | null;
};

export type WebhookRule = {
  id: string;
  topic: string | null;
  shop: string | null;
  action: 'drop' | 'duplicate' | 'hold' | 'delay';
  delayMs: number;
  timesLeft: number | null;
};

export type FaultKind =
  | 'timeout-before'
  | 'timeout-after'
  | 'late-commit'
  | 'reset-before'
  | 'reset-after'
  | '5xx-before'
  | '5xx-after'
  | '429'
  | 'throttled'
  | 'truncated-json'
  | 'html-200'
  | 'user-errors'
  | 'slow'
  | 'token-revoked'
  | 'concurrent';

export type FaultRule = {
  id: string;
  /** Operation name or root field; null matches every GraphQL request. */
  match: string | null;
  shop: string | null;
  kind: FaultKind;
  /** Applications left; null is without end. */
  timesLeft: number | null;
  probability: number;
  seed: number;
  /** State of the rule's own random sequence. */
  random: number;
  delayMs: number;
  applyAfterMs: number;
  holdMs: number;
  userErrors: { field: string[] | null; message: string }[];
  applied: number;
};

/** Work that falls due by the store's clock. */
export type ScheduledTask = { id: number; dueAt: Iso } & (
  | { kind: 'settle'; orderId: number; transactionId: number; status: 'SUCCESS' | 'FAILURE' }
  | { kind: 'webhook'; deliveryId: string }
  | {
      kind: 'late-commit';
      shop: string;
      query: string;
      operationName: string | null;
      variables: Record<string, unknown>;
      token: string;
    }
  | { kind: 'shop-redact'; shop: string }
  | { kind: 'job'; key: string }
  | { kind: 'file-ready'; fileId: number }
  | { kind: 'credit-expiry'; creditId: number }
  | { kind: 'draft-reservation'; shop: string; draftOrderId: number }
);

/** An e-mail: Shopify's own to a customer, or one that came in over SMTP, which brings headers. */
export type Mail = {
  id: number;
  at: Iso;
  from: string;
  fromName?: string | null;
  to: string[];
  subject: string;
  text: string;
  html: string | null;
  messageId?: string | null;
  headers?: { name: string; value: string }[];
};

/**
 * What the mail server does to mails on their way: refuses the recipient or the content; cuts the connection before or
 * after it has kept the mail; falls silent before or after that, and cuts it then; or keeps it late.
 */
export type MailRule = {
  id: string;
  kind: 'refuse' | 'drop-before' | 'drop-after' | 'hold-before' | 'hold-after' | 'slow';
  /** One recipient; null is every mail. */
  to: string | null;
  timesLeft: number | null;
  at: 'to' | 'content';
  code: number;
  says: string;
  delayMs: number;
  applied: number;
};
