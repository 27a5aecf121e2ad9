import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CompileResult, Compiled } from '../engine/compile.ts';
import type { Engine, WireResult } from '../engine/engine.ts';
import { replyWithFault, pause, send, type Reply } from '../faults/reply.ts';
import { FAULT_HEADER, ownFault, strike } from '../faults/rules.ts';
import { liveToken, revokeToken } from '../oauth/tokens.ts';
import type { DevStoreOptions } from '../options.ts';
import { IDEMPOTENCY_MESSAGES } from '../refunds/idempotency.ts';
import type { RequestLog } from '../request-log.ts';
import type { Store } from '../state/store.ts';
import type { FaultRule, Shop, Token } from '../state/types.ts';
import { readBody } from './body.ts';

const UNAUTHORIZED = '[API] Invalid API key or access token (unrecognized login or wrong password)';
const GRAPHQL_PATH = /^\/admin\/api\/([^/]+)\/graphql\.json(?:\?.*)?$/;

type Parsed = { query: string; operationName: string | null; variables: Record<string, unknown> };

/** `POST /admin/api/<version>/graphql.json`. */
export class GraphqlEndpoint {
  #engine: Engine;
  #store: Store;
  #options: DevStoreOptions;
  #log: RequestLog;
  #keysInFlight = new Set<string>();

  constructor(engine: Engine, store: Store, options: DevStoreOptions, log: RequestLog) {
    this.#engine = engine;
    this.#store = store;
    this.#options = options;
    this.#log = log;
  }

