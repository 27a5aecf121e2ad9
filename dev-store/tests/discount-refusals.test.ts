import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answer, BENEFIT_SCOPES, newCustomer, openDesk } from './benefits.ts';
import {
  ACTIVATE,
  AUTOMATIC,
  change,
  CREATE,
  DEACTIVATE,
  DELETE,
  newAutomatic,
  newCode,
  tenPercent,
  UPDATE,
} from './discount-kit.ts';
import type { Desk } from './harness.ts';

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk();
});

afterAll(() => desk.close());

function gets(value: object, items: object = { all: true }): object {
  return { customerGets: { value, items } };
}

const MINIMUM = ['basicCodeDiscount', 'minimumRequirement'];
const VALUE = ['basicCodeDiscount', 'customerGets', 'value'];
const ITEMS = ['basicCodeDiscount', 'customerGets', 'items'];

describe('a code is refused', () => {
  const cases: [string, object, string[], string, string][] = [
    ['without a code', { code: null }, ['basicCodeDiscount', 'code'], "Code can't be blank", 'BLANK'],
    [
      'with an empty code',
      { code: '' },
      ['basicCodeDiscount', 'code'],
      'Code is too short (minimum is 1 character)',
      'TOO_SHORT',
    ],
    [
      'with a line break in its code',
      { code: 'a\nb' },
      ['basicCodeDiscount', 'code'],
      'Code cannot contain newline characters.',
      'INVALID',
    ],
    [
      'with a code of 256 characters',
      { code: 'x'.repeat(256) },
      ['basicCodeDiscount', 'code'],
      'Code is too long (maximum is 255 characters)',
      'TOO_LONG',
    ],
    ['without a title', { title: '' }, ['basicCodeDiscount', 'title'], "Title can't be blank", 'BLANK'],
    [
      'with a title of 256 characters',
      { title: 'x'.repeat(256) },
      ['basicCodeDiscount', 'title'],
      'Title is too long (maximum is 255 characters)',
      'TOO_LONG',
    ],
    ['without a start', { startsAt: null }, ['basicCodeDiscount', 'startsAt'], "Starts at can't be blank", 'BLANK'],
    [
      'that ends before it starts',
      { endsAt: '2025-01-01T00:00:00Z' },
      ['basicCodeDiscount', 'endsAt'],
      'Ends at needs to be after starts_at',
      'INVALID',
    ],
    [
      'of more than everything',
      gets({ percentage: 1.5 }),
      [...VALUE, 'percentage'],
      'Value must be between 0.0 and 1.0',
      'VALUE_OUTSIDE_RANGE',
    ],
    [
      'of less than nothing',
      gets({ discountAmount: { amount: '-1' } }),
      [...VALUE, 'discountAmount', 'amount'],
      'Value must be less than or equal to 0',
      'LESS_THAN_OR_EQUAL_TO',
    ],
    [
      'per quantity',
      gets({ discountOnQuantity: { quantity: '1' } }),
      [...VALUE, 'discountOnQuantity'],
      'discountOnQuantity field is only permitted with bxgy discounts.',
      'INVALID',
    ],
    [
      'for no use at all',
      { usageLimit: 0 },
      ['basicCodeDiscount', 'usageLimit'],
      'Usage limit must be greater than 0',
      'GREATER_THAN',
    ],
    [
      'on a product that does not exist',
      gets({ percentage: 0.1 }, { products: { productsToAdd: ['gid://shopify/Product/999999999999'] } }),
      [...ITEMS, 'products', 'productsToAdd'],
      'Product with id: 999999999999 is invalid',
      'INVALID',
    ],
    [
      'on a collection that does not exist',
      gets({ percentage: 0.1 }, { collections: { add: ['gid://shopify/Collection/0'] } }),
      [...ITEMS, 'collections', 'add'],
      'Collection with id: 0 is invalid',
      'INVALID',
    ],
    [
      'from a minimum quantity no order has',
      { minimumRequirement: { quantity: { greaterThanOrEqualToQuantity: '9999999999' } } },
      [...MINIMUM, 'quantity', 'greaterThanOrEqualToQuantity'],
      'Minimum quantity must be less than 2147483647',
      'LESS_THAN',
    ],
  ];

  it.each(cases)('%s', async (_name, more, field, message, code) => {
    const { codeDiscountNode, userErrors } = await change(desk, CREATE, { input: tenPercent(more) });
    expect(codeDiscountNode).toBeNull();
    expect(userErrors).toEqual([{ field, message, code, extraInfo: null }]);
  });

  it('with two minimums, and both are named', async () => {
    const minimumRequirement = {
      quantity: { greaterThanOrEqualToQuantity: '2' },
      subtotal: { greaterThanOrEqualToSubtotal: '10.00' },
    };
    const { userErrors } = await change(desk, CREATE, { input: tenPercent({ minimumRequirement }) });
    expect(userErrors.map((error) => [error.message, error.code])).toEqual([
      ['Minimum subtotal cannot be defined when minimum quantity is.', 'CONFLICT'],
      ['Minimum quantity cannot be defined when minimum subtotal is.', 'CONFLICT'],
    ]);
  });

  it('with both context and customerSelection', async () => {
    const { id } = await newCustomer(desk);
    const customers = { customers: { add: [id] } };
    const { userErrors } = await change(desk, CREATE, {
      input: tenPercent({ context: customers, customerSelection: customers }),
    });
    expect(userErrors).toEqual([
      {
        field: ['basicCodeDiscount', 'context'],
        message: 'Only one of context or customerSelection can be provided.',
        code: 'INVALID',
        extraInfo: null,
      },
    ]);
  });

  it('without write_discounts: ACCESS_DENIED', async () => {
    const plain = await openDesk({ scopes: BENEFIT_SCOPES.filter((scope) => scope !== 'write_discounts') });
    const { data, errors } = await answer(plain, CREATE, { input: tenPercent() });
    expect(data).toEqual({ result: null });
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'ACCESS_DENIED',
      requiredAccess: 'Apps must have `write_discounts` access scope.',
    });
    await plain.close();
  });
});

