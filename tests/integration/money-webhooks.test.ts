import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newRequestId } from '#app/db/new-id.server.ts';
import { addNote } from '#app/services/complaints/change-complaint.server.ts';
import { getComplaintPage } from '#app/services/complaints/get-complaint-page.server.ts';
import { receiveWebhook } from '#app/services/webhooks/receive-webhook.server.ts';
import { workOffInbox } from '#app/services/webhooks/work-off-inbox.server.ts';
import type { WebhookSubject } from '#app/services/webhooks/subject.ts';
import { settleTransaction } from '#dev-store/refunds/apply.ts';
import type { Order } from '#dev-store/state/types.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, MUG_HOUSE, people, TOKYO_PAPER, type World } from '#tests/setup/world.ts';
import { amountOf, ask, complain, eur, fault, idOf, makeOrder, mustAsk } from '#tests/factories/cases.ts';
import { complaintFacts, ledgerOf, refundedAtStore, remedyFacts } from '#tests/factories/facts.ts';

const hourMs = 3_600_000;
let database: TestDatabase;
let world: World;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld({ database });
});
afterAll(async () => {
  await world.close();
  await database.drop();
});
beforeEach(() => {
  world.store.store.state.faults = [];
});

type Delivery = { webhookId: string; eventId: string; topic: string; subject: WebhookSubject; triggeredAt: Date };

const delivery = (topic: string, subject: WebhookSubject, more: Partial<Delivery> = {}): Delivery => ({
  webhookId: newRequestId(),
  eventId: newRequestId(),
  topic,
  subject,
  triggeredAt: world.clock.now(),
  ...more,
});
const about = (order: Order): WebhookSubject => ({ orderId: String(order.id) });

/** Taken in, and done by the worker; whether it was known already. */
async function take(given: Delivery, shopId = MUG_HOUSE): Promise<boolean> {
  const { repeated } = await receiveWebhook(world.system(shopId), given);
  await workOffInbox({ ...world, contextFor: world.system });
  expect(await countOf('webhook_deliveries WHERE failed_attempts > 0')).toBe(0);
  return repeated;
}

const countOf = async (text: string, values: unknown[] = []) =>
  Number((await world.sql<{ count: string }>(`SELECT count(*) AS count FROM ${text}`, values))[0]?.count);

/** A refund that is settled, and one in doubt, on one order. */
async function someMoney(customer?: { email: string; firstName: string; lastName: string }) {
  const order = makeOrder(world, customer ? { customer } : {});
  const complaintId = await complain(world, order);
  const settled = await mustAsk(world, { complaintId, request: amountOf(eur(10_00)) });
  await world.runUntilQuiet();
  return { order, complaintId, settled };
}

describe('a delivery that comes again', () => {
  it('is known by its id, however often and however close together', async () => {
    const { order } = await someMoney();
    const given = delivery('orders/updated', about(order));
    const answers = await Promise.all(Array.from({ length: 8 }, () => receiveWebhook(world.system(), given)));
    expect(answers.filter((answer) => !answer.repeated)).toHaveLength(1);
    expect(await countOf('webhook_deliveries WHERE webhook_id = $1', [given.webhookId])).toBe(1);
    await take(given);
    const before = await world.sql('SELECT handled_at FROM webhook_deliveries WHERE webhook_id = $1', [
      given.webhookId,
    ]);
    await world.clock.advance(hourMs);
    expect(await take(given)).toBe(true);
    expect(
      await world.sql('SELECT handled_at FROM webhook_deliveries WHERE webhook_id = $1', [given.webhookId]),
    ).toEqual(before);
  });

  it('is known by its event, when it is another delivery of the same', async () => {
    const { order } = await someMoney();
    const first = delivery('refunds/create', about(order));
    expect(await take(first)).toBe(false);
    expect(await take({ ...first, webhookId: newRequestId() })).toBe(true);
    expect(
      await take({ ...first, webhookId: newRequestId(), topic: 'orders/updated' }),
      'another topic of the event',
    ).toBe(false);
  });

  it('is not another shop’s', async () => {
    const { order } = await someMoney();
    const given = delivery('orders/updated', about(order));
    expect(await take(given)).toBe(false);
    expect(await take(given, TOKYO_PAPER)).toBe(false);
  });
});

