import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MUG_HOUSE, type Desk } from './harness.ts';
import { createOrder, eur, openSales, orderById, orderOf, search, stockOf, variant } from './sales.ts';

let desk: Desk;
let mug: string;
let soldOut: string;
let sellsOn: string;

beforeAll(async () => {
  desk = await openSales();
  mug = (await variant(desk, 'STMU-BLUE')).id;
  soldOut = (await variant(desk, 'ENCAMU-GREEN')).id;
  sellsOn = (await variant(desk, 'MIJU-600-ML')).id;
});

afterAll(() => desk.close());

const line = (): object => ({ title: 'Mug', quantity: 1, priceSet: eur('10.00') });

describe('inventoryBehaviour', () => {
  const buy = (variantId: string, quantity: number): object => ({ lineItems: [{ variantId, quantity }] });

  it('claims no stock unless told to', async () => {
    const before = await stockOf(desk, mug);
    await orderOf(desk, buy(mug, 2));
    expect(await stockOf(desk, mug)).toEqual(before);
  });

  it('DECREMENT_IGNORING_POLICY commits stock even below nothing; on hand stays', async () => {
    const before = await stockOf(desk, soldOut);
    await orderOf(desk, buy(soldOut, 2), { inventoryBehaviour: 'DECREMENT_IGNORING_POLICY' });
    expect(await stockOf(desk, soldOut)).toEqual({
      ...before,
      available: before.available - 2,
      committed: before.committed + 2,
    });
  });

  it('DECREMENT_OBEYING_POLICY refuses what is not there, and makes no order', async () => {
    const orders = (await search(desk, 'status:any')).length;
    expect(await createOrder(desk, buy(soldOut, 1), { inventoryBehaviour: 'DECREMENT_OBEYING_POLICY' })).toEqual({
      order: null,
      userErrors: [
        { field: ['order', 'lineItems'], message: 'Line items Unable to reserve inventory', code: 'INVALID' },
      ],
    });
    expect(await search(desk, 'status:any')).toHaveLength(orders);
  });

  it('DECREMENT_OBEYING_POLICY sells on what sells on', async () => {
    await orderOf(desk, buy(sellsOn, 1), { inventoryBehaviour: 'DECREMENT_OBEYING_POLICY' });
    expect((await stockOf(desk, sellsOn)).available).toBe(-1);
  });
});

describe('the index of orders', () => {
  it('may run behind: a new order is read by id and listed, but no search finds it yet', async () => {
    await desk.post(`/dev-store/shops/${MUG_HOUSE}`, { searchLagMs: 30_000 });
    const order = await orderOf(desk, { lineItems: [line()], sourceIdentifier: 'amends:late', tags: ['late'] });
    for (const query of ['source_identifier:amends:late', 'tag:late', `name:${order.name}`]) {
      expect(await search(desk, query), query).toEqual([]);
    }
    expect((await orderById(desk, order.id))?.name).toBe(order.name);
    expect(await search(desk, '')).toContain(order.name);
    await desk.advance(30_000);
    expect(await search(desk, 'source_identifier:amends:late')).toEqual([order.name]);
    await desk.post(`/dev-store/shops/${MUG_HOUSE}`, { searchLagMs: 0 });
  });
});

describe('a fault', () => {
  it('that loses the answer leaves the order behind, to be found by its mark', async () => {
    await desk.post('/dev-store/faults', { kind: 'reset-after', match: 'orderCreate', times: 1 });
    const input = { lineItems: [line()], sourceIdentifier: 'amends:lost' };
    await expect(createOrder(desk, input)).rejects.toThrow();
    expect(await search(desk, 'source_identifier:amends:lost')).toHaveLength(1);
  });

  it('can be userErrors, with a code that is null', async () => {
    const userErrors = [{ field: ['order'], message: 'Something went wrong' }];
    await desk.post('/dev-store/faults', { kind: 'user-errors', match: 'orderCreate', times: 1, userErrors });
    expect(await createOrder(desk, { lineItems: [line()] })).toEqual({
      order: null,
      userErrors: [{ field: ['order'], message: 'Something went wrong', code: null }],
    });
  });
});
