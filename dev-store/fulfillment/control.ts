import type { Router } from 'express';
import { z } from 'zod';
import { BadRequest, numberOf, orderOf, type Parts } from '../control/common.ts';
import { addEvent } from '../seed/order-builder.ts';
import type { Store } from '../state/store.ts';
import type { Fulfillment, FulfillmentEventStatus, Order } from '../state/types.ts';
import { fulfillmentEvents } from '../webhooks/events.ts';
import { holdEvents, releaseEvents } from './events.ts';
import { addHold, releaseHolds } from './hold.ts';
import { payBalance } from './pay.ts';
import { locationIdOf, parcelChanged, parcelEvents, remainingLines, sendParcel, type Parcel } from './ship.ts';
import { findWork, fulfillmentOrders, workOf } from './work.ts';

const shipInput = z.object({
  lines: z.array(z.object({ lineItemId: z.number().int(), quantity: z.number().int().positive() })).optional(),
  carrier: z.string().default('DHL'),
  number: z.string().optional(),
  url: z.string().optional(),
});

const trackingInput = z.object({ company: z.string(), number: z.string(), url: z.string().nullable().default(null) });

const holdInput = z.object({
  reason: z.enum(['AWAITING_PAYMENT', 'HIGH_RISK_OF_FRAUD', 'INCORRECT_ADDRESS', 'INVENTORY_OUT_OF_STOCK', 'OTHER']),
  reasonNotes: z.string().nullish(),
});

const which = z.object({ fulfillment: z.number().int().min(0).optional() });

type Emit = (events: readonly Parameters<Parts['webhooks']['emit']>[0][]) => void;

/** What a warehouse, a carrier and a customer do with orders: ship, track, deliver, lose, hold, pay. */
export function fulfillmentRoutes(router: Router, { store, webhooks }: Parts): void {
  const emit: Emit = (events) => {
    for (const event of events) webhooks.emit(event);
  };
  router.post('/orders/:id/ship', (request, response) => {
    const order = orderOf(store, request.params.id);
    response.status(201).json(ship(store, order, shipInput.parse(request.body ?? {}), emit));
  });
  router.post('/orders/:id/deliver', (request, response) => {
    const order = orderOf(store, request.params.id);
    response.status(201).json(scan(store, order, which.parse(request.body ?? {}), 'DELIVERED', emit));
  });
  router.post('/orders/:id/lose', (request, response) => {
    const order = orderOf(store, request.params.id);
    response.status(201).json(scan(store, order, which.parse(request.body ?? {}), 'FAILURE', emit));
  });
  router.post('/orders/:id/payments', (request, response) => {
    const order = orderOf(store, request.params.id);
    const paid = payBalance(store, order);
    if (paid === null) throw new BadRequest(`${order.name} owes nothing`);
    emit(paid.events);
    response.status(201).json(paid.transaction);
  });
  router.post('/fulfillments/:id/tracking', (request, response) => {
    const { order, record } = parcelOf(store, request.params.id);
    record.tracking = trackingInput.parse(request.body);
    record.updatedAt = store.nowIso();
    store.touch();
    emit(parcelChanged(store, order, record));
    response.json(record);
  });
  router.post('/fulfillments/:id/cancel', (request, response) => {
    const { order, record } = parcelOf(store, request.params.id);
    record.status = 'CANCELLED';
    record.updatedAt = store.nowIso();
    store.touch();
    emit(parcelChanged(store, order, record));
    response.json(record);
  });
  router.post('/fulfillment-orders/:id/hold', (request, response) => {
    const { order, id } = jobOf(store, request.params.id);
    const hold = addHold(store, order, id, { ...holdInput.parse(request.body), byApp: false });
    emit(holdEvents(order, findWork(order, id), hold, null));
    response.status(201).json(hold);
  });
  router.post('/fulfillment-orders/:id/release', (request, response) => {
    const { order, id } = jobOf(store, request.params.id);
    releaseHolds(store, order, id, () => true);
    const work = findWork(order, id);
    if (work !== undefined) emit(releaseEvents(work));
    response.json({ id, status: work?.status });
  });
}

/** Sends what may be sent: all that is open, or the units named. */
function ship(store: Store, order: Order, input: z.infer<typeof shipInput>, emit: Emit): Fulfillment {
  const open = workOf(order).filter((work) => work.status === 'OPEN' || work.status === 'IN_PROGRESS');
  const lines = open.flatMap(remainingLines);
  const [first] = open;
  if (order.cancelledAt !== null || first === undefined || lines.length === 0)
    throw new BadRequest(`${order.name} has nothing to send: it was sent, is on hold or was cancelled`);
  const record = sendParcel(store, order, {
    lines: input.lines === undefined ? lines : chosen(lines, input.lines),
    tracking: {
      company: input.carrier,
      number: input.number ?? `DS${String(store.state.nextId).padStart(9, '0')}`,
      url: input.url ?? null,
    },
    locationId: locationIdOf(store, first),
  });
  emit(parcelEvents(store, order, record));
  return record;
}

function chosen(lines: Parcel['lines'], wanted: readonly { lineItemId: number; quantity: number }[]): Parcel['lines'] {
  return wanted.map((one) => {
    const line = lines.find((entry) => entry.lineItemId === one.lineItemId && entry.quantity >= one.quantity);
    if (line === undefined) throw new BadRequest(`${one.quantity} of line ${one.lineItemId} can't be sent`);
    return { ...line, quantity: one.quantity };
  });
}

const WORDS: Partial<Readonly<Record<FulfillmentEventStatus, string>>> = {
  DELIVERED: 'Delivered to the recipient',
  FAILURE: 'The parcel could not be located',
};

/** The last scan of a parcel. An order that was not sent is sent first. */
function scan(
  store: Store,
  order: Order,
  { fulfillment: index }: z.infer<typeof which>,
  status: FulfillmentEventStatus,
  emit: Emit,
): Fulfillment {
  const sent = index === undefined ? order.fulfillments.at(-1) : order.fulfillments[index];
  if (sent === undefined && index !== undefined) throw new BadRequest(`${order.name} has no parcel ${index}`);
  const record = sent ?? ship(store, order, shipInput.parse({}), emit);
  const event = addEvent(store, order, record, {
    status,
    message: WORDS[status] ?? null,
    happenedAt: store.nowIso(),
    city: order.shippingAddress?.city ?? null,
    country: order.shippingAddress?.countryCode ?? null,
  });
  emit(fulfillmentEvents(store, order, record, event));
  return record;
}

function parcelOf(store: Store, id: string): { order: Order; record: Fulfillment } {
  for (const order of store.state.orders) {
    const record = order.fulfillments.find((one) => one.id === numberOf(id));
    if (record !== undefined) return { order, record };
  }
  throw new BadRequest(`no fulfillment ${id}`);
}

function jobOf(store: Store, text: string): { order: Order; id: number } {
  const id = numberOf(text);
  const order = store.state.orders.find((one) => fulfillmentOrders(one).some((record) => record.id === id));
  if (order === undefined) throw new BadRequest(`no fulfillment order ${text}`);
  return { order, id };
}
