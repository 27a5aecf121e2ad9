import { describe, expect, it } from 'vitest';
import { parseOrderId, parseRemedyId, trusted } from '../ids.ts';
import { money } from '../money.ts';
import type { Seen, Value } from './comparison.ts';
import { breakKey, findBreaks } from './reconcile.ts';
import type { Ours } from './reconcile.ts';
import { remedyStates } from './remedy.ts';
import type { RemedyState } from './remedy.ts';

const eur = (minor: number): Value => ({ kind: 'money', amount: money(minor, 'EUR') });
const id = trusted(parseRemedyId, '0190a000-0000-7000-8000-00000000000a');
const other = trusted(parseRemedyId, '0190a000-0000-7000-8000-00000000000b');
const orderId = trusted(parseOrderId, '100');
const ours = (state: RemedyState, more: Partial<Ours> = {}): Ours => ({
  id,
  orderId,
  state,
  externalId: '7',
  value: eur(10_00),
  ...more,
});
const seen = (more: Partial<Seen> = {}): Seen => ({
  externalId: '7',
  remedyId: id,
  orderId,
  standing: 'settled',
  value: eur(10_00),
  uses: null,
  ...more,
});
const kinds = (mine: Ours[], theirs: Seen[]) => findBreaks(mine, theirs).map((each) => each.kind);

describe('what we wrote down and what Shopify has', () => {
  it('agree when each has it once, worth the same', () => {
    expect(kinds([ours('settled')], [seen()])).toEqual([]);
    expect(kinds([ours('issued')], [seen({ standing: 'issued' })])).toEqual([]);
    expect(kinds([ours('refused', { externalId: null })], [])).toEqual([]);
  });

  it.each([
    ['missing_there', 'settled', []],
    ['missing_there', 'issued', []],
    ['missing_here', 'not_issued', [seen()]],
    ['missing_here', 'refused', [seen()]],
    ['missing_here', 'undone', [seen()]],
    ['missing_here', 'failed', [seen()]],
    ['amount_differs', 'settled', [seen({ value: eur(9_00) })]],
    ['amount_differs', 'settled', [seen({ value: { kind: 'percent', percent: 10 } })]],
    ['given_twice', 'settled', [seen(), seen({ externalId: '8' })]],
    ['given_twice', 'issued', [seen({ standing: 'issued' }), seen({ externalId: '8' })]],
    ['ended_there', 'settled', [seen({ standing: 'undone' })]],
    ['ended_there', 'settled', [seen({ standing: 'failed' })]],
  ] as const)('differ: %s when ours is %s', (kind, state, things) => {
    expect(kinds([ours(state)], [...things])).toEqual([kind]);
  });

  it('say nothing of what somebody is at, but that there are two of it', () => {
    const atIt: RemedyState[] = ['approved', 'sending', 'unknown', 'undoing', 'needs_person'];
    for (const state of atIt) {
      expect(kinds([ours(state)], [])).toEqual([]);
      expect(kinds([ours(state)], [seen({ standing: 'undone', value: eur(1) })])).toEqual([]);
      expect(kinds([ours(state)], [seen(), seen({ externalId: '8' })])).toEqual(['given_twice']);
    }
  });

  it('say nothing of what was taken back and is', () => {
    const ended: RemedyState[] = ['undone', 'failed'];
    for (const state of ended) expect(kinds([ours(state)], [seen({ standing: 'undone' })])).toEqual([]);
  });

  it('say nothing of a second one that was ended', () => {
    expect(kinds([ours('settled')], [seen(), seen({ externalId: '8', standing: 'undone' })])).toEqual([]);
  });

  it('do not take another remedy’s own for a second one, whatever it is marked with', () => {
    const second = ours('settled', { id: other, externalId: '8' });
    expect(kinds([ours('settled'), second], [seen(), seen({ externalId: '8' })])).toEqual([]);
  });

  it('tell of what was made by hand, and of a mark that nobody here knows', () => {
    expect(kinds([], [seen({ remedyId: null })])).toEqual(['made_elsewhere']);
    expect(kinds([], [seen({ remedyId: other })])).toEqual(['missing_here']);
    expect(kinds([], [seen({ remedyId: other, standing: 'undone' })])).toEqual([]);
  });

  it('find theirs by its id too, when somebody has taken the mark away', () => {
    expect(kinds([ours('settled')], [seen({ remedyId: null })])).toEqual([]);
  });

  it('are compared in every state', () => {
    for (const state of remedyStates) expect(() => kinds([ours(state)], [seen()])).not.toThrow();
  });
});

it('a difference keeps its name when it is found again', () => {
  const [first] = findBreaks([ours('settled')], []);
  const [again] = findBreaks([ours('settled', { externalId: '9' })], []);
  if (!first || !again) throw new Error('no difference');
  expect(breakKey('refund', again)).toBe(breakKey('refund', first));
  expect(breakKey('gift_card', first)).not.toBe(breakKey('refund', first));
});
