import type { Router } from 'express';
import { z } from 'zod';
import { gid } from '../gid.ts';
import { settleTransaction } from '../refunds/apply.ts';
import { addEvent } from '../seed/order-builder.ts';
import { orderInput } from '../seed/scenario-input.ts';
import { makeScenario } from '../seed/scenarios.ts';
import { fulfillmentEvents, settlementEvents } from '../webhooks/events.ts';
import { BadRequest, numberOf, orderOf, type Parts } from './common.ts';
import { handRefundInput, refundByHand } from './refund-by-hand.ts';
import { orderView, refundView } from './views.ts';

/** Orders and what happens to them without the app. */
export function orderRoutes(router: Router, { store, webhooks }: Parts): void {
  router.post('/orders', (request, response) => {
    const input = orderInput.parse(request.body);
    try {
      response.status(201).json(orderView(makeScenario(store, input)));
    } catch (error) {
      throw new BadRequest(error instanceof Error ? error.message : String(error));
    }
  });
  router.get('/orders/:id', (request, response) => {
    response.json(orderView(orderOf(store, request.params.id)));
  });
  router.post('/orders/:id/refunds', (request, response) => {
    const order = orderOf(store, request.params.id);
    const result = refundByHand(store, order, handRefundInput.parse(request.body ?? {}), (event) => {
      webhooks.emit(event);
    });
    if (typeof result === 'string') throw new BadRequest(result);
    response.status(201).json(refundView(order, result));
  });
  router.post('/orders/:id/events', (request, response) => {
    const order = orderOf(store, request.params.id);
    const input = eventInput.parse(request.body);
    const fulfillment = order.fulfillments[input.fulfillment] ?? null;
    if (fulfillment === null) throw new BadRequest(`${order.name} has no such fulfillment`);
    const { fulfillment: _index, ...scan } = input;
    const event = addEvent(store, order, fulfillment, { ...scan, happenedAt: scan.happenedAt ?? store.nowIso() });
    order.updatedAt = store.nowIso();
    for (const one of fulfillmentEvents(store, order, fulfillment, event)) webhooks.emit(one);
    response.status(201).json(event);
  });
  router.post('/transactions/:id/settle', (request, response) => {
    const id = numberOf(request.params.id);
    const { status } = z
      .object({ status: z.enum(['SUCCESS', 'FAILURE']).default('SUCCESS') })
      .parse(request.body ?? {});
    const order = store.state.orders.find((one) => one.transactions.some((transaction) => transaction.id === id));
    const transaction = order === undefined ? null : settleTransaction(store, order, id, status);
    if (order === undefined || transaction === null) throw new BadRequest('no such pending transaction');
    for (const event of settlementEvents(store, order, transaction)) webhooks.emit(event);
    response.json({ id: gid('OrderTransaction', id), status: transaction.status });
  });
}

const eventInput = z.object({
  fulfillment: z.number().int().min(0).default(0),
  status: z.enum([
    'LABEL_PURCHASED',
    'LABEL_PRINTED',
    'CONFIRMED',
    'CARRIER_PICKED_UP',
    'IN_TRANSIT',
    'OUT_FOR_DELIVERY',
    'ATTEMPTED_DELIVERY',
    'READY_FOR_PICKUP',
    'DELIVERED',
    'DELAYED',
    'FAILURE',
  ]),
  message: z.string().nullable().default(null),
  happenedAt: z.string().optional(),
  city: z.string().nullable().default(null),
  country: z.string().nullable().default(null),
});
