import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, currencyScale, formatMoney, fromDecimal, money, parseAmount, shopValue, toDecimal } from './money.ts';

const currencies = fc.constantFrom('EUR', 'USD', 'PLN', 'CZK', 'JPY', 'KWD');
const minors = fc.integer({ min: 0, max: 1_000_000_000_000 });

describe('an amount', () => {
  it('has the digits of its currency', () => {
    expect([currencyScale('EUR'), currencyScale('JPY'), currencyScale('KWD')]).toEqual([2, 0, 3]);
  });

  it('is the same after being written and read, in every scale', () => {
    fc.assert(
      fc.property(minors, currencies, (minor, currency) => {
        expect(fromDecimal(toDecimal(money(minor, currency)), currency)).toEqual(money(minor, currency));
      }),
    );
  });

  it('is read from the shortest form that Shopify sends', () => {
    expect(fromDecimal('1.0', 'EUR')).toEqual(money(100, 'EUR'));
    expect(fromDecimal('7.5', 'EUR')).toEqual(money(750, 'EUR'));
    expect(fromDecimal('1000.0', 'JPY')).toEqual(money(1000, 'JPY'));
    expect(fromDecimal('-3.10', 'EUR')).toEqual(money(-310, 'EUR'));
  });

  it('is never cut: digits beyond the scale are a bug', () => {
    expect(() => fromDecimal('1.005', 'EUR')).toThrow('not a EUR amount');
    expect(() => fromDecimal('1.5', 'JPY')).toThrow('not a JPY amount');
    expect(() => fromDecimal('1e3', 'EUR')).toThrow('not a EUR amount');
    expect(() => money(0.5, 'EUR')).toThrow('not an amount in minor units');
  });

  it('is never added to another currency', () => {
    expect(() => add(money(1, 'EUR'), money(1, 'CZK'))).toThrow('currencies differ');
  });

  it('is written as its reader writes money', () => {
    expect(formatMoney(money(129_00, 'PLN'), 'pl')).toBe('129,00\u00a0zł');
    expect(formatMoney(money(1000, 'JPY'), 'en')).toBe('¥1,000');
  });
});

describe('an amount that somebody typed', () => {
  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['1,00', 'decimal_comma'],
    ['-1', 'negative'],
    ['1e309', 'not_a_number'],
    ['NaN', 'not_a_number'],
    ['1.00.00', 'not_a_number'],
    ['0x10', 'not_a_number'],
    ['0', 'zero'],
    ['0.00', 'zero'],
    ['0.001', 'too_precise'],
    ['99999999999999999999', 'too_large'],
    ['10000000001', 'too_large'],
  ])('%j is asked for again: %s', (typed, problem) => {
    expect(parseAmount(typed, 'EUR')).toEqual({ ok: false, error: problem });
  });

  it('is taken when it is plain', () => {
    expect(parseAmount(' 12.5 ', 'EUR')).toEqual({ ok: true, value: money(1250, 'EUR') });
    expect(parseAmount('12', 'JPY')).toEqual({ ok: true, value: money(12, 'JPY') });
    expect(parseAmount('12.5', 'JPY')).toEqual({ ok: false, error: 'too_precise' });
  });
});

describe('the value of a part in the shop currency', () => {
  it('is exact when the currencies are the same', () => {
    const whole = { presentment: money(10_00, 'EUR'), shop: money(10_00, 'EUR') };
    expect(shopValue(money(3_33, 'EUR'), whole)).toEqual(money(3_33, 'EUR'));
  });

  it('is rounded up, so that a limit is never passed by rounding', () => {
    const whole = { presentment: money(432_10, 'PLN'), shop: money(100_00, 'EUR') };
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 432_10 }), (minor) => {
        const value = shopValue(money(minor, 'PLN'), whole);
        expect(BigInt(value.minor) * 43_210n >= BigInt(minor) * 10_000n).toBe(true);
        expect(BigInt(value.minor - 1) * 43_210n < BigInt(minor) * 10_000n).toBe(true);
      }),
    );
    expect(shopValue(money(432_10, 'PLN'), whole)).toEqual(money(100_00, 'EUR'));
  });
});
