/**
 * The app without its screens, and a Shopify on the same machine: real database, real job queue, real HTTP. For tests
 * of what happens to money. Nothing of ours is replaced; the clock can be turned, and the queue can be one that loses
 * every job.
 */
import { Session } from '@shopify/shopify-api';
import pg, { type QueryResultRow } from 'pg';
import { z } from 'zod';
import { systemClock } from '#app/config/clock.ts';
import { createLogger, type Logger } from '#app/config/logger.server.ts';
import { createDatabase, type Database } from '#app/db/database.server.ts';
import { startJobQueue, type JobQueue, type StartedJobQueue } from '#app/db/job-queue.server.ts';
import { createSessionStorage } from '#app/db/session-storage.server.ts';
import { parseShopId, trusted, type AttachmentId, type ShopId } from '#app/domain/ids.ts';
import type { Role, Staff } from '#app/domain/people.ts';
import type { ShopifyGateway } from '#app/domain/remedy/gateway.ts';
import { startWorker, type Worker } from '#app/jobs/worker.server.ts';
import { createAccessTokens } from '#app/main/access-tokens.server.ts';
import { readSmtpUrl } from '#app/config/mail-settings.ts';
import { parseMailAddress } from '#app/domain/mail/address.ts';
import type { Mailer } from '#app/domain/mail/mail.ts';
import { adminAddress } from '#app/main/admin-address.ts';
import { createFileLinks } from '#app/main/file-links.server.ts';
import { createMailer } from '#app/mail/smtp.server.ts';
import type { ShopContext, StaffContext, Timing } from '#app/services/context.ts';
import { setRole } from '#app/services/limits/set-role.server.ts';
import { sweepFiles } from '#app/services/files/sweep-files.server.ts';
import { sweepMails } from '#app/services/mail/sweep-mails.server.ts';
import { acknowledgeAll } from '#app/services/messages/acknowledge.server.ts';
import { sweepRemedies } from '#app/services/resolutions/sweep.server.ts';
import { installShop } from '#app/services/shops/install-shop.server.ts';
import { seeStaff } from '#app/services/shops/see-staff.server.ts';
import { createShopify, type ShopifyApp } from '#app/shopify.server.ts';
import { createGateway } from '#app/shopify/gateway.server.ts';
import type { TokenSource } from '#app/shopify/transport.server.ts';
import { mintSessionToken } from '#dev-store/oauth/session-token.ts';
import { DEFAULT_SCOPES } from '#dev-store/options.ts';
import { createDevStore, type DevStore } from '#dev-store/server.ts';
import type { TestDatabase } from './private-postgres.ts';
import { redirectFetch } from './redirect-fetch.ts';
import { createTestClock, type TestClock } from './test-clock.ts';

export const MUG_HOUSE = trusted(parseShopId, 'amends-mug-house.myshopify.com');
export const TOKYO_PAPER = trusted(parseShopId, 'amends-tokyo-paper.myshopify.com');

const staff = (userId: string, name: string, role: Role): Staff => ({ kind: 'staff', userId, name, role });

/** Who acts. Each is recorded with her role when a world is made. */
export const people = {
  olga: staff('1001', 'Olga Nováková', 'owner'),
  lukas: staff('1002', 'Lukas Meier', 'lead'),
  anna: staff('1003', 'Anna Kowalska', 'agent'),
  haruka: staff('2001', 'Haruka Sato', 'owner'),
  kenji: staff('2002', 'Kenji Mori', 'lead'),
  yui: staff('2003', 'Yui Tanaka', 'agent'),
} as const;

const teams: [ShopId, readonly [Staff, ...Staff[]]][] = [
  [MUG_HOUSE, [people.olga, people.lukas, people.anna]],
  [TOKYO_PAPER, [people.haruka, people.kenji, people.yui]],
];

export type World = {
  readonly store: DevStore;
  readonly storeUrl: string;
  readonly clock: TestClock;
  readonly db: Database;
  readonly timing: Timing;
  readonly log: Logger;
  /** Hands mails to the dev store's mail server, which keeps them in `store.store.state.mails`. */
  readonly mailer: Mailer;
  /** What a service gets when a member of staff acts; the owner of Mug House by default. */
  readonly as: (who?: Staff, shopId?: ShopId) => StaffContext;
  /** What a service gets from the worker. */
  readonly system: (shopId?: ShopId) => ShopContext;
  /** The shop's gateway with a time-out of its own. */
  readonly gateway: (shopId: ShopId, timeoutMs: number) => ShopifyGateway;
  /** One statement as the database's owner, who sees the rows of every shop. */
  readonly sql: <Row extends QueryResultRow>(text: string, values?: unknown[]) => Promise<Row[]>;
  /** One sweep of the worker at the present moment. */
  readonly sweep: () => Promise<number>;
  /** What the worker does each second: complaints that wait for it are acknowledged. */
  readonly acknowledge: () => Promise<boolean>;
  /** One sweep of mails that are due at the present moment. */
  readonly sweepMails: () => Promise<number>;
  /** One sweep of files that are due at the present moment. */
  readonly sweepFiles: () => Promise<number>;
  /** Sweeps and turns the clock to whatever is due next, until nothing is, or the time runs out. */
  readonly runUntilQuiet: (atMostMs?: number) => Promise<void>;
  /** A worker as in production, on the real queue. */
  readonly startWorker: () => Promise<Worker>;
  readonly close: () => Promise<void>;
};

