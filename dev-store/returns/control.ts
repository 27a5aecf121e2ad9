import type { Router } from 'express';
import { z } from 'zod';
import { BadRequest, numberOf, orderOf, type Parts } from '../control/common.ts';
import type { StoreEvent } from '../engine/context.ts';
import type { Store } from '../state/store.ts';
import type { Order, Shop } from '../state/types.ts';
import { addDelivery } from './deliveries.ts';
import { dispose, type Disposal } from './dispose.ts';
import { approveEvents, declineEvents, deliverableEvents, requestEvents, stateEvents } from './events.ts';
import type { ReturnSource } from './find.ts';
import { returnErrors } from './guards.ts';
import type { LineWish, ReturnWish } from './input.ts';
import { openReturn } from './open.ts';
import { processReturn } from './process.ts';
import { returnableQuantity, sentLines } from './quantities.ts';
import { REASONS } from './reasons.ts';
import { approve, close, decline } from './status.ts';
import { returnView } from './view.ts';

const openInput = z.object({
  lines: z.array(z.object({ lineItemId: z.number().int(), quantity: z.number().int().positive() })).optional(),
  reason: z.string().default('changed-my-mind'),
  note: z.string().default('By hand'),
  customerNote: z.string().nullable().default(null),
  /** True: the customer asks for it; false: somebody opens it in the admin. */
  requested: z.boolean().default(false),
  staffId: z.number().int().nullable().default(null),
});

const statusInput = z.object({
  status: z.enum(['OPEN', 'DECLINED', 'CLOSED']),
  reason: z.enum(['FINAL_SALE', 'OTHER', 'RETURN_PERIOD_ENDED']).default('OTHER'),
  note: z.string().nullable().default(null),
});

const shipInput = z.object({ number: z.string(), url: z.string().nullable().default(null) });

const receiveInput = z.object({
  lines: z.array(z.object({ returnLineItemId: z.number().int(), quantity: z.number().int().positive() })).optional(),
  type: z.enum(['MISSING', 'NOT_RESTOCKED', 'PROCESSING_REQUIRED', 'RESTOCKED']).default('RESTOCKED'),
  /** True confirms the units as well, without a refund, as the admin does. */
  process: z.boolean().default(false),
  /** True confirms what is given in exchange, too; only together with `process`. */
  exchange: z.boolean().default(false),
});

/** What customers, carriers and the warehouse do with returns. */
export function returnRoutes(router: Router, { store, webhooks }: Parts): void {
  const emit = (events: readonly StoreEvent[]): void => {
    for (const event of events) webhooks.emit(event);
  };
  router.post('/orders/:id/returns', (request, response) => {
    const order = orderOf(store, request.params.id);
    const source = openByHand(store, order, openInput.parse(request.body ?? {}));
    emit(source.record.status === 'REQUESTED' ? requestEvents(source) : approveEvents(source));
    response.status(201).json(returnView(source));
  });
  router.get('/returns/:id', (request, response) => {
    response.json(returnView(sourceOf(store, request.params.id)));
  });
  router.post('/returns/:id/status', (request, response) => {
    const source = sourceOf(store, request.params.id);
    emit(changeByHand(store, source, statusInput.parse(request.body)));
    response.json(returnView(source));
  });
  router.post('/returns/:id/ship', (request, response) => {
    const source = sourceOf(store, request.params.id);
    emit(sendBack(store, source, shipInput.parse(request.body)));
    response.status(201).json(returnView(source));
  });
  router.post('/returns/:id/receive', (request, response) => {
    const source = sourceOf(store, request.params.id);
    emit(receive(store, source, receiveInput.parse(request.body ?? {})));
    response.json(returnView(source));
  });
  router.post('/returns/:id/lose', (request, response) => {
    const source = sourceOf(store, request.params.id);
    emit(receive(store, source, receiveInput.parse({ type: 'MISSING' })));
    response.json(returnView(source));
  });
}

function sourceOf(store: Store, id: string): ReturnSource {
  for (const order of store.state.orders) {
    const record = order.returns?.find((one) => one.id === numberOf(id));
    if (record !== undefined) return { order, record };
  }
  throw new BadRequest(`no return ${id}`);
}

function shopOf(store: Store, order: Order): Shop {
  const shop = store.shop(order.shop);
  if (shop === undefined) throw new BadRequest(`no shop ${order.shop}`);
  return shop;
}

