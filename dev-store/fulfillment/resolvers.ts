import type { TypeResolvers } from '../engine/context.ts';
import { gid } from '../gid.ts';
import { APP_ID } from '../options.ts';
import { connection, image, moneyBag, type Of } from '../graphql/resolvers/values.ts';
import type { Fulfillment, FulfillmentHold, HoldReason, Order } from '../state/types.ts';
import { locationIdOf } from './ship.ts';
import { workOf, type Work, type WorkLine, type WorkStatus } from './work.ts';

export type WorkLineSource = { work: Work; line: WorkLine };

/** Fields of `FulfillmentOrder`. */
export const fulfillmentOrderResolvers: TypeResolvers<Work> = {
  id: ({ record }) => gid('FulfillmentOrder', record.id),
  status: ({ status }) => status,
  // Nothing here is sent by a fulfillment service that would have to be asked.
  requestStatus: () => 'UNSUBMITTED',
  createdAt: ({ record }) => record.createdAt,
  updatedAt: ({ record }) => record.updatedAt,
  order: ({ order }) => order,
  orderId: ({ order }) => gid('Order', order.id),
  orderName: ({ order }) => order.name,
  orderProcessedAt: ({ order }) => order.processedAt,
  fulfillAt: ({ record }) => `${record.createdAt.slice(0, 13)}:00:00Z`,
  fulfillBy: () => null,
  channelId: () => null,
  internationalDuties: () => null,
  fulfillmentHolds: ({ record }) => record.holds,
  supportedActions: ({ status, lines }) => actionsOf(status, lines).map((action) => ({ action, externalUrl: null })),
  assignedLocation: (work, _args, { store, shop }) => {
    const id = locationIdOf(store, work);
    const location = id === null ? undefined : store.location(shop.domain, id);
    if (location === undefined) return null;
    const { address1, address2, city, countryCode, phone, province, zip } = location.address;
    return { name: location.name, address1, address2, city, countryCode, phone, province, zip, location };
  },
  destination: ({ order, record }) => (order.shippingAddress === null ? null : { order, id: record.id }),
  deliveryMethod: ({ order, record }) => ({
    id: gid('DeliveryMethod', record.id),
    methodType: order.lineItems.some((line) => line.requiresShipping) ? 'SHIPPING' : 'NONE',
    presentedName: order.shippingLines[0]?.title ?? null,
    serviceCode: order.shippingLines[0]?.code ?? null,
    sourceReference: null,
    minDeliveryDateTime: null,
    maxDeliveryDateTime: null,
    additionalInformation: null,
    brandedPromise: null,
  }),
  lineItems: (work, args) =>
    connection(
      work.lines.map((line) => ({ work, line })),
      args,
      (one) => one.line.id,
    ),
  fulfillments: (work, args) => connection(parcelsOf(work), args, (one) => one.record.id),
  merchantRequests: (_work, args) => connection<{ id: number }>([], args, (one) => one.id),
};

/** As recorded [W]: an open one, one on hold, a closed one. */
function actionsOf(status: WorkStatus, lines: readonly WorkLine[]): string[] {
  if (status === 'CLOSED') return [];
  if (status === 'ON_HOLD') return ['RELEASE_HOLD', 'HOLD', 'MOVE'];
  const splittable = lines.reduce((sum, line) => sum + line.remaining, 0) > 1;
  return ['CREATE_FULFILLMENT', 'MOVE', 'HOLD', ...(splittable ? ['SPLIT'] : [])];
}

function parcelsOf(work: Work): Of<Fulfillment>[] {
  const own = new Set(work.lines.map((line) => line.id));
  return work.order.fulfillments
    .filter((one) => one.lines.some((line) => own.has(line.orderLineId ?? line.lineItemId)))
    .map((record) => ({ order: work.order, record }));
}

/** Fields of `FulfillmentOrderDestination`: the order's shipping address as it is now. */
export const destinationResolvers: TypeResolvers<{ order: Order; id: number }> = {
  id: ({ id }) => gid('FulfillmentOrderDestination', id),
  firstName: ({ order }) => order.shippingAddress?.firstName,
  lastName: ({ order }) => order.shippingAddress?.lastName,
  company: ({ order }) => order.shippingAddress?.company,
  address1: ({ order }) => order.shippingAddress?.address1,
  address2: ({ order }) => order.shippingAddress?.address2,
  city: ({ order }) => order.shippingAddress?.city,
  province: ({ order }) => order.shippingAddress?.province,
  zip: ({ order }) => order.shippingAddress?.zip,
  countryCode: ({ order }) => order.shippingAddress?.countryCode,
  phone: ({ order }) => order.shippingAddress?.phone ?? order.phone,
  email: ({ order }) => order.email,
  location: () => null,
};

/** Fields of `FulfillmentOrderLineItem`. */
export const workLineResolvers: TypeResolvers<WorkLineSource> = {
  id: ({ line }) => gid('FulfillmentOrderLineItem', line.id),
  totalQuantity: ({ line }) => line.total,
  remainingQuantity: ({ line }) => line.remaining,
  lineItem: ({ work, line }) => ({ order: work.order, record: line.line }),
  productTitle: ({ line }) => line.line.title,
  variantTitle: ({ line }) => line.line.variantTitle,
  sku: ({ line }) => line.line.sku,
  vendor: ({ line }) => line.line.vendor,
  requiresShipping: ({ line }) => line.line.requiresShipping,
  image: ({ line }, _args, context) => image(context, line.line.image, line.line.title),
  variant: ({ work, line }, _args, { store }) =>
    line.line.variantId === null ? null : (store.variant(work.order.shop, line.line.variantId) ?? null),
  originalUnitPriceSet: ({ work, line }) => moneyBag(work.order, line.line.unitPrice),
  shippingLine: ({ work }) => {
    const [record] = work.order.shippingLines;
    return record === undefined ? null : { order: work.order, record };
  },
  warnings: () => [],
};

const DISPLAY: Readonly<Record<HoldReason, string>> = {
  AWAITING_PAYMENT: 'Awaiting payment',
  AWAITING_RETURN_ITEMS: 'Exchange items awaiting return delivery',
  HIGH_RISK_OF_FRAUD: 'High risk of fraud',
  INCORRECT_ADDRESS: 'Incorrect address',
  INVENTORY_OUT_OF_STOCK: 'Inventory out of stock',
  ONLINE_STORE_POST_PURCHASE_CROSS_SELL: 'Other',
  OTHER: 'Other',
  UNKNOWN_DELIVERY_DATE: 'Unknown delivery date',
};

/** Fields of `FulfillmentHold`. Two display reasons are recorded [W], the others follow their codes. */
export const holdResolvers: TypeResolvers<FulfillmentHold> = {
  id: (hold) => gid('FulfillmentHold', hold.id),
  handle: (hold) => hold.handle,
  reason: (hold) => hold.reason,
  reasonNotes: (hold) => hold.reasonNotes,
  displayReason: (hold) => DISPLAY[hold.reason],
  heldByRequestingApp: (hold) => hold.byApp,
  heldByApp: (hold, _args, { options }) =>
    hold.byApp ? { id: gid('App', APP_ID), title: options.appName, handle: options.appHandle } : null,
};

/** The fulfillment orders that a parcel came from. */
export function ordersOfParcel({ order, record }: Of<Fulfillment>): Work[] {
  return workOf(order).filter((work) => parcelsOf(work).some((one) => one.record.id === record.id));
}