export type WorldOptions = {
  database: TestDatabase;
  shopifyTimeoutMs?: number;
  quarantineMs?: number;
  leaseMs?: number;
  /** `lost`: every job gets lost, to show that the sweep alone is enough. */
  jobs?: 'real' | 'lost';
  connections?: number;
  /** Longest wait for the mail server. */
  mailTimeoutMs?: number;
  start?: Date;
  /** Permissions that the shops have given on top of those that the app is installed with. */
  optionalScopes?: readonly string[];
  /** Reads a shop's token once in ten minutes instead of before each call: where tokens are not what it is about. */
  remembersTokens?: boolean;
  log?: Logger;
};

const INBOUND_ADDRESS = parseMailAddress('replies@in.example.com');
export const INBOUND_SECRET = 'the secret of all mail that comes in';
const API_KEY = 'amends-demo-key';
const API_SECRET = 'amends-demo-secret';
const LOST: JobQueue = { enqueue: () => Promise.resolve() };
const dayMs = 24 * 60 * 60 * 1000;

export async function createWorld(options: WorldOptions): Promise<World> {
  const { database, shopifyTimeoutMs = 2_000, quarantineMs = 300_000, leaseMs = 30_000, jobs = 'lost' } = options;
  const { start = new Date('2026-11-22T12:00:00Z'), log = createLogger({ level: 'silent' }) } = options;
  const scopes = [...DEFAULT_SCOPES, ...(options.optionalScopes ?? [])];
  const store = createDevStore({ seed: 'empty', webhooks: false, apiKey: API_KEY, apiSecret: API_SECRET, scopes });
  const storeUrl = await store.listen();
  const endRedirection = redirectFetch(storeUrl);
  // With the clock standing still a bucket would never fill again; tests of throttling say so themselves.
  for (const shop of store.store.state.shops) shop.throttle = { maximumAvailable: 1e9, restoreRate: 1e6 };
  const clock = await createTestClock(store, start);
  const db = createDatabase({ url: database.url, maxConnections: options.connections ?? 10 });
  const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
  // A server that is stopped under it is an error of whoever asks next.
  owner.on('error', () => undefined);
  const queue: StartedJobQueue | null = jobs === 'real' ? await startJobQueue(database.url, () => undefined) : null;
  const sessions = createSessionStorage(db);
  const shopify = createShopify({
    env: {
      SHOPIFY_API_KEY: API_KEY,
      SHOPIFY_API_SECRET: API_SECRET,
      SHOPIFY_APP_URL: 'http://localhost:3000',
      SHOPIFY_TIMEOUT_MS: shopifyTimeoutMs,
    },
    sessionStorage: sessions,
    log,
    onAuthenticated: () => Promise.resolve(),
  });
  // Tokens live by the wall clock, on both sides.
  const tokens = createAccessTokens({ shopify, sessions, clock: systemClock, log });
  const smtp = readSmtpUrl(store.smtpUrl ?? '');
  if (!smtp) throw new Error('the dev store takes no mail');
  const from = { name: 'Amends', address: 'amends@example.com' };
  const mailer = createMailer({ address: smtp, from, timeoutMs: options.mailTimeoutMs ?? 2_000 });
  const token = options.remembersTokens === true ? remembered(tokens.forShop) : tokens.forShop;
  const fileLinks = createFileLinks(API_SECRET, 'http://localhost:3000');
  const timing: Timing = { quarantineMs, leaseMs };
  const gateway: World['gateway'] = (shopId, timeoutMs) =>
    createGateway({
      shopId,
      token,
      timeoutMs,
      log,
      codeSecret: API_SECRET,
      wait: () => Promise.resolve(),
    });
  const means = (shopId: ShopId) => ({
    shopId,
    clock,
    db,
    jobs: queue?.queue ?? LOST,
    gateway: gateway(shopId, shopifyTimeoutMs),
    log,
    timing,
    mailOn: true,
    inbound: INBOUND_ADDRESS && { address: INBOUND_ADDRESS, secret: INBOUND_SECRET },
    adminAddress: (path: string) =>
      adminAddress({ SHOPIFY_API_KEY: API_KEY, DEV_ADMIN_ORIGIN: storeUrl }, shopId, path),
    customerAddress: (path: string) => `http://localhost:3000${path}`,
    intakeSecret: (keyId: string, salt: string) => `${shopId} ${keyId} ${salt}`,
    fileAddress: (id: AttachmentId, form: 'thumb' | 'whole') => fileLinks.address({ shopId, id, form }, clock.now()),
  });
  const as: World['as'] = (who = people.olga, shopId = MUG_HOUSE) => ({ ...means(shopId), actor: who });
  const system: World['system'] = (shopId = MUG_HOUSE) => ({
    ...means(shopId),
    actor: { kind: 'system', name: 'worker' },
  });
  const sweep = () => sweepRemedies({ db, clock, contextFor: system });
  const names = new Map<string, string>();
  // One with values is asked for again and again: its plan is kept.
  const sql: World['sql'] = async <Row extends QueryResultRow>(text: string, values?: unknown[]) => {
    if (values === undefined) return (await owner.query<Row>(text)).rows;
    const name = names.get(text) ?? `world_${String(names.size)}`;
    names.set(text, name);
    return (await owner.query<Row>({ name, text, values })).rows;
  };

  const saveSession = async (shopId: ShopId, userId: string): Promise<void> => {
    await sessions.storeSession(await fetchOfflineSession(store, shopify, shopId, Number(userId)));
  };
  for (const [shopId, team] of teams) await install(as, saveSession, shopId, team);

  return {
    store,
    storeUrl,
    clock,
    db,
    timing,
    log,
    mailer,
    as,
    system,
    gateway,
    sql,
    sweep,
    acknowledge: () => acknowledgeAll({ db, contextFor: system }),
    sweepMails: () => sweepMails({ db, clock, mailer, contextFor: system }),
    sweepFiles: () => sweepFiles({ db, clock, contextFor: system }),
    runUntilQuiet: async (atMostMs = 40 * dayMs) => {
      const end = clock.now().getTime() + atMostMs;
      for (;;) {
        const due = await nextDue(sql);
        if (due === null || due.getTime() > end) return;
        await clock.advance(Math.max(0, due.getTime() - clock.now().getTime()));
        await sweep();
      }
    },
    startWorker: () => {
      if (!queue) throw new Error('this world loses its jobs');
      return startWorker({ boss: queue.boss, db, clock, log, mailer, contextFor: system });
    },
    close: async () => {
      await queue?.close();
      await db.close();
      await owner.end();
      endRedirection();
      await store.close();
    },
  };
}

