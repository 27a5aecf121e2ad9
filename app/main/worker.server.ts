/** The worker: a part of the web process, or a process of its own (`npm run worker`, the web with `WORKER=off`). */
import { readEnv, type Env } from '#app/config/env.server.ts';
import { startWorker, type Worker } from '#app/jobs/worker.server.ts';
import { compose, type Amends, type Overrides } from './compose.server.ts';
import { runProcess, type Running } from './process.server.ts';

/** Starts the worker in this process. Stop it before the rest is closed. */
export function startOwnWorker({ boss, db, clock, log, mailer, contextFor }: Amends): Promise<Worker> {
  return startWorker({
    boss,
    db,
    clock,
    log,
    mailer,
    contextFor: (shopId, urgency = 'background') =>
      contextFor(shopId, { kind: 'system', name: 'worker' }, log, urgency),
  });
}

export async function startWorkerProcess(env: Env, overrides: Overrides = {}): Promise<Running> {
  const amends = await compose(env, overrides);
  const worker = await startOwnWorker(amends);
  amends.log.info({ mails: amends.mailer ? 'on' : 'off' }, 'the worker runs');
  return {
    log: amends.log,
    stop: async () => {
      await worker.stop();
      await amends.close();
    },
  };
}

if (import.meta.main) await runProcess(() => startWorkerProcess(readEnv(process.env)));
