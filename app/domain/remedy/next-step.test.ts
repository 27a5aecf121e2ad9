import { describe, expect, it } from 'vitest';
import { keyLifeMs, mostAttempts, nextStep, untilNextLookMs, whenAbsent } from './next-step.ts';
import { remedyStates, remedyTransitions } from './remedy.ts';

const sentAt = new Date('2026-11-22T12:00:00Z');
const facts = { state: 'unknown', attempts: 1, firstSentAt: sentAt, lastSentAt: sentAt, createdAt: sentAt } as const;
const later = (ms: number) => new Date(sentAt.getTime() + ms);
const quarantineMs = 300_000;

describe('the next step', () => {
  it('is to look, never to send, when a worker died while sending', () => {
    expect(nextStep({ state: 'sending' })).toBe('look');
  });

  it('is nothing at all in every final state', () => {
    for (const state of remedyStates) {
      if (remedyTransitions[state].length === 0) expect(nextStep({ state })).toBe('leave');
    }
  });
});

describe('when Shopify does not have it (yet)', () => {
  it('the same key is sent again while Shopify remembers it', () => {
    expect(whenAbsent(facts, later(2_000), quarantineMs, [], 'same_key')).toEqual({ do: 'send_again' });
  });

  it('nothing is sent once the key may be forgotten, and nothing is given up before the quarantine', () => {
    const old = { ...facts, lastSentAt: later(keyLifeMs) };
    expect(whenAbsent(old, later(keyLifeMs + 1_000), quarantineMs, [], 'same_key')).toEqual({
      do: 'wait',
      until: later(keyLifeMs + quarantineMs),
    });
    expect(whenAbsent(old, later(keyLifeMs + quarantineMs), quarantineMs, [], 'same_key')).toEqual({
      do: 'not_issued',
    });
  });

  it('a refusal of the repeat is no verdict before the quarantine', () => {
    expect(
      whenAbsent({ ...facts, attempts: 2 }, later(2_000), quarantineMs, ['Refund amount is greater'], 'same_key'),
    ).toMatchObject({ do: 'wait' });
    expect(
      whenAbsent(
        { ...facts, attempts: 2 },
        later(quarantineMs),
        quarantineMs,
        ['Refund amount is greater'],
        'same_key',
      ),
    ).toEqual({ do: 'not_issued' });
  });

  it('sending ends after a few attempts', () => {
    expect(whenAbsent({ ...facts, attempts: mostAttempts }, later(2_000), quarantineMs, [], 'same_key').do).toBe(
      'wait',
    );
  });

  it('looks become rarer', () => {
    const waits = [0, 1, 2, 3, 4, 50].map(untilNextLookMs);
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
  });
});
