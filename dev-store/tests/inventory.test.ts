import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Desk } from './harness.ts';
import { ask, errorsOf, openSales, stockOf, variant, type UserError, type Variant } from './sales.ts';

let desk: Desk;
let mug: Variant;
let locationId: string;

beforeAll(async () => {
  desk = await openSales();
  mug = await variant(desk, 'STMU-SAND');
  type Data = { locations: { nodes: { id: string }[] } };
  locationId = (await ask<Data>(desk, '{ locations(first: 1) { nodes { id } } }')).locations.nodes[0]?.id ?? '';
});

afterAll(() => desk.close());

type Change = { name: string; delta: number; quantityAfterChange: number | null; ledgerDocumentUri: string | null };
type Answer = {
  inventoryAdjustmentGroup: { id: string; reason: string; changes: Change[] } | null;
  userErrors: UserError[];
};

const SELECTION = `{ inventoryAdjustmentGroup { id reason referenceDocumentUri createdAt
  changes { name delta quantityAfterChange ledgerDocumentUri item { id } location { id } } }
  userErrors { field message code } }`;
const ADJUST = `mutation M($input: InventoryAdjustQuantitiesInput!, $key: String!) {
  inventoryAdjustQuantities(input: $input) @idempotent(key: $key) ${SELECTION} }`;
const SET = `mutation M($input: InventorySetQuantitiesInput!, $key: String!) {
  inventorySetQuantities(input: $input) @idempotent(key: $key) ${SELECTION} }`;

let keys = 0;

async function adjust(change: object, head: object = {}, key = `adjust ${(keys += 1)}`): Promise<Answer> {
  const place = { inventoryItemId: mug.inventoryItem.id, locationId, changeFromQuantity: null };
  const input = { name: 'available', reason: 'correction', changes: [{ ...place, delta: 1, ...change }], ...head };
  return (await ask<{ inventoryAdjustQuantities: Answer }>(desk, ADJUST, { input, key })).inventoryAdjustQuantities;
}

async function set(quantity: object, head: object = {}, key = `set ${(keys += 1)}`): Promise<Answer> {
  const place = { inventoryItemId: mug.inventoryItem.id, locationId, changeFromQuantity: null };
  const input = { name: 'available', reason: 'correction', quantities: [{ ...place, ...quantity }], ...head };
  return (await ask<{ inventorySetQuantities: Answer }>(desk, SET, { input, key })).inventorySetQuantities;
}

const messages = (answer: Answer): unknown[] =>
  answer.userErrors.map((one) => [one.field?.join('.'), one.message, one.code]);

