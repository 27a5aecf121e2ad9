import { describe, expect, it } from 'vitest';
import { orderSearchQuery } from './order-search.ts';

describe('what a person types to find an order', () => {
  it.each([
    ['2041', 'name:"#2041" OR name:"2041"'],
    ['#2041', 'name:"#2041" OR name:"2041"'],
    ['EU-1042', 'name:"EU-1042" OR name:"#EU-1042"'],
    ['anna@example.com', 'email:"anna@example.com"'],
    ['Anna Kowal', 'Anna* Kowal*'],
  ])('%j becomes %s', (typed, query) => {
    expect(orderSearchQuery(typed)).toBe(query);
  });

  it('can never become a filter of its own', () => {
    expect(orderSearchQuery('x" OR tag:"vip')).toBe('x* tag* vip*');
    expect(orderSearchQuery('financial_status:paid')).toBe('financial_statuspaid*');
    expect(orderSearchQuery('   ')).toBe('');
  });
});
