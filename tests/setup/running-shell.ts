import { createHmac, randomUUID } from 'node:crypto';
import pg, { type QueryResultRow } from 'pg';
import { readEnv } from '#app/config/env.server.ts';
import { createLogger } from '#app/config/logger.server.ts';
import { startWeb, type RunningWeb } from '#app/main/web.server.ts';
import { createDevStoreFetch } from '#dev-store/preload-fetch.ts';
import { createDevStore, type DevStore } from '#dev-store/server.ts';
import { createTestDatabase } from './test-database.ts';

export const API_KEY = 'amends-demo-key';
export const API_SECRET = 'amends-demo-secret';
export const MUG_HOUSE = 'amends-mug-house.myshopify.com';
export const TOKYO_PAPER = 'amends-tokyo-paper.myshopify.com';
export const OLGA = 1001;
export const ANNA = 1003;
export const HARUKA = 2001;

/** The web server as it runs in production, with a database of its own and a dev store in place of Shopify. */
export type RunningShell = {
  readonly web: RunningWeb;
  readonly store: DevStore;
  /** Every line that was logged so far. */
  readonly log: readonly string[];
  /** A request as a browser sends it: no redirect is followed. */
  readonly ask: (path: string, init?: RequestInit) => Promise<Response>;
  /** One statement as the database's owner, who sees every shop. */
  readonly sql: <Row extends QueryResultRow>(text: string, values?: unknown[]) => Promise<Row[]>;
  readonly owner: string;
  readonly close: () => Promise<void>;
};

const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Safari/537.36';
const realFetch = globalThis.fetch;

/** @param env variables on top of the usual ones; the worker is off unless it is asked for, and so are mails. */
export async function runShell(env: Record<string, string> = {}, { mails = false } = {}): Promise<RunningShell> {
  const database = await createTestDatabase();
  const store = createDevStore({ seed: 'empty', webhooks: false });
  const storeUrl = await store.listen();
  globalThis.fetch = createDevStoreFetch(realFetch, () => storeUrl);
  const log: string[] = [];
  const web = await startWeb(
    readEnv({
      NODE_ENV: 'test',
      SHOPIFY_API_KEY: API_KEY,
      SHOPIFY_API_SECRET: API_SECRET,
      SHOPIFY_APP_URL: 'http://localhost:3000',
      DATABASE_URL: database.url,
      HOST: '127.0.0.1',
      PORT: '0',
      WORKER: 'off',
      ...(mails && { SMTP_URL: store.smtpUrl ?? '', MAIL_FROM: 'Amends <amends@example.com>' }),
      ...env,
    }),
    { log: createLogger({ level: 'debug', write: (line) => log.push(line) }) },
  );
  const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
  return {
    web,
    store,
    log,
    owner: database.ownerUrl,
    ask: (path, init = {}) => {
      const headers = new Headers(init.headers);
      if (!headers.has('user-agent')) headers.set('user-agent', BROWSER);
      return realFetch(`${web.url}${path}`, { redirect: 'manual', ...init, headers });
    },
    sql: async <Row extends QueryResultRow>(text: string, values: unknown[] = []) =>
      (await owner.query<Row>(text, values)).rows,
    close: async () => {
      await web.stop();
      await owner.end();
      await store.close();
      await database.drop();
      globalThis.fetch = realFetch;
    },
  };
}

type Claims = Record<string, string | number | undefined>;

/** A session token as App Bridge hands it out; `claims` change or (by undefined) remove some of it. */
export function sessionToken(
  who: { shop?: string; user?: number } = {},
  claims: Claims = {},
  { secret = API_SECRET, header = { alg: 'HS256', typ: 'JWT' } }: { secret?: string; header?: object } = {},
): string {
  const { shop = MUG_HOUSE, user = OLGA } = who;
  const now = Math.floor(Date.now() / 1000);
  const body = {
    iss: `https://${shop}/admin`,
    dest: `https://${shop}`,
    aud: API_KEY,
    sub: String(user),
    exp: now + 60,
    nbf: now,
    iat: now,
    jti: randomUUID(),
    sid: 'session',
    ...claims,
  };
  const unsigned = [header, body].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${unsigned}.${createHmac('sha256', secret).update(unsigned).digest('base64url')}`;
}

export const bearer = (token: string): RequestInit => ({ headers: { authorization: `Bearer ${token}` } });

/** What the Shopify admin puts behind the address that it opens in its frame. */
export function framed(shop: string, token?: string): string {
  const host = Buffer.from(`admin.shopify.com/store/${shop.split('.')[0] ?? ''}`)
    .toString('base64')
    .replace(/=+$/, '');
  return new URLSearchParams({ shop, host, embedded: '1', ...(token !== undefined && { id_token: token }) }).toString();
}

export type Delivery = {
  topic: string;
  payload: unknown;
  shop?: string;
  webhookId?: string;
  eventId?: string;
  /** Sent instead of the signed body. */
  tampered?: string;
  /** Null sends none. */
  hmac?: string | null;
  path?: string;
};

/** A webhook as Shopify sends it. */
export function deliver(shell: RunningShell, delivery: Delivery): Promise<Response> {
  const body = JSON.stringify(delivery.payload);
  const hmac =
    delivery.hmac === undefined ? createHmac('sha256', API_SECRET).update(body).digest('base64') : delivery.hmac;
  return shell.ask(delivery.path ?? '/webhooks', {
    method: 'POST',
    body: delivery.tampered ?? body,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Shopify-Captain-Hook',
      'x-shopify-topic': delivery.topic,
      'x-shopify-shop-domain': delivery.shop ?? MUG_HOUSE,
      'x-shopify-api-version': '2026-10',
      'x-shopify-webhook-id': delivery.webhookId ?? randomUUID(),
      'x-shopify-event-id': delivery.eventId ?? randomUUID(),
      'x-shopify-triggered-at': new Date().toISOString(),
      ...(hmac !== null && { 'x-shopify-hmac-sha256': hmac }),
    },
  });
}