describe('an input that contradicts itself is an error of the whole field: BAD_REQUEST', () => {
  async function messageOf(more: object, mutation = CREATE, variables: object = {}): Promise<unknown> {
    const { data, errors } = await answer(desk, mutation, { input: tenPercent(more), ...variables });
    expect(data).toEqual({ result: null });
    expect(errors?.[0]?.extensions?.code).toBe('BAD_REQUEST');
    return errors?.[0]?.message;
  }

  it('two kinds of value', async () => {
    const both = gets({ percentage: 0.1, discountAmount: { amount: '5.00' } });
    expect(await messageOf(both)).toBe(
      'A discount can only have one of percentage, discountOnQuantity or discountAmount.',
    );
    const { id } = await newCode(desk);
    expect(await messageOf(both, UPDATE, { id })).toMatch(/^A discount can only have one of/);
  });

  it('all customers and some customers', async () => {
    const { id } = await newCustomer(desk);
    const selection = { context: null, customerSelection: { all: true, customers: { add: [id] } } };
    expect(await messageOf(selection)).toBe(
      'A discount cannot have customerSelection set to all, when customers or customerSavedSearches is specified.',
    );
  });

  it('a customer who comes and goes', async () => {
    const { id } = await newCustomer(desk);
    const selection = { context: null, customerSelection: { customers: { add: [id], remove: [id] } } };
    expect(await messageOf(selection)).toBe('A customer id is present in `add` and `remove` fields');
  });

  it('two contexts at once: exactly one argument is taken', async () => {
    const { id } = await newCustomer(desk);
    const input = tenPercent({ context: { all: 'ALL', customers: { add: [id] } } });
    const { data, errors } = await answer(desk, CREATE, { input });
    expect(data).toBeUndefined();
    expect(errors?.[0]?.extensions?.code).toBe('INVALID_VARIABLE');
  });
});

describe('a discount that does not exist', () => {
  it('can’t be switched or deleted: INVALID', async () => {
    const id = 'gid://shopify/DiscountCodeNode/1';
    const error = { field: ['id'], message: 'Code discount does not exist.', code: 'INVALID', extraInfo: null };
    for (const mutation of [ACTIVATE, DEACTIVATE, DELETE]) {
      expect((await change(desk, mutation, { id })).userErrors).toEqual([error]);
    }
  });

  it('is what an automatic discount is to the mutations of codes', async () => {
    const id = await newAutomatic(desk);
    expect((await change(desk, DELETE, { id })).userErrors[0]?.message).toBe('Code discount does not exist.');
  });

  it('is what an automatic discount’s id is to codeDiscountNode: Invalid id', async () => {
    const id = await newAutomatic(desk);
    const { errors } = await answer(desk, 'query ($id: ID!) { codeDiscountNode(id: $id) { id } }', { id });
    expect(errors).toMatchObject([{ message: `Invalid id: ${id}`, extensions: { code: 'RESOURCE_NOT_FOUND' } }]);
  });
});

describe('an automatic discount', () => {
  it('has to take something off, and says so in its own way', async () => {
    const errorOf = async (value: object): Promise<unknown> => {
      const { code: _code, ...input } = tenPercent(gets(value));
      const [error] = (await change(desk, AUTOMATIC, { input })).userErrors;
      return [error?.field?.at(-1), error?.message, error?.code];
    };
    expect(await errorOf({ percentage: 0 })).toEqual([
      'percentage',
      'Value must be between 0.0 and 1.0',
      'VALUE_OUTSIDE_RANGE',
    ]);
    expect(await errorOf({ discountAmount: { amount: '0' } })).toEqual([
      'amount',
      'Value must be less than 0',
      'GREATER_THAN',
    ]);
  });

  it('is one of at most 25 that run at a time', async () => {
    const full = await openDesk();
    for (let made = 0; made < 25; made += 1) await newAutomatic(full);
    const { code: _code, ...input } = tenPercent();
    expect((await change(full, AUTOMATIC, { input })).userErrors[0]?.code).toBe('ACTIVE_PERIOD_OVERLAP');
    await full.close();
  });
});
