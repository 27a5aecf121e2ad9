import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#app/db/new-id.server.ts';
import type { ComplaintId } from '#app/domain/ids.ts';
import { setPerCase } from '#tests/factories/policy.ts';
import { findItems } from '#app/services/orders/find-items.server.ts';
import type { Order } from '#dev-store/state/types.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, MUG_HOUSE, people, TOKYO_PAPER, type World } from '#tests/setup/world.ts';
import { complain, eur, fault, makeOrder } from '#tests/factories/cases.ts';
import { lastRequest, requestsSince } from '#tests/factories/facts.ts';
import {
  askFor,
  atStore,
  previewReplacement,
  setVariant,
  variantBySku,
  variantOf,
} from '#tests/factories/replacement-case.ts';

let database: TestDatabase;
let world: World;
let order: Order;
let complaintId: ComplaintId;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld({ database });
  order = makeOrder(world);
  complaintId = await complain(world, order);
});
afterAll(async () => {
  await world.close();
  await database.drop();
});

const mug = () => variantBySku(world, MUG_HOUSE, 'STMU-BLUE');

async function found(...[ctx, id, wish]: Parameters<typeof findItems>) {
  const items = await findItems(ctx, id, wish);
  if (!items.ok) throw new Error(`not found: ${items.error.kind}`);
  return items.value;
}

describe('an item that is looked for', () => {
  it('is found by the beginnings of its words or by its SKU, with stock and price, in one call', async () => {
    await setVariant(world, mug(), { available: 3 });
    const before = lastRequest(world);
    const items = await found(world.as(), complaintId, { text: 'stone blu' });
    expect(requestsSince(world, before)).toHaveLength(1);
    expect(items).toMatchObject([
      {
        variantId: String(mug().id),
        title: 'Stoneware Mug, Blue',
        sku: 'STMU-BLUE',
        price: { presentment: eur(mug().price), shop: eur(mug().price) },
        available: 3,
      },
    ]);
    expect((await found(world.as(), complaintId, { text: 'STMU-BLUE' })).map((item) => item.sku)).toEqual([
      'STMU-BLUE',
    ]);
  });

  it('is shown also when it has run out, and without a number when it is sold on', async () => {
    await setVariant(world, mug(), { available: 0 });
    expect(await found(world.as(), complaintId, { text: 'stone blue' })).toMatchObject([{ available: 0 }]);
    await setVariant(world, mug(), { inventoryPolicy: 'CONTINUE' });
    expect(await found(world.as(), complaintId, { text: 'stone blue' })).toMatchObject([{ available: null }]);
    await setVariant(world, mug(), { available: 40, inventoryPolicy: 'DENY' });
  });

  it('is priced as the customer sees it, where she pays in another currency', async () => {
    const polish = makeOrder(world, { scenario: 'multi-currency', currency: 'PLN', country: 'PL' });
    const [item] = await found(world.as(), await complain(world, polish), { text: 'stone blue' });
    expect(item?.price?.shop).toEqual(eur(mug().price));
    expect(item?.price?.presentment).toMatchObject({ currency: 'PLN' });
    expect(item?.price?.presentment.minor).toBeGreaterThan(mug().price);
  });

  it('is one of the shop’s own', async () => {
    const yen = makeOrder(world, { shop: TOKYO_PAPER, scenario: 'delivered' });
    const theirs = await complain(world, yen, people.haruka, TOKYO_PAPER);
    expect(await found(world.as(people.haruka, TOKYO_PAPER), theirs, { text: 'stone' })).toEqual([]);
    expect(await findItems(world.as(people.haruka, TOKYO_PAPER), complaintId, { text: 'stone' })).toEqual({
      ok: false,
      error: { kind: 'not_found' },
    });
    expect(await findItems(world.as(), newId<ComplaintId>(), { text: 'stone' })).toMatchObject({ ok: false });
  });

  it('cannot be found while Shopify does not answer, and that is said', async () => {
    fault(world, '5xx-before', { match: 'SearchItems' });
    expect(await findItems(world.as(), complaintId, { text: 'stone' })).toMatchObject({
      error: { kind: 'shop', problem: { kind: 'unavailable' } },
    });
  });
});

