/**
 * `npm run test:limits`: what a limit is worth when everybody decides at the same moment, in two processes on one database.
 *
 * First 64 people ask 100 times each for one unit of money, where the shop may give 1,000 a month: exactly 1,000 are given.
 * Then, for each seed and currency, they ask for amounts by chance, and much of what was given comes to nothing or is taken
 * back at once: never is more held than the limit, to the smallest unit, at any entry of the ledger. In the end the ledger
 * is whole and the counters are its sum. Exits 1 when one of it is not so. Flags: --clients 64 --rounds 100 --seeds 3
 * --limit 1000.
 */
import { parseArgs } from 'node:util';
import { createDatabase } from '#app/db/database.server.ts';
import { verifyShop } from '#app/ledger/read-ledger.server.ts';
import { limitsShop, setLimitsStage, type Done, type LimitsStage, type Work } from './limits-stage.ts';

const { values: flags } = parseArgs({
  options: {
    clients: { type: 'string', default: '64' },
    rounds: { type: 'string', default: '100' },
    seeds: { type: 'string', default: '3' },
    limit: { type: 'string', default: '1000' },
  },
});
const [clients, rounds, seeds] = [Number(flags.clients), Number(flags.rounds), Number(flags.seeds)];
const asked = clients * rounds;
const processes = 2;
const problems: string[] = [];

await onePiece(Number(flags.limit));
for (const [nth, currency] of ['EUR', 'JPY', 'KWD'].entries())
  for (let seed = 1; seed <= seeds; seed += 1) await byChance(seed + nth * 100, currency);
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;

async function onePiece(limit: number): Promise<void> {
  const stage = await setLimitsStage(asked, { month: limit }, { durable: false });
  try {
    const { accepted, seconds } = await letAll(stage, rounds, { minor: 1, backShare: 0 });
    const held = await mostHeld(stage);
    console.log(
      `${String(asked)} × 1 against ${String(limit)}: ${String(accepted)} given, at most ${String(held.most)} held, in ${String(Math.round(seconds))} s`,
    );
    const expected = Math.min(limit, asked);
    if (accepted !== expected || held.most !== expected)
      problems.push(`${String(accepted)} of ${String(expected)} were given`);
    await checkLedger(stage, 'one piece');
  } finally {
    await stage.stop();
  }
}

/** Four limits at once, each tight enough to be reached: on money and on how many, of the hour, the day and the month. */
async function byChance(seed: number, currency: string): Promise<void> {
  const limits = { hour: 90_000, hourCount: 260, day: 100_000, month: 100_000, dayCost: 95_000 };
  const each = Math.max(1, Math.floor(rounds / 5));
  const stage = await setLimitsStage(clients * each, limits, { durable: false, currency });
  try {
    const { accepted, refused, seconds } = await letAll(stage, each, { minor: { upTo: 900, seed }, backShare: 0.6 });
    const { most, mostRemedies, last } = await mostHeld(stage);
    console.log(
      `${currency} seed ${String(seed)}: ${String(accepted)} given, ${String(refused)} refused; at most ${String(most)} of ` +
        `${String(limits.hour)} and ${String(mostRemedies)} of ${String(limits.hourCount)} remedies held, ${String(last)} in the end, in ${String(Math.round(seconds))} s`,
    );
    if (most > limits.hour || mostRemedies > limits.hourCount)
      problems.push(`${currency} seed ${String(seed)}: past a limit`);
    if (refused === 0) problems.push(`${currency} seed ${String(seed)}: no limit was reached`);
    await checkLedger(stage, `${currency} seed ${String(seed)}`);
  } finally {
    await stage.stop();
  }
}

async function letAll(
  stage: LimitsStage,
  each: number,
  work: Pick<Work, 'minor' | 'backShare'>,
): Promise<{ accepted: number; refused: number; seconds: number }> {
  const share = clients / processes;
  const { done, seconds } = await stage.let(
    ...Array.from({ length: processes }, (_, nth) => ({
      ...{ clients: share, rounds: each, connections: 10, first: 1 + nth * share * each },
      ...work,
    })),
  );
  const sum = (of: 'accepted' | 'refused') => done.reduce((total: number, one: Done) => total + one[of], 0);
  return { accepted: sum('accepted'), refused: sum('refused'), seconds };
}

/** What was held after each entry, in the order in which they were written. */
async function mostHeld({ sql }: LimitsStage): Promise<{ most: number; mostRemedies: number; last: number }> {
  const [row] = await sql<Record<'most' | 'most_remedies' | 'last', string>>(
    `WITH held AS (
       SELECT seq, sum(sign * shop_amount_minor) OVER so_far AS minor, sum(sign) OVER so_far AS remedies FROM (
         SELECT *, CASE kind WHEN 'reserved' THEN 1 WHEN 'settled' THEN 0 ELSE -1 END AS sign FROM ledger_entries WHERE shop_id = $1
       ) l WINDOW so_far AS (ORDER BY seq)
     ) SELECT max(minor) AS most, max(remedies) AS most_remedies, (SELECT minor FROM held ORDER BY seq DESC LIMIT 1) AS last FROM held`,
    [limitsShop],
  );
  return { most: Number(row?.most), mostRemedies: Number(row?.most_remedies), last: Number(row?.last) };
}

async function checkLedger({ databaseUrl }: LimitsStage, what: string): Promise<void> {
  const db = createDatabase({ url: databaseUrl, maxConnections: 1 });
  const { problems: wrong } = await verifyShop(db, limitsShop, new Date());
  await db.close();
  problems.push(...wrong.map((problem) => `${what}: ${JSON.stringify(problem)}`));
}
