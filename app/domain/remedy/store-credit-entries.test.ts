import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { money } from '../money.ts';
import { forgotten, isAfter, markAfter, markOf, ourCredit, ourDebit, progressOf } from './store-credit-entries.ts';
import type { CreditEntry } from './store-credit-entries.ts';

const eur = (minor: number) => money(minor, 'EUR');
const at = (second: number) => new Date(Date.UTC(2026, 10, 22, 12, 0, second)).toISOString().replace('.000', '');

const credit = (id: string, second: number, more: Partial<CreditEntry> = {}): CreditEntry => ({
  id,
  type: 'credit',
  at: at(second),
  amount: eur(15_00),
  adjustment: true,
  expiresAt: '2027-02-22T20:14:37Z',
  remaining: eur(15_00),
  ...more,
});
const debit = (id: string, second: number, more: Partial<CreditEntry> = {}): CreditEntry =>
  credit(id, second, { type: 'debit', amount: eur(-15_00), expiresAt: null, remaining: null, ...more });

const ours = { expiresAt: '2027-02-22T20:14:37Z', amount: eur(15_00) };

describe('our credit on an account', () => {
  const mark = markAfter([debit('2', 5), credit('1', 1)]);

  it('is the one with our second and amount that came after the mark', () => {
    const found = credit('3', 5);
    expect(ourCredit([found, debit('2', 5), credit('1', 1)], mark, ours)).toBe(found);
    expect(ourCredit([credit('4', 9, { expiresAt: '2027-02-22T21:14:37+01:00' })], mark, ours)?.id).toBe('4');
  });

  it('is no other: not of another second, amount or currency, not what an order gave, not an earlier one', () => {
    const others = [
      credit('3', 9, { expiresAt: '2027-02-22T20:14:38Z' }),
      credit('4', 9, { expiresAt: null }),
      credit('5', 9, { amount: eur(15_01) }),
      credit('6', 9, { amount: money(15_00, 'PLN') }),
      credit('7', 9, { adjustment: false }),
      debit('8', 9),
      credit('1', 1),
      credit('9', 4),
    ];
    expect(ourCredit(others, mark, ours)).toBeNull();
  });

  it('is also found on an account that had nothing before, or did not exist', () => {
    expect(ourCredit([credit('1', 1)], markAfter([]), ours)?.id).toBe('1');
  });
});

describe('the debit that took a credit back', () => {
  it('is known by its place and amount, and caused by no order', () => {
    const mark = markAfter([credit('1', 1)]);
    expect(ourDebit([debit('2', 1)], mark, eur(15_00))?.id).toBe('2');
    expect(ourDebit([debit('2', 9, { adjustment: false })], mark, eur(15_00))).toBeNull();
    expect(ourDebit([debit('2', 9, { amount: eur(-14_99) })], mark, eur(15_00))).toBeNull();
    expect(ourDebit([debit('2', 0)], mark, eur(15_00))).toBeNull();
  });

  it('of the same second is not one that was there before', () => {
    const before = [credit('2', 1), debit('1', 1)];
    expect(ourDebit(before, markAfter(before), eur(15_00))).toBeNull();
  });
});

describe('a mark', () => {
  const entries = fc
    .array(fc.tuple(fc.integer({ min: 1, max: 9_999 }), fc.integer({ min: 0, max: 20 })), { maxLength: 12 })
    .map((list) => list.map(([id, second]) => credit(String(id), second)).sort((a, b) => (a.at < b.at ? 1 : -1)));

  it('stands after every entry that it was made of, and survives being remembered', () => {
    fc.assert(
      fc.property(entries, (list) => {
        const mark = markAfter(list);
        const remembered = markOf('credit', progressOf('credit', mark));
        expect(remembered).toEqual(mark);
        expect(list.some((entry) => isAfter(entry, mark))).toBe(false);
        expect(isAfter({ id: '10000', at: mark.at ?? at(0) }, mark), 'a later one of the same second').toBe(true);
        expect(isAfter({ id: null, at: at(59) }, mark)).toBe(true);
      }),
    );
  });

  it('is none before it is remembered, and after it is forgotten', () => {
    expect(markOf('debit', {})).toBeNull();
    expect(markOf('debit', progressOf('credit', markAfter([])))).toBeNull();
    expect(markOf('debit', { ...progressOf('debit', markAfter([credit('1', 1)])), ...forgotten('debit') })).toBeNull();
  });
});
