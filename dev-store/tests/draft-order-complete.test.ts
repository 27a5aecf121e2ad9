import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Desk } from './harness.ts';
import {
  completeDraft,
  custom,
  draftNow,
  draftOf,
  home,
  openSales,
  orderById,
  stockOf,
  updateDraft,
  variant,
  type MadeByApp,
} from './sales.ts';

const HOUR_MS = 3_600_000;

let desk: Desk;
let mug: string;
let soldOut: string;

beforeAll(async () => {
  desk = await openSales();
  mug = (await variant(desk, 'STMU-BLUE')).id;
  soldOut = (await variant(desk, 'ENCAMU-GREEN')).id;
});

afterAll(() => desk.close());

async function completed(id: string, more: object = {}): Promise<MadeByApp> {
  const { draftOrder, userErrors } = await completeDraft(desk, id, more);
  const order = await orderById(desk, draftOrder?.order?.id ?? '');
  if (order === null) throw new Error(JSON.stringify(userErrors));
  return order;
}

describe('draftOrderComplete', () => {
  it('makes the order: lines, money, note, tags, attributes, address, paid by hand, source the app’s number', async () => {
    const draft = await draftOf(desk, {
      lineItems: [{ variantId: mug, quantity: 2 }, custom('Card', '1.50', { requiresShipping: false })],
      email: 'buyer@example.com',
      note: 'Pack it well',
      tags: ['replacement'],
      customAttributes: [{ key: 'remedy', value: 'r-1' }],
      shippingAddress: home(),
      presentmentCurrencyCode: 'EUR',
      shippingLine: { title: 'Courier', priceWithCurrency: { amount: '4.90', currencyCode: 'EUR' } },
    });
    const answer = await completeDraft(desk, draft.id);
    expect(answer.draftOrder).toMatchObject({ status: 'COMPLETED', order: { name: expect.any(String) as string } });
    const order = await orderById(desk, answer.draftOrder?.order?.id ?? '');
    expect(order).toMatchObject({
      displayFinancialStatus: 'PAID',
      displayFulfillmentStatus: 'UNFULFILLED',
      sourceName: '4000001',
      sourceIdentifier: null,
      tags: ['replacement'],
      note: 'Pack it well',
      email: 'buyer@example.com',
      customAttributes: [{ key: 'remedy', value: 'r-1' }],
      shippingAddress: { city: 'Kraków' },
      paymentGatewayNames: ['manual'],
      transactions: [{ kind: 'SALE', status: 'SUCCESS', gateway: 'manual' }],
      totalPriceSet: { presentmentMoney: { amount: '44.2', currencyCode: 'EUR' } },
      totalReceivedSet: { presentmentMoney: { amount: '44.2' } },
    });
    expect(order?.lineItems.nodes.map((line) => [line.title, line.quantity, line.requiresShipping])).toEqual([
      ['Stoneware Mug', 2, true],
      ['Card', 1, false],
    ]);
  });

  it('a second time answers the same order and refuses', async () => {
    const draft = await draftOf(desk, { lineItems: [custom('x', '1.00')] });
    const first = await completeDraft(desk, draft.id);
    const second = await completeDraft(desk, draft.id);
    expect(second.userErrors).toEqual([{ field: null, message: 'This order has been paid' }]);
    expect(second.draftOrder?.order).toEqual(first.draftOrder?.order);
    const { orders } = await desk.get<{ orders: { id: string }[] }>('/dev-store/state');
    expect(orders.filter((one) => one.id === first.draftOrder?.order?.id)).toHaveLength(1);
  });

  it('leaves a completed draft as it is', async () => {
    const draft = await draftOf(desk, { lineItems: [custom('x', '1.00')], note: 'before' });
    await completeDraft(desk, draft.id);
    const { userErrors } = await updateDraft(desk, draft.id, { note: 'after' });
    expect([userErrors[0]?.message, (await draftNow(desk, draft.id))?.note2]).toEqual([
      'This order has been paid',
      'before',
    ]);
  });

  it('with paymentPending leaves the sale pending', async () => {
    const draft = await draftOf(desk, { lineItems: [custom('x', '42.00')] });
    expect(await completed(draft.id, { paymentPending: true })).toMatchObject({
      displayFinancialStatus: 'PENDING',
      paymentGatewayNames: ['manual'],
      transactions: [{ kind: 'SALE', status: 'PENDING', gateway: 'manual' }],
      totalOutstandingSet: { presentmentMoney: { amount: '42.0' } },
    });
  });

  it('with nothing to pay is paid, without a transaction', async () => {
    const draft = await draftOf(desk, {
      lineItems: [{ variantId: mug, quantity: 1 }],
      appliedDiscount: { title: 'Replacement', value: 100, valueType: 'PERCENTAGE' },
    });
    expect(await completed(draft.id)).toMatchObject({
      displayFinancialStatus: 'PAID',
      transactions: [],
      totalPriceSet: { presentmentMoney: { amount: '0.0' } },
      totalDiscountsSet: { presentmentMoney: { amount: '18.9' } },
    });
  });

  it('keeps both currencies of the draft', async () => {
    const draft = await draftOf(desk, { lineItems: [{ variantId: mug, quantity: 1 }], presentmentCurrencyCode: 'PLN' });
    const order = await completed(draft.id);
    expect(order.totalPriceSet).toEqual(draft.totalPriceSet);
    expect(order.presentmentCurrencyCode).toBe('PLN');
  });

  it('spreads the order’s discount over the lines, to the cent', async () => {
    const draft = await draftOf(desk, {
      lineItems: [custom('a', '1.00'), custom('b', '1.00'), custom('c', '1.00')],
      appliedDiscount: { value: 1, valueType: 'FIXED_AMOUNT' },
    });
    const order = await completed(draft.id);
    const lines = order.lineItems.nodes.map((line) => line.discountedTotalSet.shopMoney.amount);
    expect(lines).toEqual(['0.67', '0.66', '0.67']);
    expect(order.totalPriceSet.shopMoney.amount).toBe('2.0');
  });

  it('refuses a payment gateway it does not know', async () => {
    const draft = await draftOf(desk, { lineItems: [custom('x', '1.00')] });
    const answer = await completeDraft(desk, draft.id, { paymentGatewayId: 'gid://shopify/PaymentGateway/99' });
    expect(answer.userErrors).toEqual([{ field: null, message: 'Invalid payment gateway' }]);
    expect((await draftNow(desk, draft.id))?.status).toBe('OPEN');
  });

  it('finds no draft that is not there', async () => {
    const answer = await completeDraft(desk, 'gid://shopify/DraftOrder/1');
    expect(answer).toEqual({ draftOrder: null, userErrors: [{ field: null, message: 'Draft order not found' }] });
  });

  it('commits stock: less to sell, the same on hand, also of a variant that is sold out', async () => {
    const before = await stockOf(desk, mug);
    const draft = await draftOf(desk, { lineItems: [{ variantId: mug, quantity: 3 }] });
    expect(await stockOf(desk, mug)).toEqual(before);
    await completeDraft(desk, draft.id);
    expect(await stockOf(desk, mug)).toEqual({
      available: before.available - 3,
      committed: before.committed + 3,
      on_hand: before.on_hand,
      reserved: 0,
    });
    const none = await draftOf(desk, { lineItems: [{ variantId: soldOut, quantity: 1 }] });
    await completeDraft(desk, none.id);
    expect(await stockOf(desk, soldOut)).toMatchObject({ available: -1, committed: 1, on_hand: 0 });
  });
});