describe('inventoryAdjustQuantities', () => {
  it('moves what can be sold and what lies there by the same, and says both', async () => {
    const before = await stockOf(desk, mug.id);
    const answer = await adjust(
      { delta: 3, changeFromQuantity: before.available },
      { referenceDocumentUri: 'amends://1' },
    );
    expect(answer.userErrors).toEqual([]);
    expect(answer.inventoryAdjustmentGroup).toMatchObject({
      reason: 'correction',
      referenceDocumentUri: 'amends://1',
      changes: [
        { name: 'available', delta: 3, quantityAfterChange: null, item: { id: mug.inventoryItem.id } },
        { name: 'on_hand', delta: 3, quantityAfterChange: null, location: { id: locationId } },
      ],
    });
    expect(await stockOf(desk, mug.id)).toEqual({
      ...before,
      available: before.available + 3,
      on_hand: before.on_hand + 3,
    });
    expect((await variant(desk, 'STMU-SAND')).inventoryQuantity).toBe(before.available + 3);
  });

  it('sets aside under other names, each with its ledger document', async () => {
    const before = await stockOf(desk, mug.id);
    const answer = await adjust({ delta: 2, ledgerDocumentUri: 'ledger://1' }, { name: 'damaged', reason: 'damaged' });
    expect(answer.inventoryAdjustmentGroup?.changes.map((one) => [one.name, one.ledgerDocumentUri])).toEqual([
      ['damaged', 'ledger://1'],
      ['on_hand', null],
    ]);
    expect(await stockOf(desk, mug.id)).toEqual({ ...before, on_hand: before.on_hand + 2 });
  });

  it('by nothing makes no group', async () => {
    expect(await adjust({ delta: 0 })).toEqual({ inventoryAdjustmentGroup: null, userErrors: [] });
  });

  it('refuses in Shopify’s words, with codes', async () => {
    expect(messages(await adjust({}, { name: 'on_hand' }))).toEqual([
      [
        'input.name',
        'The specified quantity name is invalid. Valid values are: available, damaged, incoming, quality_control, reserved, safety_stock.',
        'INVALID_QUANTITY_NAME',
      ],
    ]);
    expect(messages(await adjust({}, { reason: 'made_up' }))[0]).toEqual([
      'input.reason',
      expect.stringMatching(/^The specified reason is invalid\. Valid values are: correction, cycle_count_available,/),
      'INVALID_REASON',
    ]);
    expect(messages(await adjust({}, { name: 'damaged' }))).toEqual([
      [
        'input.changes.0.ledgerDocumentUri',
        'A ledger document URI is required except when adjusting available.',
        'INVALID_QUANTITY_DOCUMENT',
      ],
    ]);
    expect(messages(await adjust({ ledgerDocumentUri: 'ledger://1' }))).toEqual([
      [
        'input.changes.0.ledgerDocumentUri',
        'A ledger document URI is not allowed when adjusting available.',
        'INVALID_AVAILABLE_DOCUMENT',
      ],
    ]);
    const nowhere = { inventoryItemId: 'gid://shopify/InventoryItem/42', locationId: 'gid://shopify/Location/42' };
    expect(messages(await adjust(nowhere))).toEqual([
      ['input.changes.0.inventoryItemId', 'The specified inventory item could not be found.', 'INVALID_INVENTORY_ITEM'],
      ['input.changes.0.locationId', 'The specified location could not be found.', 'INVALID_LOCATION'],
    ]);
    expect(messages(await adjust({ changeFromQuantity: -7 }))).toEqual([
      [
        'input.changes.0.changeFromQuantity',
        'The changeFromQuantity argument no longer matches the persisted quantity.',
        'CHANGE_FROM_QUANTITY_STALE',
      ],
    ]);
  });

  it('must be told what to compare with; null waives it', async () => {
    const query = `mutation M($input: InventoryAdjustQuantitiesInput!) {
      inventoryAdjustQuantities(input: $input) @idempotent(key: "compare") ${SELECTION} }`;
    const changes = [{ inventoryItemId: mug.inventoryItem.id, locationId, delta: 1 }];
    const input = { name: 'available', reason: 'correction', changes };
    expect((await errorsOf(desk, query, { input }))[0]).toMatchObject({
      message: 'InventoryChangeInput must include the following argument: changeFromQuantity.',
      extensions: { code: 'INVALID_FIELD_ARGUMENTS' },
    });
  });
});

