/**
 * `npm run bench:limits`: how many reservations a second one shop can make when everybody in it decides at once. Each is the
 * whole decision as in life (look up, lock order and complaint, read rules and usage, decide, guard, reserve, job, commit on
 * the disk), without Shopify. Prints reservations per second and p50 and p95 in ms of each round, and the medians.
 * Flags: --clients 64 --rounds 5 --each 40 --processes 1 --connections 10 (as many as the app has by default).
 */
import { parseArgs } from 'node:util';
import { setLimitsStage } from './limits-stage.ts';

const { values: flags } = parseArgs({
  options: {
    clients: { type: 'string', default: '64' },
    rounds: { type: 'string', default: '5' },
    each: { type: 'string', default: '40' },
    processes: { type: 'string', default: '1' },
    connections: { type: 'string', default: '10' },
  },
});
const [clients, rounds, each] = [Number(flags.clients), Number(flags.rounds), Number(flags.each)];
const [processes, connections] = [Number(flags.processes), Number(flags.connections)];

const atOnce = clients * each;
const everything = 1_000_000_000;
const limits = { hour: everything, hours24: everything, day: everything, dayCost: everything, month: everything };
const stage = await setLimitsStage(atOnce * (rounds + 1), limits);
try {
  const measured: { rate: number; p50: number; p95: number }[] = [];
  let before = { clients: 0, postgres: 0 };
  for (let round = 0; round <= rounds; round += 1) {
    const { done, seconds } = await stage.let(
      ...Array.from({ length: processes }, (_, nth) => ({
        ...{ clients: clients / processes, rounds: each, connections: Math.ceil(connections / processes) },
        ...{ first: 1 + round * atOnce + (nth * atOnce) / processes, minor: 100, backShare: 0 },
      })),
    );
    const times = done.flatMap((one) => one.times).sort((a, b) => a - b);
    const at = (share: number) => Math.round(times[Math.floor((times.length - 1) * share)] ?? 0);
    const accepted = done.reduce((sum, one) => sum + one.accepted, 0);
    const one = { rate: Math.round(accepted / seconds), p50: at(0.5), p95: at(0.95) };
    const used = stage.processor();
    const ms = (of: 'clients' | 'postgres') => String(Math.round(((used[of] - before[of]) / accepted) * 10) / 10);
    const processor = `processor ms each: clients ${ms('clients')}, postgres ${ms('postgres')}`;
    before = used;
    console.log(
      `${round === 0 ? 'warm-up ' : `round ${String(round)} `} ${String(one.rate).padStart(5)} reservations/s  p50 ${String(one.p50)} ms  p95 ${String(one.p95)} ms  (${String(accepted)} of ${String(atOnce)}; ${processor})`,
    );
    if (round > 0) measured.push(one);
    // As after a night: what the first decisions of a new shop have left is known to the planner.
    if (round === 0) await stage.sql('ANALYZE');
  }
  const median = (of: 'rate' | 'p50' | 'p95') => measured.map((one) => one[of]).sort((a, b) => a - b)[rounds >> 1];
  console.log(
    `median   ${String(median('rate')).padStart(5)} reservations/s  p50 ${String(median('p50'))} ms  p95 ${String(median('p95'))} ms, ${String(clients)} clients in ${String(processes)} processes on one shop`,
  );
} finally {
  await stage.stop();
}
