import { describe, expect, it } from 'vitest';
import { serviceArea } from '../settings/service.ts';
import { begin, legalDeadline, resume, warningsOf } from './clocks.ts';
import type { Running, Service } from './clocks.ts';
import { legalAnswerDeadlines } from './legal-answer-deadlines.ts';

const prague: Service = { settings: serviceArea.defaults, timeZone: 'Europe/Prague' };
// Friday, 16:00 in Prague; the shop closes at 17:00.
const friday = new Date('2026-11-27T15:00:00Z');
const iso = (at: Date | null) => at?.toISOString() ?? null;

describe('the clocks of a new complaint', () => {
  const begun = (severity: 'high' | 'normal', channel: 'email' | 'chat', country: string | null = null) =>
    begin(prague, { severity, channel, country, reason: 'damaged' }, friday);

  it('count open hours, by severity, and by channel where that is sooner', () => {
    expect(iso(begun('high', 'email').firstAnswerDueAt)).toBe('2026-11-30T11:00:00.000Z');
    expect(iso(begun('normal', 'email').firstAnswerDueAt)).toBe('2026-11-30T15:00:00.000Z');
    expect(iso(begun('normal', 'chat').firstAnswerDueAt)).toBe('2026-11-30T09:00:00.000Z');
    expect(iso(begun('high', 'email').resolveDueAt)).toBe('2026-12-02T15:00:00.000Z');
  });

  it('are looked at first when the first of the staff is to be warned', () => {
    expect(iso(begun('high', 'email').lookAt)).toBe('2026-11-30T09:00:00.000Z');
  });

  it('end with the last minute of the law’s last day, on the shop’s wall', () => {
    expect(iso(begun('high', 'email', 'PL').legalDueAt)).toBe('2026-12-11T22:59:00.000Z');
    expect(iso(begun('high', 'email', 'CZ').legalDueAt)).toBe('2026-12-27T22:59:00.000Z');
    expect(begun('high', 'email', 'US').legalDueAt).toBeNull();
  });
});

describe('deadlines of the law', () => {
  it('do not hold for going back on a contract, nor before they were law', () => {
    expect(legalDeadline('PL', 'damaged', '2026-11-27')?.days).toBe(14);
    expect(legalDeadline('PL', 'changed_mind', '2026-11-27')).toBeNull();
    expect(legalDeadline('PL', 'damaged', '2022-12-31')).toBeNull();
  });

  it('each name their law, where it was read and when', () => {
    for (const { country, days, law, since, source, read } of legalAnswerDeadlines) {
      expect(country).toMatch(/^[A-Z]{2}$/);
      expect(days).toBeGreaterThan(0);
      expect(law).not.toBe('');
      expect(source).toMatch(/^https?:\/\//);
      expect(since < read).toBe(true);
    }
    const countries = legalAnswerDeadlines.map(({ country }) => country);
    expect(new Set(countries).size).toBe(countries.length);
  });
});

it('a pause leaves as much time as was left when it began', () => {
  const due = new Date('2026-11-30T11:00:00Z');
  // Four open hours were left on Friday at four; it goes on on Tuesday at ten.
  expect(iso(resume(prague, due, friday, new Date('2026-12-01T09:00:00Z')))).toBe('2026-12-01T13:00:00.000Z');
  expect(resume(prague, due, new Date('2026-12-01T09:00:00Z'), new Date('2026-12-03T09:00:00Z'))).toEqual(due);
});

describe('warnings', () => {
  const complaint: Running = {
    ...{ severity: 'high', channel: 'email', state: 'open', createdAt: friday, firstAnsweredAt: null },
    firstAnswerDueAt: new Date('2026-11-30T11:00:00Z'),
    resolveDueAt: new Date('2026-12-02T15:00:00Z'),
    legalDueAt: new Date('2026-12-11T22:59:00Z'),
  };
  const listed = (more: Partial<Running> = {}) =>
    warningsOf(prague, { ...complaint, ...more }).map(({ clock, whom, at }) => `${iso(at) ?? ''} ${clock} ${whom}`);

  it('go to the assignee, then the lead, then the owner, each before the deadline', () => {
    expect(listed({ resolveDueAt: null, legalDueAt: null })).toEqual([
      '2026-11-30T09:00:00.000Z first_answer assignee',
      '2026-11-30T10:00:00.000Z first_answer lead',
      '2026-11-30T10:36:00.000Z first_answer owner',
    ]);
    for (const { at, due } of warningsOf(prague, complaint)) expect(at.getTime()).toBeLessThan(due.getTime());
  });

  it('stop with what they are about: an answer, a customer who is waited for; the law waits for nobody', () => {
    const clocks = (more: Partial<Running>) => [
      ...new Set(warningsOf(prague, { ...complaint, ...more }).map((each) => each.clock)),
    ];
    expect(clocks({})).toEqual(['first_answer', 'resolve', 'legal']);
    expect(clocks({ firstAnsweredAt: friday })).toEqual(['resolve', 'legal']);
    expect(clocks({ firstAnsweredAt: friday, state: 'waiting_for_customer' })).toEqual(['legal']);
  });
});

it('what an older version or a stranger stored is read with the defaults of what it lacks', () => {
  expect(serviceArea.read({})).toEqual(serviceArea.defaults);
  expect(serviceArea.read({ days: 5 })).toEqual(serviceArea.defaults);
  expect(serviceArea.read(JSON.parse(JSON.stringify(serviceArea.defaults)))).toEqual(serviceArea.defaults);
  const odd = { warnAt: { assignee: 0, lead: 500, owner: 95 }, firstAnswer: { severity: { high: -1, low: 3 } } };
  expect(serviceArea.read(odd)).toMatchObject({
    warnAt: { assignee: 50, lead: 75, owner: 95 },
    firstAnswer: { severity: { high: 4, normal: 8, low: 3 }, channel: { chat: 2 } },
  });
});
