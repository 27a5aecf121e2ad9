import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLogger } from '#app/config/logger.server.ts';
import { createDatabase } from '#app/db/database.server.ts';
import { newRequestId } from '#app/db/new-id.server.ts';
import type { ShopId } from '#app/domain/ids.ts';
import { forgetOldDeliveries } from '#app/services/webhooks/forget-deliveries.server.ts';
import { receiveWebhook } from '#app/services/webhooks/receive-webhook.server.ts';
import { workOffInbox } from '#app/services/webhooks/work-off-inbox.server.ts';
import { amountOf, complain, eur, fault, idOf, makeOrder, mustAsk } from '#tests/factories/cases.ts';
import { remedyFacts } from '#tests/factories/facts.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, MUG_HOUSE, TOKYO_PAPER, type World } from '#tests/setup/world.ts';

const secondMs = 1_000;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const log: string[] = [];
let database: TestDatabase;
let world: World;

/** What the database itself does and sees: orders and customers on which every change fails, and who was handled when. */
const witness = `
  CREATE TABLE poison (id TEXT PRIMARY KEY);
  CREATE TABLE handled (turn SERIAL PRIMARY KEY, shop_id TEXT, webhook_id TEXT);
  CREATE FUNCTION refuse_poison() RETURNS TRIGGER LANGUAGE plpgsql SECURITY DEFINER AS $$
  BEGIN
    IF EXISTS (SELECT 1 FROM poison WHERE id = NEW.order_id) THEN RAISE EXCEPTION 'poisoned'; END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER poison BEFORE UPDATE ON order_snapshots FOR EACH ROW EXECUTE FUNCTION refuse_poison();
  CREATE FUNCTION note_handled() RETURNS TRIGGER LANGUAGE plpgsql SECURITY DEFINER AS $$
  BEGIN
    INSERT INTO handled (shop_id, webhook_id) VALUES (NEW.shop_id, NEW.webhook_id);
    RETURN NULL;
  END $$;
  CREATE TRIGGER handled AFTER UPDATE ON webhook_deliveries FOR EACH ROW
    WHEN (OLD.handled_at IS NULL AND NEW.handled_at IS NOT NULL) EXECUTE FUNCTION note_handled();`;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld({
    database,
    jobs: 'real',
    log: createLogger({ level: 'warn', write: (line) => log.push(line) }),
  });
  await world.sql(witness);
});
afterAll(async () => {
  await world.close();
  await database.drop();
});
beforeEach(async () => {
  log.length = 0;
  await world.sql('DELETE FROM webhook_deliveries');
  await world.sql('DELETE FROM handled');
  await world.sql('DELETE FROM poison');
});

/** A delivery arrives; its id. */
async function arrive(topic: string, subject: { orderId?: string; customerId?: string }, shopId = MUG_HOUSE) {
  const webhookId = newRequestId();
  const delivery = { webhookId, eventId: newRequestId(), topic, triggeredAt: world.clock.now(), subject };
  expect(await receiveWebhook(world.system(shopId), delivery)).toEqual({ repeated: false });
  return webhookId;
}

const work = () => workOffInbox({ ...world, contextFor: world.system });

/** An order that we have a copy of. */
async function knownOrder(): Promise<string> {
  const order = makeOrder(world);
  await complain(world, order);
  return idOf(order);
}

type Row = { handled_at: Date | null; failed_attempts: number; retry_at: Date | null };

async function rowOf(webhookId: string): Promise<Row> {
  const [row] = await world.sql<Row>(
    'SELECT handled_at, failed_attempts, retry_at FROM webhook_deliveries WHERE webhook_id = $1',
    [webhookId],
  );
  if (!row) throw new Error('no such delivery');
  return row;
}

const handled = () => world.sql<{ shop_id: string; webhook_id: string }>('SELECT * FROM handled ORDER BY turn');
const staleOrders = async () =>
  (await world.sql<{ order_id: string }>('SELECT order_id FROM order_snapshots WHERE stale_since IS NOT NULL')).map(
    (row) => row.order_id,
  );

