import type { Router } from 'express';
import { z } from 'zod';
import { BadRequest, orderOf, type Parts } from '../control/common.ts';
import { orderView } from '../control/views.ts';
import { userError } from '../graphql/mutation.ts';
import { cancelOrder } from './effect.ts';
import { failJob, runJob } from './jobs.ts';

const failure = z.object({
  times: z.number().int().positive().default(1),
  message: z.string().default('The order could not be cancelled'),
  code: z.enum(['INTERNAL_ERROR', 'INVALID', 'NOT_FOUND']).nullable().default('INTERNAL_ERROR'),
});

const rules = z.object({ delayMs: z.number().min(0).nullable(), fail: failure.nullable() }).partial();

const cancelInput = z.object({
  reason: z.enum(['CUSTOMER', 'DECLINED', 'FRAUD', 'INVENTORY', 'OTHER', 'STAFF']).default('CUSTOMER'),
  refund: z.boolean().default(true),
  restock: z.boolean().default(true),
  staffNote: z.string().nullable().default(null),
  staffId: z.number().int().nullable().default(null),
});

/** Jobs: when they run and how they end; and cancelling by hand. */
export function cancellationRoutes(router: Router, { store, webhooks }: Parts): void {
  router.get('/jobs', (_request, response) => {
    response.json(store.state.jobs);
  });
  router.post('/jobs/rules', (request, response) => {
    const { delayMs, fail } = rules.parse(request.body);
    if (delayMs !== undefined) store.state.jobRules.delayMs = delayMs;
    if (fail !== undefined) store.state.jobRules.fail = fail;
    store.touch();
    response.json(store.state.jobRules);
  });
  router.post('/jobs/:key/run', (request, response) => {
    const job = store.state.jobs.find((one) => one.key === request.params.key);
    if (job?.status !== 'STARTED') throw new BadRequest('no such waiting job');
    for (const event of runJob(store, job.key)) webhooks.emit(event);
    response.json(job);
  });
  router.post('/jobs/:key/fail', (request, response) => {
    const job = store.state.jobs.find((one) => one.key === request.params.key);
    if (job?.status !== 'STARTED') throw new BadRequest('no such waiting job');
    const { message, code } = failure.parse(request.body ?? {});
    failJob(store, job, userError(null, message, code));
    response.json(job);
  });
  router.post('/orders/:id/cancel', (request, response) => {
    const order = orderOf(store, request.params.id);
    const { refund, ...input } = cancelInput.parse(request.body ?? {});
    if (order.cancelledAt !== null) throw new BadRequest(`${order.name} is cancelled already`);
    const to = refund ? ({ to: 'payments' } as const) : ({ to: 'none' } as const);
    const { errors, events } = cancelOrder(store, order, { ...input, refund: to, notifyCustomer: false });
    if (errors[0] !== undefined) throw new BadRequest(errors[0].message);
    for (const event of events) webhooks.emit(event);
    response.status(201).json(orderView(order));
  });
}
