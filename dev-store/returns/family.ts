import type { Context } from '../engine/context.ts';
import { accessDenied } from '../engine/errors.ts';
import { idOf } from '../gid.ts';
import type { Family } from '../graphql/families.ts';
import { isVisible } from '../graphql/resolvers/order-list.ts';
import { connection, type Of } from '../graphql/resolvers/values.ts';
import { compileQuery, matchesNumber, matchesText, type Matcher } from '../search/query.ts';
import type { LineItem, Order, Refund } from '../state/types.ts';
import { returnCreate, returnRequest } from './create.ts';
import { reverseDeliveryCreateWithShipping, reverseDeliveryShippingUpdate } from './deliveries.ts';
import { reverseFulfillmentOrderDispose } from './dispose.ts';
import {
  returnById,
  returnLineById,
  reverseDeliveryById,
  reverseLineById,
  reverseOrderById,
  type ReturnSource,
} from './find.ts';
import { returnProcess } from './process.ts';
import { returnStatus } from './quantities.ts';
import { REASONS, reasonSource } from './reasons.ts';
import { removeFromReturn } from './remove.ts';
import {
  exchangeLineResolvers,
  returnables,
  returnableResolvers,
  returnLineResolvers,
  returnResolvers,
} from './resolvers.ts';
import {
  dispositionResolvers,
  reverseDeliveryResolvers,
  reverseLineResolvers,
  reverseOrderResolvers,
} from './reverse-resolvers.ts';
import { returnApproveRequest, returnCancel, returnClose, returnDeclineRequest, returnReopen } from './status.ts';

const matcher: Matcher<ReturnSource> = {
  fields: {
    id: ({ record }, term) => matchesNumber(record.id, term),
    name: ({ record }, term) => matchesText(record.name, term),
    status: ({ record }, term) => matchesText(record.status, term),
  },
  text: ({ record }, term) => matchesText(record.name, term),
};

type Definition = { number: number; handle: string; name: string };

/** Returns, what comes back with them, and the reasons for them. */
export const returns: Family = {
  queries: {
    return: (_source, args, { store, shop }) => returnById(store, shop.domain, idOf(args['id'])) ?? null,
    returnableFulfillments: (_source, args, context) => {
      needReturns(context);
      const order = context.store.order(context.shop.domain, idOf(args['orderId']));
      const found = order !== undefined && isVisible(order, context) ? returnables(order) : [];
      return connection(found, args, (one) => one.record.id);
    },
    returnReasonDefinitions: (_source, args) => {
      const [ids, handles] = [args['ids'], args['handles']];
      const wanted = REASONS.filter(
        (one) =>
          (!Array.isArray(ids) || ids.map(idOf).includes(one.number)) &&
          (!Array.isArray(handles) || handles.includes(one.handle)),
      );
      return definitions(sorted(wanted, args['sortKey']), args);
    },
    reverseFulfillmentOrder: (_source, args, { store, shop }) =>
      reverseOrderById(store, shop.domain, idOf(args['id'])) ?? null,
    reverseDelivery: (_source, args, { store, shop }) =>
      reverseDeliveryById(store, shop.domain, idOf(args['id'])) ?? null,
  },
  mutations: {
    returnCreate,
    returnRequest,
    returnApproveRequest,
    returnDeclineRequest,
    returnCancel,
    returnClose,
    returnReopen,
    returnProcess,
    removeFromReturn,
    reverseDeliveryCreateWithShipping,
    reverseDeliveryShippingUpdate,
    reverseFulfillmentOrderDispose,
  },
  types: {
    Order: {
      returnStatus: (order: Order) => returnStatus(order),
      returns: (order: Order, args) => {
        const matches = compileQuery(typeof args['query'] === 'string' ? args['query'] : '', matcher);
        const all = (order.returns ?? []).map((record) => ({ order, record }));
        return connection(all.filter(matches), args, (one) => one.record.id);
      },
    },
    Refund: {
      return: ({ order, refund }: { order: Order; refund: Refund }) => {
        const record = order.returns?.find((one) => one.id === refund.returnId);
        return record === undefined ? null : { order, record };
      },
    },
    LineItem: {
      // The taxonomy of the product decides on a live shop; here all are the same.
      suggestedReturnReasonDefinitions: (_source: Of<LineItem>, args) => definitions(REASONS, args),
    },
    Return: returnResolvers,
    ReturnLineItem: returnLineResolvers,
    ExchangeLineItem: exchangeLineResolvers,
    ReturnableFulfillment: returnableResolvers,
    ReverseFulfillmentOrder: reverseOrderResolvers,
    ReverseFulfillmentOrderLineItem: reverseLineResolvers,
    ReverseFulfillmentOrderDisposition: dispositionResolvers,
    ReverseDelivery: reverseDeliveryResolvers,
  },
  nodes: {
    Return: ({ store, shop }, id) => returnById(store, shop.domain, id),
    ReturnLineItem: ({ store, shop }, id) => returnLineById(store, shop.domain, id),
    ReturnableFulfillment: ({ store, shop }, id) =>
      store
        .orders(shop.domain)
        .flatMap(returnables)
        .find((one) => one.record.id === id),
    ReturnReasonDefinition: (_context, id) => reasonSource(id) ?? undefined,
    ReverseFulfillmentOrder: ({ store, shop }, id) => reverseOrderById(store, shop.domain, id),
    ReverseFulfillmentOrderLineItem: ({ store, shop }, id) => reverseLineById(store, shop.domain, id),
    ReverseDelivery: ({ store, shop }, id) => reverseDeliveryById(store, shop.domain, id),
  },
};

const READ_RETURNS = { scopes: ['read_returns'], text: '`read_returns` access scope.' };

/** The schema's file lists the order scopes as alternatives; its sentence asks for both [S]. */
function needReturns(context: Context): void {
  if (!context.allows(READ_RETURNS)) throw accessDenied('returnableFulfillments', READ_RETURNS.text);
}

function sorted(list: readonly Definition[], sortKey: unknown): Definition[] {
  const key = sortKey === 'HANDLE' ? 'handle' : sortKey === 'NAME' ? 'name' : null;
  return key === null ? [...list] : list.toSorted((a, b) => a[key].localeCompare(b[key]));
}

function definitions(list: readonly Definition[], args: Readonly<Record<string, unknown>>): object {
  return connection(
    list.map((one) => ({ ...one, ...reasonSource(one.number) })),
    args,
    (one) => one.number,
  );
}
