/** Bodies of the families `returns/…`, `reverse_deliveries/…` and `reverse_fulfillment_orders/…` [P]. */
import { gid } from '../../gid.ts';
import { oldReason } from '../../returns/reasons.ts';
import type { ReturnSource, ReverseDeliverySource } from '../../returns/find.ts';
import type { Disposition } from '../../state/types.ts';
import { money } from './values.ts';

/** `{ id, admin_graphql_api_id }` */
function reference(type: string, id: number): { id: number; admin_graphql_api_id: string } {
  return { id, admin_graphql_api_id: gid(type, id) };
}

/** Body of `returns/request` and `returns/approve`. What stands inside `return_line_items` is assumed: examples show none. */
export function returnPayload({ order, record }: ReturnSource): object {
  return {
    ...reference('Return', record.id),
    status: record.status.toLowerCase(),
    name: record.name,
    order: reference('Order', order.id),
    total_return_line_items: record.lines.reduce((sum, line) => sum + line.quantity, 0),
    return_line_items: record.lines.map((line) => ({
      ...reference('ReturnLineItem', line.id),
      fulfillment_line_item: {
        ...reference('FulfillmentLineItem', line.fulfillmentLineId),
        line_item: reference('LineItem', line.lineItemId),
      },
      quantity: line.quantity,
      return_reason: oldReason(line.reason).toLowerCase(),
      return_reason_note: line.reasonNote,
      customer_note: line.customerNote,
    })),
    return_shipping_fees:
      record.shippingFee === null
        ? []
        : [
            {
              ...reference('ReturnShippingFee', record.shippingFee.id),
              price: money(order, record.shippingFee.amount),
            },
          ],
    exchange_line_items: record.exchangeLines.map((line) => ({
      ...reference('ExchangeLineItem', line.id),
      line_item: line.processed[0] === undefined ? null : reference('LineItem', line.processed[0].lineItemId),
    })),
    total_exchange_line_items: record.exchangeLines.reduce((sum, line) => sum + line.quantity, 0),
  };
}

/** Body of `returns/decline`. */
export function declinePayload({ order, record }: ReturnSource): object {
  return {
    ...reference('Return', record.id),
    status: record.status.toLowerCase(),
    order: reference('Order', order.id),
    decline: { reason: record.decline?.reason.toLowerCase() ?? null, note: record.decline?.note ?? null },
  };
}

/** Body of `returns/cancel`, `returns/close` and `returns/reopen`. */
export function returnStatePayload({ order, record }: ReturnSource): object {
  return { ...reference('Return', record.id), order_id: order.id, status: record.status.toLowerCase() };
}

/** Body of `returns/update`: what was taken off a return. */
export function returnUpdatePayload(
  { record }: ReturnSource,
  removals: readonly { id: number; delta: number }[],
): object {
  return {
    admin_graphql_api_id: gid('Return', record.id),
    return_line_items: {
      removals: removals.map(({ id, delta }) => ({ admin_graphql_api_id: gid('ReturnLineItem', id), delta })),
    },
    restocking_fees: { updates: [], removals: [] },
    return_shipping_fees: { updates: [], removals: [] },
  };
}

/** Body of `reverse_deliveries/attach_deliverable`. */
export function deliverablePayload({ record, delivery }: ReverseDeliverySource): object {
  const { tracking, label } = delivery;
  return {
    ...reference('ReverseDelivery', delivery.id),
    return: reference('Return', record.id),
    shipping_deliverable: {
      tracking: {
        carrier_name: tracking?.carrierName ?? null,
        tracking_number: tracking?.number ?? null,
        tracking_url: tracking?.url ?? null,
      },
      label: { public_file_url: label?.url ?? null, created_at: label?.createdAt ?? null },
    },
  };
}

/** Body of `reverse_fulfillment_orders/dispose`. */
export function disposePayload(
  reverseOrderId: number,
  dispositions: readonly { lineId: number; disposition: Disposition }[],
): object {
  return {
    ...reference('ReverseFulfillmentOrder', reverseOrderId),
    dispositions: dispositions.map(({ lineId, disposition }) => ({
      reverse_fulfillment_order_line_item: reference('ReverseFulfillmentOrderLineItem', lineId),
      reverse_delivery_line_item: null,
      type: disposition.type.toLowerCase(),
      location: disposition.locationId === null ? null : reference('Location', disposition.locationId),
      quantity: disposition.quantity,
    })),
    total_dispositions: dispositions.length,
  };
}
