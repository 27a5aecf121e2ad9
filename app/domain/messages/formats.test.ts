import { describe, expect, it } from 'vitest';
import { money } from '../money.ts';
import { writeDay, writeList, writeMoney } from './formats.ts';
import { addWorkingDays, arrivalOf, arrivalRules, paymentWay } from './refund-arrival.ts';

describe('days, amounts and lists to customers', () => {
  it('are written as each language writes them, and the year only when it is another', () => {
    const days = (['en', 'uk', 'pl', 'cs', 'ru'] as const).map((each) => writeDay('2026-11-27', each, '2026-11-01'));
    expect(days).toEqual(['27 November', '27 листопада', '27 listopada', '27. listopadu', '27 ноября']);
    expect(writeDay('2027-01-03', 'en', '2026-12-30')).toBe('3 January 2027');
    expect(writeMoney(money(38900, 'PLN'), 'pl')).toBe('389,00\u00a0zł');
    expect(writeList(['A', 'B', 'C'], 'cs')).toBe('A, B a\u00a0C');
  });
});

describe('when a refund arrives', () => {
  it('follows from the way of payment and leaves weekends out', () => {
    expect(addWorkingDays('2026-11-27', 1)).toBe('2026-11-30');
    expect(arrivalOf('card', '2026-11-27')).toEqual({ usually: 5, most: 10, by: '2026-12-11' });
    expect(arrivalOf('store_credit', '2026-11-27').by).toBe('2026-11-27');
    expect(['shopify_payments', 'PayPal', 'shopify_store_credit', 'cash_on_delivery'].map(paymentWay)).toEqual([
      ...['card', 'paypal', 'store_credit', 'other'],
    ]);
  });

  it('says of each way where that is written and when somebody looked', () => {
    for (const { source, checkedOn, usually, most } of arrivalRules) {
      expect(source).toMatch(/^https:\/\//);
      expect(checkedOn).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(usually).toBeLessThanOrEqual(most);
    }
  });
});
