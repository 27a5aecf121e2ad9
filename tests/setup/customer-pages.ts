import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { createLogger } from '#app/config/logger.server.ts';
import { customerPages } from '#app/customer-pages/routes.server.ts';
import { requestLog } from '#app/main/request-log.server.ts';
import { securityHeaders } from '#app/main/security-headers.server.ts';
import type { World } from './world.ts';

/** The pages of customers over HTTP, with the world's clock, shops and mails behind them. */
export type ServedPages = {
  readonly url: string;
  /** Every line that was logged so far. */
  readonly log: readonly string[];
  /** Asks for an address as it stands in a mail; `form` is posted. No redirect is followed. */
  readonly ask: (address: string, form?: Record<string, string>, headers?: Record<string, string>) => Promise<Response>;
  /** A request as a browser sends it. */
  readonly fetch: (path: string, init?: RequestInit) => Promise<Response>;
  readonly close: () => Promise<void>;
};

const realFetch = globalThis.fetch;
const SHOPIFY_API_SECRET = 'amends-demo-secret';

export async function servePages(world: World): Promise<ServedPages> {
  const lines: string[] = [];
  const log = createLogger({ level: 'debug', write: (line) => lines.push(line) });
  const { middleware, visitOf } = requestLog(log);
  const app = express();
  app.use(middleware, securityHeaders({ SHOPIFY_APP_URL: 'http://localhost:3000', NODE_ENV: 'test' }, visitOf));
  const means = {
    env: { SHOPIFY_API_SECRET, PROXY_HOPS: 1 },
    clock: world.clock,
    contextFor: (shopId: Parameters<World['system']>[0], actor: ReturnType<World['system']>['actor']) => ({
      ...world.system(shopId),
      actor,
      log,
    }),
  };
  app.use(customerPages(means, visitOf));
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return {
    url,
    log: lines,
    ask: (address, form, headers = {}) =>
      realFetch(`${url}${address.replace(/^http:\/\/localhost:3000/, '')}`, {
        redirect: 'manual',
        headers: { 'accept-language': 'en', ...headers },
        ...(form && { method: 'POST', body: new URLSearchParams(form) }),
      }),
    fetch: (path, init) => realFetch(`${url}${path}`, { redirect: 'manual', ...init }),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}
