import { describe, expect, it } from 'vitest';
import type { SpokenOf } from '#app/db/remedies-spoken-of.server.ts';
import { parseOrderId, parseRemedyId, trusted } from '#app/domain/ids.ts';
import type { RemedyState } from '#app/domain/remedy/remedy.ts';
import { whatToDo, type News } from './what-to-do.ts';

const orderId = trusted(parseOrderId, '100');
const ownOrder = trusted(parseOrderId, '200');
const id = trusted(parseRemedyId, '0190a000-0000-7000-8000-00000000000a');

const news = (topic: string, more: Partial<News> = {}): News => ({
  topic,
  orderId: null,
  refundId: null,
  discountId: null,
  returnId: null,
  codes: [],
  marks: [],
  ...more,
});
const remedy = (kind: SpokenOf['kind'], state: RemedyState, more: Partial<SpokenOf> = {}): SpokenOf => ({
  id,
  kind,
  state,
  orderId,
  externalId: '7',
  code: null,
  ...more,
});
const nothing = { follow: new Set(), refresh: [], check: new Map() };

describe('what waits for news is looked at', () => {
  it.each([
    ['a refund in doubt', news('refunds/create', { orderId, refundId: '8' }), remedy('refund', 'unknown')],
    ['money on its way', news('order_transactions/create', { orderId }), remedy('refund', 'issued')],
    [
      'a parcel',
      news('fulfillment_events/create', { orderId: ownOrder }),
      remedy('replacement', 'issued', { externalId: ownOrder }),
    ],
    [
      'a replacement in doubt',
      news('orders/create', { orderId: ownOrder, marks: [id] }),
      remedy('replacement', 'unknown', { externalId: null }),
    ],
    [
      'a code in doubt',
      news('discounts/create', { discountId: '9', marks: [id] }),
      remedy('discount_code', 'unknown', { externalId: null }),
    ],
    ['a return', news('returns/close', { returnId: '7' }), remedy('return', 'issued')],
    ['a cancellation', news('orders/cancelled', { orderId }), remedy('cancellation', 'unknown', { externalId: null })],
  ])('%s', (_what, one, of) => {
    expect(whatToDo([one, one], [of])).toEqual({ ...nothing, follow: new Set([id]) });
  });

  it('and not what waits for something else', () => {
    const parcel = news('fulfillments/update', { orderId });
    expect(whatToDo([parcel], [remedy('refund', 'issued'), remedy('replacement', 'issued')])).toEqual(nothing);
    expect(whatToDo([news('orders/updated', { orderId })], [remedy('refund', 'unknown')])).toEqual(nothing);
  });
});

describe('what has arrived', () => {
  it('is looked at once when an order was paid with its code', () => {
    const paid = news('orders/create', { orderId: ownOrder, codes: ['SORRY-7KDM-3XQP'] });
    const of = remedy('discount_code', 'settled', { code: 'SORRY-7KDM-3XQP' });
    expect(whatToDo([paid, paid], [of]).refresh).toEqual([{ remedyId: id, usedOn: ownOrder }]);
    expect(whatToDo([{ ...paid, topic: 'orders/updated' }], [of]).refresh, 'told again with every change').toEqual([]);
  });

  it('is compared when somebody may have ended it', () => {
    const ended = news('discounts/update', { discountId: '7' });
    expect(whatToDo([ended], [remedy('vip_price', 'settled')]).check).toEqual(new Map([[orderId, []]]));
    const cancelled = news('orders/cancelled', { orderId: ownOrder });
    const sent = remedy('replacement', 'settled', { externalId: ownOrder });
    expect(whatToDo([cancelled], [sent]).check).toEqual(new Map([[orderId, []]]));
  });

  it('costs no call when Shopify tells of what we have just given', () => {
    const ours = news('refunds/create', { orderId, refundId: '7', marks: [id] });
    expect(whatToDo([ours], [remedy('refund', 'settled')])).toEqual(nothing);
    expect(whatToDo([ours], [remedy('refund', 'sending', { externalId: null })]), 'still being recorded').toEqual(
      nothing,
    );
    expect(whatToDo([ours], [remedy('cancellation', 'settled')]), 'by cancelling').toEqual(nothing);
  });
});

describe('what bears our mark', () => {
  it('is compared when it is not what its remedy has given', () => {
    const second = news('refunds/create', { orderId, refundId: '8', marks: [id] });
    const thing = { kind: 'refund', externalId: '8', orderId };
    expect(whatToDo([second], [remedy('refund', 'settled')]).check).toEqual(new Map([[orderId, [thing]]]));
    expect(whatToDo([second], [remedy('refund', 'not_issued', { externalId: null })]).check).toEqual(
      new Map([[orderId, [thing]]]),
    );
  });

  it('is compared when nobody here knows the mark', () => {
    const copied = news('discounts/create', { discountId: '9', marks: [id] });
    expect(whatToDo([copied], []).check).toEqual(
      new Map([[null, [{ kind: 'discount_code', externalId: '9', orderId: null }]]]),
    );
  });

  it('and a refund without one is noted only beside ours', () => {
    const byHand = news('refunds/create', { orderId, refundId: '8' });
    expect(whatToDo([byHand], [remedy('refund', 'settled')]).check).toEqual(new Map([[orderId, []]]));
    expect(whatToDo([byHand], [remedy('store_credit', 'settled')])).toEqual(nothing);
  });
});
