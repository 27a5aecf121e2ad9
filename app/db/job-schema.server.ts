/** The job queues' part of the database: made and upgraded by the owner, used by the app's role without any DDL. */
import pg from 'pg';
import { PgBoss, type ConstructorOptions, type Queue } from 'pg-boss';

export const JOB_SCHEMA = 'pgboss';
const APP_ROLE = 'amends_app';

/** A queue: its name, and pg-boss's options for it (retries, dead letter, heartbeat). */
export type QueueDefinition = { readonly name: string; readonly options: Omit<Queue, 'name'> };

/**
 * Makes or upgrades the schema of pg-boss, makes the queues or brings their options up to date, and grants the app's
 * role what it needs. A queue's policy cannot change once it exists. Dead-letter queues must come first in the list.
 */
export async function createQueues(ownerUrl: string, queues: readonly QueueDefinition[]): Promise<void> {
  const boss = new PgBoss({
    connectionString: ownerUrl,
    schema: JOB_SCHEMA,
    max: 2,
    supervise: false,
    schedule: false,
  });
  boss.on('error', ignoreUntilCallFails);
  await boss.start();
  try {
    for (const { name, options } of queues) {
      const existing = await boss.getQueue(name);
      if (existing === null) await boss.createQueue(name, options);
      else await updateQueue(boss, name, options);
    }
  } finally {
    await boss.stop({ graceful: false });
  }
  await grantToApp(ownerUrl);
}

/**
 * How a worker looks for jobs, for `boss.work()`. Jobs are announced at once; this often it also looks for those that
 * nobody announces: retries, and the jobs of a killed worker (found within heartbeat 10 s + monitor 2 s + this).
 */
export const LOOKING_FOR_JOBS = {
  pollingIntervalSeconds: 1,
  notifyPollingIntervalSeconds: 1,
  heartbeatRefreshSeconds: 3,
} as const;

/**
 * How the running app makes its PgBoss: as the app's role, never touching the schema. Spread your own options after it.
 * @param ownerUrl the same connection string that the migrations use; the role is taken on connect.
 */
export function bossOptions(ownerUrl: string): ConstructorOptions {
  return {
    connectionString: ownerUrl,
    options: `-c role=${APP_ROLE}`,
    schema: JOB_SCHEMA,
    migrate: false,
    createSchema: false,
    // Rebuilding indexes is for their owner.
    reindex: false,
    useListenNotify: true,
    // How often dead workers are looked for; all processes share one turn.
    superviseIntervalSeconds: 2,
    monitorIntervalSeconds: 2,
  };
}

async function updateQueue(boss: PgBoss, name: string, options: QueueDefinition['options']): Promise<void> {
  const { policy: _fixed, partition: _alsoFixed, ...changeable } = options;
  if (Object.keys(changeable).length > 0) await boss.updateQueue(name, changeable);
}

async function grantToApp(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(`
      GRANT USAGE ON SCHEMA ${JOB_SCHEMA} TO ${APP_ROLE};
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${JOB_SCHEMA} TO ${APP_ROLE};
      GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${JOB_SCHEMA} TO ${APP_ROLE};
      GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${JOB_SCHEMA} TO ${APP_ROLE};
      ALTER DEFAULT PRIVILEGES IN SCHEMA ${JOB_SCHEMA} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${APP_ROLE};
      ALTER DEFAULT PRIVILEGES IN SCHEMA ${JOB_SCHEMA} GRANT USAGE, SELECT ON SEQUENCES TO ${APP_ROLE};
    `);
  } finally {
    await client.end();
  }
}

/** pg-boss repeats on its emitter what the call that failed throws anyway; without a listener it would end the process. */
function ignoreUntilCallFails(): void {
  // Nothing to do: see above.
}
