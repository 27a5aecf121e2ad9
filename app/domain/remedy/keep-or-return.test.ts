import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { money } from '../money.ts';
import { firstDayReturnCosts, keepOrReturn } from './keep-or-return.ts';

const eur = (minor: number) => money(minor, 'EUR');
const amount = fc.integer({ min: 0, max: 1_000_000_00 }).map(eur);
const percent = fc.integer({ min: 0, max: 100 });
const costs = fc.record({ label: amount, handling: amount, resaleLossPercent: percent });

describe('keeping it, or sending it back', () => {
  it('is reckoned with the label, the handling and what is lost by selling it again', () => {
    const mug = keepOrReturn({ label: eur(6_00), handling: eur(4_00), resaleLossPercent: 20 }, eur(12_00));
    expect(mug).toEqual({
      better: 'keep',
      label: eur(6_00),
      handling: eur(4_00),
      loss: eur(2_40),
      total: eur(12_40),
      value: eur(12_00),
    });
    expect(keepOrReturn({ label: eur(6_00), handling: eur(4_00), resaleLossPercent: 20 }, eur(12_50)).better).toBe(
      'return',
    );
  });

  it('keeps exactly when sending it back costs more than it is worth', () => {
    fc.assert(
      fc.property(costs, amount, (each, value) => {
        const { better, label, handling, loss, total } = keepOrReturn(each, value);
        expect(total.minor).toBe(label.minor + handling.minor + loss.minor);
        expect(loss.minor).toBe(Math.ceil((value.minor * each.resaleLossPercent) / 100));
        expect(better).toBe(total.minor > value.minor ? 'keep' : 'return');
      }),
    );
  });

  it('never turns to keeping because the thing is worth more, nor to sending back because that costs more', () => {
    fc.assert(
      fc.property(costs, amount, amount, (each, value, more) => {
        const worthMore = keepOrReturn(each, eur(value.minor + more.minor)).better;
        if (keepOrReturn(each, value).better === 'return') expect(worthMore).toBe('return');
        const dearer = keepOrReturn({ ...each, label: eur(each.label.minor + more.minor) }, value).better;
        if (keepOrReturn(each, value).better === 'keep') expect(dearer).toBe('keep');
      }),
    );
  });

  it('begins with about the same in every currency', () => {
    expect(firstDayReturnCosts('EUR')).toEqual({ label: eur(6_00), handling: eur(4_00), resaleLossPercent: 20 });
    expect(firstDayReturnCosts('JPY').label).toEqual(money(900, 'JPY'));
    expect(firstDayReturnCosts('PLN').handling).toEqual(money(16_00, 'PLN'));
  });
});
