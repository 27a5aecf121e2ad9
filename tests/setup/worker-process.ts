import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { TestDatabase } from './private-postgres.ts';
import type { World } from './world.ts';

/** Workers as in production, processes of their own, to be killed without warning. */
export type WorkerProcesses = {
  /** @param env variables on top of the usual ones */
  start: (env?: Record<string, string>) => ChildProcess;
  /** Kills all of them at once (SIGKILL); resolves when they are gone. */
  kill: () => Promise<void>;
};

export function workerProcesses(world: () => World, database: () => TestDatabase): WorkerProcesses {
  const workers: ChildProcess[] = [];
  return {
    start: (env = {}) => {
      const worker = spawn(process.execPath, ['--import', './dev-store/preload.ts', 'app/main/worker.server.ts'], {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: {
          NODE_ENV: 'test',
          PATH: process.env['PATH'],
          NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
          DEV_STORE_URL: world().storeUrl,
          DATABASE_URL: database().url,
          SHOPIFY_API_KEY: 'amends-demo-key',
          SHOPIFY_API_SECRET: 'amends-demo-secret',
          SHOPIFY_APP_URL: 'http://localhost:3000',
          SMTP_URL: world().store.smtpUrl ?? '',
          MAIL_FROM: 'Amends <amends@example.com>',
          LOG_LEVEL: 'silent',
          ...env,
        },
      });
      workers.push(worker);
      return worker;
    },
    kill: async () => {
      for (const worker of workers.splice(0)) {
        worker.kill('SIGKILL');
        if (worker.exitCode === null && worker.signalCode === null) await once(worker, 'exit');
      }
    },
  };
}
