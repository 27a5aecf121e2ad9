import pg from 'pg';
import { PgBoss } from 'pg-boss';
import type { Job } from '#app/jobs/definitions.ts';
import { bossOptions } from './job-schema.server.ts';
import { nameOf, type Statements } from './statements.server.ts';

/** The outbox: a job exists if, and only if, the transaction that asked for it commits. */
export type JobQueue = {
  /** @param afterMs how long to wait at least before it runs; 0 = now. */
  enqueue(tx: Statements, job: Job, afterMs?: number): Promise<void>;
};

export type StartedJobQueue = { queue: JobQueue; boss: PgBoss; close(): Promise<void> };

/** Connects to the queues as the app's role. `onError` hears of lost connections; pg-boss goes on by itself. */
export async function startJobQueue(databaseUrl: string, onError: (error: Error) => void): Promise<StartedJobQueue> {
  // pg-boss hands its options on to the driver's pool, which knows this one; its own types do not.
  const driver = { Client: PreparingClient };
  const boss = new PgBoss({ ...bossOptions(databaseUrl), ...driver, max: 5 });
  boss.on('error', onError);
  await boss.start();
  return {
    boss,
    queue: {
      async enqueue(tx, { name, ...payload }, afterMs = 0) {
        const { shopId } = payload;
        // The group is what the worker shares its places by: see `pace` in worker.server.ts.
        await boss.send(name, payload, {
          db: onStatements(tx),
          startAfter: Math.ceil(afterMs / 1000),
          group: { id: shopId },
        });
      },
    },
    close: () => boss.stop({ graceful: true, timeout: 10_000 }),
  };
}

/** pg-boss writes through whatever transaction it is handed. */
const onStatements = (tx: Statements) => ({
  executeSql: async (text: string, values: unknown[] = []) => ({
    rows: await tx.$queryRawUnsafe<unknown[]>(text, ...values),
  }),
});

/**
 * What the queue's own connections are made of. It asks for jobs with few statements, again and again, and making a plan of
 * each takes twice as long as carrying it out: here each connection keeps them.
 */
class PreparingClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    const send = this.query.bind(this) as (...asked: unknown[]) => unknown;
    const prepared = (text: unknown, values: unknown, ...rest: unknown[]) =>
      typeof text === 'string' && Array.isArray(values)
        ? send({ ...nameOf(text), text, values: values as unknown[] }, ...rest)
        : send(text, values, ...rest);
    this.query = prepared as typeof this.query;
  }
}
