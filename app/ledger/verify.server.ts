/** Whether a ledger is what was written: its chain, its end, its balances, and the counters that are a sum over it. */
import { followBalances } from './balances.ts';
import { followChain } from './chain.server.ts';
import type { Head, LedgerProblem, LedgerRow } from './chain.server.ts';
import { sumOfUsage } from './check-usage.ts';
import type { CountedEntry, UsageDifference, UsageRow } from './check-usage.ts';

type Rows = AsyncIterable<LedgerRow> | Iterable<LedgerRow>;

export type LedgerToVerify = {
  shopId: string;
  /** Every entry in the order of `seq`, and remedy by remedy. Each is gone through once; neither is kept. */
  inOrder: Rows;
  byRemedy: () => Rows;
  /** What the shop's row of ledger_heads says; null when there is none. */
  head: Head | null;
  usage: readonly UsageRow[];
  /** Counters of five minutes before this slot may have been forgotten. */
  forgottenBefore: bigint;
  /** A head that somebody wrote down earlier, elsewhere: it has to be in the chain still. */
  noted?: Head | null;
};

/** Nothing is wrong when `problems` is empty. They come in the order of the chain, the first bad link first. */
export type Verified = { entries: number; head: Head; problems: LedgerProblem[] };

const mostProblems = 20;

/**
 * Goes through a ledger. Where the chain is broken only the first bad link is named: what comes after it proves nothing,
 * so balances and counters are not looked at.
 */
export async function verifyLedger(ledger: LedgerToVerify): Promise<Verified> {
  const { shopId, head, usage, forgottenBefore, noted = null } = ledger;
  const chain = followChain(shopId, noted);
  const sums = sumOfUsage();
  let entries = 0;
  for await (const row of ledger.inOrder) {
    const broken = chain.next(row);
    if (broken) return { entries, head: chain.head(), problems: [broken] };
    entries += 1;
    sums.add(countedOf(row));
  }
  const end = chain.end(head);
  if (end) return { entries, head: chain.head(), problems: [end] };
  const problems = await wrongBalances(ledger.byRemedy());
  problems.push(...sums.differences(usage, forgottenBefore).slice(0, mostProblems).map(asProblem));
  return { entries, head: chain.head(), problems };
}

async function wrongBalances(rows: Rows): Promise<LedgerProblem[]> {
  const problems: LedgerProblem[] = [];
  const check = followBalances();
  for await (const row of rows) {
    const wrong = check(row);
    if (wrong) problems.push(wrong);
    if (problems.length === mostProblems) break;
  }
  return problems;
}

/** Only of an entry whose hash was right: its values are those that the database took. */
const countedOf = (row: LedgerRow): CountedEntry => ({
  ...{ kind: row.kind as CountedEntry['kind'], userId: row.user_id ?? '', customerKey: row.customer_key },
  ...{ day: row.day ?? '', month: row.month ?? '', slot: BigInt(row.slot ?? 0) },
  ...{ face: BigInt(row.shop_amount_minor ?? 0), cost: BigInt(row.shop_cost_minor ?? 0) },
});

function asProblem({ counter, period, byLedger, kept }: UsageDifference): LedgerProblem {
  const say = ({ face, cost, remedies }: UsageDifference['kept']) =>
    `${String(face)} at face value, ${String(cost)} at cost, ${String(remedies)} remedies`;
  return {
    seq: null,
    id: null,
    what: `the counter ${counter}, ${period} says ${say(kept)}; the ledger: ${say(byLedger)}`,
  };
}
