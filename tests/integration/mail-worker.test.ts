import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, MUG_HOUSE, TOKYO_PAPER, type World } from '#tests/setup/world.ts';
import { workerProcesses } from '#tests/setup/worker-process.ts';
import { arrived, askForMail, mailFault, mailRow } from '#tests/factories/mails.ts';

/*
 * The worker as in production, a process of its own, also killed without warning. What is left is taken up by another
 * one, whose clock is turned so that nobody has to wait for the dead one's lease.
 */
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
  await world.clock.set(new Date());
});
afterEach(workers.kill);

const patient = { timeout: 20_000, interval: 20 };
const stateOf = async (key: string) => (await mailRow(world, key)).state;
const applied = () => world.store.store.state.mailRules[0]?.applied;

describe('a worker', () => {
  it('sends a mail as soon as the transaction that asks for it commits', async () => {
    const worker = await world.startWorker();
    try {
      const { key } = await askForMail(world);
      await expect.poll(() => stateOf(key), patient).toBe('sent');
      expect(arrived(world)).toHaveLength(1);
    } finally {
      await worker.stop();
    }
  });

  it('whose job was lost finds the mail by itself', async () => {
    const { key } = await askForMail(world);
    await world.sql(`DELETE FROM pgboss.job WHERE name = 'send-mail'`);
    const worker = await world.startWorker();
    try {
      await expect.poll(() => stateOf(key), patient).toBe('sent');
    } finally {
      await worker.stop();
    }
  });

  it('among several that were given many mails at once sends each of them once', async () => {
    workers.start();
    workers.start();
    const shops = [MUG_HOUSE, TOKYO_PAPER];
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => askForMail(world, { shopId: shops[index % 2] ?? MUG_HOUSE })),
    );
    await expect.poll(() => world.sql(`SELECT 1 FROM mails WHERE state <> 'sent'`), patient).toEqual([]);
    expect(arrived(world)).toHaveLength(20);
    expect(new Set(arrived(world).map(({ messageId }) => messageId)).size).toBe(20);
  });

  it('without a mail server leaves mails to those that have one', async () => {
    workers.start({ SMTP_URL: '', MAIL_FROM: '' });
    const { key } = await askForMail(world);
    // It has taken the job, and done nothing.
    await expect
      .poll(() => world.sql(`SELECT 1 FROM pgboss.job WHERE name = 'send-mail' AND state = 'completed'`), patient)
      .not.toEqual([]);
    expect(await mailRow(world, key)).toMatchObject({ state: 'queued', attempts: 0 });
    await workers.kill();
    await world.sweepMails();
    expect(await stateOf(key)).toBe('sent');
  });
});

describe('a worker that is stopped', () => {
  it('while the mail server is silent ends in order, and has written down that nobody knows', async () => {
    mailFault(world, { kind: 'hold-after', delayMs: 60_000, times: 1 });
    const { key } = await askForMail(world);
    const worker = workers.start();
    await expect.poll(() => arrived(world).length, patient).toBe(1);
    worker.kill('SIGTERM');
    expect(await once(worker, 'exit')).toEqual([0, null]);
    expect(await mailRow(world, key)).toMatchObject({ state: 'queued', attempts: 1, doubts: 1 });
  });
});

describe('a worker that is killed', () => {
  it('before the mail server took the mail: another one sends it, and it arrives once', async () => {
    mailFault(world, { kind: 'slow', delayMs: 60_000, times: 1 });
    const { key } = await askForMail(world);
    workers.start();
    await expect.poll(applied, patient).toBe(1);
    expect(await mailRow(world, key)).toMatchObject({ state: 'sending', attempts: 1 });
    await workers.kill();
    await world.sweepMails();
    expect(await stateOf(key)).toBe('sending');
    await world.clock.advance(180_000);
    await world.sweepMails();
    expect(await mailRow(world, key)).toMatchObject({ state: 'sent', attempts: 2 });
    expect(arrived(world)).toHaveLength(1);
  });

  it('after the mail server took the mail and before that was written down: the copy has the same Message-ID', async () => {
    mailFault(world, { kind: 'hold-after', delayMs: 60_000, times: 1 });
    const { key } = await askForMail(world);
    workers.start();
    await expect.poll(() => arrived(world).length, patient).toBe(1);
    await workers.kill();
    await world.clock.advance(180_000);
    await world.sweepMails();
    const { message_id } = await mailRow(world, key);
    expect(await mailRow(world, key)).toMatchObject({ state: 'sent', attempts: 2, doubts: 1 });
    expect(arrived(world).map(({ messageId }) => messageId)).toEqual([message_id, message_id]);
  });
});
