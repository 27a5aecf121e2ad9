import type { Money } from '../money.ts';
import type { Progress } from './plug.ts';

/** One entry of a store credit account. `amount` is signed: what leaves the account is negative. */
export type CreditEntry = {
  /** Expirations have none. */
  id: string | null;
  type: 'credit' | 'debit' | 'revert' | 'expiration';
  at: string;
  amount: Money;
  /** Made by staff or an app, not by an order. */
  adjustment: boolean;
  /** Of credits only. */
  expiresAt: string | null;
  /** Of credits only: what has not been spent of it. */
  remaining: Money | null;
};

/**
 * How far an account had come before something was written to it: the moment of its newest entry, and the ids of the
 * entries of that second. What is ours can only come after it. `at: null` = it had none.
 */
export type AccountMark = { at: string | null; ids: readonly string[] };

/** Names under which a mark is remembered, apart for giving and for taking back. */
type Purpose = 'credit' | 'debit';

/** @param newest the account's entries, newest first, at least those of its last second */
export function markAfter(newest: readonly CreditEntry[]): AccountMark {
  const at = newest[0]?.at ?? null;
  return { at, ids: newest.flatMap((entry) => (entry.at === at && entry.id !== null ? entry.id : [])) };
}

export const progressOf = (purpose: Purpose, mark: AccountMark): Progress => ({
  [`${purpose}After`]: mark.at ?? 'the beginning',
  [`${purpose}Ids`]: mark.ids.join(' '),
});

/** For after a call that was certainly not carried out: nothing is in doubt, and the next one begins anew. */
export const forgotten = (purpose: Purpose): Progress => ({ [`${purpose}After`]: '', [`${purpose}Ids`]: '' });

/** What was remembered before the first write; null = nothing was ever written, for the mark is committed before. */
export function markOf(purpose: Purpose, progress: Progress): AccountMark | null {
  const at = progress[`${purpose}After`] ?? '';
  if (at === '') return null;
  const ids = (progress[`${purpose}Ids`] ?? '').split(' ').filter((id) => id !== '');
  return { at: Number.isNaN(Date.parse(at)) ? null : at, ids };
}

/** Whether an entry can have come after a mark. Entries of the same second may stand in any order. */
export function isAfter(entry: Pick<CreditEntry, 'id' | 'at'>, mark: AccountMark): boolean {
  if (mark.at !== null && Date.parse(entry.at) < Date.parse(mark.at)) return false;
  return entry.id === null || !mark.ids.includes(entry.id);
}

/** Our credit among an account's entries: after the mark, by its expiry to the second and its amount. */
export function ourCredit(
  entries: readonly CreditEntry[],
  mark: AccountMark,
  { expiresAt, amount }: { expiresAt: string; amount: Money },
): CreditEntry | null {
  const ours = entries.find(
    (entry) =>
      entry.type === 'credit' &&
      entry.adjustment &&
      entry.expiresAt !== null &&
      Date.parse(entry.expiresAt) === Date.parse(expiresAt) &&
      sameAmount(entry.amount, amount) &&
      isAfter(entry, mark),
  );
  return ours ?? null;
}

/**
 * The debit that took our credit back: nothing marks a debit but its place, its amount, and that no order caused it. So
 * only one writer may be at an account at a time, and each claims the debit that it has found.
 * @param others ids of debits that took other credits back
 */
export function ourDebit(
  entries: readonly CreditEntry[],
  mark: AccountMark,
  amount: Money,
  others: ReadonlySet<string> = new Set(),
): CreditEntry | null {
  const taken = { ...amount, minor: -amount.minor };
  const ours = entries.find(
    (entry) =>
      entry.type === 'debit' &&
      entry.adjustment &&
      sameAmount(entry.amount, taken) &&
      isAfter(entry, mark) &&
      !others.has(entry.id ?? ''),
  );
  return ours ?? null;
}

/** The debit that a remedy has found to be its own. */
export const claimOf = (progress: Progress): string | undefined => progress['debit'];
export const claim = (debitId: string): Progress => ({ debit: debitId });

const sameAmount = (a: Money, b: Money): boolean => a.minor === b.minor && a.currency === b.currency;
