import type { GraphQLResolveInfo } from 'graphql';
import type { DevStoreOptions } from '../options.ts';
import type { Shop, Token } from '../state/types.ts';
import type { Store } from '../state/store.ts';
import type { AccessRequirement } from './schema.ts';

/** What happened to the shop's data, for whoever tells the app about it. The body is made only when it is sent. */
export type StoreEvent = { topic: string; shop: string; payload: () => object };

/** What every resolver can see. One per request. */
export type Context = {
  store: Store;
  options: DevStoreOptions;
  shop: Shop;
  token: Token;
  /** Variables as they came, before coercion: their field order counts for idempotency. */
  rawVariables: Readonly<Record<string, unknown>>;
  /** True when another request with the same idempotency key was being worked on when this one came. */
  keyInFlight: boolean;
  /** Errors a fault rule wants mutations to answer; null runs them. */
  forcedUserErrors: readonly { field: string[] | null; message: string }[] | null;
  /** Tells the webhook queue. */
  emit: (event: StoreEvent) => void;
  allows: (requirement: AccessRequirement) => boolean;
};

export type Args = Readonly<Record<string, unknown>>;

export type Resolver<Source> = (source: Source, args: Args, context: Context, info: GraphQLResolveInfo) => unknown;

/** Resolvers of one type. A field that is not listed answers a loud error. */
export type TypeResolvers<Source> = Readonly<Record<string, Resolver<Source>>>;

export type ResolverMap = Readonly<Record<string, TypeResolvers<never>>>;
