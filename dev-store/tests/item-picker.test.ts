import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Desk } from './harness.ts';
import { ask, openSales, variant } from './sales.ts';

let desk: Desk;

beforeAll(async () => {
  desk = await openSales();
});

afterAll(() => desk.close());

const skus = async (query: string): Promise<string[]> => {
  type Data = { productVariants: { nodes: { sku: string }[] } };
  const text = 'query Q($query: String) { productVariants(first: 50, query: $query) { nodes { sku } } }';
  return (await ask<Data>(desk, text, { query })).productVariants.nodes.map((one) => one.sku);
};

const titles = async (query: string, more = ''): Promise<string[]> => {
  type Data = { products: { nodes: { title: string }[] } };
  const text = `query Q($query: String) { products(first: 50, query: $query${more}) { nodes { title } } }`;
  return (await ask<Data>(desk, text, { query })).products.nodes.map((one) => one.title);
};

describe('an item picker', () => {
  it('finds variants by words of the title, by SKU and its beginning, and by status and stock', async () => {
    expect(await skus('stoneware')).toEqual(['STMU-BLUE', 'STMU-SAND', 'STMU-FOREST']);
    expect(await skus('sku:STMU-SAND')).toEqual(['STMU-SAND']);
    expect(await skus('sku:STMU*')).toHaveLength(3);
    expect(await skus('title:mug product_status:ACTIVE inventory_quantity:>0')).not.toContain('ENCAMU-GREEN');
    expect(await skus('title:enamel inventory_quantity:<=0')).toEqual(['ENCAMU-GREEN']);
    expect(await skus('product_status:draft,archived')).toEqual([]);
  });

  it('finds products by title, SKU, type, tag and status, in an order that is asked for', async () => {
    expect(await titles('title:pot')).toEqual(['Tea Pot']);
    expect(await titles('sku:STMU-BLUE')).toEqual(['Stoneware Mug']);
    expect(await titles('product_type:Mugs')).toEqual(['Stoneware Mug', 'Enamel Camping Mug']);
    expect(await titles('tag:mugs', ', sortKey: TITLE')).toEqual(['Enamel Camping Mug', 'Stoneware Mug']);
    expect(await titles('status:archived')).toEqual([]);
  });

  it('shows price, former price, options, picture, stock and whether it sells on', async () => {
    type Data = { productVariants: { nodes: object[] } };
    const query = `{ productVariants(first: 3, query: "title:enamel") { nodes { title displayName price compareAtPrice
      availableForSale inventoryPolicy inventoryQuantity selectedOptions { name value } image { url }
      product { title status hasOutOfStockVariants totalInventory options { name values }
        priceRangeV2 { minVariantPrice { amount currencyCode } } } } } }`;
    const { productVariants } = await ask<Data>(desk, query);
    expect(productVariants.nodes[1]).toMatchObject({
      title: 'White',
      displayName: 'Enamel Camping Mug - White',
      price: '14.90',
      compareAtPrice: '17.90',
      availableForSale: true,
      inventoryPolicy: 'DENY',
      selectedOptions: [{ name: 'Option', value: 'White' }],
      image: { url: expect.stringContaining('/dev-store/images/') as string },
      product: {
        status: 'ACTIVE',
        hasOutOfStockVariants: true,
        options: [{ name: 'Option', values: ['Red', 'White', 'Green'] }],
        priceRangeV2: { minVariantPrice: { amount: '14.9', currencyCode: 'EUR' } },
      },
    });
    expect(productVariants.nodes[2]).toMatchObject({
      availableForSale: false,
      inventoryQuantity: 0,
      compareAtPrice: null,
    });
    const jug =
      '{ productVariants(first: 1, query: "sku:MIJU-600-ML") { nodes { availableForSale inventoryPolicy } } }';
    expect(await ask(desk, jug)).toEqual({
      productVariants: { nodes: [{ availableForSale: true, inventoryPolicy: 'CONTINUE' }] },
    });
  });

  it('shows what a variant costs where the customer lives', async () => {
    type Data = { productVariants: { nodes: object[] } };
    const query = `{ productVariants(first: 1, query: "sku:ENCAMU-WHITE") { nodes {
      pl: contextualPricing(context: { country: PL }) { price { amount currencyCode } compareAtPrice { amount } }
      de: contextualPricing(context: { country: DE }) { price { amount currencyCode } } } } }`;
    expect((await ask<Data>(desk, query)).productVariants.nodes[0]).toEqual({
      pl: { price: { amount: '63.8', currencyCode: 'PLN' }, compareAtPrice: { amount: '76.7' } },
      de: { price: { amount: '14.9', currencyCode: 'EUR' } },
    });
  });

  it('sees what a merchant changes: stock, policy and prices', async () => {
    const mug = await variant(desk, 'STMU-BLUE');
    const change = { available: 0, inventoryPolicy: 'CONTINUE', price: '20.00', compareAtPrice: '25.00' };
    await desk.made(`/dev-store/variants/${encodeURIComponent(mug.id)}`, change);
    const query = `query Q($id: ID!) { productVariant(id: $id) { price compareAtPrice inventoryQuantity inventoryPolicy } }`;
    expect(await ask(desk, query, { id: mug.id })).toEqual({
      productVariant: { price: '20.00', compareAtPrice: '25.00', inventoryQuantity: 0, inventoryPolicy: 'CONTINUE' },
    });
    expect((await desk.post('/dev-store/variants/1', {})).status).toBe(400);
  });
});
