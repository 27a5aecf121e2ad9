import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TOKYO_PAPER, type Desk, type MadeOrder } from './harness.ts';
import { ask, custom, draftOf, errorsOf, openSales, search, type UserError } from './sales.ts';

let desk: Desk;
let order: MadeOrder;

beforeAll(async () => {
  desk = await openSales();
  order = await desk.order({ tags: ['Red'] });
});

afterAll(() => desk.close());

type Tagged = { node: { id: string; tags: string[] } | null; userErrors: UserError[] };

async function tag(field: 'tagsAdd' | 'tagsRemove', id: string, tags: string | string[]): Promise<Tagged> {
  const query = `mutation M($id: ID!, $tags: [String!]!) { ${field}(id: $id, tags: $tags) {
    node { id ... on Order { tags } ... on Customer { tags } ... on DraftOrder { tags } } userErrors { field message } } }`;
  return (await ask<Record<string, Tagged>>(desk, query, { id, tags }))[field] ?? { node: null, userErrors: [] };
}

describe('tagsAdd and tagsRemove', () => {
  it('split at commas, sort without regard to case and keep a tag that is there in another case', async () => {
    const { id } = await desk.order({ tags: ['Red'] });
    expect((await tag('tagsAdd', id, ['blue,green'])).node?.tags).toEqual(['blue', 'green', 'Red']);
    expect((await tag('tagsAdd', id, 'a, red')).node?.tags).toEqual(['a', 'blue', 'green', 'Red']);
    expect((await tag('tagsRemove', id, ['red'])).node?.tags).toEqual(['a', 'blue', 'green', 'Red']);
    expect((await tag('tagsRemove', id, ['Red', 'a'])).node?.tags).toEqual(['blue', 'green']);
  });

  it('work on customers and drafts, and an order is found by its new tag', async () => {
    const draft = await draftOf(desk, { lineItems: [custom('x', '1.00')] });
    expect((await tag('tagsAdd', draft.id, ['made'])).node?.tags).toEqual(['made']);
    expect((await tag('tagsAdd', order.customerId ?? '', ['claimed'])).node?.tags).toEqual(['claimed']);
    await tag('tagsAdd', order.id, ['amends:r-9']);
    expect(await search(desk, 'tag:amends:r-9')).toEqual([order.name]);
  });

  it('say when the resource is not there, and when its type has no tags', async () => {
    expect(await tag('tagsAdd', 'gid://shopify/Order/1', ['x'])).toEqual({
      node: null,
      userErrors: [{ field: ['id'], message: 'Order does not exist' }],
    });
    const query = 'mutation { tagsAdd(id: "gid://shopify/Refund/1", tags: ["x"]) { userErrors { message } } }';
    expect((await errorsOf(desk, query))[0]?.extensions?.code).toBe('RESOURCE_NOT_FOUND');
  });

  it('need the scope that changes the resource', async () => {
    const poor = await openSales({ scopes: ['read_orders', 'read_customers'] });
    const theirs = await poor.order();
    const query = 'mutation M($id: ID!) { tagsAdd(id: $id, tags: ["x"]) { userErrors { message } } }';
    const [error] = await errorsOf(poor, query, { id: theirs.id });
    expect(error?.extensions).toMatchObject({
      code: 'ACCESS_DENIED',
      requiredAccess: '`write_orders` access scope.',
    });
    await poor.close();
  });
});

type Metafield = { id: string; namespace: string; key: string; type: string; value: string; compareDigest: string };
type SetAnswer = { metafields: Metafield[] | null; userErrors: (UserError & { elementIndex: number | null })[] };

async function setMetafields(metafields: object[]): Promise<SetAnswer> {
  const query = `mutation M($metafields: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $metafields) {
    metafields { id namespace key type value compareDigest } userErrors { field message code elementIndex } } }`;
  return (await ask<{ metafieldsSet: SetAnswer }>(desk, query, { metafields })).metafieldsSet;
}

const text = (value: string, more: object = {}): object => ({
  ownerId: order.id,
  namespace: 'amends',
  key: 'remedy',
  type: 'single_line_text_field',
  value,
  ...more,
});

