import { randomBytes, randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import type { Logger } from '#app/config/logger.server.ts';
import type { Visit } from '#app/web/load-context.ts';

/** A caller may name its request; what does not look like a name is not repeated into our log. */
const REQUEST_ID = /^[A-Za-z0-9._-]{8,100}$/;
const PROBES = new Set(['/healthz', '/readyz']);

export type RequestLog = { readonly middleware: RequestHandler; readonly visitOf: (response: Response) => Visit };

/**
 * Gives each request its id (taken from `x-request-id` or made, and sent back) and writes one line when it ends.
 * Never a query string: Shopify puts session tokens and signatures there.
 */
export function requestLog(log: Logger): RequestLog {
  const visits = new WeakMap<Response, Visit>();
  return {
    visitOf: (response) => {
      const visit = visits.get(response);
      if (visit === undefined) throw new Error('a request that passed the request log by');
      return visit;
    },
    middleware: (request, response, next) => {
      const started = performance.now();
      // Routers below change it while they look for a handler.
      const { method, path } = request;
      const given = request.get('x-request-id') ?? '';
      const requestId = REQUEST_ID.test(given) ? given : randomUUID();
      const left = new AbortController();
      const visit: Visit = {
        requestId,
        nonce: randomBytes(16).toString('base64url'),
        wantsData: path.endsWith('.data') || path.startsWith('/api/'),
        log: log.child({ requestId }),
        left: left.signal,
        shopId: null,
        policy: null,
        noted: {},
        admin: null,
      };
      visits.set(response, visit);
      response.setHeader('x-request-id', requestId);
      response.once('close', () => {
        if (!response.writableFinished) left.abort();
        const line = {
          method,
          path: withoutSecrets(path),
          status: response.statusCode,
          ms: Math.round(performance.now() - started),
          shop: visit.shopId ?? undefined,
          ...visit.noted,
          ...(!response.writableFinished && { cutOff: true }),
        };
        const level = response.statusCode >= 500 ? 'warn' : PROBES.has(path) ? 'debug' : 'info';
        visit.log[level](line, 'request');
      });
      next();
    },
  };
}

/** Links to customers carry their secret in the path. */
const withoutSecrets = (path: string): string =>
  /^\/(c|proxy)\//.test(path) ? path.replace(/(?<=\/)[A-Za-z0-9_-]{40,}(?=\/|$)/g, '[secret]') : path;
