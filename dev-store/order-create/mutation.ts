import { draftOfOrder } from '../draft-orders/book.ts';
import type { Context, Resolver } from '../engine/context.ts';
import { accessDenied, shopifyError } from '../engine/errors.ts';
import { oversells, planClaims, stockEvents, take } from '../inventory/claims.ts';
import { idOf } from '../gid.ts';
import { checkMetafields, keepMetafields } from '../metafields/attach.ts';
import type { CodedError, Order } from '../state/types.ts';
import { orderCreated } from '../webhooks/order-events.ts';
import { buildOrder } from './build.ts';
import { orderErrors, OUT_OF_STOCK, TOO_MANY } from './guards.ts';
import { readOptions, readOrderInput, type OrderAsk, type OrderOptions } from './input.ts';
import { OrderMoney } from './money.ts';
import { sendReceipt } from './receipt.ts';

type Payload = { order: Order | null; userErrors: readonly CodedError[] };

const OFFLINE =
  '`write_orders` access scope. Also: This mutation is only accessible to apps authenticated using [offline tokens](https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/offline-access-tokens).';

const MINUTE_MS = 60_000;

/**
 * `orderCreate`: for offline tokens only [S]. It knows no idempotency key and recognises no repeat [S]: the same call makes a
 * second order, which `sourceIdentifier`, a tag or a metafield finds again.
 */
export const orderCreate: Resolver<unknown> = (_source, args, context): Payload => {
  if (context.token.kind === 'online') throw accessDenied('orderCreate', OFFLINE);
  const { store, shop } = context;
  if (context.forcedUserErrors !== null) {
    return { order: null, userErrors: context.forcedUserErrors.map((one) => ({ code: null, ...one })) };
  }
  const ask = readOrderInput(args['order']);
  refuseUnmodelled(ask);
  const options = readOptions(args['options']);
  const money = new OrderMoney(shop, ask);
  const errors = [...orderErrors(store, shop, ask, money), ...metafieldErrors(ask)];
  if (errors.length > 0) return { order: null, userErrors: errors };
  const claims = claimsOf(context, ask, options);
  if (claims === null) return { order: null, userErrors: [OUT_OF_STOCK] };
  if (isThrottled(context)) return { order: null, userErrors: [TOO_MANY] };
  take(store, claims);
  const order = buildOrder(store, shop, ask, money, claims);
  keepMetafields(store, 'Order', order, ask.metafields ?? []);
  if (options.sendReceipt) sendReceipt(store, shop, order);
  for (const event of [...orderCreated(store, order), ...stockEvents(store, claims)]) context.emit(event);
  return { order, userErrors: [] };
};

/** Stock the order takes; null when a variant that does not sell on has not enough and policies are obeyed. */
function claimsOf(
  { store, shop }: Context,
  ask: OrderAsk,
  { inventory }: OrderOptions,
): ReturnType<typeof planClaims> | null {
  if (inventory === 'BYPASS') return [];
  const wishes = (ask.lineItems ?? []).map((line) => ({
    variantId: line.variantId == null ? null : idOf(line.variantId),
    quantity: line.quantity,
  }));
  const claims = planClaims(store, shop.domain, wishes);
  return inventory === 'DECREMENT_OBEYING_POLICY' && oversells(claims) ? null : claims;
}

/** Development and trial stores: five new orders a minute [S], where the shop is told to be one. */
function isThrottled({ store, shop }: Context): boolean {
  const most = shop.orderCreatesPerMinute ?? null;
  if (most === null) return false;
  const since = store.now() - MINUTE_MS;
  const recent = store
    .orders(shop.domain)
    .filter((order) => order.madeAt !== undefined && Date.parse(order.madeAt) > since)
    .filter((order) => draftOfOrder(store, order.id) === undefined);
  return recent.length >= most;
}

function metafieldErrors(ask: OrderAsk): CodedError[] {
  return checkMetafields(ask.metafields ?? [], ['order']).map((one) => ({ ...one, code: 'INVALID' }));
}

/** Inputs this stand-in takes no part in are loud. */
function refuseUnmodelled(ask: OrderAsk): void {
  const status = ask.fulfillmentStatus;
  if (status === 'PARTIAL' || status === 'RESTOCKED') {
    throw shopifyError(`dev store: orderCreate knows no fulfillmentStatus ${status}`, 'DEV_STORE_NOT_IMPLEMENTED');
  }
}
