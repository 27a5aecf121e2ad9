/** The worker: a part of the web process, or a process of its own (`npm run worker`, the web with `WORKER=off`). */
import { readEnv, type Env } from '#app/config/env.server.ts';
import { compose, type Amends, type Overrides } from './compose.server.ts';
import type { Worker } from './health.server.ts';
import { runProcess, type Running } from './process.server.ts';

/** Seam: `startWorker` of app/jobs as soon as it exists. */
export function startOwnWorker(_amends: Amends): Promise<Worker> {
  return Promise.resolve({ stop: () => Promise.resolve(), healthy: () => true });
}

export async function startWorkerProcess(env: Env, overrides: Overrides = {}): Promise<Running> {
  const amends = await compose(env, overrides);
  const worker = await startOwnWorker(amends);
  amends.log.info({}, 'the worker runs');
  return {
    log: amends.log,
    stop: async () => {
      await worker.stop();
      await amends.close();
    },
  };
}

if (import.meta.main) await runProcess(() => startWorkerProcess(readEnv(process.env)));
