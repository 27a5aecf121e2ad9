import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newRequestId } from '#app/db/new-id.server.ts';
import { readMessages } from '#app/db/messages.server.ts';
import { readSettings } from '#app/db/shop-settings.server.ts';
import type { ComplaintId } from '#app/domain/ids.ts';
import { messageSettings } from '#app/domain/settings/messages.ts';
import { logComplaint } from '#app/services/complaints/log-complaint.server.ts';
import { acknowledge } from '#app/services/messages/acknowledge.server.ts';
import { saveSettings } from '#app/services/settings/save-settings.server.ts';
import { complain, idOf, makeOrder } from '#tests/factories/cases.ts';
import { arrived, mailFault, sweepUntilQuiet } from '#tests/factories/mails.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { workerProcesses } from '#tests/setup/worker-process.ts';
import { createWorld, MUG_HOUSE, people, type World } from '#tests/setup/world.ts';

let database: TestDatabase;
let world: World;
const workers = workerProcesses(
  () => world,
  () => database,
);

beforeAll(async () => {
  database = await createTestDatabase();
  // The processes run by the machine's clock.
  world = await createWorld({ database, jobs: 'real', start: new Date() });
});
afterAll(async () => {
  await world.close();
  await database.drop();
});
beforeEach(async () => {
  world.store.store.state.mails = [];
  world.store.store.state.mailRules = [];
  await world.sql('DELETE FROM mails');
  await world.sql(`UPDATE complaints SET acknowledgement = 'before'`);
  await world.clock.set(new Date());
});
afterEach(workers.kill);

const patient = { timeout: 20_000, interval: 20 };
const became = async (complaintId: ComplaintId) => {
  const [row] = await world.sql<{ acknowledgement: string }>('SELECT acknowledgement FROM complaints WHERE id = $1', [
    complaintId,
  ]);
  return row?.acknowledgement;
};
const said = (complaintId: ComplaintId) => readMessages(world.db.statements(MUG_HOUSE), MUG_HOUSE, complaintId);

describe('a complaint that is logged', () => {
  it('is acknowledged once, with its number, a day, the shop’s name and an address for answers', async () => {
    const complaintId = await complain(world, makeOrder(world));
    await Promise.all([world.acknowledge(), world.acknowledge(), acknowledge(world.system(), complaintId)]);
    await world.acknowledge();
    await sweepUntilQuiet(world);
    const [row] = await world.sql<{ number: number }>('SELECT number FROM complaints WHERE id = $1', [complaintId]);
    const number = `C-${String(row?.number)}`;
    expect(arrived(world)).toHaveLength(1);
    const [mail] = arrived(world);
    expect(mail).toMatchObject({ fromName: 'Mug House', from: 'amends@example.com' });
    expect(mail?.subject).toContain(number);
    expect(mail?.text).toMatch(/You will hear from us by \w+day, \d{1,2} \w+\./);
    const replyTo = mail?.headers?.find(({ name }) => name === 'reply-to')?.value;
    expect(replyTo).toMatch(new RegExp(`^replies\\+c${String(row?.number)}\\.[a-z2-7]{20}@in\\.example\\.com$`));
    expect(await said(complaintId)).toMatchObject([{ kind: 'acknowledgement', author: { kind: 'system' } }]);
    expect(await became(complaintId)).toBe('written');
  });

  it('by the same request twice is acknowledged once', async () => {
    const order = makeOrder(world);
    const input = {
      requestId: newRequestId(),
      orderId: idOf(order),
      lines: [{ lineItemId: String(order.lineItems[0]?.id), quantity: 1 }],
      ...({ reason: 'damaged', severity: 'high', channel: 'email', wantedOutcome: 'refund', words: '' } as const),
    };
    const log = () => logComplaint(world.as(people.anna), input);
    const [first, second] = await Promise.all([log(), log()]);
    await world.acknowledge();
    expect(await log()).toEqual(first);
    expect(second).toEqual(first);
    await world.acknowledge();
    await sweepUntilQuiet(world);
    expect(arrived(world)).toHaveLength(1);
  });

  it('whichever way it comes into the database is acknowledged', async () => {
    const complaintId = await complain(world, makeOrder(world));
    await world.sql(
      `INSERT INTO complaints (shop_id, id, number, request_id, order_id, order_name, customer_email, reason, severity, channel,
         wanted_outcome, words, language, state, assignee_user_id, next_action, next_action_due_at, created_by, created_at, updated_at)
       SELECT shop_id, gen_random_uuid(), number + 100000, gen_random_uuid(), order_id, order_name, customer_email, reason, severity,
         channel, wanted_outcome, words, 'cs', state, assignee_user_id, next_action, next_action_due_at, created_by, created_at, updated_at
       FROM complaints WHERE id = $1`,
      [complaintId],
    );
    await world.acknowledge();
    await sweepUntilQuiet(world);
    expect(arrived(world).map(({ subject }) => subject)).toContainEqual(
      expect.stringMatching(/^Přijali jsme vaši zprávu/) as string,
    );
  });

  it.each([
    ['no_address', 'has a customer without an address', 'UPDATE complaints SET customer_email = NULL WHERE id = $1'],
    [
      'not_needed',
      'is over before',
      'UPDATE complaints SET state = $$closed$$, next_action = NULL, next_action_due_at = NULL WHERE id = $1',
    ],
    [
      'too_late',
      'has waited for three days',
      'UPDATE complaints SET created_at = created_at - interval $$3 days$$ WHERE id = $1',
    ],
  ])('is not written to, and it is known why: %s, when it %s', async (outcome, _when, change) => {
    const complaintId = await complain(world, makeOrder(world));
    await world.sql(change, [complaintId]);
    await world.acknowledge();
    expect(await became(complaintId)).toBe(outcome);
    expect(await said(complaintId)).toEqual([]);
  });

  it('is not acknowledged where the owner does not want it', async () => {
    const { revision } = await readSettings(world.db.statements(MUG_HOUSE), MUG_HOUSE, messageSettings);
    const set = (acknowledged: boolean, seen: number) =>
      saveSettings(world.as(people.olga), messageSettings, {
        value: { ...messageSettings.defaults, acknowledge: acknowledged },
        seen,
      });
    expect(await set(false, revision)).toMatchObject({ ok: true });
    const complaintId = await complain(world, makeOrder(world));
    await world.acknowledge();
    expect(await became(complaintId)).toBe('off');
    expect(await set(true, revision + 1)).toMatchObject({ ok: true });
  });
});