describe('inventorySetQuantities', () => {
  it('sets available, or on_hand by way of available', async () => {
    const before = await stockOf(desk, mug.id);
    await set({ quantity: 12, changeFromQuantity: before.available });
    expect((await stockOf(desk, mug.id)).available).toBe(12);
    const answer = await set({ quantity: 50 }, { name: 'on_hand' });
    expect(answer.inventoryAdjustmentGroup?.changes.map((one) => one.name)).toEqual(['available', 'on_hand']);
    expect((await stockOf(desk, mug.id)).on_hand).toBe(50);
  });

  it('refuses in Shopify’s words, with codes', async () => {
    expect(messages(await set({ quantity: 1 }, { name: 'damaged' }))).toEqual([
      ['input.name', "The quantity name must be either 'available' or 'on_hand'.", 'INVALID_NAME'],
    ]);
    expect(messages(await set({ quantity: -1 }, { name: 'on_hand' }))).toEqual([
      ['input.quantities.0.quantity', "The quantity can't be negative.", 'INVALID_QUANTITY_NEGATIVE'],
    ]);
    expect(messages(await set({ quantity: 1_000_000_001 }))).toEqual([
      ['input.quantities.0.quantity', "The quantity can't be higher than 1,000,000,000.", 'INVALID_QUANTITY_TOO_HIGH'],
    ]);
    expect(messages(await set({ quantity: 5, changeFromQuantity: -7 }))).toEqual([
      [
        'input.quantities.0.changeFromQuantity',
        'The changeFromQuantity value does not match persisted value.',
        'CHANGE_FROM_QUANTITY_STALE',
      ],
    ]);
    const same = { inventoryItemId: mug.inventoryItem.id, locationId, changeFromQuantity: null };
    const twice = [
      { ...same, quantity: 1 },
      { ...same, quantity: 2 },
    ];
    expect(messages(await set({}, { quantities: twice })).map((one) => (one as string[])[2])).toEqual([
      'NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR',
      'NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR',
    ]);
  });
});

describe('@idempotent on inventory', () => {
  it('is required', async () => {
    const query = `mutation M($input: InventoryAdjustQuantitiesInput!) { inventoryAdjustQuantities(input: $input) ${SELECTION} }`;
    const changes = [{ inventoryItemId: mug.inventoryItem.id, locationId, delta: 1, changeFromQuantity: null }];
    const { body } = await desk.graphql(query, { input: { name: 'available', reason: 'correction', changes } });
    expect(body.data).toEqual({ inventoryAdjustQuantities: null });
    expect(body.errors?.[0]).toMatchObject({
      message: 'The @idempotent directive is required for this mutation but was not provided.',
      extensions: { code: 'BAD_REQUEST' },
    });
  });

  it('makes a repeat one change with the same group', async () => {
    const before = await stockOf(desk, mug.id);
    const [first, second] = [await adjust({ delta: 2 }, {}, 'twice'), await adjust({ delta: 2 }, {}, 'twice')];
    expect(second.inventoryAdjustmentGroup?.id).toBe(first.inventoryAdjustmentGroup?.id);
    expect((await stockOf(desk, mug.id)).available).toBe(before.available + 2);
  });

  it('refuses the same key with other parameters, with a code', async () => {
    await adjust({ delta: 1 }, {}, 'reused');
    expect((await adjust({ delta: 2 }, {}, 'reused')).userErrors).toEqual([
      {
        field: null,
        message: 'The same idempotency key cannot be used with different operation parameters.',
        code: 'IDEMPOTENCY_KEY_PARAMETER_MISMATCH',
      },
    ]);
  });
});