describe('reserveInventoryUntil', () => {
  const soon = (ms: number): string => new Date(desk.devStore.store.now() + ms).toISOString();

  it('sets stock aside until then, and completing commits it', async () => {
    const before = await stockOf(desk, mug);
    const lineItems = [{ variantId: mug, quantity: 2 }];
    const draft = await draftOf(desk, { lineItems, reserveInventoryUntil: soon(HOUR_MS) });
    expect(await stockOf(desk, mug)).toEqual({ ...before, available: before.available - 2, reserved: 2 });
    await completeDraft(desk, draft.id);
    expect(await stockOf(desk, mug)).toEqual({
      ...before,
      available: before.available - 2,
      committed: before.committed + 2,
    });
  });

  it('gives the stock back when its time is over, when it is taken away and when the draft is deleted', async () => {
    const before = await stockOf(desk, mug);
    const lineItems = [{ variantId: mug, quantity: 2 }];
    const late = await draftOf(desk, { lineItems, reserveInventoryUntil: soon(HOUR_MS) });
    await desk.advance(HOUR_MS + 1000);
    expect(await stockOf(desk, mug)).toEqual(before);
    expect((await draftNow(desk, late.id))?.reserveInventoryUntil).toBeNull();
    const other = await draftOf(desk, { lineItems, reserveInventoryUntil: soon(HOUR_MS) });
    await updateDraft(desk, other.id, { reserveInventoryUntil: null });
    expect(await stockOf(desk, mug)).toEqual(before);
    const third = await draftOf(desk, { lineItems, reserveInventoryUntil: soon(HOUR_MS) });
    await desk.graphql('mutation M($id: ID!) { draftOrderDelete(input: { id: $id }) { deletedId } }', { id: third.id });
    expect(await stockOf(desk, mug)).toEqual(before);
  });

  it('is as large as the lines are now', async () => {
    const draft = await draftOf(desk, {
      lineItems: [{ variantId: mug, quantity: 2 }],
      reserveInventoryUntil: soon(HOUR_MS),
    });
    await updateDraft(desk, draft.id, { lineItems: [{ variantId: mug, quantity: 5 }] });
    expect((await stockOf(desk, mug)).reserved).toBe(5);
    await updateDraft(desk, draft.id, { reserveInventoryUntil: soon(2 * HOUR_MS) });
    await desk.advance(HOUR_MS + 60_000);
    expect((await stockOf(desk, mug)).reserved).toBe(5);
    await desk.advance(HOUR_MS);
    expect((await stockOf(desk, mug)).reserved).toBe(0);
  });
});
