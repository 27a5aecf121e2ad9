import type { Router } from 'express';
import { z } from 'zod';
import { addFault, faultInput } from '../faults/rules.ts';
import { seedState } from '../seed/seed.ts';
import type { Store } from '../state/store.ts';
import { answer, BadRequest, type Parts } from './common.ts';

/** Faults, the clock, latency, reset and shop settings. */
export function worldRoutes(router: Router, { store, options, scheduler }: Parts): void {
  router.get('/faults', (_request, response) => {
    response.json(store.state.faults);
  });
  router.post('/faults', (request, response) => {
    const rules = (Array.isArray(request.body) ? request.body : [request.body]) as unknown[];
    response.status(201).json(rules.map((rule) => addFault(store, faultInput.parse(rule), options.maxHoldMs)));
  });
  router.delete('/faults', (_request, response) => {
    store.state.faults = [];
    store.touch();
    response.json({ ok: true });
  });
  router.get('/clock', (_request, response) => {
    response.json(clockView(store));
  });
  router.post(
    '/clock',
    answer(async (request) => {
      const body = clockInput.parse(request.body);
      if (body.frozen !== undefined) store.freeze(body.frozen);
      if (body.now !== undefined) store.setClock(typeof body.now === 'number' ? body.now : Date.parse(body.now));
      if (body.advanceMs !== undefined) store.advance(body.advanceMs);
      await scheduler.idle();
      return clockView(store);
    }),
  );
  router.post('/latency', (request, response) => {
    store.state.latencyMs = z.object({ ms: z.number().min(0).max(60_000) }).parse(request.body).ms;
    store.touch();
    response.json({ latencyMs: store.state.latencyMs });
  });
  router.post('/reset', (request, response) => {
    const body = z.object({ seed: z.enum(['full', 'empty']).optional() }).parse(request.body ?? {});
    store.replace(seedState(options, body.seed ?? options.seed, Date.now()));
    response.json({ ok: true, orders: store.state.orders.length });
  });
  router.post('/shops/:domain', (request, response) => {
    const shop = store.shop(request.params.domain);
    if (shop === undefined) throw new BadRequest(`no shop ${request.params.domain}`);
    Object.assign(shop, shopInput.parse(request.body));
    store.touch();
    response.json(shop);
  });
}

const clockInput = z.object({
  advanceMs: z.number().optional(),
  now: z.union([z.number(), z.iso.datetime({ offset: true })]).optional(),
  frozen: z.boolean().optional(),
});

const shopInput = z
  .object({
    protectedCustomerData: z.boolean(),
    storeCreditEnabled: z.boolean(),
    customerAccounts: z.enum(['CLASSIC', 'NEW_CUSTOMER_ACCOUNTS']),
    giftCards: z.boolean(),
    searchLagMs: z.number().min(0),
    orderCreatesPerMinute: z.number().int().positive().nullable(),
    usageLagMs: z.number().min(0),
    throttle: z.object({ maximumAvailable: z.number().positive(), restoreRate: z.number().positive() }),
  })
  .partial();

function clockView(store: Store): object {
  return {
    now: new Date(store.now()).toISOString(),
    offsetMs: store.state.clock.offsetMs,
    frozen: store.state.clock.frozenAt !== null,
  };
}
