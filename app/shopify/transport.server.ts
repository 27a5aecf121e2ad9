import { setTimeout } from 'node:timers/promises';
import { ClientError, GraphQLClient } from 'graphql-request';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { Kind, OperationTypeNode, print } from 'graphql';
import { API_VERSION } from '#app/config/api-version.ts';
import type { Logger } from '#app/config/logger.server.ts';
import type { ShopId } from '#app/domain/ids.ts';
import type { ShopBudget, ThrottleStatus } from './budget.server.ts';

/** A live access token of one shop, or null when there is none any more (uninstalled, revoked). */
export type TokenSource = (shopId: ShopId) => Promise<string | null>;

export type TransportOptions = {
  shopId: ShopId;
  token: TokenSource;
  timeoutMs: number;
  log: Logger;
  /** What codes are derived with that only the customer may know. Never leaves the server. */
  codeSecret: string;
  /** The shop's points; without it calls go out at once and may be throttled. */
  budget?: ShopBudget;
  /** How a read waits for Shopify's bucket, ms; tests need not wait. */
  wait?: (ms: number) => Promise<unknown>;
};

/**
 * How one call to Shopify ended, by what is certain:
 * - `answered`: executed, here is the data (userErrors are inside it).
 * - `denied`: certainly not executed, and repeating it will not help.
 * - `not_executed`: certainly not executed, may be repeated later.
 * - `uncertain`: nobody knows. Only looking tells.
 */
export type CallEnd<Data> =
  | { kind: 'answered'; data: Data }
  | { kind: 'denied'; why: 'uninstalled' | 'missing_scope' | 'invalid'; detail: string }
  | { kind: 'not_executed'; retryAfterMs: number; detail: string }
  | { kind: 'uncertain'; detail: string };

type GraphqlError = {
  message: string;
  path?: readonly (string | number)[];
  extensions?: { code?: string; requiredAccess?: string; cost?: Cost };
};
type Cost = { requestedQueryCost: number; throttleStatus?: ThrottleStatus };

// What Shopify asks for a document depends on its text, so what it was last time is what it is; until then, a guess.
const costs = new WeakMap<object, number>();
const FIRST_GUESS = 50;

const printed = new WeakMap<object, string>();

function textOf(document: TypedDocumentNode<unknown, never>): string {
  let text = printed.get(document);
  if (text === undefined) {
    text = print(document);
    printed.set(document, text);
  }
  return text;
}

const isMutation = (document: TypedDocumentNode<unknown, never>): boolean =>
  document.definitions.some(
    (part) => part.kind === Kind.OPERATION_DEFINITION && part.operation === OperationTypeNode.MUTATION,
  );

/**
 * One call to the Admin API, never repeated here: a transport that repeats a mutation can pay twice.
 * Never throws for what a network or Shopify can do; a thrown error is a bug.
 */
