/** The web process: `npm start`. Migrations are not its business (`npm run migrate`). */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import compression from 'compression';
import express, { type ErrorRequestHandler, type RequestHandler, type Response } from 'express';
import { accountApi } from '#app/customer-pages/account/account-api.server.ts';
import { customerPages } from '#app/customer-pages/routes.server.ts';
import { readEnv, type Env } from '#app/config/env.server.ts';
import type { Visit } from '#app/web/load-context.ts';
import { MAX_BODY_BYTES, MAX_READ_PAST_BYTES } from '#app/web/read-body.server.ts';
import { MOST_MULTIPART_BYTES } from '#app/web/read-multipart.server.ts';
import { takesFiles } from '#app/web/takes-files.ts';
import { beforeHeaders } from './before-headers.server.ts';
import { serveFiles } from './files.server.ts';
import { intakeApi } from './intake-api.server.ts';
import { compose, type Amends, type Overrides } from './compose.server.ts';
import { createReadiness, type Readiness } from './health.server.ts';
import { openToExtensions } from './open-to-extensions.server.ts';
import { runProcess, type Running } from './process.server.ts';
import { requestLog } from './request-log.server.ts';
import { serveScreens } from './screens.server.ts';
import { securityHeaders } from './security-headers.server.ts';
import { startOwnWorker } from './worker.server.ts';

export type RunningWeb = Running & { readonly url: string; readonly amends: Amends };

/** How long running requests get to finish when the process is asked to stop. */
const DRAIN_MS = 10_000;

/** Starts everything that the web process is made of; resolves once it listens. */
export async function startWeb(env: Env, overrides: Overrides = {}): Promise<RunningWeb> {
  const amends = await compose(env, overrides);
  const worker = env.WORKER === 'in-process' ? await startOwnWorker(amends) : null;
  let stopping = false;
  const readiness = createReadiness(amends, worker, () => stopping);

  const app = express();
  const server = createServer(app);
  const { middleware, visitOf } = requestLog(amends.log);
  app.disable('x-powered-by').disable('etag');
  app.use(middleware, securityHeaders(env, visitOf));
  app.use((_request, response, next) => {
    beforeHeaders(response, () => {
      if (stopping) response.setHeader('Connection', 'close');
    });
    next();
  });
  app.use(probes(readiness), refuseNonsense, refuseLarge, compression({ filter: worthPacking }));
  app.use(['/api/customer-account', '/api/admin-order'], openToExtensions);
  app.use('/api/customer-account', accountApi(amends, visitOf));
  app.use(customerPages(amends, visitOf));
  app.use(serveFiles(amends, visitOf), intakeApi(amends, visitOf));
  const screens = await serveScreens(amends, visitOf, server);
  app.use(screens.routes);
  app.use(lastResort(visitOf));

  await listen(server, env);
  const { port } = server.address() as AddressInfo;
  amends.log.info({ at: env.HOST, port, worker: env.WORKER, mails: amends.mailer ? 'on' : 'off' }, 'Amends listens');
  return {
    amends,
    url: `http://${env.HOST === '0.0.0.0' ? 'localhost' : env.HOST}:${String(port)}`,
    log: amends.log,
    stop: async () => {
      stopping = true;
      // Pages that wait for a remedy are answered now, and ask whoever is there next.
      amends.news.endWaits();
      await drain(server, DRAIN_MS);
      await screens.close();
      await worker?.stop();
      await amends.close();
    },
  };
}

function probes(readiness: () => Promise<Readiness>) {
  const router = express.Router();
  router.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/readyz', (_request, response, next) => {
    readiness()
      .then((state) => response.status(state.ready ? 200 : 503).json(state))
      .catch(next);
  });
  return router;
}

/** What announces itself as too large is not even read; the edges that read bodies count what comes unannounced. */
const refuseLarge: RequestHandler = (request, response, next) => {
  const announced = Number(request.get('content-length') ?? 0);
  if (announced <= (takesFiles(request.path) ? MOST_MULTIPART_BYTES : MAX_BODY_BYTES)) {
    next();
    return;
  }
  const answer = () => response.status(413).set('Connection', 'close').type('text/plain').send('Too large.');
  if (announced > MAX_READ_PAST_BYTES) answer();
  else request.once('end', answer).resume();
};

function lastResort(visitOf: (response: Response) => Visit): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    const visit = visitOf(response);
    if (response.headersSent) {
      next(error);
      return;
    }
    const status = statusOf(error);
    visit.log[status < 500 ? 'info' : 'error']({ err: error }, 'a request failed outside of the screens');
    response
      .status(status)
      .type('text/plain')
      .send(`${status < 500 ? 'Bad request' : 'Something went wrong'}. Request ${visit.requestId}`);
  };
}

/** Express says by a status on the error when the caller is at fault (an address that cannot be decoded). */
function statusOf(error: unknown): number {
  const status = typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 500;
  return status >= 400 && status < 500 ? status : 500;
}

/** Remix makes a URL of the Host header and throws when it is none. */
const refuseNonsense: RequestHandler = (request, response, next) => {
  if (URL.canParse(request.originalUrl, `http://${request.get('host') ?? ''}`)) next();
  else response.status(400).type('text/plain').send('Bad request.');
};

/** Pages and lists shrink to a fifth; the short answers of actions and webhooks cost more to pack than to send. */
const worthPacking: compression.CompressionFilter = (request, response) =>
  request.method === 'GET' && compression.filter(request, response);

function listen(server: Server, env: Env): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(env.PORT, env.HOST, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** Takes no new connections and lets running requests finish; what is not done by then is cut off. */
function drain(server: Server, limitMs: number): Promise<void> {
  return new Promise((resolve) => {
    const limit = setTimeout(() => {
      server.closeAllConnections();
    }, limitMs);
    server.close(() => {
      clearTimeout(limit);
      resolve();
    });
  });
}

if (import.meta.main) await runProcess(() => startWeb(readEnv(process.env)));