describe('inventory by id', () => {
  it('items and levels are found by their GIDs, which have nothing to do with the variant’s', async () => {
    type Data = {
      inventoryItem: { id: string; sku: string; tracked: boolean; inventoryLevel: { id: string } };
    };
    const query = `query Q($id: ID!, $at: ID!) { inventoryItem(id: $id) { id sku tracked inventoryLevel(locationId: $at) { id } } }`;
    const { inventoryItem } = await ask<Data>(desk, query, { id: mug.inventoryItem.id, at: locationId });
    expect(inventoryItem).toMatchObject({ sku: 'STMU-SAND', tracked: true });
    expect(mug.inventoryItem.id.split('/').at(-1)).not.toBe(mug.id.split('/').at(-1));
    const level = inventoryItem.inventoryLevel.id;
    expect(level).toMatch(/^gid:\/\/shopify\/InventoryLevel\/\d+\?inventory_item_id=\d+$/);
    const read = `query Q($id: ID!) { inventoryLevel(id: $id) { id item { id } location { name } } }`;
    expect(await ask(desk, read, { id: level })).toEqual({
      inventoryLevel: { id: level, item: { id: mug.inventoryItem.id }, location: { name: 'Warehouse' } },
    });
  });

  it('say what one costs the shop, in its currency; null where nobody has written that down', async () => {
    type Data = { productVariant: { inventoryItem: { unitCost: { amount: string; currencyCode: string } | null } } };
    const costOf = async () => {
      const text =
        'query Q($id: ID!) { productVariant(id: $id) { inventoryItem { unitCost { amount currencyCode } } } }';
      return (await ask<Data>(desk, text, { id: mug.id })).productVariant.inventoryItem.unitCost;
    };
    const path = `/dev-store/variants/${mug.id.split('/').at(-1) ?? ''}`;
    await desk.post(path, { unitCost: '7.40' });
    expect(await costOf()).toEqual({ amount: '7.4', currencyCode: 'EUR' });
    await desk.post(path, { unitCost: null });
    expect(await costOf()).toBeNull();
  });

  it('levels need read_inventory, quantities of variants do not', async () => {
    const poor = await openSales({ scopes: ['read_products', 'write_orders'] });
    const query = `query Q { productVariants(first: 1) { nodes { inventoryQuantity inventoryItem {
      inventoryLevels(first: 1) { nodes { id } } } } } }`;
    const { body } = await poor.graphql(query);
    expect(body.errors?.[0]?.extensions).toMatchObject({
      code: 'ACCESS_DENIED',
      requiredAccess: '`read_inventory` access scope.',
    });
    expect(
      (await poor.graphql('{ productVariants(first: 1) { nodes { inventoryQuantity } } }')).body.errors,
    ).toBeUndefined();
    await poor.close();
  });
});

describe('stock follows an order', () => {
  it('that is refunded before it is sent goes back into what can be sold', async () => {
    type Data = { orderCreate: { order: { id: string; legacyResourceId: string } } };
    const query = `mutation M($order: OrderCreateOrderInput!, $options: OrderCreateOptionsInput) {
      orderCreate(order: $order, options: $options) { order { id legacyResourceId } userErrors { message } } }`;
    const before = await stockOf(desk, mug.id);
    const amountSet = { shopMoney: { amount: mug.price, currencyCode: 'EUR' } };
    const { orderCreate } = await ask<Data>(desk, query, {
      order: { lineItems: [{ variantId: mug.id, quantity: 1 }], transactions: [{ amountSet }] },
      options: { inventoryBehaviour: 'DECREMENT_OBEYING_POLICY' },
    });
    expect(await stockOf(desk, mug.id)).toMatchObject({
      available: before.available - 1,
      committed: before.committed + 1,
    });
    await desk.made(`/dev-store/orders/${orderCreate.order.legacyResourceId}/refunds`, {});
    expect(await stockOf(desk, mug.id)).toEqual(before);
  });

  it('that is cancelled with restock goes back too', async () => {
    const before = await stockOf(desk, mug.id);
    type Made = { orderCreate: { order: { id: string } } };
    const make = `mutation M($order: OrderCreateOrderInput!, $options: OrderCreateOptionsInput) {
      orderCreate(order: $order, options: $options) { order { id } userErrors { message } } }`;
    const { orderCreate } = await ask<Made>(desk, make, {
      order: { lineItems: [{ variantId: mug.id, quantity: 2 }] },
      options: { inventoryBehaviour: 'DECREMENT_OBEYING_POLICY' },
    });
    const cancel = `mutation M($id: ID!) { orderCancel(orderId: $id, reason: OTHER, restock: true, notifyCustomer: false) {
      job { id } orderCancelUserErrors { message } } }`;
    await ask(desk, cancel, { id: orderCreate.order.id });
    await desk.advance(60_000);
    expect(await stockOf(desk, mug.id)).toEqual(before);
  });
});
