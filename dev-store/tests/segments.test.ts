import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answer, ask, newCustomer, openDesk, tag, type CodedErrors } from './benefits.ts';
import { AUTOMATIC, change, newCode, newSegment, tenPercent } from './discount-kit.ts';
import { Receiver, type Desk } from './harness.ts';

const CREATE = `mutation ($name: String!, $query: String!) { segmentCreate(name: $name, query: $query) {
  segment { id name query creationDate lastEditDate } userErrors { field message } } }`;
const DELETE = 'mutation ($id: ID!) { segmentDelete(id: $id) { deletedSegmentId userErrors { field message } } }';

type Created = {
  segmentCreate: {
    segment: { id: string; name: string; query: string } | null;
    userErrors: Omit<CodedErrors[number], 'code'>[];
  };
};

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk();
});

afterAll(() => desk.close());

async function create(name: string, query: string): Promise<Created['segmentCreate']> {
  return (await ask<Created>(desk, CREATE, { name, query })).segmentCreate;
}

async function members(variables: object): Promise<string[]> {
  const data = await ask<{ customerSegmentMembers: { totalCount: number; edges: { node: { id: string } }[] } }>(
    desk,
    `query ($segmentId: ID, $query: String) { customerSegmentMembers(first: 50, segmentId: $segmentId, query: $query) {
      totalCount edges { node { id displayName numberOfOrders } } } }`,
    variables,
  );
  expect(data.customerSegmentMembers.totalCount).toBe(data.customerSegmentMembers.edges.length);
  return data.customerSegmentMembers.edges.map((edge) => edge.node.id.split('/').at(-1) ?? '');
}

function numeric(id: string): string {
  return id.split('/').at(-1) ?? '';
}

describe('segmentCreate', () => {
  it('keeps the query as it was written', async () => {
    const query = "customer_tags CONTAINS 'VIP'  AND number_of_orders >= 1";
    expect((await create('Good customers', query)).segment).toMatchObject({ name: 'Good customers', query });
  });

  it('gives a name that is taken a number: a repeat is a second segment', async () => {
    await create('Foo (1)', 'number_of_orders >= 1');
    expect((await create('Foo (1)', 'number_of_orders >= 1')).segment?.name).toBe('Foo (2)');
  });

  it('is refused for blank and long texts, before the query is read', async () => {
    expect((await create('', '')).userErrors).toEqual([
      { field: ['name'], message: "Name can't be blank" },
      { field: ['query'], message: "Query can't be blank" },
    ]);
    expect((await create('', 'not a valid query')).userErrors).toHaveLength(1);
    expect((await create('x'.repeat(256), 'number_of_orders >= 1')).userErrors[0]?.message).toBe(
      'Name is too long (maximum is 255 characters)',
    );
  });

  it('is refused for a query that can’t be read, with the place of the word', async () => {
    expect((await create('Bad', 'not a valid segment query ???')).userErrors).toEqual([
      { field: ['query'], message: "Query Line 1 Column 6: 'valid' is unexpected." },
      { field: ['query'], message: "Query Line 1 Column 4: 'a' filter cannot be found." },
    ]);
  });
});

describe('a segment', () => {
  it('has the customers that its query describes, now', async () => {
    const [one, other] = [await newCustomer(desk), await newCustomer(desk)];
    const segmentId = await newSegment(desk, `customer_tags CONTAINS '${numeric(one.id)}'`);
    expect(await members({ segmentId })).toEqual([]);
    await tag(desk, one.id, 'VIP', numeric(one.id));
    expect(await members({ segmentId })).toEqual([numeric(one.id)]);
    expect(
      await members({ query: `customer_tags CONTAINS '${numeric(one.id)}' AND NOT number_of_orders >= 1` }),
    ).toEqual([]);
    expect(await members({ query: `(amount_spent > 100.50) AND customer_tags NOT CONTAINS 'VIP'` })).toContain(
      numeric(other.id),
    );
    const membership = `query ($customerId: ID!, $segmentIds: [ID!]!) {
      customerSegmentMembership(customerId: $customerId, segmentIds: $segmentIds) { memberships { segmentId isMember } } }`;
    expect(await ask(desk, membership, { customerId: one.id, segmentIds: [segmentId] })).toEqual({
      customerSegmentMembership: { memberships: [{ segmentId, isMember: true }] },
    });
  });

  it('that was deleted is an error to `segment` and a userError to a second delete', async () => {
    const id = await newSegment(desk, 'number_of_orders >= 1');
    expect(await ask(desk, DELETE, { id })).toEqual({ segmentDelete: { deletedSegmentId: id, userErrors: [] } });
    const { data, errors } = await answer(desk, 'query ($id: ID!) { segment(id: $id) { id } }', { id });
    expect(data).toEqual({ segment: null });
    expect(errors).toMatchObject([{ message: 'Segment does not exist', extensions: { code: 'NOT_FOUND' } }]);
    expect(await ask(desk, DELETE, { id })).toEqual({
      segmentDelete: { deletedSegmentId: null, userErrors: [{ field: ['id'], message: 'Segment does not exist' }] },
    });
  });

  it('asked for by a filter this stand-in lacks is a loud error', async () => {
    const { errors } = await answer(
      desk,
      'query { customerSegmentMembers(first: 5, query: "rfm_group = \'LOYAL\'") { totalCount } }',
    );
    expect(errors?.[0]?.message).toBe("dev store: the segment filter 'rfm_group' is not supported");
  });

  it('can carry a standing automatic discount', async () => {
    const segment = await newSegment(desk, "customer_tags CONTAINS 'VIP'");
    const { code: _code, ...input } = tenPercent({ context: { customerSegments: { add: [segment] } } });
    const { automaticDiscountNode } = await change(desk, AUTOMATIC, { input });
    expect(automaticDiscountNode?.automaticDiscount.context).toMatchObject({ segments: [{ id: segment }] });
  });
});

describe('webhooks of discounts and segments', () => {
  it('go to an app that subscribed: create with its code, update, delete', async () => {
    const receiver = new Receiver();
    const topics = [
      'discounts/create',
      'discounts/update',
      'discounts/delete',
      'discounts/redeemcode_added',
      'segments/create',
    ];
    const live = await openDesk({ webhooks: true, webhookTopics: topics, appUrl: await receiver.listen() });
    const { id, code, discount } = await newCode(live);
    const mutation = (name: string): string =>
      `mutation ($id: ID!) { result: ${name}(id: $id) { userErrors { field message code } } }`;
    await change(live, mutation('discountCodeDeactivate'), { id });
    await change(live, mutation('discountCodeDelete'), { id });
    await newSegment(live, 'number_of_orders >= 1');
    await live.post('/dev-store/webhooks/idle', {});
    expect(receiver.topics().sort()).toEqual(topics.sort());
    const body = (topic: string): unknown =>
      JSON.parse(receiver.received.find((one) => one.topic === topic)?.body ?? '{}') as unknown;
    expect(body('discounts/create')).toMatchObject({
      admin_graphql_api_id: id,
      title: discount.title,
      status: 'ACTIVE',
    });
    expect(body('discounts/redeemcode_added')).toMatchObject({ admin_graphql_api_id: id, redeem_code: { code } });
    await live.close();
    await receiver.close();
  });

  it('stay away from an app that did not', async () => {
    const receiver = new Receiver();
    const live = await openDesk({ webhooks: true, webhookTopics: ['orders/updated'], appUrl: await receiver.listen() });
    await newCode(live);
    await live.post('/dev-store/webhooks/idle', {});
    expect(receiver.topics()).toEqual([]);
    await live.close();
    await receiver.close();
  });
});
