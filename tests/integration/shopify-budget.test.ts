import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createLogger } from '#app/config/logger.server.ts';
import { parseOrderId, parseShopId, trusted } from '#app/domain/ids.ts';
import { createBudgets } from '#app/shopify/budget.server.ts';
import type { Budgets, Urgency } from '#app/shopify/budget.server.ts';
import { createGateway } from '#app/shopify/gateway.server.ts';
import { orderInput } from '#dev-store/seed/scenario-input.ts';
import { makeScenario } from '#dev-store/seed/scenarios.ts';
import { createDevStore } from '#dev-store/server.ts';
import { redirectFetch } from '#tests/setup/redirect-fetch.ts';

const shopId = trusted(parseShopId, 'amends-mug-house.myshopify.com');
const store = createDevStore({ seed: 'empty', webhooks: false, apiKey: 'key', apiSecret: 'secret' });
let endRedirection: () => void;
let orderId: ReturnType<typeof order>;
let token: string;

const order = () => {
  const made = makeScenario(store.store, orderInput.parse({ shop: shopId, scenario: 'paid-200' }));
  return trusted(parseOrderId, String(made.id));
};
const gateway = (budgets: Budgets | null, urgency: Urgency) =>
  createGateway({
    shopId,
    token: () => Promise.resolve(token),
    timeoutMs: 60_000,
    log: createLogger({ level: 'silent' }),
    codeSecret: 'secret',
    ...(budgets && { budget: budgets.of(shopId, urgency) }),
  });
const throttled = () =>
  store.store.state.requests.filter((request) => request.errors.some((each) => /throttled/i.test(each))).length;

beforeAll(async () => {
  const base = await store.listen();
  endRedirection = redirectFetch(base);
  orderId = order();
  const made = await fetch(`${base}/dev-store/apps/access-token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ shop: shopId }),
  });
  token = z.object({ accessToken: z.string() }).parse(await made.json()).accessToken;
  for (const shop of store.store.state.shops) shop.throttle = { maximumAvailable: 300, restoreRate: 300 };
});
afterAll(async () => {
  endRedirection();
  await store.close();
});

describe('a hundred calls of the worker on a small bucket', () => {
  it('are never throttled, and a person who comes in the middle goes first', async () => {
    const budgets = createBudgets();
    const ended: string[] = [];
    const call = async (urgency: Urgency) => {
      const read = await gateway(budgets, urgency).readOrder(orderId);
      expect(read.ok).toBe(true);
      ended.push(urgency);
    };
    // The first one learns what such a call costs.
    await call('background');
    const background = Array.from({ length: 40 }, () => call('background'));
    await background[2];
    await call('interactive');
    expect(ended.length, 'those who came before had not all been served').toBeLessThan(40);
    await Promise.all(background);
    expect(throttled()).toBe(0);
  });

  it('are throttled without a budget: the bucket is real', async () => {
    const calls = await Promise.all(Array.from({ length: 40 }, () => gateway(null, 'background').readOrder(orderId)));
    expect(calls.some((read) => !read.ok)).toBe(true);
    expect(throttled()).toBeGreaterThan(0);
  });
});
