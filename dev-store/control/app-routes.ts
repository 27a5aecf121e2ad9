import { randomUUID } from 'node:crypto';
import type { Router } from 'express';
import { z } from 'zod';
import { mintSessionToken } from '../oauth/session-token.ts';
import { expireTokens, issueToken } from '../oauth/tokens.ts';
import { COMPLIANCE_TOPICS } from '../webhooks/subscriptions.ts';
import { changeScopes, compliancePayload, installApp, uninstallApp } from './app-life.ts';
import { answer, BadRequest, installOf, numberOf, type Parts } from './common.ts';

/** Installing, scopes and tokens of the app. */
export function appRoutes(router: Router, { store, options, webhooks }: Parts): void {
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

/** Webhook deliveries, their rules, and the compliance topics. */
export function webhookRoutes(router: Router, { store, webhooks }: Parts): void {
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
    webhooks.emit({ topic, shop: shop.domain, payload: () => compliancePayload(store, topic, shop, customer) });
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
