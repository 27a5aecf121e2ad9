import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  amountRefund,
  Desk,
  MUG_HOUSE,
  refund,
  REFUND,
  type Answer,
  type GqlBody,
  type MadeOrder,
  type RefundData,
} from './harness.ts';

type Requested = {
  operation: string | null;
  status: number;
  fault: string | null;
  method: string;
  idempotencyKey: string | null;
  rootFields: string[];
};

let desk: Desk;

beforeAll(async () => {
  desk = await Desk.open({ maxHoldMs: 20_000 });
});

afterAll(() => desk.close());

afterEach(async () => {
  await fetch(`${desk.base}/dev-store/faults`, { method: 'DELETE' });
});

async function fault(rule: object): Promise<void> {
  await desk.made('/dev-store/faults', { match: 'refundCreate', times: 1, ...rule });
}

/** Sends a refund and gives up after a while, as a client with a short time-out does. */
async function attempt(
  order: MadeOrder,
  key: string,
  timeoutMs = 5000,
): Promise<Answer<GqlBody<RefundData>> | 'no answer'> {
  const variables = { input: amountRefund(order, '10.00'), key };
  try {
    return await desk.graphql<RefundData>(REFUND, variables, { signal: AbortSignal.timeout(timeoutMs) });
  } catch {
    return 'no answer';
  }
}

async function refunds(order: MadeOrder): Promise<number> {
  return (await desk.orderNow(order.legacyId)).refunds.length;
}

describe('a fault that comes with the request', () => {
  it('strikes that one and no other', async () => {
    const order = await desk.order();
    const fault = { kind: '429' };
    const variables = { input: amountRefund(order, '10.00'), key: 'own' };
    expect((await desk.graphql(REFUND, variables, { fault })).status).toBe(429);
    expect(await refunds(order)).toBe(0);
    expect((await desk.graphql(REFUND, variables)).status).toBe(200);
    expect(await refunds(order)).toBe(1);
  });
});

describe('faults of the network', () => {
  it.each([
    ['timeout-before', 0],
    ['timeout-after', 1],
    ['reset-before', 0],
    ['reset-after', 1],
  ])('%s: no answer, and the refund is applied %i times', async (kind, times) => {
    const order = await desk.order();
    await fault({ kind });
    expect(await attempt(order, kind, 300)).toBe('no answer');
    expect(await refunds(order)).toBe(times);
    expect((await refund(desk, amountRefund(order, '10.00'), kind)).userErrors).toEqual([]);
    expect(await refunds(order)).toBe(1);
  });

  it.each([
    ['5xx-before', 502, 0],
    ['5xx-after', 502, 1],
    ['html-200', 200, 1],
    ['truncated-json', 200, 1],
    ['429', 429, 0],
  ])('%s: status %i, applied %i times', async (kind, status, times) => {
    const order = await desk.order();
    await fault({ kind });
    const response = await fetch(`${desk.base}/admin/api/2026-10/graphql.json`, {
      method: 'POST',
      headers: { 'x-dev-store-shop': MUG_HOUSE, 'x-shopify-access-token': await desk.accessToken(MUG_HOUSE) },
      body: JSON.stringify({ query: REFUND, variables: { input: amountRefund(order, '10.00'), key: kind } }),
    });
    expect(response.status).toBe(status);
    const text = await response.text();
    if (kind !== '429') expect(() => JSON.parse(text) as unknown).toThrow();
    expect(await refunds(order)).toBe(times);
  });

  it('a hold ends when the client goes', async () => {
    const order = await desk.order();
    await fault({ kind: 'timeout-before' });
    await attempt(order, 'gone', 100);
    const last = (await desk.get<Requested[]>('/dev-store/requests')).at(-1);
    expect(last).toMatchObject({ fault: 'timeout-before', status: 0 });
  });

  it('a hold is bounded even when the client stays', async () => {
    const order = await desk.order();
    await fault({ kind: 'timeout-before', holdMs: 50 });
    expect(await attempt(order, 'bounded', 10_000)).toBe('no answer');
  });
});

describe('a late commit', () => {
  it('is applied when the clock of the store passes it, though the client is gone', async () => {
    const order = await desk.order();
    await fault({ kind: 'late-commit', applyAfterMs: 120_000 });
    expect(await attempt(order, 'late', 100)).toBe('no answer');
    await desk.advance(119_000);
    expect(await refunds(order)).toBe(0);
    await desk.advance(1001);
    expect(await refunds(order)).toBe(1);
  });

  it('makes a later repeat of the key a replay', async () => {
    const order = await desk.order();
    await fault({ kind: 'late-commit', applyAfterMs: 60_000 });
    await attempt(order, 'late first', 100);
    await desk.advance(60_001);
    const repeat = await refund(desk, amountRefund(order, '10.00'), 'late first');
    expect(repeat.refund?.id).toBe((await desk.orderNow(order.legacyId)).refunds[0]?.id);
    expect(await refunds(order)).toBe(1);
  });

  it('is itself the replay when the key was used meanwhile', async () => {
    const order = await desk.order();
    await fault({ kind: 'late-commit', applyAfterMs: 60_000 });
    await attempt(order, 'late second', 100);
    await refund(desk, amountRefund(order, '10.00'), 'late second');
    await desk.advance(60_001);
    expect(await refunds(order)).toBe(1);
    expect(
      (await desk.get<Requested[]>('/dev-store/requests')).some(
        (one) => one.method === 'LATE' && one.idempotencyKey === 'late second',
      ),
    ).toBe(true);
  });

  it('pays twice when the repeat came with another key', async () => {
    const order = await desk.order();
    await fault({ kind: 'late-commit', applyAfterMs: 60_000 });
    await attempt(order, 'late third', 100);
    await refund(desk, amountRefund(order, '10.00'), 'another key');
    await desk.advance(60_001);
    expect(await refunds(order)).toBe(2);
  });
});