describe('metafieldsSet', () => {
  it('sets, changes and is read back on the order, with and without a namespace', async () => {
    const first = await setMetafields([text('r-1')]);
    expect(first.userErrors).toEqual([]);
    const second = await setMetafields([text('r-2')]);
    expect(second.metafields?.[0]).toMatchObject({ id: first.metafields?.[0]?.id, value: 'r-2' });
    const own = await setMetafields([{ ...text('7'), namespace: undefined, key: 'count', type: 'number_integer' }]);
    expect(own.metafields?.[0]?.namespace).toBe('app--4000001');
    const query = `query Q($id: ID!) { order(id: $id) {
      metafield(namespace: "amends", key: "remedy") { value type jsonValue ownerType owner { ... on Order { id } } }
      own: metafield(key: "count") { value jsonValue } none: metafield(key: "none") { value }
      metafields(first: 5, namespace: "amends") { nodes { key } } } }`;
    expect(await ask(desk, query, { id: order.id })).toEqual({
      order: {
        metafield: {
          value: 'r-2',
          type: 'single_line_text_field',
          jsonValue: 'r-2',
          ownerType: 'ORDER',
          owner: { id: order.id },
        },
        own: { value: '7', jsonValue: 7 },
        none: null,
        metafields: { nodes: [{ key: 'remedy' }] },
      },
    });
  });

  it('compares with a digest: stale, invalid, or null for what must not exist yet', async () => {
    const [record] = (await setMetafields([text('one', { key: 'guarded' })])).metafields ?? [];
    const digest = record?.compareDigest ?? '';
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    const changed = await setMetafields([text('two', { key: 'guarded', compareDigest: digest })]);
    expect(changed.userErrors).toEqual([]);
    const codes = async (more: object): Promise<unknown> =>
      (await setMetafields([text('three', more)])).userErrors.map((one) => [one.code, one.field]);
    expect(await codes({ key: 'guarded', compareDigest: digest })).toEqual([['STALE_OBJECT', ['metafields', '0']]]);
    expect(await codes({ key: 'guarded', compareDigest: null })).toEqual([['STALE_OBJECT', ['metafields', '0']]]);
    expect(await codes({ key: 'unknown', compareDigest: digest })).toEqual([
      ['INVALID_COMPARE_DIGEST', ['metafields', '0']],
    ]);
    expect(await codes({ key: 'fresh', compareDigest: null })).toEqual([]);
  });

  it('sets all or none', async () => {
    const answer = await setMetafields([
      text('good', { key: 'atomic' }),
      { ...text('bad'), ownerId: 'gid://shopify/Order/1' },
    ]);
    expect(answer).toEqual({
      metafields: [],
      userErrors: [
        {
          field: ['metafields', '1', 'ownerId'],
          message: 'Owner does not exist.',
          code: 'INVALID_VALUE',
          elementIndex: null,
        },
      ],
    });
    const query = 'query Q($id: ID!) { order(id: $id) { metafield(namespace: "amends", key: "atomic") { value } } }';
    expect(await ask(desk, query, { id: order.id })).toEqual({ order: { metafield: null } });
  });

  it.each<[string, object, string, string, string | null]>([
    [
      'a short namespace',
      { namespace: 'ab' },
      'namespace',
      'Namespace is too short (minimum is 3 characters)',
      'TOO_SHORT',
    ],
    ['a short key', { key: 'x' }, 'key', 'Key is too short (minimum is 2 characters)', 'TOO_SHORT'],
    ['a long key', { key: 'k'.repeat(65) }, 'key', 'Key is too long (maximum is 64 characters)', 'TOO_LONG'],
    [
      'a reserved namespace',
      { namespace: 'protected' },
      'namespace',
      'Namespace protected is a reserved namespace',
      null,
    ],
    ['no type for a new one', { key: 'typeless', type: null }, 'type', "Type can't be blank", 'BLANK'],
    ['no integer', { type: 'number_integer' }, 'value', 'Value must be an integer.', 'INVALID_VALUE'],
    ['no boolean', { type: 'boolean' }, 'value', 'Value must be true or false.', 'INVALID_VALUE'],
    ['no date', { type: 'date' }, 'value', 'Value must be in YYYY-MM-DD format.', 'INVALID_VALUE'],
    ['a blank text', { value: ' ' }, 'value', "Value can't be blank.", 'INVALID_VALUE'],
  ])('refuses %s', async (_fact, more, field, message, code) => {
    const { userErrors } = await setMetafields([text('some text', more)]);
    expect(userErrors).toEqual([{ field: ['metafields', '0', field], message, code, elementIndex: null }]);
  });

  it('takes 25 at a time', async () => {
    const many = Array.from({ length: 26 }, (_none, index) => text('x', { key: `key_${index}` }));
    expect((await setMetafields(many)).userErrors).toEqual([
      {
        field: ['metafields'],
        message: 'Exceeded the maximum metafields input limit of 25.',
        code: 'LESS_THAN_OR_EQUAL_TO',
        elementIndex: null,
      },
    ]);
  });

  it('works on customers, and metafieldsDelete takes away what is there', async () => {
    const ownerId = order.customerId ?? '';
    await setMetafields([text('gold', { ownerId, key: 'tier' })]);
    const read = 'query Q($id: ID!) { customer(id: $id) { metafield(namespace: "amends", key: "tier") { value } } }';
    expect(await ask(desk, read, { id: ownerId })).toEqual({ customer: { metafield: { value: 'gold' } } });
    const query = `mutation M($metafields: [MetafieldIdentifierInput!]!) { metafieldsDelete(metafields: $metafields) {
      deletedMetafields { key namespace ownerId } userErrors { message } } }`;
    const metafields = [
      { ownerId, namespace: 'amends', key: 'tier' },
      { ownerId, namespace: 'amends', key: 'never' },
    ];
    expect(await ask(desk, query, { metafields })).toEqual({
      metafieldsDelete: { deletedMetafields: [metafields[0], null], userErrors: [] },
    });
    expect(await ask(desk, read, { id: ownerId })).toEqual({ customer: { metafield: null } });
  });

  it('needs the scope that changes the owner', async () => {
    const poor = await openSales({ scopes: ['read_orders', 'read_customers'] });
    const theirs = await poor.order();
    const query = `mutation M($metafields: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $metafields) {
      userErrors { message } } }`;
    const [error] = await errorsOf(poor, query, { metafields: [text('x', { ownerId: theirs.id })] });
    expect(error?.extensions?.code).toBe('ACCESS_DENIED');
    await poor.close();
  });
});