describe('a delivery', () => {
  it('that arrived while no worker ran is handled by the next one', async () => {
    const order = await knownOrder();
    const webhookId = await arrive('orders/updated', { orderId: order });
    const worker = await world.startWorker();
    await expect.poll(async () => (await rowOf(webhookId)).handled_at, { timeout: 10_000 }).not.toBeNull();
    await worker.stop();
    expect(await staleOrders()).toContain(order);
    expect(await handled()).toHaveLength(1);
  });

  it('about an order that we have no copy of, or of a topic that we have no use for any more, is done with', async () => {
    const unknown = await arrive('refunds/create', { orderId: '999999999999' });
    const former = await arrive('products/update', {});
    await work();
    expect((await handled()).map((one) => one.webhook_id).sort()).toEqual([unknown, former].sort());
  });
});

describe('fifty deliveries about one order', () => {
  it('ask once to look at its refund', async () => {
    const order = makeOrder(world);
    fault(world, 'timeout-after');
    const remedyId = await mustAsk(world, { complaintId: await complain(world, order), request: amountOf(eur(10_00)) });
    await world.clock.advance(30 * secondMs);
    await world.sweep();
    expect(await remedyFacts(world, remedyId)).toMatchObject({ state: 'unknown' });
    const jobs = async () =>
      Number(
        (
          await world.sql<{ count: string }>(`SELECT count(*) FROM pgboss.job WHERE data->>'remedyId' = $1`, [remedyId])
        )[0]?.count,
      );
    const before = await jobs();
    for (let index = 0; index < 25; index++) {
      await arrive('refunds/create', { orderId: idOf(order) });
      await arrive('order_transactions/create', { orderId: idOf(order) });
    }
    expect(await work()).toMatchObject({ taken: 50, more: false });
    expect(await jobs()).toBe(before + 1);
    expect(await handled()).toHaveLength(50);
    expect(await staleOrders()).toContain(idOf(order));
    await world.runUntilQuiet();
  });
});

describe('a delivery that cannot be handled', () => {
  it.each([
    ['orders/updated', (order: string) => ({ orderId: order })],
    ['customers/redact', (order: string) => ({ customerId: '1', orderIds: [order] })],
  ])('(%s) stops no other, is tried ever less often, and is never given up', async (topic, subject) => {
    const [bad, good] = [await knownOrder(), await knownOrder()];
    await world.sql('INSERT INTO poison VALUES ($1)', [bad]);
    const others = [
      await arrive('orders/updated', { orderId: good }),
      await arrive('refunds/create', { orderId: good }),
    ];
    const poisoned = await arrive(topic, subject(bad));
    others.push(await arrive('orders/updated', { orderId: good }));
    await work();
    expect((await handled()).map((one) => one.webhook_id).sort()).toEqual(others.sort());

    const waits = [];
    for (let attempt = 1; attempt <= 14; attempt++) {
      const { handled_at, failed_attempts, retry_at } = await rowOf(poisoned);
      expect({ handled_at, failed_attempts }).toEqual({ handled_at: null, failed_attempts: attempt });
      const wait = Number(retry_at) - world.clock.now().getTime();
      waits.push(wait / secondMs);
      await world.clock.advance(wait - 1);
      expect(await work(), 'before its time').toMatchObject({ taken: 0 });
      await world.clock.advance(1);
      await work();
    }
    expect(waits).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 3600, 3600, 3600]);
    const lines = (message: string) => log.filter((line) => line.includes(message));
    expect(lines('a webhook could not be handled'), 'one line for each of the first failures').toHaveLength(5);
    expect(lines('have failed again'), 'then one line for all in a look').toHaveLength(10);

    await world.sql('DELETE FROM poison');
    await world.clock.advance(hourMs);
    await work();
    expect((await rowOf(poisoned)).handled_at).not.toBeNull();
  });
});

describe('an order that somebody is deciding on', () => {
  it('has its deliveries wait a moment, and nobody waits for it', async () => {
    const [busy, free] = [await knownOrder(), await knownOrder()];
    const owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    await owner.query('BEGIN');
    await owner.query('SELECT 1 FROM order_snapshots WHERE order_id = $1 FOR UPDATE', [busy]);
    const waiting = await arrive('refunds/create', { orderId: busy });
    const done = await arrive('refunds/create', { orderId: free });
    await work();
    expect((await handled()).map((one) => one.webhook_id)).toEqual([done]);
    expect(await rowOf(waiting)).toMatchObject({ handled_at: null, failed_attempts: 0 });
    await owner.query('COMMIT');
    await owner.end();
    await world.clock.advance(secondMs);
    await work();
    expect((await handled()).map((one) => one.webhook_id)).toEqual([done, waiting]);
    expect(await staleOrders()).toContain(busy);
  });
});