describe('answers made to order', () => {
  it('throttled: 200, THROTTLED, no data, nothing applied', async () => {
    const order = await desk.order();
    await fault({ kind: 'throttled' });
    const answer = await attempt(order, 'throttled');
    if (answer === 'no answer') throw new Error(answer);
    expect(answer.body.errors?.[0]?.extensions?.code).toBe('THROTTLED');
    expect(await refunds(order)).toBe(0);
  });

  it('user-errors: the given sentences, the order filled', async () => {
    const order = await desk.order();
    await fault({ kind: 'user-errors', userErrors: [{ field: ['note'], message: 'Note is too long' }] });
    const result = await refund(desk, amountRefund(order, '10.00'), 'sentences');
    expect(result).toMatchObject({
      refund: null,
      order: { id: order.id },
      userErrors: [{ field: ['note'], message: 'Note is too long' }],
    });
  });

  it('concurrent: the sentence of a key in progress', async () => {
    const order = await desk.order();
    await fault({ kind: 'concurrent' });
    const result = await refund(desk, amountRefund(order, '10.00'), 'in progress');
    expect(result.userErrors[0]?.message).toBe('This request is currently in progress, please try again.');
    expect((await refund(desk, amountRefund(order, '10.00'), 'in progress')).userErrors).toEqual([]);
  });

  it('token-revoked: 401 now and from then on', async () => {
    const token = await desk.accessToken(MUG_HOUSE);
    await desk.made('/dev-store/faults', { match: 'shop', kind: 'token-revoked', times: 1 });
    const ask = async (): Promise<number> => (await desk.graphql('{ shop { name } }', {}, { token })).status;
    expect([await ask(), await ask()]).toEqual([401, 401]);
  });

  it('slow: the answer comes, later', async () => {
    await desk.made('/dev-store/faults', { match: 'shop', kind: 'slow', delayMs: 150, times: 1 });
    const startedAt = performance.now();
    const { body } = await desk.graphql('{ shop { name } }');
    expect(body.errors).toBeUndefined();
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(145);
  });

  it('a refresh whose answer is lost has still rotated', async () => {
    const credentials = { client_id: 'amends-demo-key', client_secret: 'amends-demo-secret' };
    const { body: session } = await desk.post<{ sessionToken: string }>('/dev-store/apps/session-token', {
      shop: MUG_HOUSE,
      userId: 1003,
    });
    const headers = { 'x-dev-store-shop': MUG_HOUSE };
    const { body: first } = await desk.post<{ refresh_token: string }>(
      '/admin/oauth/access_token',
      {
        ...credentials,
        grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
        subject_token: session.sessionToken,
        subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
        requested_token_type: 'urn:shopify:params:oauth:token-type:offline-access-token',
        expiring: '1',
      },
      headers,
    );
    const refresh = { ...credentials, grant_type: 'refresh_token', refresh_token: first.refresh_token };
    await desk.made('/dev-store/faults', { match: 'refresh_token', kind: 'reset-after', times: 1 });
    await expect(desk.post('/admin/oauth/access_token', refresh, headers)).rejects.toThrow();
    expect((await desk.post('/admin/oauth/access_token', refresh, headers)).status).toBe(200);
  });
});

describe('rules', () => {
  it('strike by operation name, by root field, by shop, and as often as they say', async () => {
    await desk.made('/dev-store/faults', { match: 'Named', kind: '429', times: 2 });
    const status = async (query: string): Promise<number> => (await desk.graphql(query)).status;
    expect(await status('query Other { shop { name } }')).toBe(200);
    expect(await status('query Named { shop { name } }')).toBe(429);
    expect(await status('query Named { shop { name } }')).toBe(429);
    expect(await status('query Named { shop { name } }')).toBe(200);
    await desk.made('/dev-store/faults', { match: 'shop', kind: '429', shop: 'amends-tokyo-paper.myshopify.com' });
    expect(await status('{ shop { name } }')).toBe(200);
  });

  it('with a probability and a seed strike the same requests again', async () => {
    const run = async (): Promise<number[]> => {
      await fetch(`${desk.base}/dev-store/faults`, { method: 'DELETE' });
      await desk.made('/dev-store/faults', { kind: '429', probability: 0.4, seed: 7 });
      const statuses = [];
      for (let n = 0; n < 12; n += 1) statuses.push((await desk.graphql('{ shop { name } }')).status);
      return statuses;
    };
    const first = await run();
    expect(await run()).toEqual(first);
    expect(new Set(first)).toEqual(new Set([200, 429]));
  });

  it('of an unknown kind are refused', async () => {
    expect((await desk.post('/dev-store/faults', { kind: 'gremlins' })).status).toBe(400);
  });

  it('every request is kept with operation, root field, cost, key, status and fault', async () => {
    const order = await desk.order();
    await refund(desk, amountRefund(order, '10.00'), 'kept');
    const last = (await desk.get<Requested[]>('/dev-store/requests')).at(-1);
    expect(last).toMatchObject({
      operation: 'Refund',
      rootFields: ['refundCreate'],
      requestedCost: 25,
      idempotencyKey: 'kept',
      status: 200,
      fault: null,
    });
  });
});
