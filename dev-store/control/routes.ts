import express, { Router, type Request, type Response } from 'express';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { addFault, faultInput } from '../faults/rules.ts';
import { gid, idOf } from '../gid.ts';
import { mintSessionToken } from '../oauth/session-token.ts';
import { expireTokens, issueToken } from '../oauth/tokens.ts';
import type { DevStoreOptions } from '../options.ts';
import { settleTransaction } from '../refunds/apply.ts';
import type { Scheduler } from '../scheduler.ts';
import { addEvent } from '../seed/order-builder.ts';
import { makeScenario, orderInput } from '../seed/scenarios.ts';
import { seedState } from '../seed/seed.ts';
import type { Store } from '../state/store.ts';
import type { AppInstall, Order } from '../state/types.ts';
import { fulfillmentEvents, orderUpdated, settlementEvents } from '../webhooks/events.ts';
import type { WebhookQueue } from '../webhooks/queue.ts';
import { COMPLIANCE_TOPICS } from '../webhooks/subscriptions.ts';
import { changeScopes, compliancePayload, installApp, uninstallApp } from './app-life.ts';
import { productImage } from './images.ts';
import { statePage } from './page.ts';
import { handRefundInput, refundByHand } from './refund-by-hand.ts';
import { orderView, refundView, stateView } from './views.ts';

/** What the control API works on. */
export type Parts = { store: Store; options: DevStoreOptions; webhooks: WebhookQueue; scheduler: Scheduler };

/** A request that asks for something that does not exist or makes no sense. */
class BadRequest extends Error {}

/** Everything under `/dev-store/`: what tests and people use to look into the store and to move it. */
export function controlRouter(parts: Parts): Router {
  const router = Router();
  router.use(express.json({ limit: '1mb' }));
  looking(router, parts);
  faultsAndTime(router, parts);
  business(router, parts);
  apps(router, parts);
  webhookRoutes(router, parts);
  router.use((error: Error, _request: Request, response: Response, next: (error: Error) => void) => {
    if (error instanceof BadRequest || error instanceof z.ZodError || error instanceof SyntaxError) {
      response.status(400).json({ error: error instanceof z.ZodError ? z.prettifyError(error) : error.message });
    } else next(error);
  });
  return router;
}

function looking(router: Router, { store }: Parts): void {
  router.get('/', (_request, response) => {
    response.type('html').send(statePage(store));
  });
  router.get('/state', (_request, response) => {
    response.json(stateView(store));
  });
  router.get('/requests', (_request, response) => {
    response.json(store.state.requests);
  });
  router.get('/images/:name', (request, response) => {
    response.setHeader('Cache-Control', 'public, max-age=86400');
    response.type('image/svg+xml').send(productImage(request.params.name));
  });
}

