import { unreachable } from '../result.ts';
import type { MailState, SendOutcome } from './mail.ts';

/** What is known of a mail whose send has just ended. `doubts`: earlier sends that may have arrived. */
export type SentMail = { createdAt: Date; attempts: number; doubts: number };

/** What becomes of it. `doubts` counts this send too. */
export type AfterSending = {
  state: Exclude<MailState, 'sending' | 'dropped'>;
  doubts: number;
  /** When it is sent again; null unless it is queued. */
  nextAt: Date | null;
  /** In the mail server's words; null when it took the mail. */
  why: string | null;
};

/** A mail about something two days ago helps nobody. */
export const longestMs = 2 * 24 * 60 * 60 * 1000;
/** As often a mail is sent in all when nobody knows whether the ones before arrived: so many copies there are at most. */
export const mostDoubts = 3;
const firstWaitMs = 2_000;
const longestWaitMs = 60 * 60 * 1000;

/** How long to wait after so many sends: 2 s, 4 s, 8 s … an hour. */
export const waitMs = (attempts: number): number =>
  Math.min(firstWaitMs * 2 ** Math.max(0, attempts - 1), longestWaitMs);

/** What becomes of a mail after a send, by docs/decisions/015. */
export function afterSending(mail: SentMail, outcome: SendOutcome, now: Date): AfterSending {
  switch (outcome.outcome) {
    case 'accepted':
      return { state: 'sent', doubts: mail.doubts, nextAt: null, why: null };
    case 'refused':
      return ended(mail.doubts, outcome.why);
    case 'not_now':
      return again(mail, mail.doubts, outcome.why, now);
    case 'unknown':
      return again(mail, mail.doubts + 1, outcome.why, now);
    default:
      return unreachable(outcome);
  }
}

/** Whether a mail that was taken up may be sent, or has been tried for long enough. */
export const maySend = (mail: Pick<SentMail, 'createdAt' | 'doubts'>, now: Date): boolean =>
  mail.doubts < mostDoubts && now.getTime() - mail.createdAt.getTime() <= longestMs;

/** The end of a mail that is not sent any more: what may have arrived has not failed. */
export const ended = (doubts: number, why: string): AfterSending => ({
  state: doubts > 0 ? 'unknown' : 'failed',
  doubts,
  nextAt: null,
  why,
});

function again(mail: SentMail, doubts: number, why: string, now: Date): AfterSending {
  const nextAt = new Date(now.getTime() + waitMs(mail.attempts));
  if (!maySend({ createdAt: mail.createdAt, doubts }, nextAt)) return ended(doubts, why);
  return { state: 'queued', doubts, nextAt, why };
}
