/** The composition root: the only place where parts are made and joined. Nothing here runs at import. */
import type { PgBoss } from 'pg-boss';
import { systemClock, type Clock } from '#app/config/clock.ts';
import type { Env } from '#app/config/env.server.ts';
import { createLogger, type Logger } from '#app/config/logger.server.ts';
import { createDatabase, type Database } from '#app/db/database.server.ts';
import { openDatabase } from '#app/db/database-url.server.ts';
import { startJobQueue, type JobQueue } from '#app/db/job-queue.server.ts';
import { createRemedyNews, type RemedyNews } from '#app/db/remedy-news.server.ts';
import { createSessionStorage } from '#app/db/session-storage.server.ts';
import { parseShopId, trusted, type AttachmentId, type ShopId } from '#app/domain/ids.ts';
import type { Mailer } from '#app/domain/mail/mail.ts';
import type { Actor, Staff } from '#app/domain/people.ts';
import { createMailReader, type MailReader } from '#app/mail/mail-reader.server.ts';
import { createMailer } from '#app/mail/smtp.server.ts';
import type { InboundMail, ShopContext, StaffContext, Timing } from '#app/services/context.ts';
import { createBudgets, type Urgency } from '#app/shopify/budget.server.ts';
import { createGateway } from '#app/shopify/gateway.server.ts';
import { createShopify, type ShopifyApp } from '#app/shopify.server.ts';
import { createMemoryShare, type MemoryShare } from '#app/web/memory-share.ts';
import { adminAddress } from './admin-address.ts';
import { createAccessTokens, type AccessTokens } from './access-tokens.server.ts';
import { heedDeadTokens } from './heed-dead-tokens.server.ts';
import { createFileLinks, type FileLinks } from './file-links.server.ts';
import { createIntakeSecrets } from './intake-secret.server.ts';
import { createArrivals, type Arrivals } from './arrivals.server.ts';

/** Everything a process of the app has. Routes get it as `context.amends`. */
export type Amends = {
  readonly env: Env;
  readonly log: Logger;
  readonly clock: Clock;
  readonly db: Database;
  /** Connection string of the database's owner: for the worker's own connections and the readiness check. */
  readonly databaseUrl: string;
  readonly shopify: ShopifyApp;
  readonly tokens: AccessTokens;
  readonly jobs: JobQueue;
  /** The queues themselves: only the worker takes from them. */
  readonly boss: PgBoss;
  readonly arrivals: Arrivals;
  /** Null without SMTP_URL: no mail is written, and none is sent. */
  readonly mailer: Mailer | null;
  /** Null where no mail of customers comes in. */
  readonly inbound: InboundMail | null;
  /** A mail that comes in is held whole until its signature is known: so much of all of them together. */
  readonly inboundMemory: MemoryShare;
  readonly readMail: MailReader;
  readonly fileLinks: FileLinks;
  /** For pages that wait for a remedy. */
  readonly news: RemedyNews;
  /** What a service gets: one shop, who acts, and the means. */
  readonly contextFor: (shopId: ShopId, actor: Actor, log?: Logger, urgency?: Urgency) => ShopContext;
  readonly staffContext: (shopId: ShopId, staff: Staff, log?: Logger) => StaffContext;
  /** Lets running work end, then closes every connection. */
  readonly close: () => Promise<void>;
};

/** What tests put in place of the real thing. */
export type Overrides = { readonly clock?: Clock; readonly log?: Logger };

/** A call to Shopify takes at most its time-out; what is older than this on top has died. */
const LEASE_MARGIN_MS = 20_000;
/**
 * Half of the time after which a mail's sender is taken for dead. Servers may look long into a mail before they take it, and
 * an answer that is not waited for is a copy more.
 */
const MAIL_TIMEOUT_MS = 60_000;