describe('the inbox', () => {
  it('shared by two workers has every delivery handled once', async () => {
    const orders: string[] = [];
    for (let index = 0; index < 12; index++) orders.push(await knownOrder());
    const ids: string[] = [];
    for (let index = 0; index < 360; index++) {
      ids.push(await arrive('orders/updated', { orderId: orders[(index * 7) % orders.length] ?? '' }));
    }
    const second = createDatabase({ url: database.url, maxConnections: 4 });
    const contextFor = (shopId: ShopId) => ({ ...world.system(shopId), db: second });
    const works = async (means: Parameters<typeof workOffInbox>[0]) => {
      for (let more = true; more;) ({ more } = await workOffInbox(means));
    };
    // What met a locked order is due a second later.
    while ((await handled()).length < ids.length) {
      await Promise.all([works({ ...world, contextFor: world.system }), works({ ...world, db: second, contextFor })]);
      await world.clock.advance(secondMs);
    }
    await second.close();
    expect((await handled()).map((one) => one.webhook_id).sort()).toEqual(ids.sort());
    expect(await world.sql('SELECT 1 FROM webhook_deliveries WHERE failed_attempts > 0')).toEqual([]);
  });

  it('of a shop with a flood keeps no other shop waiting', async () => {
    for (let index = 0; index < 250; index++) await arrive('orders/updated', { orderId: '1' });
    const other = await arrive('orders/updated', { orderId: '1' }, TOKYO_PAPER);
    expect(await work()).toMatchObject({ taken: 101, more: true });
    expect((await handled()).map((one) => one.webhook_id)).toContain(other);
    expect(await work()).toMatchObject({ taken: 100, more: true });
    expect(await work()).toMatchObject({ taken: 50, more: false });
    expect(await work()).toMatchObject({ taken: 0, more: false });
  });

  it('is looked into at more shops than are asked for at once', async () => {
    const shops = Array.from({ length: 45 }, (_, index) => `shop-${String(index)}.myshopify.com`);
    for (const shop of shops) {
      await world.sql(
        `INSERT INTO webhook_deliveries (shop_id, webhook_id, topic, received_at, subject) VALUES ($1, 'one', 'orders/updated', $2, '{}')`,
        [shop, world.clock.now()],
      );
    }
    expect(await work()).toMatchObject({ taken: 45, more: false });
    expect((await handled()).map((one) => one.shop_id).sort()).toEqual(shops.sort());
  });

  it('forgets what was handled a month ago, a part in each sweep, and nothing else', async () => {
    const add = (shop: string, prefix: string, count: number, ageMs: number, isHandled: boolean) =>
      world.sql(
        `INSERT INTO webhook_deliveries (shop_id, webhook_id, topic, received_at, subject, handled_at)
         SELECT $1, $2 || n, 'orders/updated', $3, '{}', CASE WHEN $4 THEN $3::timestamptz END FROM generate_series(1, $5) n`,
        [shop, prefix, new Date(world.clock.now().getTime() - ageMs), isHandled, count],
      );
    await add(MUG_HOUSE, 'old-', 400, 30 * dayMs + 1, true);
    await add(TOKYO_PAPER, 'old-', 200, 31 * dayMs, true);
    await add(MUG_HOUSE, 'young-', 3, 30 * dayMs, true);
    await add(MUG_HOUSE, 'undone-', 2, 90 * dayMs, false);
    const left = () =>
      world.sql<{ kind: string; count: string }>(
        `SELECT split_part(webhook_id, '-', 1) AS kind, count(*) FROM webhook_deliveries GROUP BY 1 ORDER BY 1`,
      );
    expect(await forgetOldDeliveries(world)).toBe(500);
    expect(await forgetOldDeliveries(world)).toBe(100);
    expect(await forgetOldDeliveries(world)).toBe(0);
    expect(await left()).toEqual([
      { kind: 'undone', count: '2' },
      { kind: 'young', count: '3' },
    ]);
  });
});