function faultsAndTime(router: Router, { store, options, scheduler }: Parts): void {
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

function business(router: Router, { store, webhooks }: Parts): void {
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
  router.post('/orders/:id/disputes', (request, response) => {
    const order = orderOf(store, request.params.id);
    const input = disputeInput.parse(request.body ?? {});
    order.disputes = [{ id: store.nextId(), openedAt: store.nowIso(), ...input }];
    store.touch();
    webhooks.emit(orderUpdated(store, order));
    response.status(201).json(order.disputes);
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

const disputeInput = z.object({
  initiatedAs: z.enum(['CHARGEBACK', 'INQUIRY']).default('CHARGEBACK'),
  status: z.enum(['NEEDS_RESPONSE', 'UNDER_REVIEW', 'WON', 'LOST', 'ACCEPTED', 'PREVENTED']).default('NEEDS_RESPONSE'),
});

const shopOnly = z.object({ shop: z.string() });

function apps(router: Router, { store, options, webhooks }: Parts): void {
  router.post('/apps/uninstall', (request, response) => {
    const install = installOf(store, request.body);
    uninstallApp(store, install, (event) => {
      webhooks.emit(event);
    });
    response.json(install);
  });
  router.post('/apps/install', (request, response) => {
    const install = installOf(store, request.body);
    const { scopes } = z.object({ scopes: z.array(z.string()).optional() }).parse(request.body);
    installApp(store, install, scopes ?? options.scopes);
    response.json(install);
  });
  router.post('/apps/scopes', (request, response) => {
    const install = installOf(store, request.body);
    const { scopes } = z.object({ scopes: z.array(z.string()) }).parse(request.body);
    changeScopes(store, install, scopes, (event) => {
      webhooks.emit(event);
    });
    response.json(install);
  });
  router.post('/apps/expire-tokens', (request, response) => {
    const install = installOf(store, request.body);
    expireTokens(store, install.shop);
    response.json({ ok: true });
  });
  router.post('/apps/session-token', (request, response) => {
    const { shop, userId } = z.object({ shop: z.string(), userId: z.number().int() }).parse(request.body);
    if (store.staffMember(shop, userId) === undefined) throw new BadRequest(`no staff member ${userId} in ${shop}`);
    response.json({ sessionToken: mintSessionToken(store, options, { shop, userId }) });
  });
  router.post('/apps/access-token', (request, response) => {
    const install = installOf(store, request.body);
    const { userId } = z.object({ userId: z.number().int().nullish() }).parse(request.body);
    response.json({
      accessToken: issueToken(store, install, userId ?? null, null).token,
      scope: install.scopes.join(','),
    });
  });
}

function webhookRoutes(router: Router, { store, webhooks }: Parts): void {
  router.get('/webhooks', (_request, response) => {
    response.json(store.state.webhooks);
  });
  router.post(
    '/webhooks/deliver',
    answer(async (request) => ({ delivered: await webhooks.deliver(deliverInput.parse(request.body ?? {})) })),
  );
  router.post(
    '/webhooks/idle',
    answer(async () => {
      await webhooks.idle();
      return { ok: true };
    }),
  );
  router.post('/webhooks/rules', (request, response) => {
    const { times, ...rule } = ruleInput.parse(request.body);
    const full = { id: randomUUID(), ...rule, timesLeft: times };
    store.state.webhookRules.push(full);
    store.touch();
    response.status(201).json(full);
  });
  router.delete('/webhooks/rules', (_request, response) => {
    store.state.webhookRules = [];
    store.touch();
    response.json({ ok: true });
  });
  router.post('/compliance/:group/:action', (request, response) => {
    const topic = `${request.params.group}/${request.params.action}`;
    if (!COMPLIANCE_TOPICS.includes(topic)) throw new BadRequest(`no compliance topic ${topic}`);
    const install = installOf(store, request.body);
    const shop = store.shop(install.shop);
    if (shop === undefined) throw new BadRequest(`no shop ${install.shop}`);
    const { customerId } = z.object({ customerId: z.union([z.string(), z.number()]).optional() }).parse(request.body);
    const customer = customerId === undefined ? undefined : store.customer(shop.domain, numberOf(String(customerId)));
    webhooks.emit({ topic, shop: shop.domain, payload: compliancePayload(store, topic, shop, customer) });
    response.status(202).json({ ok: true });
  });
}

const deliverInput = z.object({
  ids: z.array(z.string()).optional(),
  topic: z.string().optional(),
  reverse: z.boolean().optional(),
});

const ruleInput = z.object({
  topic: z.string().nullable().default(null),
  shop: z.string().nullable().default(null),
  action: z.enum(['drop', 'duplicate', 'hold', 'delay']),
  delayMs: z.number().min(0).default(60_000),
  times: z.number().int().positive().nullable().default(null),
});

function installOf(store: Store, body: unknown): AppInstall {
  const { shop } = shopOnly.parse(body);
  const install = store.install(shop);
  if (install === undefined) throw new BadRequest(`no shop ${shop}`);
  return install;
}

function orderOf(store: Store, id: string): Order {
  const order = store.orderById(numberOf(id));
  if (order === undefined) throw new BadRequest(`no order ${id}`);
  return order;
}

/** Legacy id or (URL-encoded) GID. */
function numberOf(id: string): number {
  return /^\d+$/.test(id) ? Number(id) : idOf(id);
}

function answer(
  work: (request: Request) => Promise<object>,
): (request: Request, response: Response, next: (error: unknown) => void) => void {
  return (request, response, next) => {
    work(request).then((body) => response.json(body), next);
  };
}
