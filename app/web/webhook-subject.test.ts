import { describe, expect, it } from 'vitest';
import { readSubject, shopTopics } from './webhook-subject.server.ts';

const shop = 'mug-house.myshopify.com';
const remedyId = '0190a000-0000-7000-8000-00000000000a';
const tag = 'amends-0190a00000007000800000000000000a';
const read = (topic: keyof typeof shopTopics, payload: object) => readSubject(shopTopics[topic], payload, shop);

const order = { id: 450789469, admin_graphql_api_id: 'gid://shopify/Order/450789469', email: 'jon@example.com' };
const refund = {
  id: 509562969,
  order_id: 450789469,
  admin_graphql_api_id: 'gid://shopify/Refund/509562969',
  note: `Anna says sorry to Jon. [amends:${remedyId}]`,
};
const code = { admin_graphql_api_id: 'gid://shopify/DiscountCodeNode/7', title: `C-1042 [amends:${remedyId}]` };
const returned = {
  admin_graphql_api_id: 'gid://shopify/Return/9',
  order: { id: 450789469 },
  return_line_items: [{ id: 1, return_reason_note: `Broken. [amends:${remedyId}]`, customer_note: 'my address is …' }],
};

describe('of a payload is kept', () => {
  it('the order, our codes among those it was paid with, and the remedy that its tags name', () => {
    const paid = {
      ...order,
      discount_codes: [{ code: 'sorry-7kdm-3xqp' }, { code: 'JON-SMITH-10' }],
      tags: `amends, ${tag}, vip`,
    };
    expect(read('orders/create', paid)).toEqual({
      orderId: '450789469',
      codes: ['SORRY-7KDM-3XQP'],
      marks: [remedyId],
    });
    expect(read('orders/updated', order)).toEqual({ orderId: '450789469' });
  });

  it('the mark in a note or a title, and not the words around it', () => {
    expect(read('refunds/create', refund)).toMatchObject({ orderId: '450789469', marks: [remedyId] });
    expect(read('discounts/create', code)).toEqual({ discountId: '7', marks: [remedyId] });
    expect(read('returns/approve', returned)).toEqual({ returnId: '9', orderId: '450789469', marks: [remedyId] });
    const all = JSON.stringify([
      read('refunds/create', refund),
      read('discounts/create', code),
      read('returns/approve', returned),
    ]);
    expect(all).not.toMatch(/Anna|Jon|address|Broken|C-1042/);
  });

  it('no more than the id where there is no more to keep', () => {
    expect(read('discounts/delete', { admin_graphql_api_id: 'gid://shopify/DiscountAutomaticNode/8' })).toEqual({
      discountId: '8',
    });
    const update = { admin_graphql_api_id: 'gid://shopify/Return/9', return_line_items: { removals: [] } };
    expect(read('returns/update', update)).toEqual({ returnId: '9' });
    expect(read('returns/close', { id: 9, admin_graphql_api_id: 'gid://shopify/Return/9', order_id: 4 })).toEqual({
      returnId: '9',
      orderId: '4',
    });
  });
});

it('a payload does not pass for one of another family', () => {
  const families = {
    'orders/create': order,
    'refunds/create': refund,
    'discounts/update': code,
    'returns/close': returned,
  };
  for (const [topic, own] of Object.entries(families))
    for (const payload of Object.values(families))
      expect(read(topic as keyof typeof families, payload) !== null, topic).toBe(payload === own);
});
