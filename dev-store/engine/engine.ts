import { execute, type ExecutionResult, type GraphQLError, type GraphQLTypeResolver } from 'graphql';
import type { DevStoreOptions } from '../options.ts';
import type { Store } from '../state/store.ts';
import type { Shop, Token } from '../state/types.ts';
import { bindResolvers, typeResolverFor } from './bind.ts';
import { Compiler, type Compiled, type CompileResult } from './compile.ts';
import type { Context, ResolverMap, StoreEvent } from './context.ts';
import type { Variables } from './cost.ts';
import { sizeErrors } from './input-size.ts';
import type { AccessRequirement, AdminSchema } from './schema.ts';
import { charge, giveBack, throttleStatus, type ThrottleStatus } from './throttle.ts';
import { wordVariableErrors } from './variables.ts';
import type { WireError } from './wording.ts';

const MAX_COST = 1000;

export type CostReport = { requestedQueryCost: number; actualQueryCost: number | null; throttleStatus: ThrottleStatus };

/** A GraphQL answer as it goes over the wire. */
export type WireResult = {
  data?: Record<string, unknown> | null;
  errors?: readonly (WireError | GraphQLError)[];
  extensions?: { cost: CostReport };
};

export type Caller = {
  shop: Shop;
  token: Token;
  keyInFlight?: boolean;
  forcedUserErrors?: Context['forcedUserErrors'];
};

/** Validates and runs operations against the store. */
export class Engine {
  readonly admin: AdminSchema;
  #compiler: Compiler;
  #store: Store;
  #options: DevStoreOptions;
  #typeResolver: GraphQLTypeResolver<unknown, Context>;
  #emit: (event: StoreEvent) => void;

  constructor(
    admin: AdminSchema,
    resolvers: ResolverMap,
    store: Store,
    options: DevStoreOptions,
    emit: (event: StoreEvent) => void,
  ) {
    this.admin = admin;
    this.#compiler = new Compiler(admin.schema);
    this.#store = store;
    this.#options = options;
    this.#emit = emit;
    this.#typeResolver = typeResolverFor(admin);
    bindResolvers(admin, resolvers);
  }

  compile(query: string, operationName: string | null): CompileResult {
    return this.#compiler.compile(query, operationName);
  }

  /** Runs a compiled operation: cost limit, bucket, variables, resolvers, cost report. */
  async run(compiled: Compiled, variables: Variables, caller: Caller): Promise<WireResult> {
    const requested = compiled.cost.requested(variables);
    if (requested > MAX_COST) return { errors: [maxCostExceeded(requested)] };
    const tooLong = sizeErrors(compiled.operation, variables);
    if (tooLong.length > 0) return this.#refused(caller.shop, requested, tooLong);
    if (!charge(this.#store, caller.shop, requested)) return this.throttled(caller.shop, requested);
    const executed = await execute({
      schema: this.admin.schema,
      document: compiled.document,
      operationName: compiled.operation.name?.value ?? null,
      contextValue: this.#context(variables, caller),
      variableValues: variables,
      typeResolver: this.#typeResolver,
    });
    if (executed.data === undefined && executed.errors !== undefined) {
      giveBack(this.#store, caller.shop, requested);
      const worded = wordVariableErrors(this.admin.schema, compiled.operation, variables);
      return { errors: worded.length > 0 ? worded : executed.errors };
    }
    return this.#priced(compiled, variables, caller.shop, requested, executed);
  }

  /** HTTP 200 with an error, no data; the wait follows from `throttleStatus` [D]. */
  throttled(shop: Shop, requestedQueryCost: number): WireResult {
    const documentation = 'https://shopify.dev/api/usage/rate-limits';
    const errors = [{ message: 'Throttled', extensions: { code: 'THROTTLED', documentation } }];
    return this.#refused(shop, requestedQueryCost, errors);
  }

  /** Nothing ran: no data, and no actual cost [W]. */
  #refused(shop: Shop, requestedQueryCost: number, errors: WireError[]): WireResult {
    const cost = { requestedQueryCost, actualQueryCost: null, throttleStatus: throttleStatus(this.#store, shop) };
    return { errors, extensions: { cost } };
  }

  #priced(
    compiled: Compiled,
    variables: Variables,
    shop: Shop,
    requested: number,
    executed: ExecutionResult,
  ): WireResult {
    const data = executed.data ?? null;
    const actual = Math.min(requested, compiled.cost.actual(variables, data));
    giveBack(this.#store, shop, requested - actual);
    const cost = {
      requestedQueryCost: requested,
      actualQueryCost: actual,
      throttleStatus: throttleStatus(this.#store, shop),
    };
    return { data, ...(executed.errors && { errors: executed.errors }), extensions: { cost } };
  }

  #context(rawVariables: Variables, caller: Caller): Context {
    const granted = new Set(caller.token.scopes);
    return {
      store: this.#store,
      options: this.#options,
      shop: caller.shop,
      token: caller.token,
      rawVariables,
      keyInFlight: caller.keyInFlight ?? false,
      forcedUserErrors: caller.forcedUserErrors ?? null,
      emit: this.#emit,
      allows: (requirement) => allows(granted, requirement),
    };
  }
}

/** A write scope grants the read [D: Shopify API access scopes]. */
function allows(granted: ReadonlySet<string>, requirement: AccessRequirement): boolean {
  return requirement.scopes.some((scope) => granted.has(scope) || granted.has(scope.replace(/^read_/, 'write_')));
}

function maxCostExceeded(cost: number): WireError {
  return {
    message: `Query has a cost of ${cost}, which exceeds the max cost of ${MAX_COST}`,
    extensions: { code: 'MAX_COST_EXCEEDED', cost, maxCost: MAX_COST },
  };
}
