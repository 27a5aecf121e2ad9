import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterSending, longestMs, maySend, mostDoubts, waitMs } from './after-sending.ts';
import type { SendOutcome } from './mail.ts';

const created = new Date('2026-11-26T12:00:00Z');
const at = (ms: number) => new Date(created.getTime() + ms);
const mail = (attempts: number, doubts = 0) => ({ createdAt: created, attempts, doubts });
const notNow: SendOutcome = { outcome: 'not_now', why: 'busy' };
const lost: SendOutcome = { outcome: 'unknown', why: 'lost' };
const refused: SendOutcome = { outcome: 'refused', why: 'no such mailbox' };

describe('a mail after a send', () => {
  it('that was taken is sent, also when an earlier answer was lost', () => {
    expect(afterSending(mail(1), { outcome: 'accepted', said: 'ok' }, at(0))).toMatchObject({
      state: 'sent',
      why: null,
    });
    expect(afterSending(mail(2, 1), { outcome: 'accepted', said: 'ok' }, at(0))).toMatchObject({ state: 'sent' });
  });

  it('that was refused for good has failed', () => {
    expect(afterSending(mail(1), refused, at(0))).toEqual({
      state: 'failed',
      doubts: 0,
      nextAt: null,
      why: 'no such mailbox',
    });
  });

  it('that was refused, after a send that may have arrived, has not failed: nobody knows', () => {
    expect(afterSending(mail(2, 1), refused, at(0))).toMatchObject({ state: 'unknown', doubts: 1 });
  });

  it('is sent again 2 s after the first time, then ever later, an hour at most', () => {
    expect([1, 2, 3, 11, 12, 40].map(waitMs)).toEqual([2_000, 4_000, 8_000, 2_048_000, 3_600_000, 3_600_000]);
    expect(afterSending(mail(1), notNow, at(500))).toEqual({
      state: 'queued',
      doubts: 0,
      nextAt: at(2_500),
      why: 'busy',
    });
  });

  it('is not tried for longer than two days', () => {
    expect(afterSending(mail(60), notNow, at(longestMs - 3_600_000))).toMatchObject({ state: 'queued' });
    expect(afterSending(mail(60), notNow, at(longestMs - 3_599_999))).toMatchObject({ state: 'failed', why: 'busy' });
    expect(afterSending(mail(60, 1), notNow, at(longestMs))).toMatchObject({ state: 'unknown' });
  });

  it('whose answer was lost goes out again, three times in all, and then nobody knows', () => {
    expect(afterSending(mail(1, 0), lost, at(0))).toMatchObject({ state: 'queued', doubts: 1 });
    expect(afterSending(mail(2, 1), lost, at(0))).toMatchObject({ state: 'queued', doubts: 2 });
    expect(afterSending(mail(3, 2), lost, at(0))).toMatchObject({ state: 'unknown', doubts: 3, nextAt: null });
  });

  it('comes to an end whatever happens, in at most three copies, and never counts as failed once it may have arrived', () => {
    const outcome = fc.constantFrom<SendOutcome>(notNow, lost);
    fc.assert(
      fc.property(fc.infiniteStream(outcome), (outcomes) => {
        let [attempts, doubts, now] = [0, 0, 0];
        for (const each of outcomes) {
          expect(maySend({ createdAt: created, doubts }, at(now))).toBe(true);
          const next = afterSending(mail(++attempts, doubts), each, at(now));
          doubts = next.doubts;
          expect(doubts).toBeLessThanOrEqual(mostDoubts);
          if (next.nextAt === null) return next.state === (doubts > 0 ? 'unknown' : 'failed');
          now = next.nextAt.getTime() - created.getTime();
        }
        return false;
      }),
    );
  });
});
