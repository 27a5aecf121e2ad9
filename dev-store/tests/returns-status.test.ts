import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ask,
  change,
  made,
  openAfterSale,
  openReturn,
  readReturn,
  sentOrder,
  type ReturnAnswer,
  type Sent,
  type WireReturn,
} from './after-sale.ts';
import type { Desk } from './harness.ts';

const UNKNOWN = 'gid://shopify/Return/999999999';

let desk: Desk;

beforeAll(async () => {
  desk = await openAfterSale();
});

afterAll(() => desk.close());

async function requested(order: Sent): Promise<WireReturn> {
  const line = { fulfillmentLineItemId: order.sent[0], quantity: 1, returnReason: 'UNWANTED' };
  return made(await change(desk, 'returnRequest', { orderId: order.id, returnLineItems: [line] }));
}

function removal(returnId: string, lines: object[]): Promise<{ removeFromReturn: ReturnAnswer }> {
  return ask(
    desk,
    `mutation M($id: ID!, $lines: [ReturnLineItemRemoveFromReturnInput!]) {
      removeFromReturn(returnId: $id, returnLineItems: $lines) {
        return { id status closedAt totalQuantity returnLineItems(first: 5) { nodes { id quantity } }
          reverseFulfillmentOrders(first: 1) { nodes { lineItems(first: 5) { nodes { totalQuantity } } } } }
        userErrors { field message code } } }`,
    { id: returnId, lines },
  );
}

describe('a request', () => {
  it('is approved: OPEN, with a reverse fulfillment order', async () => {
    const { id } = await requested(await sentOrder(desk));
    const record = made(await change(desk, 'returnApproveRequest', { id }));
    expect(record).toMatchObject({ status: 'OPEN', reverseFulfillmentOrders: { nodes: [{ status: 'OPEN' }] } });
  });

  it('is declined with a reason and a note, and frees its units', async () => {
    const order = await sentOrder(desk, { amount: '10.00' });
    const { id } = await requested(order);
    const record = made(
      await change(desk, 'returnDeclineRequest', { id, declineReason: 'FINAL_SALE', declineNote: 'On sale' }),
    );
    expect(record).toMatchObject({ status: 'DECLINED', decline: { reason: 'FINAL_SALE', note: 'On sale' } });
    expect((await openReturn(desk, order)).status).toBe('OPEN');
  });

  it('can be neither approved nor declined twice', async () => {
    const approved = await requested(await sentOrder(desk));
    await change(desk, 'returnApproveRequest', { id: approved.id });
    const declined = await requested(await sentOrder(desk));
    await change(desk, 'returnDeclineRequest', { id: declined.id, declineReason: 'OTHER' });
    const at = { field: ['input', 'id'], code: 'INVALID_STATE' };
    expect((await change(desk, 'returnApproveRequest', { id: approved.id })).userErrors).toEqual([
      { ...at, message: 'Return is not approvable. Only returns with status REQUESTED can be approved.' },
    ]);
    expect(
      (await change(desk, 'returnDeclineRequest', { id: approved.id, declineReason: 'OTHER' })).userErrors,
    ).toEqual([
      { ...at, message: 'Return is not declinable. Only non-refunded returns with status REQUESTED can be declined.' },
    ]);
    expect(
      (await change(desk, 'returnDeclineRequest', { id: declined.id, declineReason: 'OTHER' })).userErrors,
    ).toEqual([{ ...at, message: 'The return is already declined.' }]);
  });

  it('that nobody knows: "Return not found."', async () => {
    const expected = [{ field: ['input', 'id'], message: 'Return not found.', code: 'NOT_FOUND' }];
    expect((await change(desk, 'returnApproveRequest', { id: UNKNOWN })).userErrors).toEqual(expected);
    expect((await change(desk, 'returnDeclineRequest', { id: UNKNOWN, declineReason: 'OTHER' })).userErrors).toEqual(
      expected,
    );
  });
});

describe('returnClose, returnReopen and returnCancel', () => {
  it('close and reopen an open return; doing it twice changes nothing, and the order’s updatedAt stays', async () => {
    const order = await sentOrder(desk);
    const opened = await openReturn(desk, order);
    const closed = made(await change(desk, 'returnClose', opened.id));
    expect(closed.status).toBe('CLOSED');
    expect(closed.closedAt).not.toBeNull();
    expect(closed.order.updatedAt).toBe(opened.order.updatedAt);
    await desk.advance(60_000);
    expect(made(await change(desk, 'returnClose', opened.id)).closedAt).toBe(closed.closedAt);
    expect(made(await change(desk, 'returnReopen', opened.id))).toMatchObject({ status: 'OPEN', closedAt: null });
    expect(made(await change(desk, 'returnReopen', opened.id)).status).toBe('OPEN');
  });

  it('refuse other states: "Return status is invalid."', async () => {
    const { id } = await requested(await sentOrder(desk));
    const expected = [{ field: ['id'], message: 'Return status is invalid.', code: 'INVALID_STATE' }];
    expect((await change(desk, 'returnClose', id)).userErrors).toEqual(expected);
    expect((await change(desk, 'returnReopen', id)).userErrors).toEqual(expected);
  });

  it('cancel only before work was done: "Return is not cancelable."', async () => {
    const order = await sentOrder(desk);
    const untouched = await openReturn(desk, order);
    expect(made(await change(desk, 'returnCancel', untouched.id)).status).toBe('CANCELED');
    expect(made(await change(desk, 'returnCancel', untouched.id)).status).toBe('CANCELED');
    const worked = await openReturn(desk, order);
    const lines = [{ id: worked.returnLineItems.nodes[0]?.id, quantity: 1 }];
    await change(desk, 'returnProcess', { returnId: worked.id, returnLineItems: lines });
    expect((await change(desk, 'returnCancel', worked.id)).userErrors).toEqual([
      { field: ['id'], message: 'Return is not cancelable.', code: 'INVALID_STATE' },
    ]);
  });

  it('do not know a return: "Return not found."', async () => {
    for (const name of ['returnClose', 'returnReopen', 'returnCancel'] as const) {
      expect((await change(desk, name, UNKNOWN)).userErrors).toEqual([
        { field: ['id'], message: 'Return not found.', code: 'NOT_FOUND' },
      ]);
    }
  });
});