describe('an acknowledgement', () => {
  it('is in the mailbox within five seconds', async () => {
    const worker = await world.startWorker();
    try {
      const before = performance.now();
      await complain(world, makeOrder(world));
      await expect.poll(() => arrived(world).length, patient).toBe(1);
      expect(performance.now() - before).toBeLessThan(5_000);
    } finally {
      await worker.stop();
    }
  });

  it('arrives once when the mail server refuses for a while', async () => {
    mailFault(world, { kind: 'refuse', code: 451, times: 3 });
    mailFault(world, { kind: 'drop-before', times: 2 });
    await complain(world, makeOrder(world));
    await world.acknowledge();
    await sweepUntilQuiet(world);
    expect(world.store.store.state.mailRules.map(({ timesLeft }) => timesLeft)).toEqual([0, 0]);
    expect(arrived(world)).toHaveLength(1);
  });

  it('arrives once for each of many complaints while workers are killed again and again', async () => {
    const order = makeOrder(world);
    const complaints: ComplaintId[] = [];
    for (let count = 0; count < 24; count += 1) complaints.push(await complain(world, order));
    for (const enough of [1, 8]) {
      // Killed also after the server has taken a mail, and before it has said so.
      mailFault(world, { kind: 'hold-after', delayMs: 60_000, times: 1 });
      workers.start();
      await expect.poll(() => arrived(world).length, patient).toBeGreaterThanOrEqual(enough);
      await workers.kill();
    }
    await world.acknowledge();
    await sweepUntilQuiet(world);
    const acknowledged = await world.sql<{ complaint_id: string; count: number }>(
      `SELECT complaint_id, count(*)::int FROM messages WHERE kind = 'acknowledgement' AND complaint_id = ANY($1) GROUP BY 1`,
      [complaints],
    );
    expect(acknowledged).toHaveLength(24);
    expect(new Set(acknowledged.map(({ count }) => count))).toEqual(new Set([1]));
    // A copy that nobody can rule out has the same Message-ID: whoever reads mail shows it once.
    expect(new Set(arrived(world).map(({ messageId }) => messageId)).size).toBe(24);
  }, 60_000);
});
