import { describe, expect, it } from 'vitest';
import { inStockQuery, itemSearchQuery } from './item-search.ts';

describe('what is typed into the search for an item', () => {
  it('are the beginnings of words', () => {
    expect(itemSearchQuery('stone mug')).toBe('product_status:active stone* mug*');
    expect(itemSearchQuery(' STMU-BLUE ')).toBe('product_status:active STMU* BLUE*');
  });

  it('can never be a filter, an operator or a quote', () => {
    expect(itemSearchQuery('mug OR status:draft "x" (y) -z')).toBe(
      'product_status:active mug* status* draft* x* y* z*',
    );
  });

  it('nothing typed is everything that can be sold', () => {
    expect(itemSearchQuery('  ')).toBe('product_status:active');
  });
});

describe('items like one that has run out', () => {
  it('are there, and of the same kind where products have one', () => {
    expect(inStockQuery('Mugs')).toBe('product_status:active inventory_quantity:>0 product_type:"Mugs"');
    expect(inStockQuery('')).toBe('product_status:active inventory_quantity:>0');
    expect(inStockQuery(null)).toBe('product_status:active inventory_quantity:>0');
    expect(inStockQuery('a" OR x')).toBe('product_status:active inventory_quantity:>0 product_type:"a  OR x"');
  });
});
