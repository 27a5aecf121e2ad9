/** Several processes that share the runs, so that every processor has something to do. One PostgreSQL serves them all. */
import { fork } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RunEnd } from './run.ts';
import type { RunResult, SimulationOptions } from './simulate.ts';

/** What a process is told to play. */
export type Part = Pick<SimulationOptions, 'server' | 'seed' | 'runs' | 'lanes' | 'first'>;

/** What it tells, run by run; the results come when all are played. */
export type Told = { end: RunEnd } | { results: RunResult[] };

// A run makes much that is soon forgotten: with more room for it, it is cleared up an eighth as often.
const execArgv = ['--max-semi-space-size=128'];

const player = fileURLToPath(new URL('./process.ts', import.meta.url));

/** Plays the runs in so many processes. Throws when one of them ends before it is done. */
export async function playInProcesses({
  processes,
  server: { adminUrl, template },
  seed,
  lanes,
  first = false,
  runs,
  onEnd,
}: SimulationOptions & { processes: number }): Promise<RunResult[]> {
  const count = Math.max(1, Math.min(processes, runs.length));
  const parts = Array.from({ length: count }, (_, index) => runs.filter((_run, place) => place % count === index));
  const played = parts.map((part) => play({ server: { adminUrl, template }, seed, lanes, first, runs: part }, onEnd));
  return (await Promise.all(played)).flat();
}

/** One process of these sources, or of a copy of them in the folder `root`. */
export function play(part: Part, onEnd: SimulationOptions['onEnd'], root = process.cwd()): Promise<RunResult[]> {
  const child = fork(path.join(root, path.relative(process.cwd(), player)), {
    cwd: root,
    serialization: 'advanced',
    execArgv,
    env: { ...process.env, NODE_ENV: 'production' },
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    // Not 'exit': that may be heard before the last that it told.
    child.on('close', (code) => {
      reject(new Error(`a process that plays runs ended with ${String(code)}`));
    });
    child.on('message', (told: Told) => {
      if ('end' in told) onEnd?.(told.end);
      else resolve(told.results);
    });
    child.send(part);
  });
}