  /** True when this endpoint is the one to answer. */
  takes(url: string | undefined): boolean {
    return url !== undefined && GRAPHQL_PATH.test(url);
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const entry = this.#log.begin(request);
    const domain = headerOf(request, 'x-dev-store-shop');
    entry.shop = domain;
    const version = GRAPHQL_PATH.exec(request.url ?? '')?.[1];
    const shop = domain === null ? undefined : this.#store.shop(domain);
    const finish = (reply: Reply): void => {
      this.#log.end(entry, send(response, reply));
    };
    if (request.method !== 'POST' || shop === undefined || version !== this.#options.apiVersion) {
      finish(json(404, { errors: 'Not Found' }));
      return;
    }
    const token = liveToken(this.#store, shop.domain, headerOf(request, 'x-shopify-access-token'));
    if (token === null) {
      finish(json(401, { errors: UNAUTHORIZED }));
      return;
    }
    const body = parseBody(await readBody(request));
    if (body === null) {
      finish(json(400, { errors: { query: 'Required parameter missing or invalid' } }));
      return;
    }
    const result = this.#engine.compile(body.query, body.operationName);
    entry.operation = result.ok ? result.compiled.name : result.name;
    if (!result.ok) {
      entry.errors = result.errors.map((error) => error.message);
      finish(this.#reply({ errors: result.errors }));
      return;
    }
    entry.kind = result.compiled.kind;
    entry.rootFields = result.compiled.rootFields;
    entry.idempotencyKey = result.compiled.idempotencyKey(body.variables);
    await this.#answer(request, response, { shop, token, body, compiled: result.compiled, entry });
  }

  async #answer(request: IncomingMessage, response: ServerResponse, call: Call): Promise<void> {
    const { shop, compiled, entry } = call;
    const names = [...(compiled.name === null ? [] : [compiled.name]), ...compiled.rootFields];
    const own = headerOf(request, FAULT_HEADER);
    const rule = own === null ? strike(this.#store, shop.domain, names, true) : ownFault(own, this.#options.maxHoldMs);
    const flight = this.#take(shop.domain, entry.idempotencyKey, rule);
    try {
      if (this.#store.state.latencyMs > 0) await pause(this.#store.state.latencyMs, response);
      if (rule === null) {
        const reply = await this.#run(call, null, flight.busy);
        flight.release();
        this.#log.end(entry, send(response, reply));
        return;
      }
      entry.fault = rule.kind;
      const status = await replyWithFault(rule, {
        request,
        response,
        apply: async () => {
          const reply = await this.#run(call, rule, flight.busy);
          flight.release();
          return reply;
        },
        applyLater: (afterMs) => {
          this.#later(call, afterMs);
        },
        throttled: () => this.#reply(this.#engine.throttled(shop, compiled.cost.requested(call.body.variables))),
        revokeToken: () => {
          revokeToken(this.#store, call.token);
          return json(401, { errors: UNAUTHORIZED });
        },
      });
      this.#log.end(entry, status);
    } finally {
      flight.release();
    }
  }

  /** Marks a key as being worked on; a second request that comes meanwhile is told so. */
  #take(shop: string, key: string | null, rule: FaultRule | null): { busy: boolean; release: () => void } {
    const untouched =
      rule !== null && ['timeout-before', 'late-commit', 'reset-before', '5xx-before'].includes(rule.kind);
    if (key === null || untouched) return { busy: false, release: () => undefined };
    const name = `${shop}\n${key}`;
    if (this.#keysInFlight.has(name)) return { busy: true, release: () => undefined };
    this.#keysInFlight.add(name);
    return { busy: false, release: () => this.#keysInFlight.delete(name) };
  }

  async #run(call: Call, rule: FaultRule | null, keyInFlight: boolean): Promise<Reply> {
    const { shop, token, body, compiled, entry } = call;
    const forcedUserErrors = forcedErrors(rule);
    const result = await this.#engine.run(compiled, body.variables, { shop, token, keyInFlight, forcedUserErrors });
    const cost = result.extensions?.cost;
    entry.requestedCost = cost?.requestedQueryCost ?? null;
    entry.actualCost = cost?.actualQueryCost ?? null;
    entry.errors = (result.errors ?? []).map((error) => error.message);
    entry.userErrors = userErrorsOf(result);
    return this.#reply(result);
  }

  #later(call: Call, afterMs: number): void {
    const { shop, token, body } = call;
    const { query, operationName, variables } = body;
    this.#store.schedule(
      { kind: 'late-commit', shop: shop.domain, query, operationName, variables, token: token.token },
      afterMs,
    );
  }

  /** Carries out a mutation whose client is long gone. */
  async runLate(task: {
    shop: string;
    query: string;
    operationName: string | null;
    variables: Record<string, unknown>;
    token: string;
  }): Promise<void> {
    const shop = this.#store.shop(task.shop);
    const token = this.#store.token(task.token);
    const result: CompileResult = this.#engine.compile(task.query, task.operationName);
    if (shop === undefined || token === undefined || !result.ok) return;
    const entry = this.#log.beginLate(shop.domain, result.compiled);
    entry.idempotencyKey = result.compiled.idempotencyKey(task.variables);
    const body = { query: task.query, operationName: task.operationName, variables: task.variables };
    await this.#run({ shop, token, body, compiled: result.compiled, entry }, null, false);
    this.#log.end(entry, 200);
  }

  #reply(result: WireResult): Reply {
    return json(200, result, { 'X-Shopify-API-Version': this.#options.apiVersion });
  }
}

type Call = { shop: Shop; token: Token; body: Parsed; compiled: Compiled; entry: ReturnType<RequestLog['begin']> };

function forcedErrors(rule: FaultRule | null): FaultRule['userErrors'] | null {
  if (rule?.kind === 'user-errors') return rule.userErrors;
  return rule?.kind === 'concurrent' ? [{ field: null, message: IDEMPOTENCY_MESSAGES.concurrent }] : null;
}

function userErrorsOf(result: WireResult): string[] {
  return Object.values(result.data ?? {}).flatMap((root) => {
    const errors: unknown = typeof root === 'object' && root !== null && 'userErrors' in root ? root.userErrors : null;
    return Array.isArray(errors) ? errors.map((error: { message?: unknown }) => String(error.message)) : [];
  });
}

function parseBody(text: string): Parsed | null {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof body !== 'object' || body === null || !('query' in body) || typeof body.query !== 'string') return null;
  const variables =
    'variables' in body && typeof body.variables === 'object' && body.variables !== null ? body.variables : {};
  const operationName = 'operationName' in body && typeof body.operationName === 'string' ? body.operationName : null;
  return { query: body.query, operationName, variables: variables as Record<string, unknown> };
}

function headerOf(request: IncomingMessage, name: string): string | null {
  const value = request.headers[name];
  return typeof value === 'string' ? value : null;
}

function json(status: number, body: object, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, headers, body: JSON.stringify(body) };
}