describe('removeFromReturn', () => {
  it('takes units off the return and off what is to come back', async () => {
    const record = await openReturn(desk, await sentOrder(desk), 3);
    const lines = [{ returnLineItemId: record.returnLineItems.nodes[0]?.id, quantity: 1 }];
    const { removeFromReturn: answer } = await removal(record.id, lines);
    expect(answer.userErrors).toEqual([]);
    expect(answer.return).toMatchObject({
      status: 'OPEN',
      totalQuantity: 2,
      reverseFulfillmentOrders: { nodes: [{ lineItems: { nodes: [{ totalQuantity: 2 }] } }] },
    });
  });

  it('closes a return that has nothing left', async () => {
    const record = await openReturn(desk, await sentOrder(desk));
    const lines = [{ returnLineItemId: record.returnLineItems.nodes[0]?.id, quantity: 1 }];
    expect((await removal(record.id, lines)).removeFromReturn.return).toMatchObject({
      status: 'CLOSED',
      totalQuantity: 0,
      returnLineItems: { nodes: [] },
    });
    expect((await readReturn(desk, record.id)).order.returnStatus).toBe('RETURNED');
  });

  it('refuses wrong quantities and returns that are closed', async () => {
    const record = await openReturn(desk, await sentOrder(desk));
    const returnLineItemId = record.returnLineItems.nodes[0]?.id;
    const over = await removal(record.id, [{ returnLineItemId, quantity: 2 }]);
    expect(over.removeFromReturn.userErrors).toEqual([
      {
        field: ['returnLineItems', '0', 'quantity'],
        message: 'Return line item has an invalid quantity.',
        code: 'INVALID',
      },
    ]);
    const none = await removal(record.id, [{ returnLineItemId, quantity: 0 }]);
    expect(none.removeFromReturn.userErrors).toEqual([
      { field: null, message: 'Quantity must be greater than 0', code: 'GREATER_THAN' },
    ]);
    await change(desk, 'returnClose', record.id);
    const closed = await removal(record.id, [{ returnLineItemId, quantity: 1 }]);
    expect(closed.removeFromReturn.userErrors).toEqual([
      { field: ['returnId'], message: 'Return status is invalid.', code: 'INVALID_STATE' },
    ]);
    const unknown = await removal(UNKNOWN, [{ returnLineItemId, quantity: 1 }]);
    expect(unknown.removeFromReturn.userErrors).toEqual([
      { field: ['returnId'], message: 'Return not found.', code: 'NOT_FOUND' },
    ]);
  });
});

describe('Order.returnStatus', () => {
  const status = async (order: Sent): Promise<string> =>
    (
      await ask<{ order: { returnStatus: string } }>(desk, 'query Q($id: ID!) { order(id: $id) { returnStatus } }', {
        id: order.id,
      })
    ).order.returnStatus;

  it('asked for, else under way, else returned; declined and cancelled ones count as none', async () => {
    const order = await sentOrder(desk);
    expect(await status(order)).toBe('NO_RETURN');
    const first = await openReturn(desk, order);
    expect(await status(order)).toBe('IN_PROGRESS');
    const second = await requested(order);
    expect(await status(order)).toBe('RETURN_REQUESTED');
    await change(desk, 'returnDeclineRequest', { id: second.id, declineReason: 'OTHER' });
    expect(await status(order)).toBe('IN_PROGRESS');
    await change(desk, 'returnClose', first.id);
    expect(await status(order)).toBe('RETURNED');
  });

  it('only a cancelled return is no return', async () => {
    const order = await sentOrder(desk);
    await change(desk, 'returnCancel', (await openReturn(desk, order)).id);
    expect(await status(order)).toBe('NO_RETURN');
  });

  it('returns of an order are found by state', async () => {
    const order = await sentOrder(desk);
    const first = await openReturn(desk, order);
    await openReturn(desk, order);
    await change(desk, 'returnClose', first.id);
    const query =
      'query Q($id: ID!, $q: String) { order(id: $id) { returns(first: 5, query: $q) { nodes { name } } } }';
    expect(await ask(desk, query, { id: order.id, q: 'status:closed' })).toEqual({
      order: { returns: { nodes: [{ name: `${order.name}-R1` }] } },
    });
  });
});

describe('node(id:)', () => {
  it('finds returns, their lines and reverse fulfillment orders', async () => {
    const record = await openReturn(desk, await sentOrder(desk));
    const ids = [
      record.id,
      record.returnLineItems.nodes[0]?.id,
      record.reverseFulfillmentOrders.nodes[0]?.id,
      record.reverseFulfillmentOrders.nodes[0]?.lineItems.nodes[0]?.id,
      UNKNOWN,
    ];
    const data = await ask<{ nodes: ({ __typename: string } | null)[] }>(
      desk,
      'query Q($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }',
      { ids },
    );
    expect(data.nodes.map((one) => one?.__typename ?? null)).toEqual([
      'Return',
      'ReturnLineItem',
      'ReverseFulfillmentOrder',
      'ReverseFulfillmentOrderLineItem',
      null,
    ]);
  });
});
