/** Holds the counters of limits against the ledger that they are a sum over. Pure. */

/** An entry, as far as the counters go by it. Amounts in minor units of the shop's currency. */
export type CountedEntry = {
  kind: 'reserved' | 'settled' | 'released' | 'reversed';
  userId: string;
  customerKey: string | null;
  day: string;
  month: string;
  slot: bigint;
  face: bigint;
  cost: bigint;
};

/** The period of what a shop has ever held, whatever became of it: it stands at the end of its ledger (`ledger_heads`). */
const EVER = 'ever';

export type UsageRow = { counter: string; period: string } & Sums;
type Sums = { face: bigint; cost: bigint; remedies: bigint };

/** A counter that is not what the ledger says. */
export type UsageDifference = { counter: string; period: string; byLedger: Sums; kept: Sums };

const nothing: Sums = { face: 0n, cost: 0n, remedies: 0n };
const signs = { reserved: 1n, settled: 0n, released: -1n, reversed: -1n } as const;

/** Adds up entries as they come, in any order: memory grows with the counters and their days, not with the entries. */
export function sumOfUsage() {
  const sums = new Map<string, UsageRow>();
  const put = (counter: string, period: string, sign: bigint, entry: CountedEntry): void => {
    const key = `${period} ${counter}`;
    const { face, cost, remedies } = sums.get(key) ?? nothing;
    const next = { face: face + sign * entry.face, cost: cost + sign * entry.cost, remedies: remedies + sign };
    sums.set(key, { counter, period, ...next });
  };
  return {
    add(entry: CountedEntry): void {
      const sign = signs[entry.kind];
      for (const [counter, period] of countersOf(entry)) put(counter, period, sign, entry);
      if (entry.kind === 'reserved') put('shop', EVER, 1n, entry);
    },
    /** @param forgottenBefore slots before this one may be missing among the rows: nobody asks for them any more */
    differences(rows: readonly UsageRow[], forgottenBefore: bigint): UsageDifference[] {
      const kept = new Map(rows.map((row) => [`${row.period} ${row.counter}`, row]));
      return [...new Set([...sums.keys(), ...kept.keys()])].sort().flatMap((key) => {
        const summed = sums.get(key);
        const row = kept.get(key);
        const { counter, period } = (summed ?? row) as UsageRow;
        if (!row && period.startsWith('slot:') && BigInt(period.slice('slot:'.length)) < forgottenBefore) return [];
        const byLedger = amountsOf(summed);
        const found = amountsOf(row);
        return isSame(byLedger, found) ? [] : [{ counter, period, byLedger, kept: found }];
      });
    },
  };
}

const amountsOf = ({ face, cost, remedies }: Sums = nothing): Sums => ({ face, cost, remedies });

const isSame = (a: Sums, b: Sums): boolean => a.face === b.face && a.cost === b.cost && a.remedies === b.remedies;

function countersOf({ userId, customerKey, day, month, slot }: CountedEntry): [counter: string, period: string][] {
  return [
    ['shop', `day:${day}`],
    ['shop', `month:${month}`],
    ['shop', `slot:${String(slot).padStart(9, '0')}`],
    [`person:${userId}`, `day:${day}`],
    ...(customerKey === null ? [] : [[`customer:${customerKey}`, `day:${day}`] satisfies [string, string]]),
  ];
}
