import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { amountRefund, Desk, refund, REFUND, TOKYO_PAPER, type RefundData } from './harness.ts';

const HOUR_MS = 3_600_000;

let desk: Desk;

beforeAll(async () => {
  desk = await Desk.open();
});

afterAll(() => desk.close());

describe('@idempotent', () => {
  it('is required: BAD_REQUEST with data.refundCreate null', async () => {
    const order = await desk.order();
    const query = 'mutation M($input: RefundInput!) { refundCreate(input: $input) { userErrors { message } } }';
    const { status, body } = await desk.graphql(query, { input: amountRefund(order, '1.00') });
    expect(status).toBe(200);
    expect(body.data).toEqual({ refundCreate: null });
    expect(body.errors?.[0]).toMatchObject({
      message: 'The @idempotent directive is required for this mutation but was not provided.',
      extensions: { code: 'BAD_REQUEST' },
    });
  });

  it('can’t have a blank key', async () => {
    const order = await desk.order();
    const { body } = await desk.graphql(REFUND, { input: amountRefund(order, '1.00'), key: '  ' });
    expect(body.errors?.[0]?.extensions?.code).toBe('BAD_REQUEST');
  });

  it('makes a repeat with the same parameters one refund with the same id', async () => {
    const order = await desk.order();
    const [first, second] = [
      await refund(desk, amountRefund(order, '1.00'), 'same'),
      await refund(desk, amountRefund(order, '1.00'), 'same'),
    ];
    expect(second.refund?.id).toBe(first.refund?.id);
    expect((await desk.orderNow(order.legacyId)).refunds).toHaveLength(1);
  });

  it('answers a repeat from the present state, not from a copy', async () => {
    const order = await desk.order();
    await refund(desk, amountRefund(order, '50.00'), 'replayed');
    await desk.made(`/dev-store/orders/${order.legacyId}/refunds`, { amount: '150.00' });
    const again = await refund(desk, amountRefund(order, '50.00'), 'replayed');
    expect(again.refund?.totalRefundedSet.presentmentMoney.amount).toBe('50.0');
    expect(again.order?.displayFinancialStatus).toBe('REFUNDED');
  });

  it('refuses the same key with other parameters', async () => {
    const order = await desk.order();
    await refund(desk, amountRefund(order, '1.00'), 'reused');
    expect((await refund(desk, amountRefund(order, '2.00'), 'reused')).userErrors).toEqual([
      { field: null, message: 'The same idempotency key cannot be used with different operation parameters.' },
    ]);
  });

  it('takes another order of input fields for other parameters', async () => {
    const order = await desk.order();
    const { orderId, ...rest } = amountRefund(order, '1.00');
    await refund(desk, { orderId, ...rest }, 'ordered');
    expect((await refund(desk, { ...rest, orderId }, 'ordered')).userErrors).toHaveLength(1);
  });

  it('does not mind another selection', async () => {
    const order = await desk.order();
    const input = amountRefund(order, '1.00');
    const first = await refund(desk, input, 'selection');
    const query =
      'mutation M($i: RefundInput!) { refundCreate(input: $i) @idempotent(key: "selection") { refund { id } userErrors { message } } }';
    const { body } = await desk.graphql<RefundData>(query, { i: input });
    expect(body.data?.refundCreate?.refund?.id).toBe(first.refund?.id);
  });

  it('is kept 24 hours from the first use; then the key is new', async () => {
    const order = await desk.order();
    const first = await refund(desk, amountRefund(order, '1.00'), 'day');
    await desk.advance(24 * HOUR_MS - 60_000);
    expect((await refund(desk, amountRefund(order, '1.00'), 'day')).refund?.id).toBe(first.refund?.id);
    await desk.advance(120_000);
    expect((await refund(desk, amountRefund(order, '1.00'), 'day')).refund?.id).not.toBe(first.refund?.id);
  });

  it('repeats the userErrors of a first use that was refused', async () => {
    const order = await desk.order({ amount: '10.00' });
    const first = await refund(desk, amountRefund(order, '20.00'), 'refused');
    await desk.made(`/dev-store/orders/${order.legacyId}/refunds`, { amount: '5.00' });
    expect((await refund(desk, amountRefund(order, '20.00'), 'refused')).userErrors).toEqual(first.userErrors);
  });

  it('belongs to one shop', async () => {
    const token = await desk.accessToken(TOKYO_PAPER);
    const [here, there] = [await desk.order(), await desk.order({ shop: TOKYO_PAPER, amount: '1200' })];
    await refund(desk, amountRefund(here, '1.00'), 'both');
    const { body } = await desk.graphql<RefundData>(
      REFUND,
      { input: amountRefund(there, '1'), key: 'both' },
      { shop: TOKYO_PAPER, token },
    );
    expect(body.data?.refundCreate?.userErrors).toEqual([]);
  });

  it('two at once with one key: one is carried out, the other is told to try again', async () => {
    const order = await desk.order();
    await desk.post('/dev-store/latency', { ms: 50 });
    const results = await Promise.all([1, 2].map(() => refund(desk, amountRefund(order, '1.00'), 'at once')));
    await desk.post('/dev-store/latency', { ms: 0 });
    expect(results.map((one) => one.userErrors[0]?.message ?? 'given').sort()).toEqual([
      'This request is currently in progress, please try again.',
      'given',
    ]);
    expect((await desk.orderNow(order.legacyId)).refunds).toHaveLength(1);
  });
});

describe('with the other assumption about failed attempts', () => {
  it('a repeat is told to use a new key', async () => {
    const strict = await Desk.open({ afterFailedAttempt: 'refuse' });
    const order = await strict.order({ amount: '10.00' });
    await refund(strict, amountRefund(order, '20.00'), 'failed');
    expect((await refund(strict, amountRefund(order, '20.00'), 'failed')).userErrors[0]?.message).toBe(
      'A previous request with this idempotency key failed. Retry with a new idempotency key.',
    );
    await strict.close();
  });
});
