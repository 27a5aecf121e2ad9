import type { TypeResolvers } from '../engine/context.ts';
import { gid, idOf } from '../gid.ts';
import type { Family } from '../graphql/families.ts';
import { connection, moneyV2 } from '../graphql/resolvers/values.ts';
import { compileQuery, matchesNumber, matchesText, matchesTime, type Matcher } from '../search/query.ts';
import type { Order, Shop } from '../state/types.ts';
import { disputedAmount, disputesOfShop, type DisputeSource } from './dispute.ts';

const matcher: Matcher<DisputeSource> = {
  fields: {
    id: ({ record }, term) => matchesNumber(record.id, term),
    status: ({ record }, term) => matchesText(record.status, term),
    initiated_at: ({ record }, term) => matchesTime(record.openedAt, term),
  },
  text: () => false,
};

function matching(query: unknown): (source: DisputeSource) => boolean {
  return compileQuery(typeof query === 'string' ? query : '', matcher);
}

/** Fields of `ShopifyPaymentsDispute`. Its amount is in what the customer paid in (evidence is silent). */
const disputeResolvers: TypeResolvers<DisputeSource> = {
  id: ({ record }) => gid('ShopifyPaymentsDispute', record.id),
  legacyResourceId: ({ record }) => String(record.id),
  amount: (source) => moneyV2(disputedAmount(source).presentment, source.order.presentmentCurrency),
  status: ({ record }) => record.status,
  type: ({ record }) => record.initiatedAs,
  order: ({ order }) => order,
  initiatedAt: ({ record }) => record.openedAt,
  evidenceDueBy: ({ record }) => record.evidenceDueBy ?? null,
  evidenceSentOn: ({ record }) => record.evidenceSentOn ?? null,
  finalizedOn: ({ record }) => record.finalizedOn ?? null,
  reasonDetails: ({ record }) => ({
    reason: (record.reason ?? 'GENERAL').toUpperCase(),
    networkReasonCode: record.networkReasonCode ?? null,
  }),
};

/** Chargebacks and inquiries: on the order, and the shop's own list [S: two different scopes]. */
export const disputes: Family = {
  queries: {
    dispute: (_source, args, { store, shop }) =>
      disputesOfShop(store, shop.domain).find((one) => one.record.id === idOf(args['id'])) ?? null,
    disputes: (_source, args, { store, shop }) =>
      connection(disputesOfShop(store, shop.domain).filter(matching(args['query'])), args, (one) => one.record.id),
    // Both shops take cards by Shopify Payments.
    shopifyPaymentsAccount: (_source, _args, { shop }) => shop,
  },
  types: {
    Order: {
      disputes: (order: Order) =>
        order.disputes.map((one) => ({
          id: gid('OrderDisputeSummary', one.id),
          initiatedAs: one.initiatedAs,
          status: one.status,
        })),
    },
    ShopifyPaymentsDispute: disputeResolvers,
    ShopifyPaymentsAccount: {
      id: (shop: Shop) => gid('ShopifyPaymentsAccount', shop.id),
      activated: () => true,
      country: (shop: Shop) => shop.address.countryCode,
      defaultCurrency: (shop: Shop) => shop.currency,
      disputes: (shop: Shop, args, { store }) =>
        connection(disputesOfShop(store, shop.domain).filter(matching(args['query'])), args, (one) => one.record.id),
    },
  },
  nodes: {
    ShopifyPaymentsDispute: ({ store, shop }, id) =>
      disputesOfShop(store, shop.domain).find((one) => one.record.id === id),
  },
};
