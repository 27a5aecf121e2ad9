import type { Fulfillment, Order } from './order.ts';

export type ParcelState =
  | 'not_sent'
  | 'label_made'
  | 'on_its_way'
  | 'out_for_delivery'
  | 'attempted'
  | 'ready_for_pickup'
  | 'delivered'
  | 'failed'
  | 'cancelled';

/** Where one parcel is, and since when nobody has heard of it. */
export type Parcel = {
  fulfillmentId: string;
  state: ParcelState;
  carrier: string | null;
  trackingNumber: string | null;
  trackingUrl: string | null;
  lastScan: { at: string; message: string | null; place: string | null } | null;
  /** Whole days since the last scan (or since it was sent); null once delivered or not sent. */
  silentDays: number | null;
  expectedAt: string | null;
  /** Expected before now and not delivered. */
  late: boolean;
  deliveredAt: string | null;
};

const dayMs = 24 * 60 * 60 * 1000;

const states: Record<string, ParcelState> = {
  label_purchased: 'label_made',
  label_printed: 'label_made',
  label_voided: 'cancelled',
  confirmed: 'label_made',
  submitted: 'label_made',
  carrier_picked_up: 'on_its_way',
  in_transit: 'on_its_way',
  delayed: 'on_its_way',
  fulfilled: 'on_its_way',
  marked_as_fulfilled: 'on_its_way',
  out_for_delivery: 'out_for_delivery',
  attempted_delivery: 'attempted',
  not_delivered: 'failed',
  ready_for_pickup: 'ready_for_pickup',
  picked_up: 'delivered',
  delivered: 'delivered',
  failure: 'failed',
  canceled: 'cancelled',
};

/** Reads one fulfillment as a parcel at a moment in time. */
export function readParcel(fulfillment: Fulfillment, now: Date): Parcel {
  const newest = fulfillment.events[0];
  const tracking = fulfillment.tracking[0];
  const state = fulfillment.deliveredAt ? 'delivered' : (states[fulfillment.status] ?? 'on_its_way');
  const heardAt = Date.parse(newest?.at ?? fulfillment.createdAt);
  const underWay = state !== 'delivered' && state !== 'cancelled';
  return {
    fulfillmentId: fulfillment.id,
    state,
    carrier: tracking?.company ?? null,
    trackingNumber: tracking?.number ?? null,
    trackingUrl: tracking?.url ?? null,
    lastScan: newest
      ? {
          at: newest.at,
          message: newest.message,
          place: [newest.city, newest.country].filter(Boolean).join(', ') || null,
        }
      : null,
    silentDays: underWay ? Math.max(0, Math.floor((now.getTime() - heardAt) / dayMs)) : null,
    expectedAt: fulfillment.estimatedDeliveryAt,
    late:
      underWay &&
      fulfillment.estimatedDeliveryAt !== null &&
      Date.parse(fulfillment.estimatedDeliveryAt) < now.getTime(),
    deliveredAt: fulfillment.deliveredAt,
  };
}

/** All parcels of an order, newest first. */
export function readParcels(order: Order, now: Date): Parcel[] {
  return order.fulfillments.map((fulfillment) => readParcel(fulfillment, now));
}
