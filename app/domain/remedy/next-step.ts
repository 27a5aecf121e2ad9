import type { Repeat } from './plug.ts';
import type { RemedyState } from './remedy.ts';

/** What is known of a remedy when somebody looks at it. Times as Dates, waits in ms. */
export type RemedyFacts = {
  state: RemedyState;
  attempts: number;
  firstSentAt: Date | null;
  lastSentAt: Date | null;
  createdAt: Date;
};

/**
 * The next thing to do with a remedy. `send`: nothing was ever sent, or nothing sent is in doubt. `look`: something
 * sent is in doubt. `watch`: it exists and is on its way. `undo`: a person took it back.
 */
export type NextStep = 'send' | 'look' | 'watch' | 'undo' | 'leave';

export function nextStep({ state }: Pick<RemedyFacts, 'state'>): NextStep {
  switch (state) {
    case 'approved':
      return 'send';
    case 'sending': // whoever sent it is gone: its outcome is in doubt
    case 'unknown':
      return 'look';
    case 'issued':
      return 'watch';
    case 'undoing':
      return 'undo';
    case 'settled':
    case 'refused':
    case 'not_issued':
    case 'failed':
    case 'needs_person':
    case 'undone':
      return 'leave';
  }
}

const hourMs = 60 * 60 * 1000;

/** Shopify keeps an idempotency key for 24 hours from its first use; an hour of that is left for clocks that differ. */
export const keyLifeMs = 23 * hourMs;
/** A repeat with the same key is harmless, but pointless without end: after these, only looking goes on. */
export const mostAttempts = 5;
/** Beyond this age a person has to look: the upper bound of every sweep. */
export const longestDoubtMs = 30 * 24 * hourMs;

/**
 * Shopify has been asked and does not have it (yet). What now?
 * - `send_again`: the same key and the same bytes, which Shopify treats as the same refund.
 * - `wait`: too early for a verdict; look again after the quarantine.
 * - `not_issued`: the quarantine is over, so it never arrived.
 * - `ask_person`: the quarantine is over, and that it cannot be seen proves too little to free the money.
 * @param refusedBy what Shopify answered to a repeat, if it refused it: then sending again is pointless.
 * @param repeat what a second send of this kind of remedy would do
 */
export function whenAbsent(
  facts: RemedyFacts,
  now: Date,
  quarantineMs: number,
  refusedBy: readonly string[],
  repeat: Repeat,
): { do: 'send_again' } | { do: 'wait'; until: Date } | { do: 'not_issued' } | { do: 'ask_person' } {
  const lastSent = facts.lastSentAt ?? facts.createdAt;
  const quarantineEnds = new Date(lastSent.getTime() + quarantineMs);
  if (isRecognised(facts, now, repeat) && refusedBy.length === 0 && facts.attempts < mostAttempts)
    return { do: 'send_again' };
  if (now < quarantineEnds) return { do: 'wait', until: quarantineEnds };
  return { do: repeat === 'never' ? 'ask_person' : 'not_issued' };
}

const looks = [1_000, 5_000, 15_000, 60_000, 5 * 60_000];
/** How long until the next look, growing: 1 s, 5 s, 15 s, 1 min, then every 5 minutes. */
export const untilNextLookMs = (checks: number): number => looks[Math.min(checks, looks.length - 1)] ?? 300_000;

/** Whether Shopify would know a second send for what it is, if the first was or will be carried out. */
export function isRecognised(
  { firstSentAt, createdAt }: Pick<RemedyFacts, 'firstSentAt' | 'createdAt'>,
  now: Date,
  repeat: Repeat,
): boolean {
  if (repeat !== 'same_key') return repeat === 'guarded';
  return now.getTime() - (firstSentAt ?? createdAt).getTime() < keyLifeMs;
}

const watches = [60_000, 5 * 60_000, 30 * 60_000, hourMs, 6 * hourMs];
/** How long until the next look at money on its way, for the case that no webhook comes: 1 min to every 6 hours. */
export const untilNextWatchMs = (checks: number): number => watches[Math.min(checks, watches.length - 1)] ?? 6 * hourMs;