function openByHand(store: Store, order: Order, input: z.infer<typeof openInput>): ReturnSource {
  const reason = REASONS.find((one) => one.handle === input.reason)?.number;
  if (reason === undefined) throw new BadRequest(`no return reason ${input.reason}`);
  const lines = wantedLines(order, input).map((line) => ({
    ...line,
    reason,
    note: input.note,
    customerNote: input.customerNote,
    restockingPercent: null,
  }));
  const wish: ReturnWish = { orderId: order.id, requestedAt: null, lines, exchanges: [], shippingFee: null };
  const [error] = returnErrors(store, order, wish, 'returnInput');
  if (error !== undefined) throw new BadRequest(error.message);
  const record = openReturn(store, shopOf(store, order), order, wish, {
    requested: input.requested,
    source: input.requested ? 'customer' : 'admin',
    staffId: input.staffId,
  });
  return { order, record };
}

/** Without lines: everything that can come back. */
function wantedLines(
  order: Order,
  input: z.infer<typeof openInput>,
): Pick<LineWish, 'fulfillmentLineId' | 'quantity'>[] {
  const free = sentLines(order).map((line) => ({ line, left: returnableQuantity(order, line) }));
  if (input.lines === undefined) {
    return free
      .filter(({ left }) => left > 0)
      .map(({ line, left }) => ({ fulfillmentLineId: line.id, quantity: left }));
  }
  return input.lines.map(({ lineItemId, quantity }) => {
    const found = free.find(({ line, left }) => line.lineItemId === lineItemId && left >= quantity);
    if (found === undefined) throw new BadRequest(`${quantity} of line ${lineItemId} can't come back`);
    return { fulfillmentLineId: found.line.id, quantity };
  });
}

function changeByHand(store: Store, source: ReturnSource, input: z.infer<typeof statusInput>): StoreEvent[] {
  const { record } = source;
  if (input.status === 'CLOSED' && record.status === 'OPEN') {
    close(store, record);
    store.touch();
    return stateEvents(source, 'close');
  }
  if (record.status !== 'REQUESTED') throw new BadRequest(`${record.name} is ${record.status}`);
  if (input.status === 'OPEN') {
    approve(store, record);
    return approveEvents(source);
  }
  decline(store, record, { reason: input.reason, note: input.note });
  return declineEvents(source);
}

/** The customer hands a parcel over: on the delivery that waits for a number, or on a new one. */
function sendBack(store: Store, source: ReturnSource, tracking: z.infer<typeof shipInput>): StoreEvent[] {
  const [reverse] = source.record.reverseOrders;
  if (reverse?.status !== 'OPEN') throw new BadRequest(`${source.record.name} is not open`);
  const waiting = reverse.deliveries.find((one) => one.tracking === null);
  const full = { ...tracking, carrierName: null };
  if (waiting !== undefined) waiting.tracking = full;
  const wanted = reverse.lines.map((line) => ({ reverseLineId: line.id, quantity: line.quantity }));
  const delivery = waiting ?? addDelivery(store, reverse, wanted, { tracking: full, labelUrl: null });
  store.touch();
  return deliverableEvents({ ...source, reverse, delivery });
}

/** The warehouse says what became of the units: those named, or all without a disposition. */
function receive(store: Store, source: ReturnSource, input: z.infer<typeof receiveInput>): StoreEvent[] {
  const { order, record } = source;
  const [reverse] = record.reverseOrders;
  if (reverse?.status !== 'OPEN') throw new BadRequest(`${record.name} is not open`);
  const locationId = store.locations(order.shop)[0]?.id ?? null;
  const disposals: Disposal[] = reverse.lines.flatMap((line) => {
    const named = input.lines?.find((one) => one.returnLineItemId === line.returnLineId)?.quantity ?? 0;
    const left = line.quantity - line.dispositions.reduce((sum, one) => sum + one.quantity, 0);
    const quantity = input.lines === undefined ? left : named;
    return quantity <= 0 ? [] : [{ lineId: line.id, type: input.type, quantity, locationId }];
  });
  if (!input.process) return dispose(store, order.shop, disposals);
  const lines = record.lines.flatMap((line) => {
    const own = reverse.lines.find((one) => one.returnLineId === line.id);
    const mine = disposals.filter((one) => one.lineId === own?.id);
    const quantity = mine.reduce((sum, one) => sum + one.quantity, 0);
    return quantity === 0 ? [] : [{ id: line.id, quantity, disposals: mine }];
  });
  const exchanges = input.exchange ? record.exchangeLines.map(({ id, quantity }) => ({ id, quantity })) : [];
  const wish = { returnId: record.id, note: null, notify: false, lines, exchanges, raw: { returnId: '' } };
  return processReturn({ store, shop: shopOf(store, order), staffId: null, source: 'admin' }, source, wish, null);
}
