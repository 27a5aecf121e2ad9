import { idOf } from '../gid.ts';
import type { Family } from '../graphql/families.ts';
import { connection, type Of } from '../graphql/resolvers/values.ts';
import { isVisible } from '../graphql/resolvers/order-list.ts';
import { compileQuery, matchesNumber, matchesText, type Matcher } from '../search/query.ts';
import type { Fulfillment, Order } from '../state/types.ts';
import { fulfillmentCreate, fulfillmentTrackingInfoUpdate } from './create.ts';
import { fulfillmentById, fulfillmentLineById, holdById, workById, workLineById } from './find.ts';
import { fulfillmentOrderHold, fulfillmentOrderReleaseHold } from './hold.ts';
import {
  destinationResolvers,
  fulfillmentOrderResolvers,
  holdResolvers,
  ordersOfParcel,
  workLineResolvers,
} from './resolvers.ts';
import { shownFulfillmentStatus } from './status.ts';
import { workOf, type Work } from './work.ts';

const matcher: Matcher<Work> = {
  fields: {
    id: (work, term) => matchesNumber(work.record.id, term),
    status: (work, term) => matchesText(work.status, term),
  },
  text: () => false,
};

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Fulfillment orders, their holds, and parcels by id. */
export const fulfillment: Family = {
  queries: {
    fulfillment: (_source, args, { store, shop }) => fulfillmentById(store, shop.domain, idOf(args['id'])) ?? null,
    fulfillmentOrder: (_source, args, { store, shop }) => workById(store, shop.domain, idOf(args['id'])) ?? null,
    fulfillmentOrders: (_source, args, context) => {
      const all = context.store
        .orders(context.shop.domain)
        .filter((order) => isVisible(order, context))
        .flatMap(workOf)
        .filter((work) => args['includeClosed'] === true || work.status !== 'CLOSED');
      const matches = compileQuery(textOf(args['query']), matcher);
      return connection(all.filter(matches), args, (work) => work.record.id);
    },
  },
  mutations: { fulfillmentOrderHold, fulfillmentOrderReleaseHold, fulfillmentCreate, fulfillmentTrackingInfoUpdate },
  types: {
    Order: {
      displayFulfillmentStatus: (order: Order) => shownFulfillmentStatus(order),
      fulfillmentOrders: (order: Order, args) => {
        const matches = compileQuery(textOf(args['query']), matcher);
        return connection(workOf(order).filter(matches), args, (work) => work.record.id);
      },
    },
    Fulfillment: {
      fulfillmentOrders: (source: Of<Fulfillment>, args) =>
        connection(ordersOfParcel(source), args, (work) => work.record.id),
      service: () => null,
      originAddress: () => null,
    },
    FulfillmentOrder: fulfillmentOrderResolvers,
    FulfillmentOrderLineItem: workLineResolvers,
    FulfillmentOrderDestination: destinationResolvers,
    FulfillmentHold: holdResolvers,
  },
  nodes: {
    Fulfillment: ({ store, shop }, id) => fulfillmentById(store, shop.domain, id),
    FulfillmentLineItem: ({ store, shop }, id) => fulfillmentLineById(store, shop.domain, id),
    FulfillmentOrder: ({ store, shop }, id) => workById(store, shop.domain, id),
    FulfillmentOrderLineItem: ({ store, shop }, id) => workLineById(store, shop.domain, id),
    FulfillmentHold: ({ store, shop }, id) => holdById(store, shop.domain, id),
  },
};