export async function call<Data, Variables extends Record<string, unknown>>(
  options: TransportOptions,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<CallEnd<Data>> {
  let token: string | null;
  try {
    token = await options.token(options.shopId);
  } catch (error) {
    // No token, no request: whatever went wrong, nothing was sent.
    options.log.warn({ err: error }, 'no access token at the moment');
    return { kind: 'not_executed', retryAfterMs: 2_000, detail: 'no access token at the moment' };
  }
  if (token === null) return { kind: 'denied', why: 'uninstalled', detail: 'no access token' };
  const spent = await options.budget?.spend(costs.get(document) ?? FIRST_GUESS, options.timeoutMs);
  if (spent === null) return { kind: 'not_executed', retryAfterMs: 1_000, detail: 'waiting for Shopify’s rate limit' };
  let cost: Cost | undefined;
  const client = new GraphQLClient(`https://${options.shopId}/admin/api/${API_VERSION}/graphql.json`, {
    headers: { 'X-Shopify-Access-Token': token },
    errorPolicy: 'all',
  });
  try {
    const response = await client.rawRequest<Data, Record<string, unknown>>({
      query: textOf(document),
      variables,
      // graphql-request hands the signal to fetch: the call ends here, whatever Shopify does with it.
      signal: AbortSignal.timeout(options.timeoutMs),
    });
    const errors = (response as { errors?: GraphqlError[] }).errors ?? [];
    const extensions = response.extensions as { cost?: Cost } | undefined;
    cost = errors[0]?.extensions?.cost ?? extensions?.cost;
    if (cost) costs.set(document, cost.requestedQueryCost);
    return classifyAnswer(response.data as Data | null | undefined, errors, cost, isMutation(document));
  } catch (error) {
    return error instanceof ClientError ? classifyStatus(error) : classifyThrown(error);
  } finally {
    spent?.(cost?.throttleStatus ?? null);
  }
}

const mostReads = 3;
// Somebody is looking at the screen: longer than this she is better told.
const longestReadWaitMs = 2_000;

/** A read: asked again when Shopify's bucket was empty or nothing was sent. Reads move nothing, so a repeat is free. */
export async function read<Data, Variables extends Record<string, unknown>>(
  options: TransportOptions,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<CallEnd<Data>> {
  for (let times = 1; ; times += 1) {
    const end = await call(options, document, variables);
    if (end.kind !== 'not_executed' || times === mostReads) return end;
    await (options.wait ?? setTimeout)(Math.min(end.retryAfterMs, longestReadWaitMs));
  }
}

function classifyAnswer<Data>(
  data: Data | null | undefined,
  errors: GraphqlError[],
  cost: Cost | undefined,
  mutation: boolean,
): CallEnd<Data> {
  const first = errors[0];
  if (!first) {
    return data ? { kind: 'answered', data } : { kind: 'uncertain', detail: 'an answer without data' };
  }
  const detail = first.message.slice(0, 300);
  // An error below a mutation's root field came up while its result was read back: the mutation itself was carried out.
  if (mutation && errors.some(({ path }) => path !== undefined && path.length > 1))
    return { kind: 'uncertain', detail };
  switch (first.extensions?.code) {
    case 'THROTTLED':
      return { kind: 'not_executed', retryAfterMs: waitFor(cost), detail };
    case 'ACCESS_DENIED':
      return { kind: 'denied', why: 'missing_scope', detail: first.extensions.requiredAccess ?? detail };
    case 'MAX_COST_EXCEEDED':
    case 'BAD_REQUEST':
    case 'RESOURCE_NOT_FOUND':
    case 'INVALID_VARIABLE':
    case 'INVALID_FIELD_ARGUMENTS':
      return { kind: 'denied', why: 'invalid', detail };
    default:
      // Faults of the document come without a data key: Shopify did not begin. Anything else may have begun, an internal
      // error above all, and that too can come without data.
      return data === undefined && documentFault.test(first.extensions?.code ?? '')
        ? { kind: 'denied', why: 'invalid', detail }
        : { kind: 'uncertain', detail };
  }
}

/** Codes of static validation [W]: `undefinedField`, `argumentNotAccepted`, … in camel case, and these two. */
const documentFault = /^(?:[a-z]+(?:[A-Z][a-z]+)+|PARSE_ERROR|MAX_INPUT_SIZE_EXCEEDED)$/;

const shortestWaitMs = 500;

/** Until the bucket holds enough again (leaky bucket: points come back at restoreRate per second). */
function waitFor(cost: Cost | undefined): number {
  const status = cost?.throttleStatus;
  if (!status || status.restoreRate <= 0) return 1_000;
  const missing = Math.max(0, cost.requestedQueryCost - status.currentlyAvailable);
  return Math.max(shortestWaitMs, Math.ceil((missing / status.restoreRate) * 1000));
}

function classifyStatus(error: ClientError): CallEnd<never> {
  const status = error.response.status;
  const detail = `HTTP ${status}`;
  if (status === 429) return { kind: 'not_executed', retryAfterMs: 1_000, detail };
  // 401: token no longer valid. 402, 403, 423: shop frozen or locked. None of them runs the operation.
  if (status === 401 || status === 402 || status === 403 || status === 423)
    return { kind: 'denied', why: 'uninstalled', detail };
  if (status === 400 || status === 404 || status === 406 || status === 413 || status === 415)
    return { kind: 'denied', why: 'invalid', detail };
  return { kind: 'uncertain', detail };
}

// The connection was never made, so not one byte of the request left.
const neverSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

function classifyThrown(error: unknown): CallEnd<never> {
  if (!(error instanceof Error)) throw error;
  const code = error.cause instanceof Error && 'code' in error.cause ? String(error.cause.code) : '';
  if (neverSent.has(code)) return { kind: 'not_executed', retryAfterMs: 2_000, detail: code };
  // Time-out, reset, an answer that is no JSON: Shopify may have done it.
  return { kind: 'uncertain', detail: code || `${error.name}: ${error.message.slice(0, 120)}` };
}
