import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, buy, newCustomer, openDesk, refusedBecause, tag } from './benefits.ts';
import { change, FREE_SHIPPING, newAutomatic, newCode, newSegment, tenPercent } from './discount-kit.ts';
import { MUG_HOUSE, Receiver, TOKYO_PAPER, type Desk } from './harness.ts';

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk();
});

afterAll(() => desk.close());

const FOR_5_EUROS = { customerGets: { value: { discountAmount: { amount: '5.00' } }, items: { all: true } } };

async function usage(id: string): Promise<number> {
  const query =
    'query ($id: ID!) { codeDiscountNode(id: $id) { codeDiscount { ... on DiscountCodeBasic { asyncUsageCount } } } }';
  const data = await ask<{ codeDiscountNode: { codeDiscount: { asyncUsageCount: number } } }>(desk, query, { id });
  return data.codeDiscountNode.codeDiscount.asyncUsageCount;
}

describe('a code that is used', () => {
  it('takes its part off the order, is named on it, and is counted', async () => {
    const { id: customer } = await newCustomer(desk);
    const { id, code } = await newCode(desk);
    const { order, discounts } = await buy(desk, { customer, discountCodes: [code.toLowerCase()] });
    expect(order.total.amount).toBe('45.0');
    expect(discounts).toMatchObject([{ id, code, amount: '5.0' }]);
    const query =
      'query ($id: ID!) { order(id: $id) { discountCodes displayFinancialStatus totalDiscountsSet { shopMoney { amount } } } }';
    expect(await ask(desk, query, { id: order.id })).toEqual({
      order: {
        discountCodes: [code],
        displayFinancialStatus: 'PAID',
        totalDiscountsSet: { shopMoney: { amount: '5.0' } },
      },
    });
    expect(await usage(id)).toBe(1);
  });

  it('is counted by asyncUsageCount a little later, where the shop counts late', async () => {
    await desk.made(`/dev-store/shops/${MUG_HOUSE}`, { usageLagMs: 60_000 });
    const { id, code } = await newCode(desk);
    await buy(desk, { discountCodes: [code] });
    expect(await usage(id)).toBe(0);
    await desk.advance(61_000);
    expect(await usage(id)).toBe(1);
    await desk.made(`/dev-store/shops/${MUG_HOUSE}`, { usageLagMs: 0 });
  });

  it('of a fixed amount is worth the same in another currency, and at most the order', async () => {
    const { code } = await newCode(desk, FOR_5_EUROS);
    const inCrowns = await buy(desk, { amount: '1000.00', currency: 'CZK', discountCodes: [code] });
    expect(inCrowns.order.total).toMatchObject({ amount: '875.0', shopAmount: '35.0' });
    expect((await buy(desk, { amount: '3.00', discountCodes: [code] })).order.total.amount).toBe('0.0');
  });

  it('in yen takes whole yen off', async () => {
    const token = await desk.accessToken(TOKYO_PAPER);
    const mutation = `mutation ($input: DiscountCodeBasicInput!) { discountCodeBasicCreate(basicCodeDiscount: $input) { codeDiscountNode { id } userErrors { message } } }`;
    const input = tenPercent({ customerGets: { value: { percentage: 0.15 }, items: { all: true } } });
    await desk.graphql(mutation, { input }, { shop: TOKYO_PAPER, token });
    const placed = await buy(desk, { shop: TOKYO_PAPER, amount: '1111', discountCodes: [input['code']] });
    expect(placed.order.total.amount).toBe('944.0');
  });
});

describe('a code can’t be used', () => {
  it('by another customer or a guest, when it is bound to one', async () => {
    const [owner, other] = [await newCustomer(desk), await newCustomer(desk)];
    const { code } = await newCode(desk, { context: { customers: { add: [owner.id] } } });
    expect(await refusedBecause(desk, { customer: other.id, discountCodes: [code] })).toBe('not_for_this_customer');
    expect(await refusedBecause(desk, { discountCodes: [code] })).toBe('not_for_this_customer');
    expect((await buy(desk, { customer: owner.id, discountCodes: [code] })).order.total.amount).toBe('45.0');
  });

  it('more often than its usage limit, or twice by the same customer', async () => {
    const [one, two] = [await newCustomer(desk), await newCustomer(desk)];
    const limited = await newCode(desk, { usageLimit: 1 });
    await buy(desk, { customer: one.id, discountCodes: [limited.code] });
    expect(await refusedBecause(desk, { customer: two.id, discountCodes: [limited.code] })).toBe('used_up');
    const once = await newCode(desk, { appliesOncePerCustomer: true });
    await buy(desk, { customer: one.id, discountCodes: [once.code] });
    expect(await refusedBecause(desk, { customer: one.id, discountCodes: [once.code] })).toBe('used_before');
    await buy(desk, { customer: two.id, discountCodes: [once.code] });
  });

  it('before it starts, after it ended, below its minimum, and when it does not exist', async () => {
    const because = async (more: object): Promise<string> =>
      refusedBecause(desk, { discountCodes: [(await newCode(desk, more)).code] });
    expect(await because({ startsAt: '2099-01-01T00:00:00Z' })).toBe('not_started');
    expect(await because({ endsAt: '2026-02-01T00:00:00Z' })).toBe('expired');
    expect(await because({ minimumRequirement: { subtotal: { greaterThanOrEqualToSubtotal: '50.01' } } })).toBe(
      'below_minimum',
    );
    expect(await because({ minimumRequirement: { quantity: { greaterThanOrEqualToQuantity: '2' } } })).toBe(
      'below_minimum',
    );
    expect(await refusedBecause(desk, { discountCodes: ['SORRY-NOBODY'] })).toBe('unknown_code');
  });

  it('with another one, unless both allow the other’s class', async () => {
    const both = { combinesWith: { orderDiscounts: true } };
    const [one, two, alone] = [await newCode(desk, both), await newCode(desk, both), await newCode(desk)];
    expect(await refusedBecause(desk, { discountCodes: [one.code, alone.code] })).toBe('not_combinable');
    const { order } = await buy(desk, { discountCodes: [one.code, two.code] });
    expect(order.total.amount).toBe('40.5');
  });

  it('and then nothing has happened: no order, no use', async () => {
    const { id, code } = await newCode(desk, { usageLimit: 5 });
    await refusedBecause(desk, { discountCodes: [code, 'SORRY-NOBODY'] });
    expect(await usage(id)).toBe(0);
  });
});

