import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roles } from '../people.ts';
import { chooseAssignee, isHere } from './assignment.ts';
import type { Candidate } from './assignment.ts';

const now = new Date('2026-11-27T12:00:00Z');
const later = new Date('2026-12-04T12:00:00Z');
const person = (userId: string, more: Partial<Candidate> = {}): Candidate => ({
  ...{ userId, role: 'agent', accountOwner: false, awayUntil: null, substitute: null, open: 0 },
  ...more,
});

describe('a complaint is given', () => {
  it('to whoever has fewest open ones; among equals to an agent before a lead, and to the lower id', () => {
    const team = [
      person('3', { open: 2 }),
      person('2', { open: 1, role: 'lead' }),
      person('5', { open: 1 }),
      person('4', { open: 1 }),
    ];
    expect(chooseAssignee(team, now)).toBe('4');
  });

  it('never to somebody who is away or has no role, while somebody is here', () => {
    const team = [person('1', { awayUntil: later }), person('2', { role: 'none' }), person('3', { open: 90 })];
    expect(chooseAssignee(team, now)).toBe('3');
  });

  it('to the substitute of who had it, when she is here; else to whoever has least to do', () => {
    const away = person('1', { awayUntil: later, substitute: '2' });
    expect(chooseAssignee([away, person('2', { open: 9 }), person('3')], now, '1')).toBe('2');
    expect(chooseAssignee([away, person('2', { awayUntil: later }), person('3')], now, '1')).toBe('3');
    expect(chooseAssignee([{ ...away, awayUntil: null }, person('2', { open: 9 })], now, '1')).toBe('1');
  });

  it('to who is back first when everybody is away, to the account owner when nobody has a role', () => {
    const soon = new Date('2026-11-28T00:00:00Z');
    expect(chooseAssignee([person('1', { awayUntil: later }), person('2', { awayUntil: soon })], now)).toBe('2');
    const none = person('7', { role: 'none', accountOwner: true });
    expect(chooseAssignee([person('1', { role: 'none' }), none], now)).toBe('7');
    expect(chooseAssignee([], now)).toBeNull();
  });

  it('the same way in whatever order people come, and to somebody who is here whenever anybody is', () => {
    const candidate = fc.record({
      userId: fc.integer({ min: 1, max: 30 }).map(String),
      role: fc.constantFrom(...roles),
      accountOwner: fc.boolean(),
      awayUntil: fc.constantFrom(null, later, new Date(0)),
      substitute: fc.option(fc.integer({ min: 1, max: 30 }).map(String)),
      open: fc.nat(5),
    });
    const team = fc.uniqueArray(candidate, { selector: (each) => each.userId, minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(team, fc.option(fc.integer({ min: 1, max: 30 }).map(String)), (people, from) => {
        const chosen = chooseAssignee(people, now, from);
        if (people.some((each) => isHere(each, now))) {
          expect(people.some((each) => each.userId === chosen && isHere(each, now))).toBe(true);
          expect(chooseAssignee([...people].reverse(), now, from)).toBe(chosen);
        } else expect(people.map((each) => each.userId)).toContain(chosen);
      }),
    );
  });
});
