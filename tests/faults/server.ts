import { startTestServer, type StartedTestServer } from '#tests/setup/private-postgres.ts';

/** As in life but for what costs time and decides nothing: how plans are chosen, what is kept through a crash. */
const settings = [
  'plan_cache_mode=force_generic_plan',
  'autovacuum=off',
  'shared_buffers=512MB',
  'wal_level=minimal',
  'max_wal_senders=0',
  'max_wal_size=4GB',
  'checkpoint_timeout=1h',
  'track_activities=off',
];

/** The PostgreSQL of the random runs. That it survives its own death is shown by `npm run test:kills`, with fsync. */
export const startRunServer = (): Promise<StartedTestServer> => startTestServer(undefined, { settings });
