import type { TypeResolvers } from '../engine/context.ts';
import { gid } from '../gid.ts';
import { connection } from '../graphql/resolvers/values.ts';
import type { Disposition, Order } from '../state/types.ts';
import type { ReverseDeliverySource, ReverseLineSource, ReverseOrderSource } from './find.ts';
import { sentSource } from './resolvers.ts';

/** Fields of `ReverseFulfillmentOrder`. */
export const reverseOrderResolvers: TypeResolvers<ReverseOrderSource> = {
  id: ({ reverse }) => gid('ReverseFulfillmentOrder', reverse.id),
  status: ({ reverse }) => reverse.status,
  order: ({ order }) => order,
  thirdPartyConfirmation: () => null,
  lineItems: (source, args) =>
    connection(
      source.reverse.lines.map((line) => ({ ...source, line })),
      args,
      (one) => one.line.id,
    ),
  reverseDeliveries: (source, args) =>
    connection(
      source.reverse.deliveries.map((delivery) => ({ ...source, delivery })),
      args,
      (one) => one.delivery.id,
    ),
};

/** Fields of `ReverseFulfillmentOrderLineItem`. */
export const reverseLineResolvers: TypeResolvers<ReverseLineSource> = {
  id: ({ line }) => gid('ReverseFulfillmentOrderLineItem', line.id),
  totalQuantity: ({ line }) => line.quantity,
  fulfillmentLineItem: ({ order, record, line }) => {
    const returned = record.lines.find((one) => one.id === line.returnLineId);
    return returned === undefined ? null : sentSource(order, returned.fulfillmentLineId);
  },
  dispositions: ({ order, line }) => line.dispositions.map((disposition) => ({ order, disposition })),
};

/** Fields of `ReverseFulfillmentOrderDisposition`. */
export const dispositionResolvers: TypeResolvers<{ order: Order; disposition: Disposition }> = {
  id: ({ disposition }) => gid('ReverseFulfillmentOrderDisposition', disposition.id),
  type: ({ disposition }) => disposition.type,
  quantity: ({ disposition }) => disposition.quantity,
  createdAt: ({ disposition }) => disposition.createdAt,
  location: ({ order, disposition }, _args, { store }) =>
    disposition.locationId === null ? null : (store.location(order.shop, disposition.locationId) ?? null),
};

/** Fields of `ReverseDelivery`. */
export const reverseDeliveryResolvers: TypeResolvers<ReverseDeliverySource> = {
  id: ({ delivery }) => gid('ReverseDelivery', delivery.id),
  reverseFulfillmentOrder: (source) => source,
  reverseDeliveryLineItems: (source, args) => {
    const lines = source.delivery.lines.map((entry) => ({
      number: entry.id,
      id: gid('ReverseDeliveryLineItem', entry.id),
      quantity: entry.quantity,
      // Dispositions are made on the reverse fulfillment order here, never on a delivery.
      dispositions: [],
      reverseFulfillmentOrderLineItem: lineSource(source, entry.reverseLineId),
    }));
    return connection(lines, args, (one) => one.number);
  },
  deliverable: ({ delivery: { tracking, label } }) =>
    tracking === null && label === null
      ? null
      : {
          __typename: 'ReverseDeliveryShippingDeliverable',
          tracking,
          label:
            label === null
              ? null
              : { publicFileUrl: label.url, createdAt: label.createdAt, updatedAt: label.updatedAt },
        },
};

function lineSource(source: ReverseOrderSource, id: number): ReverseLineSource | null {
  const line = source.reverse.lines.find((one) => one.id === id);
  return line === undefined ? null : { ...source, line };
}
