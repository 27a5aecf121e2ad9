import { createDatabase } from '#app/db/database.server.ts';
import { bossOptions, createQueues, LOOKING_FOR_JOBS } from '#app/db/job-schema.server.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fromPrisma, PgBoss } from 'pg-boss';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const shopId = 'amends-mug-house.myshopify.com';
let testDatabase: TestDatabase;
let boss: PgBoss;
const problems: string[] = [];

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  await createQueues(testDatabase.ownerUrl, [
    { name: 'recover', options: { notify: true, retryLimit: 5, heartbeatSeconds: 10 } },
    { name: 'outbox', options: { notify: true } },
  ]);
  boss = new PgBoss(bossOptions(testDatabase.url));
  boss.on('error', (error) => problems.push(error.message));
  boss.on('warning', (warning) => problems.push(warning.message));
  await boss.start();
});

afterAll(async () => {
  await boss.stop({ graceful: false });
  await testDatabase.drop();
});

describe('the job queue, used as the app and not as its owner', () => {
  it('runs a job again within 15 s after its worker was killed', async () => {
    await boss.send('recover', { remedyId: 'r1' });
    const args = ['tests/setup/dying-worker.ts', testDatabase.url, 'recover'];
    const worker = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const [said] = (await Promise.race([once(worker.stdout, 'data'), once(worker, 'exit')])) as unknown[];
    expect(String(said)).toBe('working\n');
    worker.kill('SIGKILL');
    const killed = performance.now();
    const attempt = await new Promise<unknown>((resolve, reject) => {
      boss
        .work('recover', LOOKING_FOR_JOBS, ([job]) => {
          resolve(job?.data);
          return Promise.resolve();
        })
        .catch(reject);
    });
    expect(attempt).toEqual({ remedyId: 'r1' });
    expect(performance.now() - killed).toBeLessThan(15_000);
  }, 40_000);

  it('takes a job together with the business row, or neither', async () => {
    const db = createDatabase({ url: testDatabase.url, maxConnections: 2 });
    const attempt = db.transaction(shopId, async (tx) => {
      await boss.send('outbox', { kept: false }, { db: fromPrisma(tx) });
      throw new Error('the row could not be written');
    });
    await expect(attempt).rejects.toThrow('the row could not be written');
    await db.transaction(shopId, (tx) => boss.send('outbox', { kept: true }, { db: fromPrisma(tx) }));
    await db.close();
    const jobs = await boss.fetch('outbox', { batchSize: 10 });
    expect(jobs.map((job) => job.data)).toEqual([{ kept: true }]);
  });

  it('keeps house without any right to change the schema', async () => {
    await boss.supervise();
    expect(problems).toEqual([]);
  });
});