describe('free shipping', () => {
  async function shippingCode(more: object = {}): Promise<string> {
    const { customerGets: _gets, ...input } = tenPercent(more);
    await change(desk, FREE_SHIPPING, { input });
    return String(input['code']);
  }

  it('takes the shipping off and nothing else', async () => {
    const { order } = await buy(desk, { shipping: '4.90', discountCodes: [await shippingCode()] });
    expect(order.total.amount).toBe('50.0');
  });

  it('goes only to its countries and only up to its price', async () => {
    const toPoland = await shippingCode({ destination: { countries: { add: ['PL'] } } });
    expect(await refusedBecause(desk, { shipping: '4.90', country: 'DE', discountCodes: [toPoland] })).toBe(
      'not_this_country',
    );
    const cheap = await shippingCode({ maximumShippingPrice: '4.00' });
    expect(await refusedBecause(desk, { shipping: '4.90', discountCodes: [cheap] })).toBe('shipping_too_dear');
  });

  it('combines with an order discount that allows it', async () => {
    const shipping = await shippingCode({ combinesWith: { orderDiscounts: true } });
    const { code } = await newCode(desk, { combinesWith: { shippingDiscounts: true } });
    const { order } = await buy(desk, { shipping: '4.90', discountCodes: [code, shipping] });
    expect(order.total.amount).toBe('45.0');
  });
});

describe('a standing discount', () => {
  it('applies by itself for its customer, and for nobody else', async () => {
    const [vip, other] = [await newCustomer(desk), await newCustomer(desk)];
    await newAutomatic(desk, {
      context: { customers: { add: [vip.id] } },
      customerGets: { value: { percentage: 0.05 }, items: { all: true } },
    });
    expect((await buy(desk, { customer: vip.id })).order.total.amount).toBe('47.5');
    expect((await buy(desk, { customer: other.id })).order.total.amount).toBe('50.0');
  });

  it('of a segment follows the customer’s tags', async () => {
    const { id, order } = await newCustomer(desk);
    const segment = await newSegment(desk, `customer_tags CONTAINS 'vip-${order.legacyId}'`);
    await newAutomatic(desk, { context: { customerSegments: { add: [segment] } } });
    expect((await buy(desk, { customer: id })).order.total.amount).toBe('50.0');
    await tag(desk, id, `vip-${order.legacyId}`);
    expect((await buy(desk, { customer: id })).order.total.amount).toBe('45.0');
  });

  it('gives way to a code that does not combine with it', async () => {
    const { id } = await newCustomer(desk);
    await newAutomatic(desk, { context: { customers: { add: [id] } } });
    const { code } = await newCode(desk, FOR_5_EUROS);
    const { order, discounts } = await buy(desk, { customer: id, amount: '100.00', discountCodes: [code] });
    expect([order.total.amount, discounts.length]).toEqual(['95.0', 1]);
  });
});

it('a new order tells an app that subscribed to orders/create', async () => {
  const receiver = new Receiver();
  const topics = ['orders/create', 'orders/paid'];
  const live = await openDesk({ webhooks: true, webhookTopics: topics, appUrl: await receiver.listen() });
  const { code } = await newCode(live);
  const { order } = await buy(live, { discountCodes: [code] });
  await live.post('/dev-store/webhooks/idle', {});
  expect(receiver.topics().sort()).toEqual(topics);
  const body = JSON.parse(receiver.received[0]?.body ?? '{}') as { id: number; discount_codes: { code: string }[] };
  expect([body.id, body.discount_codes[0]?.code]).toEqual([order.legacyId, code]);
  await live.close();
  await receiver.close();
});
