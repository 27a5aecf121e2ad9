import { describe, expect, it } from 'vitest';
import type { Severity } from './complaint.ts';
import { afterContact } from './same-matter.ts';

const now = new Date('2026-11-27T10:00:00Z');
const inHours = (hours: number) => new Date(now.getTime() + hours * 3_600_000);

const soonAs = (severity: Severity) => inHours({ high: 4, normal: 24, low: 48 }[severity]);

describe('a customer who comes once more', () => {
  it('makes a complaint weigh one step more, and due as soon as that asks for', () => {
    expect(afterContact('low', inHours(40), soonAs)).toEqual({ severity: 'normal', raised: true, dueAt: inHours(24) });
    expect(afterContact('normal', inHours(20), soonAs)).toEqual({ severity: 'high', raised: true, dueAt: inHours(4) });
  });

  it('never makes it due later than it was', () => {
    expect(afterContact('normal', inHours(1), soonAs).dueAt).toEqual(inHours(1));
    expect(afterContact('high', inHours(-3), soonAs)).toEqual({ severity: 'high', raised: false, dueAt: inHours(-3) });
  });

  it('gives a time to one that had none', () => {
    expect(afterContact('high', null, soonAs).dueAt).toEqual(inHours(4));
  });
});