export async function compose(env: Env, overrides: Overrides = {}): Promise<Amends> {
  const log = overrides.log ?? createLogger({ level: env.LOG_LEVEL });
  const clock = overrides.clock ?? systemClock;
  const address = await openDatabase(env.DATABASE_URL);
  const db = createDatabase({ url: address.url, maxConnections: env.DATABASE_CONNECTIONS, log });
  const jobs = await startJobQueue(address.url, (error) => {
    log.warn({ err: error }, 'the job queue lost its connection');
  });

  const news = createRemedyNews({ url: address.url, log });
  const sessions = createSessionStorage(db);
  const shopify = createShopify({
    env,
    sessionStorage: sessions,
    log,
    onAuthenticated: async ({ shop }) => {
      const recorded = await arrivals.shop(trusted(parseShopId, shop));
      // The page that is being loaded asks once more, and tells the person if it still fails.
      if (!recorded.ok) log.warn({ shop, problem: recorded.error.kind }, 'a shop that came in could not be recorded');
    },
  });
  const tokens = createAccessTokens({ shopify, sessions, clock, log });
  const timing: Timing = { quarantineMs: env.QUARANTINE_MS, leaseMs: env.SHOPIFY_TIMEOUT_MS + LEASE_MARGIN_MS };

  const mailer =
    env.SMTP_URL && env.MAIL_FROM
      ? createMailer({ address: env.SMTP_URL, from: env.MAIL_FROM, timeoutMs: MAIL_TIMEOUT_MS })
      : null;

  const inbound =
    env.INBOUND_MAIL_ADDRESS && env.INBOUND_MAIL_SECRET
      ? { address: env.INBOUND_MAIL_ADDRESS, secret: env.INBOUND_MAIL_SECRET }
      : null;
  const intakeSecret = createIntakeSecrets(env.SHOPIFY_API_SECRET);
  const fileLinks = createFileLinks(env.SHOPIFY_API_SECRET, env.SHOPIFY_APP_URL);
  const budgets = createBudgets();
  const gatewayFor = (shopId: ShopId, ownLog: Logger, urgency: Urgency) => {
    let used: string | null = null;
    const token = async () => (used = await tokens.forShop(shopId));
    const gateway = createGateway({
      shopId,
      token,
      timeoutMs: env.SHOPIFY_TIMEOUT_MS,
      log: ownLog,
      codeSecret: env.SHOPIFY_API_SECRET,
      budget: budgets.of(shopId, urgency),
    });
    return heedDeadTokens(gateway, async () => {
      if (used !== null) await tokens.refused(shopId, used);
    });
  };
  const means = (shopId: ShopId, ownLog: Logger, urgency: Urgency = 'interactive') => ({
    shopId,
    clock,
    db,
    jobs: jobs.queue,
    gateway: gatewayFor(shopId, ownLog, urgency),
    log: ownLog.child({ shop: shopId }),
    timing,
    mailOn: mailer !== null,
    inbound,
    adminAddress: (path: string) => adminAddress(env, shopId, path),
    customerAddress: (path: string) => `${env.SHOPIFY_APP_URL}${path}`,
    intakeSecret: (keyId: string, salt: string) => intakeSecret(shopId, keyId, salt),
    fileAddress: (id: AttachmentId, form: 'thumb' | 'whole') => fileLinks.address({ shopId, id, form }, clock.now()),
  });
  const contextFor: Amends['contextFor'] = (shopId, actor, ownLog = log, urgency) => {
    return { ...means(shopId, ownLog, urgency), actor };
  };
  const staffContext: Amends['staffContext'] = (shopId, actor, ownLog = log) => ({ ...means(shopId, ownLog), actor });
  const arrivals = createArrivals((shopId) => contextFor(shopId, { kind: 'system', name: 'shopify' }));

  return {
    env,
    log,
    clock,
    db,
    databaseUrl: address.url,
    shopify,
    tokens,
    jobs: jobs.queue,
    boss: jobs.boss,
    arrivals,
    mailer,
    inbound,
    inboundMemory: createMemoryShare(env.INBOUND_MAIL_MEMORY_MB * 1_048_576),
    readMail: createMailReader(),
    fileLinks,
    news,
    contextFor,
    staffContext,
    close: async () => {
      await jobs.close();
      await news.close();
      await db.close();
      await address.release();
    },
  };
}
