/** What customers are asked afterwards. `check_in`: whether what was sent arrived well. */
export type AskKind = 'survey' | 'check_in';

export const scores = [1, 2, 3, 4, 5] as const;

/** From here down somebody looks at the complaint once more. */
export const isLow = (score: number): boolean => score <= 2;
/** From here up she is asked for a review. */
export const isGood = (score: number): boolean => score >= 4;

/** The middle of all answers: half are as good or better. Null without any. */
export function medianOf(answers: readonly number[]): number | null {
  const sorted = [...answers].sort((one, other) => one - other);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  return upper === undefined || lower === undefined ? null : (upper + lower) / 2;
}

const dayMs = 24 * 60 * 60 * 1000;
/** Who was not asked by then is not asked any more: not after years, and not all at once when asking is switched on. */
const askedWithinDays = 14;

/** Between which moments it must have happened for her to be asked about it now. */
export const askWindow = (afterDays: number, now: Date): { from: Date; until: Date } => ({
  from: new Date(now.getTime() - (afterDays + askedWithinDays) * dayMs),
  until: new Date(now.getTime() - afterDays * dayMs),
});

/** Nobody is written to at night or early in the morning, by the shop's clock. */
export function isTimeToAsk(now: Date, timeZone: string): boolean {
  const hour = Number(new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(now));
  return hour >= 9 && hour < 20;
}