const rememberMs = 10 * 60 * 1000;

function remembered(load: TokenSource): TokenSource {
  const known = new Map<ShopId, { token: string; until: number }>();
  return async (shopId) => {
    const before = known.get(shopId);
    if (before && Date.now() < before.until) return before.token;
    const token = await load(shopId);
    if (token !== null) known.set(shopId, { token, until: Date.now() + rememberMs });
    return token;
  };
}

async function nextDue(sql: World['sql']): Promise<Date | null> {
  const [row] = await sql<{ due: Date | null }>(
    `SELECT min(next_check_at) AS due FROM remedies WHERE state IN ('approved', 'sending', 'unknown', 'issued', 'undoing')`,
  );
  return row?.due ?? null;
}

/** The app installed in a shop, and its people known with their roles. */
async function install(
  as: World['as'],
  saveSession: (shopId: ShopId, userId: string) => Promise<void>,
  shopId: ShopId,
  [owner, ...others]: readonly [Staff, ...Staff[]],
): Promise<void> {
  await saveSession(shopId, owner.userId);
  const installed = await installShop(as(owner, shopId));
  if (!installed.ok) throw new Error(`the shop could not be recorded: ${installed.error.kind}`);
  for (const person of [owner, ...others]) {
    const { userId, name } = person;
    const accountOwner = person === owner;
    await seeStaff(as(owner, shopId), { userId, name, email: null, locale: 'en', accountOwner, collaborator: false });
    if (!accountOwner) await setRole(as(owner, shopId), { userId, role: person.role });
  }
}

const tokenAnswer = z.object({
  access_token: z.string(),
  scope: z.string(),
  expires_in: z.number(),
  refresh_token: z.string(),
  refresh_token_expires_in: z.number(),
});

/** An offline token as Shopify exchanges it for the session token of somebody who opens the app. */
async function fetchOfflineSession(store: DevStore, shopify: ShopifyApp, shopId: ShopId, userId: number) {
  const response = await fetch(`https://${shopId}/admin/oauth/access_token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      client_id: API_KEY,
      client_secret: API_SECRET,
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      subject_token: mintSessionToken(store.store, store.options, { shop: shopId, userId }),
      subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
      requested_token_type: 'urn:shopify:params:oauth:token-type:offline-access-token',
      expiring: '1',
    }),
  });
  const answer = tokenAnswer.parse(await response.json());
  return new Session({
    id: shopify.offlineSessionId(shopId),
    shop: shopId,
    state: '',
    isOnline: false,
    scope: answer.scope,
    accessToken: answer.access_token,
    expires: new Date(Date.now() + answer.expires_in * 1000),
    refreshToken: answer.refresh_token,
    refreshTokenExpires: new Date(Date.now() + answer.refresh_token_expires_in * 1000),
  });
}
