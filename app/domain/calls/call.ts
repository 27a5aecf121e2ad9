/** Calls to customers: what one ends with, and what follows for whoever waits to be called. */

export const callDirections = ['out', 'in'] as const;
export type CallDirection = (typeof callDirections)[number];

export const callOutcomes = ['reached', 'not_reached', 'voicemail', 'wrong_number'] as const;
export type CallOutcome = (typeof callOutcomes)[number];

/** `not_reached`: tried often enough, she is written to instead. `dropped`: there is nothing to call about any more. */
export type CallbackState = 'waiting' | 'done' | 'not_reached' | 'dropped';

/** After as many calls that reached nobody the customer is written to. */
export const mostTries = 3;

export const longestAgreed = 300;
export const longestCallNote = 2000;
export const mostMinutes = 600;

export type AfterCall =
  | { callback: 'unchanged' }
  | { callback: 'done' }
  /** She is tried again; `tries`: how often nobody was reached so far. */
  | { callback: 'again'; tries: number }
  /** Nobody is called any more: she is written to. */
  | { callback: 'not_reached'; tries: number };

/**
 * What a call means for the customer who waits for one. A wrong number ends the waiting unless there is another one.
 * @param tries how often nobody was reached before
 * @param otherPhone whether a number to call instead was written down
 */
export function afterCall(
  { direction, outcome }: { direction: CallDirection; outcome: CallOutcome },
  tries: number,
  otherPhone: boolean,
): AfterCall {
  if (outcome === 'reached') return { callback: 'done' };
  // That she could not get through to us is no try of ours.
  if (direction === 'in') return { callback: 'unchanged' };
  const now = tries + 1;
  if (outcome === 'wrong_number' && !otherPhone) return { callback: 'not_reached', tries: now };
  return now >= mostTries ? { callback: 'not_reached', tries: now } : { callback: 'again', tries: now };
}

/** The next time to try, of those at which somebody could call: not at once again, but two hours later at the soonest. */
export function nextTry<Slot extends { from: Date }>(slots: readonly Slot[], now: Date): Slot | null {
  const pauseMs = 2 * 60 * 60 * 1000;
  return slots.find(({ from }) => from.getTime() - now.getTime() >= pauseMs) ?? slots[0] ?? null;
}

const fewestDigits = 7;
export const longestPhone = 40;

/** A number as somebody typed it, if it can be one; else null. */
export function readPhone(typed: string): string | null {
  const phone = typed.trim().slice(0, longestPhone);
  return /^[+\d\s()./-]+$/.test(phone) && phone.replace(/\D/g, '').length >= fewestDigits ? phone : null;
}

/** A number by which its owner knows it again, and nobody else: "… 567". */
export const phoneEnding = (phone: string): string => `… ${phone.replace(/\D/g, '').slice(-3)}`;
