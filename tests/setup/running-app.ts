import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { z } from 'zod';
import { createDevStore } from '#dev-store/server.ts';
import { startChild, untilReady } from '#scripts/children.ts';
import { freePort } from '#scripts/ports.ts';
import { createTestDatabase } from './test-database.ts';

export const INBOUND_SECRET = 'the secret of the mails of these tests';
export const MUG_HOUSE = 'amends-mug-house.myshopify.com';
export const TOKYO_PAPER = 'amends-tokyo-paper.myshopify.com';
/** Staff by what they do: user ids as the dev store knows them. */
export const OLGA_OWNER = 1001;
export const LUKAS_LEAD = 1002;
export const ANNA_AGENT = 1003;
export const TOM_AGENT = 1004;
export const HARUKA_OWNER = 2001;

const amount = z.object({ amount: z.string(), currency: z.string(), shopAmount: z.string(), shopCurrency: z.string() });
const refund = z.object({
  orderName: z.string(),
  note: z.string().nullable(),
  idempotencyKey: z.string().nullable(),
  staffId: z.number().nullable(),
  total: amount,
});
export type StoreRefund = z.infer<typeof refund>;

const order = z.object({
  legacyId: z.number(),
  name: z.string(),
  email: z.string().nullable(),
  customerId: z.string().nullable(),
  total: amount,
  lineItems: z.array(
    z.object({
      legacyId: z.number(),
      title: z.string(),
      variantTitle: z.string().nullable(),
      quantity: z.number(),
      unitPrice: amount,
    }),
  ),
  refunds: z.array(refund),
});
export type StoreOrder = z.infer<typeof order>;

const request = z.object({ kind: z.string(), shop: z.string(), operation: z.string().nullable() });
export type StoreRequest = z.infer<typeof request>;

const customer = z.object({
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
});
export type StoreCustomer = z.infer<typeof customer>;

/** The whole of Amends as the demo runs it, on free ports: app process with its worker, database, dev store. */
export type RunningApp = {
  /** Address of the dev store's admin. */
  readonly admin: string;
  readonly url: string;
  /** Everything that the app has printed so far. */
  readonly log: () => string;
  /** Makes an order in a named scenario. */
  readonly makeOrder: (input: Record<string, unknown>) => Promise<StoreOrder>;
  /** Gives an order another name and its first line another title, as only the store itself could. */
  readonly rename: (order: StoreOrder, names: { order: string; title: string; variantTitle: string }) => void;
  /** The order as the store has it now. */
  readonly orderNow: (order: StoreOrder) => Promise<StoreOrder>;
  /** Every refund of both shops, as `GET /dev-store/state` has it. */
  readonly refunds: () => Promise<StoreRefund[]>;
  /** The store's requests so far, oldest first. */
  readonly requests: () => Promise<StoreRequest[]>;
  /** Everybody who has ever bought something. */
  readonly customers: () => Promise<StoreCustomer[]>;
  /** Anything else of the dev store's control API: GET without a body, POST with one. */
  readonly control: (path: string, body?: unknown, method?: string) => Promise<unknown>;
  /** Rows as the database's owner, who sees every shop. */
  readonly sql: (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>;
  readonly close: () => Promise<void>;
};

/**
 * Starts everything. The worker is in the process; the build must be there (`npm test` and global-build.ts see to it).
 * @param env variables on top of the usual ones
 */
export async function runApp(env: Record<string, string> = {}): Promise<RunningApp> {
  // A hundred ports for each process of tests: two that look for one at the same moment do not find the same.
  const port = await freePort(20_000 + (process.pid % 120) * 100);
  const url = `http://127.0.0.1:${String(port)}`;
  const database = await createTestDatabase();
  const store = createDevStore({ seed: 'empty', appUrl: url, inboundSecret: INBOUND_SECRET });
  const admin = await store.listen();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'amends-e2e-'));
  const app = startChild({
    name: 'app',
    args: ['--import', './dev-store/preload.ts', 'app/main/web.server.ts'],
    env: {
      NODE_ENV: 'production',
      DATABASE_URL: database.url,
      DATABASE_CONNECTIONS: '6',
      HOST: '127.0.0.1',
      PORT: String(port),
      SHOPIFY_APP_URL: url,
      SHOPIFY_API_KEY: store.options.apiKey,
      SHOPIFY_API_SECRET: store.options.apiSecret,
      APP_BRIDGE_URL: `${admin}/app-bridge.js`,
      DEV_ADMIN_ORIGIN: admin,
      DEV_STORE_URL: admin,
      SMTP_URL: store.smtpUrl ?? '',
      MAIL_FROM: 'Amends <amends@example.com>',
      INBOUND_MAIL_ADDRESS: 'replies@in.example.com',
      INBOUND_MAIL_SECRET: INBOUND_SECRET,
      LOG_LEVEL: 'debug',
      ...env,
    },
    logFolder: folder,
  });
  await untilReady(app, `${url}/readyz`);
  const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 1 });

  const control: RunningApp['control'] = async (address, body, method = body === undefined ? 'GET' : 'POST') => {
    const answer = await fetch(`${admin}/dev-store/${address}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const said: unknown = await answer.json();
    if (!answer.ok) throw new Error(`the dev store answered ${String(answer.status)}: ${JSON.stringify(said)}`);
    return said;
  };

  return {
    admin,
    url,
    log: () => fs.readFileSync(app.logFile, 'utf8'),
    control,
    makeOrder: async (input) => order.parse(await control('orders', { shop: MUG_HOUSE, ...input })),
    rename: ({ legacyId }, { order: name, ...line }) => {
      const found = store.store.order(MUG_HOUSE, legacyId);
      if (!found?.lineItems[0]) throw new Error(`no order ${String(legacyId)}`);
      found.name = name;
      Object.assign(found.lineItems[0], line);
    },
    orderNow: async ({ legacyId }) => order.parse(await control(`orders/${String(legacyId)}`)),
    refunds: async () => z.object({ refunds: z.array(refund) }).parse(await control('state')).refunds,
    requests: async () => z.array(request).parse(await control('requests')),
    customers: async () => z.object({ customers: z.array(customer) }).parse(await control('state')).customers,
    sql: async (text, values = []) => (await owner.query<Record<string, unknown>>(text, values)).rows,
    close: async () => {
      await app.stop();
      await owner.end();
      await store.close();
      await database.drop();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}