describe('in place of an item that has run out', () => {
  const like = () => ({ like: String(mug().id), priceMinor: mug().price });

  it('is offered what is in stock, of the same kind and at about its price, the nearest first', async () => {
    const items = await found(world.as(), complaintId, like());
    const prices = items.map((item) => item.price?.shop.minor ?? 0);
    expect(items.length).toBeGreaterThan(0);
    expect(items.every((item) => item.title.includes('Mug') && item.available !== 0)).toBe(true);
    expect(items.map((item) => item.variantId)).not.toContain(String(mug().id));
    const off = prices.map((price) => Math.abs(price - mug().price));
    expect(off).toEqual(off.toSorted((a, b) => a - b));
    expect(Math.max(...off) * 4).toBeLessThanOrEqual(mug().price);
  });

  it('is offered what comes nearest when nothing costs about as much', async () => {
    expect((await found(world.as(), complaintId, { ...like(), priceMinor: 500_00 })).length).toBeGreaterThan(0);
  });
});

describe('what cannot be sent', () => {
  it('is more than is left of what is not sold on: said beside the line, with the number', async () => {
    const bought = makeOrder(world, { quantity: 3, amount: '60.00' });
    const asked = { order: bought, complaintId: await complain(world, bought) };
    const lineItemId = String(bought.lineItems[0]?.id);
    const more = { items: [{ lineItemId, quantity: 3, variantId: null }] };
    await setVariant(world, variantOf(world, bought), { available: 2, inventoryPolicy: 'DENY' });
    const denied = await previewReplacement(world, { ...asked, more });
    expect(denied.planned).toMatchObject({
      error: { of: 'replacement', problem: { kind: 'out_of_stock', lineItemId, left: 2, asked: 3 } },
    });
    await setVariant(world, variantOf(world, bought), { inventoryPolicy: 'CONTINUE' });
    expect((await askFor(world, { ...asked, more })).ok).toBe(true);
    await setVariant(world, variantOf(world, bought), { available: 40, inventoryPolicy: 'DENY' });
  });

  it('goes nowhere unless somebody has looked at the address, as it is now', async () => {
    const bought = makeOrder(world);
    const asked = { order: bought, complaintId: await complain(world, bought) };
    const seen = await previewReplacement(world, asked);
    expect(seen.planned).toMatchObject({ error: { problem: { kind: 'address_not_confirmed' } } });
    expect(seen.facts.address.fields).toMatchObject({
      lastName: bought.shippingAddress?.lastName,
      address1: bought.shippingAddress?.address1,
      countryCode: bought.shippingAddress?.countryCode,
    });
    if (bought.shippingAddress) bought.shippingAddress.zip = '11111';
    const later = await previewReplacement(world, asked);
    expect(later.facts.address.fingerprint).not.toBe(seen.facts.address.fingerprint);
  });

  it('is anything at all while the customer’s bank is taking the money back', async () => {
    const bought = makeOrder(world, { scenario: 'chargeback' });
    const asked = { order: bought, complaintId: await complain(world, bought) };
    expect((await previewReplacement(world, asked)).planned).toMatchObject({
      error: { of: 'order', problem: { kind: 'open_chargeback' } },
    });
  });

  it('is what goes over the limit of the person who asks, with the numbers', async () => {
    const bought = makeOrder(world, { quantity: 1, amount: '75.00' });
    const id = await complain(world, bought);
    await setPerCase(world.as(), 'agent', eur(50_00));
    const answer = await askFor(world, { order: bought, complaintId: id, who: people.anna });
    expect(answer).toMatchObject({
      ok: false,
      error: { kind: 'not_allowed', decision: { why: 'over_limit', numbers: { asked: eur(75_00) } } },
    });
  });

  it('is what the shop has not given the permission for: refused, and it says which', async () => {
    const bought = makeOrder(world);
    await setVariant(world, variantOf(world, bought), { available: 9 });
    const answer = await askFor(world, { order: bought, complaintId: await complain(world, bought) });
    if (!answer.ok) throw new Error('not allowed');
    const granted = world.store.store.state.tokens.map((token) => token.scopes);
    for (const token of world.store.store.state.tokens)
      token.scopes = token.scopes.filter((scope) => scope !== 'write_draft_orders');
    await world.runUntilQuiet(60_000);
    for (const [index, token] of world.store.store.state.tokens.entries()) token.scopes = granted[index] ?? [];
    const [row] = await world.sql<{ state: string; problem: { messages: string[] } }>(
      'SELECT state, problem FROM remedies WHERE id = $1',
      [answer.value.remedyId],
    );
    expect(row?.state).toBe('refused');
    expect(row?.problem.messages[0]).toContain('write_draft_orders');
  });
});

it('a cancelled order at the store stays as it is: the replacement is an order of its own', async () => {
  const bought = makeOrder(world, { scenario: 'unfulfilled' });
  const id = await complain(world, bought);
  await atStore(world, `orders/${bought.id}/cancel`);
  await setVariant(world, variantOf(world, bought), { available: 9 });
  expect((await askFor(world, { order: bought, complaintId: id })).ok).toBe(true);
});
