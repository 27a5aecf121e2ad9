import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express, { type Express } from 'express';
import { mountAdmin } from './admin/index.ts';
import { runJob } from './cancellation/jobs.ts';
import { compliancePayload } from './control/app-life.ts';
import { controlRouter } from './control/routes.ts';
import { endReservation } from './draft-orders/reserve.ts';
import { Engine } from './engine/engine.ts';
import { loadAdminSchema, type AdminSchema } from './engine/schema.ts';
import { finishFile } from './files/store.ts';
import { GraphqlEndpoint } from './graphql/endpoint.ts';
import { resolvers } from './graphql/resolvers/index.ts';
import { createMailServer } from './mail/server.ts';
import { TokenEndpoint } from './oauth/endpoint.ts';
import { DEFAULT_OPTIONS, type DevStoreOptions } from './options.ts';
import { settleTransaction } from './refunds/apply.ts';
import { RequestLog } from './request-log.ts';
import { Scheduler } from './scheduler.ts';
import { seedState } from './seed/seed.ts';
import { readSnapshot, Snapshots } from './state/persistence.ts';
import { Store } from './state/store.ts';
import { mountAppProxy } from './storefront/app-proxy.ts';
import { mountStorefront } from './storefront/index.ts';
import { expireCredit } from './store-credit/ledger.ts';
import type { ScheduledTask } from './state/types.ts';
import { mountUiExtensions } from './ui-extensions/index.ts';
import { settlementEvents } from './webhooks/events.ts';
import { WebhookQueue } from './webhooks/queue.ts';

/** A running (or not yet listening) dev store. */
export type DevStore = {
  app: Express;
  server: Server;
  store: Store;
  options: DevStoreOptions;
  webhooks: WebhookQueue;
  scheduler: Scheduler;
  /** Where e-mail is taken, `smtp://127.0.0.1:<port>`; null until it listens. */
  smtpUrl: string | null;
  /** Starts listening; port 0 takes a free one. Answers the base address. */
  listen: (port?: number, host?: string) => Promise<string>;
  /** Ends held sockets, writes the snapshot and stops. */
  close: () => Promise<void>;
};

/** Builds a dev store. Nothing listens and no timer runs before `listen()`. */
export function createDevStore(given: Partial<DevStoreOptions> = {}): DevStore {
  const options: DevStoreOptions = { ...DEFAULT_OPTIONS, ...given };
  const saved = options.dataDir === null ? null : readSnapshot(options.dataDir);
  const store = new Store(saved ?? seedState(options, options.seed, Date.now()));
  const snapshots = options.dataDir === null ? null : new Snapshots(store, options.dataDir);
  const log = new RequestLog(store, options.log);
  const webhooks = new WebhookQueue(store, options);
  const engine = new Engine(adminSchema(), resolvers, store, options, (event) => {
    webhooks.emit(event);
  });
  const graphql = new GraphqlEndpoint(engine, store, options, log);
  const tokens = new TokenEndpoint(store, options, log);
  const scheduler = new Scheduler(store, taskRunner({ store, webhooks, graphql }));
  const app = express();
  app.disable('x-powered-by');
  app.use('/dev-store', controlRouter({ store, options, webhooks, scheduler }));
  mountAdmin(app, store, options);
  mountUiExtensions(app, store, options);
  mountAppProxy(app, store, options);
  mountStorefront(app, store, (event) => {
    webhooks.emit(event);
  });
  const mailServer = createMailServer(store);
  const server = createServer((request, response) => {
    if (graphql.takes(request.url)) guard(graphql.handle(request, response), response);
    else if (tokens.takes(request.url) && request.method === 'POST') guard(tokens.handle(request, response), response);
    else app(request, response);
  });
  const devStore: DevStore = {
    app,
    server,
    store,
    options,
    webhooks,
    scheduler,
    smtpUrl: null,
    listen: async (port = 0, host = '127.0.0.1') => {
      const base = await listening(server, port, host);
      options.publicUrl ??= base;
      devStore.smtpUrl = `smtp://${host === '0.0.0.0' ? 'localhost' : host}:${await mailServer.listen(options.smtpPort, host)}`;
      scheduler.start();
      return base;
    },
    close: async () => {
      scheduler.stop();
      webhooks.stop();
      await closed(server);
      await mailServer.close();
      snapshots?.write();
    },
  };
  return devStore;
}

let loaded: AdminSchema | null = null;

/** The schema takes most of a second to build; one process builds it once. */
function adminSchema(): AdminSchema {
  const root = dirname(dirname(fileURLToPath(import.meta.url)));
  loaded ??= loadAdminSchema(join(root, '.cache', 'shopify', 'admin_2026-10.json.gz'));
  return loaded;
}

type Workers = { store: Store; webhooks: WebhookQueue; graphql: GraphqlEndpoint };

function taskRunner({ store, webhooks, graphql }: Workers): (task: ScheduledTask) => Promise<void> {
  return async (task) => {
    switch (task.kind) {
      case 'webhook':
        await webhooks.retry(task.deliveryId);
        return;
      case 'late-commit':
        await graphql.runLate(task);
        return;
      case 'settle': {
        const order = store.orderById(task.orderId);
        const settled = order === undefined ? null : settleTransaction(store, order, task.transactionId, task.status);
        if (order === undefined || settled === null) return;
        for (const event of settlementEvents(store, order, settled)) webhooks.emit(event);
        return;
      }
      case 'draft-reservation':
        for (const event of endReservation(store, task.shop, task.draftOrderId)) webhooks.emit(event);
        return;
      case 'credit-expiry':
        expireCredit(store, task.creditId);
        return;
      case 'job':
        for (const event of runJob(store, task.key)) webhooks.emit(event);
        return;
      case 'file-ready':
        finishFile(store, task.fileId);
        return;
      case 'shop-redact': {
        const shop = store.shop(task.shop);
        if (shop === undefined) return;
        webhooks.emit({
          topic: 'shop/redact',
          shop: shop.domain,
          payload: () => compliancePayload(store, 'shop/redact', shop, undefined),
        });
      }
    }
  };
}

/** An error in the store itself is loud, and the client learns that it is not its fault. */
function guard(work: Promise<void>, response: ServerResponse<IncomingMessage>): void {
  work.catch((error: unknown) => {
    process.stderr.write(`dev store: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    if (!response.headersSent) response.writeHead(500, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify({ errors: 'Internal Server Error' }));
  });
}

function listening(server: Server, port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address() as AddressInfo;
      resolve(`http://${host === '0.0.0.0' ? 'localhost' : host}:${address.port}`);
    });
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    if (!server.listening) resolve();
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
