import type { Router } from 'express';
import { z } from 'zod';
import { BadRequest, numberOf, orderOf, type Parts } from '../control/common.ts';
import { parseMinor, portion, ZERO, type Bag } from '../money.ts';
import { totalReceived } from '../orders/totals.ts';
import type { Order } from '../state/types.ts';
import { changeDispute, newDispute } from './dispute.ts';
import { disputeEvents } from './events.ts';

const statuses = z.enum(['NEEDS_RESPONSE', 'UNDER_REVIEW', 'WON', 'LOST', 'ACCEPTED', 'PREVENTED']);
const types = z.enum(['CHARGEBACK', 'INQUIRY']);

const openInput = z.object({
  initiatedAs: types.default('CHARGEBACK'),
  status: statuses.default('NEEDS_RESPONSE'),
  reason: z.string().default('GENERAL'),
  networkReasonCode: z.string().nullable().default(null),
  /** Decimal string in what the customer paid in; without it all that was paid. */
  amount: z.string().optional(),
});

const changeInput = z.object({ status: statuses.optional(), initiatedAs: types.optional() });

/** What banks do: open a chargeback or an inquiry on an order, and decide it. */
export function disputeRoutes(router: Router, { store, webhooks }: Parts): void {
  router.post('/orders/:id/disputes', (request, response) => {
    const order = orderOf(store, request.params.id);
    const { amount, ...facts } = openInput.parse(request.body ?? {});
    const record = newDispute(store, { ...facts, ...(amount !== undefined && { amount: bagOf(order, amount) }) });
    order.disputes.push(record);
    order.updatedAt = store.nowIso();
    store.touch();
    for (const event of disputeEvents(store, { order, record }, 'create')) webhooks.emit(event);
    response.status(201).json(record);
  });
  router.post('/disputes/:id', (request, response) => {
    const id = numberOf(request.params.id);
    const order = store.state.orders.find((one) => one.disputes.some((dispute) => dispute.id === id));
    const record = order?.disputes.find((dispute) => dispute.id === id);
    if (order === undefined || record === undefined) throw new BadRequest(`no dispute ${request.params.id}`);
    changeDispute(store, record, changeInput.parse(request.body));
    order.updatedAt = store.nowIso();
    for (const event of disputeEvents(store, { order, record }, 'update')) webhooks.emit(event);
    response.json(record);
  });
}

function bagOf(order: Order, text: string): Bag {
  const presentment = parseMinor(text, order.presentmentCurrency);
  const paid = totalReceived(order);
  if (presentment === null) throw new BadRequest(`${text} is no amount of ${order.presentmentCurrency}`);
  return paid.presentment === 0 ? ZERO : { shop: portion(paid.shop, presentment, paid.presentment), presentment };
}
