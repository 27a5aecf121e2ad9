import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FaultRule } from '../state/types.ts';

/** An answer before it is written. */
export type Reply = { status: number; headers?: Readonly<Record<string, string>>; body: string; type?: string };

/** What a request can be answered with, fault or not. */
export type Exchange = {
  request: IncomingMessage;
  response: ServerResponse;
  /** Carries the request out and says what the answer would be. */
  apply: () => Promise<Reply>;
  /** Plans the request for later by the store's clock. */
  applyLater: (afterMs: number) => void;
  throttled: () => Reply;
  revokeToken: () => Reply;
};

/** Status that stands for "no answer was sent". */
const NO_ANSWER = 0;

const BAD_GATEWAY: Reply = {
  status: 502,
  type: 'text/html; charset=utf-8',
  body: '<!doctype html><html><head><title>502 Bad Gateway</title></head><body><h1>Something went wrong</h1></body></html>',
};

/** Answers a request as a fault rule wants it. Returns the status that was sent, 0 for none. */
export async function replyWithFault(rule: FaultRule, exchange: Exchange): Promise<number> {
  if (rule.delayMs > 0) await pause(rule.delayMs, exchange.response);
  switch (rule.kind) {
    case 'timeout-before':
      return hold(exchange, rule.holdMs);
    case 'timeout-after':
      await exchange.apply();
      return hold(exchange, rule.holdMs);
    case 'late-commit':
      exchange.applyLater(rule.applyAfterMs);
      return hold(exchange, rule.holdMs);
    case 'reset-before':
      return reset(exchange);
    case 'reset-after':
      await exchange.apply();
      return reset(exchange);
    case '5xx-before':
      return send(exchange.response, BAD_GATEWAY);
    case '5xx-after':
      await exchange.apply();
      return send(exchange.response, BAD_GATEWAY);
    case '429':
      return send(exchange.response, {
        status: 429,
        headers: { 'Retry-After': '2.0' },
        body: JSON.stringify({
          errors: 'Exceeded 2 calls per second for api client. Reduce request rates to resume uninterrupted service.',
        }),
      });
    case 'throttled':
      return send(exchange.response, exchange.throttled());
    case 'truncated-json': {
      const reply = await exchange.apply();
      return send(exchange.response, { ...reply, body: reply.body.slice(0, Math.ceil(reply.body.length / 2)) });
    }
    case 'html-200':
      await exchange.apply();
      return send(exchange.response, { ...BAD_GATEWAY, status: 200 });
    case 'token-revoked':
      return send(exchange.response, exchange.revokeToken());
    case 'slow':
    case 'user-errors':
    case 'concurrent':
      return send(exchange.response, await exchange.apply());
  }
}

/** Writes an answer. Returns its status, or 0 when the client has gone. */
export function send(response: ServerResponse, reply: Reply): number {
  if (response.destroyed || response.writableEnded) return NO_ANSWER;
  const body = Buffer.from(reply.body);
  response.writeHead(reply.status, {
    'Content-Type': reply.type ?? 'application/json; charset=utf-8',
    'Content-Length': body.length,
    ...reply.headers,
  });
  response.end(body);
  return reply.status;
}

/** Keeps the socket open without a word until the client goes or `ms` of wall time are over; then cuts it. */
async function hold(exchange: Exchange, ms: number): Promise<number> {
  await pause(ms, exchange.response);
  exchange.request.socket.destroy();
  return NO_ANSWER;
}

function reset(exchange: Exchange): number {
  exchange.request.socket.resetAndDestroy();
  return NO_ANSWER;
}

/** Waits `ms` of wall time, or less when the client goes away. */
export function pause(ms: number, response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      response.off('close', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    response.once('close', done);
  });
}
