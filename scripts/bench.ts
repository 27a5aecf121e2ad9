/**
 * `npm run bench`: complaint and refund end to end over HTTP, as a browser would do it: log the complaint, give the
 * refund, wait until it has settled. Against the dev store with 20 ms latency and a real PostgreSQL (fsync on). Prints
 * operations per second, p50 and p95 in ms at 1 and 16 clients, and the processor time that each part spends on one.
 * Flags: --seconds 15 --latency 20.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { setBenchStage } from './bench-stage.ts';
import type { BenchStage, Order } from './bench-stage.ts';
import { processorMs } from './processor-time.ts';

const { values: flags } = parseArgs({
  options: { seconds: { type: 'string', default: '15' }, latency: { type: 'string', default: '20' } },
});
const seconds = Number(flags.seconds);
const latencyMs = Number(flags.latency);
type Run = { times: number[]; seconds: number; processor: Map<string, number> };

/** Orders that nobody has complained about yet. What one run leaves, the next one takes. */
const orders: Order[] = [];
/** Operations per second, the best so far; a guess before the first. */
let pace = 50;
const stage = await setBenchStage();
try {
  await stage.control('latency', { ms: latencyMs });
  console.log(
    `complaint + refund until settled, dev store latency ${String(latencyMs)} ms, ${String(os.cpus().length)} cores`,
  );
  await run(4, Math.min(5, seconds));
  for (const clients of [1, 16]) {
    report(clients, await run(clients, seconds));
  }
} finally {
  await stage.stop();
}

/** Lets `clients` work at once for `forSeconds`, on orders made beforehand; answers the times of all operations in ms. */
async function run(clients: number, forSeconds: number): Promise<Run> {
  // More clients may be half as fast again as those that set the pace. Should that not do, the run ends a little early.
  await makeOrders(Math.ceil(forSeconds * pace * 1.5) + clients - orders.length);
  const times: number[] = [];
  const before = processorUsed(stage);
  const began = performance.now();
  const end = began + forSeconds * 1000;
  const client = async () => {
    while (performance.now() < end) {
      const order = orders.pop();
      if (!order) return;
      const token = await stage.token();
      const started = performance.now();
      await stage.untilSettled(token, await stage.decideRefund(token, order));
      times.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const took = (performance.now() - began) / 1000;
  pace = Math.max(pace, times.length / took);
  const processor = new Map([...processorUsed(stage)].map(([part, ms]) => [part, ms - (before.get(part) ?? 0)]));
  return { times, seconds: took, processor };
}

async function makeOrders(count: number): Promise<void> {
  await stage.control('latency', { ms: 0 });
  for (let made = 0; made < count; made += 1) orders.push(await stage.makeOrder());
  await stage.control('latency', { ms: latencyMs });
}

/** Processor time used so far by each part, in ms. */
function processorUsed({ folder, children }: BenchStage): Map<string, number> {
  const { user, system } = process.cpuUsage();
  const postmaster = fs.readFileSync(path.join(folder, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0];
  return new Map([
    ...children.map(({ name, pid }) => [name, processorMs(pid)] as const),
    ['postgres', processorMs(Number(postmaster))],
    ['bench', (user + system) / 1000],
  ]);
}

function report(clients: number, { times, seconds: took, processor }: Run): void {
  const used = [...processor].map(([part, ms]) => `${part} ${String(Math.round((ms / times.length) * 10) / 10)}`);
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  const rate = Math.round((times.length / took) * 10) / 10;
  console.log(
    `${String(clients).padStart(2)} clients  ${String(rate).padStart(6)} ops/s  p50 ${String(at(0.5))} ms  p95 ${String(at(0.95))} ms  (${String(times.length)} operations; processor ms each: ${used.join(', ')})`,
  );
}