describe('deliveries in any order, twice and late', () => {
  it('end in the same state', async () => {
    const ends = [];
    for (const shuffle of [
      (all: Delivery[]) => all,
      (all: Delivery[]) => all.toReversed(),
      (all: Delivery[]) => [...all, ...all.toReversed()],
    ]) {
      const order = makeOrder(world, { refundSettleAfterMs: null });
      const complaintId = await complain(world, order);
      const remedyId = await mustAsk(world, { complaintId, request: amountOf(eur(50_00)) });
      await world.runUntilQuiet(60_000);
      const [transaction] = order.transactions.filter((one) => one.kind === 'REFUND');
      settleTransaction(world.store.store, order, transaction?.id ?? 0, 'SUCCESS');
      const all = ['refunds/create', 'order_transactions/create', 'orders/updated'].map((topic) =>
        delivery(topic, about(order)),
      );
      await world.clock.advance(24 * hourMs);
      for (const each of shuffle(all)) await take(each);
      await world.runUntilQuiet();
      const page = await getComplaintPage(world.as(), complaintId);
      ends.push({
        remedy: { ...(await remedyFacts(world, remedyId)), externalId: null },
        ledger: await ledgerOf(world, remedyId),
        complaint: await complaintFacts(world, complaintId),
        story: page.ok && page.value.story.map((entry) => entry.event.kind),
        store: refundedAtStore(order),
      });
    }
    expect(ends[1]).toEqual(ends[0]);
    expect(ends[2]).toEqual(ends[0]);
  });

  it('of an uninstall from before the present install changes nothing', async () => {
    const installed = () =>
      world.sql<{ uninstalled_at: Date | null }>('SELECT uninstalled_at FROM shops WHERE shop_id = $1', [MUG_HOUSE]);
    await take(delivery('app/uninstalled', {}, { triggeredAt: new Date('2026-11-01T00:00:00Z') }));
    expect(await installed()).toEqual([{ uninstalled_at: null }]);
    expect(await countOf('sessions WHERE shop_id = $1', [MUG_HOUSE])).toBe(1);
  });
});

describe('a refund in doubt', () => {
  it('is looked at when Shopify speaks of one on its order', async () => {
    const order = makeOrder(world);
    fault(world, 'timeout-after');
    const remedyId = await mustAsk(world, { complaintId: await complain(world, order), request: amountOf(eur(10_00)) });
    await world.sql('UPDATE remedies SET next_check_at = next_check_at WHERE id = $1', [remedyId]);
    await world.clock.advance(30_000);
    await world.sweep();
    expect(await remedyFacts(world, remedyId)).toMatchObject({ state: 'unknown' });
    const woken: string[] = [];
    const ctx = world.system();
    const given = delivery('refunds/create', about(order));
    await receiveWebhook(ctx, given);
    const jobs = {
      enqueue: (_tx: unknown, job: { name: string; remedyId?: string }) =>
        Promise.resolve(void woken.push(job.remedyId ?? job.name)),
    };
    await workOffInbox({ ...world, contextFor: () => ({ ...ctx, jobs }) });
    expect(woken).toEqual([remedyId]);
    await world.runUntilQuiet();
  });
});

