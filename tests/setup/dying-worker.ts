/**
 * A worker that takes the job of the queue named in its arguments and never finishes it: for tests that kill it.
 * Prints "working" once it holds the job.
 */
import { bossOptions, LOOKING_FOR_JOBS } from '#app/db/job-schema.server.ts';
import { PgBoss } from 'pg-boss';

const [url = '', queue = ''] = process.argv.slice(2);
const boss = new PgBoss(bossOptions(url));
boss.on('error', (error) => {
  process.stderr.write(`${error.message}\n`);
});
await boss.start();
await boss.work(queue, LOOKING_FOR_JOBS, () => {
  process.stdout.write('working\n');
  return new Promise<void>(() => undefined);
});
