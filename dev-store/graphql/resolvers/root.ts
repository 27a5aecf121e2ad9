import { asNode } from '../../engine/bind.ts';
import type { Context, TypeResolvers } from '../../engine/context.ts';
import { idOf, parseGid } from '../../gid.ts';
import { refundCreate } from '../../refunds/create.ts';
import { compileQuery } from '../../search/query.ts';
import { storeCreditConfiguration } from '../../store-credit/resolvers.ts';
import { subscriptions } from '../../webhooks/subscriptions.ts';
import { familyNode } from '../families.ts';
import { customerMatcher, productMatcher, sortedProducts, variantMatcher } from './catalog.ts';
import { findOrders, isVisible, listOrders } from './order-list.ts';
import { connection } from './values.ts';

/** Root queries. */
export const queryResolvers: TypeResolvers<unknown> = {
  shop: (_source, _args, { shop }) => shop,
  order: (_source, args, context) => visibleOrder(context, idOf(args['id'])),
  orders: (_source, args, context) =>
    listOrders(context.store.orders(context.shop.domain), args, context, 'PROCESSED_AT'),
  ordersCount: (_source, args, context) => ({
    count: findOrders(context.store.orders(context.shop.domain), args, context).length,
    precision: 'EXACT',
  }),
  orderByIdentifier: (_source, args, context) => {
    const identifier = args['identifier'] as { id?: string | null };
    return identifier.id == null ? null : visibleOrder(context, idOf(identifier.id));
  },
  customer: (_source, args, { store, shop }) => store.customer(shop.domain, idOf(args['id'])) ?? null,
  customers: (_source, args, { store, shop }) => {
    const matches = compileQuery(textOf(args['query']), customerMatcher);
    return connection(store.customers(shop.domain).filter(matches), args, (customer) => customer.id);
  },
  product: (_source, args, { store, shop }) => store.product(shop.domain, idOf(args['id'])) ?? null,
  products: (_source, args, { store, shop }) => {
    const found = store.products(shop.domain).filter(compileQuery(textOf(args['query']), productMatcher));
    return connection(sortedProducts(found, args['sortKey']), args, (product) => product.id);
  },
  productVariant: (_source, args, { store, shop }) => store.variant(shop.domain, idOf(args['id'])) ?? null,
  productVariants: (_source, args, { store, shop }) => {
    const all = store
      .products(shop.domain)
      .flatMap((product) => product.variants.map((variant) => ({ product, variant })));
    return connection(all.filter(compileQuery(textOf(args['query']), variantMatcher)), args, (one) => one.variant.id);
  },
  location: (_source, args, { store, shop }) =>
    args['id'] == null
      ? (store.locations(shop.domain)[0] ?? null)
      : (store.location(shop.domain, idOf(args['id'])) ?? null),
  locations: (_source, args, { store, shop }) =>
    connection(
      store.locations(shop.domain).filter((location) => location.active || args['includeInactive'] === true),
      args,
      (location) => location.id,
    ),
  refund: (_source, args, context) => refundById(context, idOf(args['id'])),
  currentAppInstallation: (_source, _args, { store, shop }) => store.install(shop.domain),
  currentStaffMember: (_source, _args, { store, shop, token }) =>
    token.userId === null ? null : (store.staffMember(shop.domain, token.userId) ?? null),
  webhookSubscriptions: (_source, args, { options, store, shop }) =>
    connection(subscriptions(options, store, shop), args, (one) => one.number),
  storeCreditConfiguration: (_source, _args, { shop }) => storeCreditConfiguration(shop),
  node: (_source, args, context) => nodeById(context, String(args['id'])),
  nodes: (_source, args, context) => (args['ids'] as string[]).map((id) => nodeById(context, id)),
};

/** Root mutations. */
export const mutationResolvers: TypeResolvers<unknown> = { refundCreate };

function visibleOrder(context: Context, id: number): object | null {
  const order = context.store.order(context.shop.domain, id);
  return order !== undefined && isVisible(order, context) ? order : null;
}

function refundById(context: Context, id: number): object | null {
  for (const order of context.store.orders(context.shop.domain)) {
    const refund = order.refunds.find((one) => one.id === id);
    if (refund !== undefined) return { order, refund };
  }
  return null;
}

function nodeById(context: Context, id: string): object | null {
  const parsed = parseGid(id);
  if (parsed === null) return null;
  const { store, shop } = context;
  switch (parsed.type) {
    case 'Order':
      return asNode(visibleOrder(context, parsed.id) ?? undefined, 'Order');
    case 'Customer':
      return asNode(store.customer(shop.domain, parsed.id), 'Customer');
    case 'Refund':
      return asNode(refundById(context, parsed.id) ?? undefined, 'Refund');
    case 'Product':
      return asNode(store.product(shop.domain, parsed.id), 'Product');
    case 'ProductVariant':
      return asNode(store.variant(shop.domain, parsed.id), 'ProductVariant');
    case 'Location':
      return asNode(store.location(shop.domain, parsed.id), 'Location');
    default:
      return familyNode(context, id);
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