describe('orderUpdate', () => {
  type Answer = { order: Record<string, unknown> | null; userErrors: UserError[] };
  const update = async (input: object): Promise<Answer> => {
    const query = `mutation M($input: OrderInput!) { orderUpdate(input: $input) {
      order { id note tags email customAttributes { key value } shippingAddress { city lastName }
        metafield(namespace: "amends", key: "note") { value } } userErrors { field message } } }`;
    return (await ask<{ orderUpdate: Answer }>(desk, query, { input: { id: order.id, ...input } })).orderUpdate;
  };
  const address = { lastName: 'Nowak', address1: 'ul. Polna 2', city: 'Gdańsk', zip: '80-001', countryCode: 'PL' };

  it('changes note, tags, attributes, address and metafields, and leaves the rest', async () => {
    const answer = await update({
      note: 'Call first',
      tags: ['b', 'a'],
      customAttributes: [{ key: 'k', value: 'v' }],
      shippingAddress: address,
      metafields: [{ namespace: 'amends', key: 'note', type: 'single_line_text_field', value: 'seen' }],
    });
    expect(answer).toEqual({
      order: {
        id: order.id,
        note: 'Call first',
        tags: ['a', 'b'],
        email: order.email,
        customAttributes: [{ key: 'k', value: 'v' }],
        shippingAddress: { city: 'Gdańsk', lastName: 'Nowak' },
        metafield: { value: 'seen' },
      },
      userErrors: [],
    });
    expect((await update({ note: null })).order).toMatchObject({ note: null, tags: ['a', 'b'] });
  });

  it.each<[string, object, object[]]>([
    ['nothing to change', {}, [{ field: null, message: 'No valid update parameters have been provided' }]],
    ['a bad phone number', { phone: 'not a phone' }, [{ field: ['phone'], message: 'Phone is invalid' }]],
    [
      'an address without last name and ZIP code',
      { shippingAddress: { address1: '3 Street', city: 'Chicago', countryCode: 'US' } },
      [
        { field: ['shippingAddress', 'lastName'], message: 'Enter a last name' },
        { field: ['shippingAddress', 'zip'], message: 'Enter a ZIP code' },
      ],
    ],
  ])('refuses %s and answers the order', async (_fact, input, userErrors) => {
    const answer = await update(input);
    expect(answer.userErrors).toEqual(userErrors);
    expect(answer.order?.['id']).toBe(order.id);
  });

  it('does not find an order that is not there, nor another shop’s', async () => {
    const nothing = { order: null, userErrors: [{ field: ['id'], message: 'Order does not exist' }] };
    expect(await update({ id: 'gid://shopify/Order/1', note: 'x' })).toEqual(nothing);
    const theirs = await desk.order({ shop: TOKYO_PAPER, amount: '1200' });
    expect(await update({ id: theirs.id, note: 'x' })).toEqual(nothing);
  });
});
