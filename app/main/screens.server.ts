import type { Server } from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createRequestHandler } from '@remix-run/express';
import type { ServerBuild } from '@remix-run/node';
import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import type { Env } from '#app/config/env.server.ts';
import type { Visit } from '#app/web/load-context.ts';
import { createCandidateRoutes } from './candidate-routes.ts';
import type { Amends } from './compose.server.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

export type Screens = { readonly routes: Router; readonly close: () => Promise<void> };

/** The screens and everything else that Remix answers: from the build, or from their sources through Vite. */
export async function serveScreens(
  amends: Amends,
  visitOf: (response: Response) => Visit,
  server: Server,
): Promise<Screens> {
  const routes = express.Router();
  const getLoadContext = (_request: unknown, response: Response) => ({ amends, visit: visitOf(response) });
  const { NODE_ENV } = amends.env;
  if (NODE_ENV !== 'development') {
    routes.use(builtFiles());
    const build = (await import(pathToFileURL(path.join(ROOT, 'build/server/index.js')).href)) as ServerBuild;
    const handlerFor = handlers(build, (each) =>
      createRequestHandler({ build: each, getLoadContext, mode: modeFor(NODE_ENV) }),
    );
    routes.all('*', (request, response, next) => void handlerFor(request)(request, response, next));
    return { routes, close: () => Promise.resolve() };
  }
  const vite = await (
    await import('vite')
  ).createServer({
    root: ROOT,
    appType: 'custom',
    server: { middlewareMode: true, hmr: { server } },
  });
  routes.use(vite.middlewares);
  const build = () => vite.ssrLoadModule('virtual:remix/server-build') as Promise<ServerBuild>;
  const handle = createRequestHandler({ build, getLoadContext, mode: modeFor(NODE_ENV) });
  routes.all('*', (request, response, next) => void handle(request, response, next));
  return { routes, close: () => vite.close() };
}

/** Remix's handler hands its failures to `next` itself; its promise says nothing more. */
type Handler = (...asked: Parameters<RequestHandler>) => Promise<void>;

/** A handler for each set of routes that an address may lead to: made when first needed, and there are few such sets. */
function handlers(build: ServerBuild, make: (build: ServerBuild) => Handler): (request: Request) => Handler {
  const candidatesOf = createCandidateRoutes(build.routes);
  const made = new WeakMap<ServerBuild['routes'], Handler>();
  return ({ originalUrl }) => {
    const routes = candidatesOf(new URL(originalUrl, 'http://here').pathname);
    const handler = made.get(routes) ?? make({ ...build, routes });
    made.set(routes, handler);
    return handler;
  };
}

/** Only on a developer's desk do answers carry the text of errors. */
function modeFor(env: Env['NODE_ENV']): 'development' | 'production' {
  return env === 'development' ? 'development' : 'production';
}

/** The browser's files. Their names hold a digest of what is in them, so they never change. */
function builtFiles(): RequestHandler {
  const router = express.Router();
  const assets = path.join(ROOT, 'build/client/assets');
  router.use(
    '/assets',
    express.static(assets, { immutable: true, maxAge: '1y', index: false }),
    (_request, response) => {
      response.status(404).type('text/plain').send('Not found');
    },
  );
  // Screens are no files: nothing is looked up on the disk for them.
  router.use((request, _response, next) => {
    next(/^\/(api|app|webhooks)\b/.test(request.path) ? 'router' : undefined);
  });
  router.use(express.static(path.join(ROOT, 'build/client'), { maxAge: '1h', index: false }));
  return router;
}
