import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, openAfterSale } from './after-sale.ts';
import type { Desk } from './harness.ts';

let desk: Desk;

beforeAll(async () => {
  desk = await openAfterSale();
});

afterAll(() => desk.close());

describe('return reasons', () => {
  it('are definitions with handles; the first ten of a live shop', async () => {
    const data = await ask<{ returnReasonDefinitions: { nodes: { id: string; handle: string; deleted: boolean }[] } }>(
      desk,
      '{ returnReasonDefinitions(first: 20) { nodes { id name handle deleted } } }',
    );
    expect(data.returnReasonDefinitions.nodes).toHaveLength(10);
    expect(data.returnReasonDefinitions.nodes[5]).toEqual({
      id: 'gid://shopify/ReturnReasonDefinition/6',
      name: 'Damaged or defective',
      handle: 'damaged-or-defective',
      deleted: false,
    });
  });

  it('are found by handle and by id', async () => {
    const query =
      'query Q($h: [String!], $i: [ID!]) { returnReasonDefinitions(first: 5, handles: $h, ids: $i) { nodes { handle } } }';
    expect(await ask(desk, query, { h: ['too-small'] })).toEqual({
      returnReasonDefinitions: { nodes: [{ handle: 'too-small' }] },
    });
    const byId = await ask(desk, query, { i: ['gid://shopify/ReturnReasonDefinition/8'] });
    expect(byId).toEqual({ returnReasonDefinitions: { nodes: [{ handle: 'too-big' }] } });
  });
});