describe('a customer who wants to be forgotten', () => {
  const customer = { email: 'eva.novotna@example.com', firstName: 'Eva', lastName: 'Novotná' };
  const personal = /eva\.novotna|Novotná|handle came off|secret of hers/i;

  /** Everything that we hold of the shop, as text. */
  async function everything(): Promise<string> {
    const tables = [
      'complaints',
      'complaint_lines',
      'order_snapshots',
      'timeline_entries',
      'resolutions',
      'remedies',
      'ledger_entries',
      'webhook_deliveries',
      'privacy_requests',
    ];
    const rows = await Promise.all(tables.map((table) => world.sql(`SELECT * FROM ${table} ORDER BY 1, 2, 3`)));
    return JSON.stringify(rows);
  }
  const money = () => world.sql('SELECT * FROM ledger_entries ORDER BY id');

  it('is: name, address and words go, the accounts stay, and doing it twice is the same', async () => {
    const { order, complaintId } = await someMoney(customer);
    await world.sql(`UPDATE complaints SET words = '' WHERE id <> $1`, [complaintId]);
    await addNote(world.as(), complaintId, 'a secret of hers');
    const subject = { customerId: String(order.customerId), orderIds: [String(order.id)] };
    await take(delivery('customers/data_request', subject));
    expect(await everything()).toMatch(personal);
    const accounts = await money();

    await take(delivery('customers/redact', subject));
    expect(await everything()).not.toMatch(personal);
    expect(await money()).toEqual(accounts);
    expect((await getComplaintPage(world.as(), complaintId)).ok).toBe(true);

    await take(delivery('customers/redact', subject));
    expect(await everything()).not.toMatch(personal);
    expect(await money()).toEqual(accounts);
  });

  it('does not stop a refund that is on its way', async () => {
    const order = makeOrder(world, { customer });
    const complaintId = await complain(world, order);
    const remedyId = await mustAsk(world, { complaintId, request: amountOf(eur(10_00)) });
    await take(delivery('customers/redact', { customerId: String(order.customerId), orderIds: [String(order.id)] }));
    await world.runUntilQuiet();
    expect(await remedyFacts(world, remedyId)).toMatchObject({ state: 'settled' });
    const [copy] = await world.sql<{ customer_name: string | null; snapshot: { customer: unknown } }>(
      'SELECT customer_name, snapshot FROM order_snapshots WHERE order_id = $1',
      [String(order.id)],
    );
    expect(copy).toMatchObject({ customer_name: null, snapshot: { customer: null } });
  });

  it('and a refund decided at the same moment do not wait for each other for ever', async () => {
    const orders = [];
    for (let index = 0; index < 6; index++) {
      const order = makeOrder(world, { customer });
      orders.push({ order, complaintId: await complain(world, order) });
    }
    const subject = {
      customerId: String(orders[0]?.order.customerId),
      orderIds: orders.map(({ order }) => String(order.id)),
    };
    const redactions = Array.from({ length: 4 }, () => take(delivery('customers/redact', subject)));
    const refunds = orders.flatMap(({ complaintId }) =>
      Array.from({ length: 4 }, () => ask(world, { complaintId, request: amountOf(eur(1_00)) })),
    );
    await Promise.all(redactions);
    expect(await countOf('webhook_deliveries WHERE handled_at IS NULL')).toBe(0);
    expect((await Promise.all(refunds)).every((answer) => answer.ok)).toBe(true);
    await world.runUntilQuiet();
    expect(orders.map(({ order }) => refundedAtStore(order))).toEqual(orders.map(() => 4_00));
  });
});

describe('a shop that leaves for good', () => {
  const tables = () =>
    world.sql<{ name: string }>(
      `SELECT DISTINCT table_name AS name FROM information_schema.columns WHERE column_name = 'shop_id' AND table_schema = 'public'`,
    );
  async function rowsOf(shopId: string): Promise<number> {
    let rows = 0;
    for (const { name } of await tables()) rows += await countOf(`${name} WHERE shop_id = $1`, [shopId]);
    return rows;
  }

  it('leaves no row behind, and takes nobody else’s', async () => {
    const { order } = await someMoney();
    const yen = makeOrder(world, { shop: TOKYO_PAPER });
    await complain(world, yen, people.haruka, TOKYO_PAPER);
    await take(delivery('shop/redact', {}));
    expect(await countOf('complaints WHERE order_id = $1', [idOf(order)]), 'while the app is installed').toBe(1);

    await world.clock.advance(hourMs);
    await take(delivery('app/uninstalled', {}));
    expect(await countOf('sessions WHERE shop_id = $1', [MUG_HOUSE])).toBe(0);
    const others = await rowsOf(TOKYO_PAPER);
    await world.clock.advance(48 * hourMs);
    const redact = delivery('shop/redact', {});
    await take(redact);
    expect(await rowsOf(MUG_HOUSE)).toBe(0);
    await take(redact);
    expect(await rowsOf(MUG_HOUSE), 'when it is delivered again').toBe(0);
    expect(await rowsOf(TOKYO_PAPER)).toBe(others);
  });

  it('also when the worker died over it the first time', async () => {
    await complain(world, makeOrder(world, { shop: TOKYO_PAPER }), people.haruka, TOKYO_PAPER);
    await world.clock.advance(hourMs);
    await take(delivery('app/uninstalled', {}), TOKYO_PAPER);
    const redact = delivery('shop/redact', {});
    const ctx = world.system(TOKYO_PAPER);
    await receiveWebhook(ctx, redact);
    // It gets through one transaction, and no further.
    let begun = false;
    const onlyOne: World['db']['atomically'] = (shopId, work, options) => {
      if (begun) return die();
      begun = true;
      return ctx.db.atomically(shopId, work, options);
    };
    const statements = () => ({ $queryRaw: die, $executeRaw: die, $queryRawUnsafe: die });
    const db = { ...ctx.db, transaction: die, statements, atomically: onlyOne };
    await workOffInbox({ ...world, contextFor: () => ({ ...ctx, db }) });
    expect(await rowsOf(TOKYO_PAPER)).toBeGreaterThan(0);
    await workOffInbox({ ...world, contextFor: world.system });
    expect(await rowsOf(TOKYO_PAPER)).toBe(0);
  });
});

const die = (): Promise<never> => Promise.reject(new Error('the worker died'));
