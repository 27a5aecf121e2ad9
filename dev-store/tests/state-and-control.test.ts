import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { amountRefund, Desk, MUG_HOUSE, refund, type MadeOrder } from './harness.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dev-store-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the state', () => {
  it('survives a restart: orders, refunds, keys, clock, pending work', async () => {
    const before = await Desk.open({ dataDir: folder });
    const order = await before.order({
      scenario: 'pending-refund-gateway',
      amount: '80.00',
      refundSettleAfterMs: 3_600_000,
    });
    const given = await refund(before, amountRefund(order, '80.00'), 'kept over night');
    await before.advance(600_000);
    await before.close();

    const after = await Desk.open({ dataDir: folder });
    const repeat = await refund(after, amountRefund(order, '80.00'), 'kept over night');
    expect(repeat.refund?.id).toBe(given.refund?.id);
    const clock = await after.get<{ offsetMs: number }>('/dev-store/clock');
    expect(clock.offsetMs).toBe(600_000);
    await after.advance(3_600_000);
    expect((await after.orderNow(order.legacyId)).financialStatus).toBe('REFUNDED');
    await after.close();
  });

  it('can be reset to a fresh seed or to empty shops', async () => {
    const desk = await Desk.open();
    await desk.order();
    await desk.made('/dev-store/reset', { seed: 'empty' });
    expect((await desk.get<{ orders: MadeOrder[] }>('/dev-store/state')).orders).toEqual([]);
    expect(await desk.made('/dev-store/reset', { seed: 'full' })).toMatchObject({ orders: 181 });
    await desk.close();
  });

  it('is the same again for the same seed', async () => {
    const [one, two] = [await Desk.open({ seed: 'full' }), await Desk.open({ seed: 'full' })];
    const names = async (desk: Desk): Promise<unknown> => {
      const { orders } = await desk.get<{ orders: (MadeOrder & { email: string })[] }>('/dev-store/state');
      return orders.map((order) => [order.name, order.email, order.total.amount, order.financialStatus]);
    };
    expect(await names(one)).toEqual(await names(two));
    await Promise.all([one.close(), two.close()]);
  });

  it('has a plain page', async () => {
    const desk = await Desk.open();
    const order = await desk.order();
    await refund(desk, amountRefund(order, '1.00', { note: '<b>not bold</b>' }), 'on the page');
    const page = await (await fetch(`${desk.base}/dev-store/`)).text();
    expect(page).toContain('on the page');
    expect(page).toContain('&lt;b&gt;not bold&lt;/b&gt;');
    expect(page).not.toContain('shpat_');
    await desk.close();
  });
});

describe('the clock', () => {
  it('can be moved, set, stopped and started', async () => {
    const desk = await Desk.open();
    const now = async (): Promise<number> => Date.parse((await desk.get<{ now: string }>('/dev-store/clock')).now);
    await desk.made('/dev-store/clock', { frozen: true });
    await desk.made('/dev-store/clock', { now: '2027-03-28T00:59:00Z' });
    expect(await now()).toBe(Date.parse('2027-03-28T00:59:00Z'));
    await desk.advance(120_000);
    expect(await now()).toBe(Date.parse('2027-03-28T01:01:00Z'));
    const { body } = await desk.graphql('{ shop { ianaTimezone timezoneOffsetMinutes } }');
    expect(body.data).toEqual({ shop: { ianaTimezone: 'Europe/Prague', timezoneOffsetMinutes: 120 } });
    await desk.close();
  });
});

describe('the control API', () => {
  it('answers nonsense with 400 and a sentence', async () => {
    const desk = await Desk.open();
    for (const [path, body] of [
      ['/dev-store/orders', { shop: 'nowhere.myshopify.com' }],
      ['/dev-store/orders', { shop: MUG_HOUSE, scenario: 'unheard-of' }],
      ['/dev-store/orders', { shop: MUG_HOUSE, amount: '1,00' }],
      ['/dev-store/orders/1/refunds', {}],
      ['/dev-store/transactions/1/settle', {}],
      ['/dev-store/compliance/customers/praise', { shop: MUG_HOUSE }],
    ] as const) {
      const answer = await desk.post<{ error: string }>(path, body);
      expect([answer.status, typeof answer.body.error], path).toEqual([400, 'string']);
    }
    await desk.close();
  });

  it('prints one line per request, without tokens', async () => {
    const lines: string[] = [];
    const desk = await Desk.open({ log: (line) => lines.push(line) });
    const order = await desk.order();
    await refund(desk, amountRefund(order, '1.00'), 'printed');
    expect(lines.at(-1)).toMatch(/^POST\s+amends-mug-house\s+Refund\s+cost 23\/25\s+200\s+[\d.]+ ms\s+key printed$/);
    expect(lines.join('\n')).not.toContain('shpat_');
    await desk.close();
  });

  it('a refund by hand spreads over the payments and obeys the same guards', async () => {
    const desk = await Desk.open();
    const order = await desk.order({ scenario: 'gift-card-split', amount: '60.00' });
    await desk.made(`/dev-store/orders/${order.legacyId}/refunds`, { amount: '20.00' });
    expect((await desk.orderNow(order.legacyId)).maximumRefundable.amount).toBe('40.0');
    const { status, body } = await desk.post<{ error: string }>(`/dev-store/orders/${order.legacyId}/refunds`, {
      amount: '50.00',
    });
    expect([status, body.error]).toEqual([400, 'Refund amount €50.00 is greater than net payment received €40.00']);
    await desk.close();
  });
});
