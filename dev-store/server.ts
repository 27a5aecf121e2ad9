import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express } from 'express';
import { mountAdmin } from './admin/index.ts';
import { DEFAULT_OPTIONS, type DevStoreOptions } from './options.ts';
import { initialState } from './state/initial.ts';
import { Store } from './state/store.ts';

/** A running (or not yet listening) dev store. */
export type DevStore = {
  app: Express;
  server: Server;
  store: Store;
  options: DevStoreOptions;
  /** Starts listening; port 0 takes a free one. Answers the base address. */
  listen: (port?: number, host?: string) => Promise<string>;
  /** Ends held sockets, writes the snapshot and stops. */
  close: () => Promise<void>;
};

/** Builds a dev store. Nothing listens and no timer runs before `listen()`. */
export function createDevStore(given: Partial<DevStoreOptions> = {}): DevStore {
  const options: DevStoreOptions = { ...DEFAULT_OPTIONS, ...given };
  const store = new Store(initialState(options.scopes, options.randomSeed, Date.now()));
  const app = express();
  app.disable('x-powered-by');
  mountAdmin(app, store, options);
  const server = createServer(app);
  return {
    app,
    server,
    store,
    options,
    listen: (port = 0, host = '127.0.0.1') =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          const address = server.address() as AddressInfo;
          resolve(`http://${host === '0.0.0.0' ? 'localhost' : host}:${address.port}`);
        });
      }),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}
