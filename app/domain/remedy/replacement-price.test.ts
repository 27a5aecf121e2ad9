import { describe, expect, it } from 'vitest';
import { money } from '../money.ts';
import type { Money, MoneyPair } from '../money.ts';
import { nearInPrice, retailPrice } from './replacement-price.ts';

const pln = (minor: number): Money => money(minor, 'PLN');
const eur = (minor: number): Money => money(minor, 'EUR');
const pair = (presentment: number, shop: number): MoneyPair => ({ presentment: pln(presentment), shop: eur(shop) });

describe('a price in the customer’s currency', () => {
  const order = { currency: 'PLN', total: pair(240_00, 54_00) };

  it('is the shop’s own where both are the same', () => {
    expect(retailPrice(eur(20_00), null, { currency: 'EUR', total: order.total })).toEqual({
      presentment: eur(20_00),
      shop: eur(20_00),
    });
  });

  it('is what Shopify names for her country, when that is in her currency', () => {
    expect(retailPrice(eur(20_00), pln(89_90), order)).toEqual(pair(89_90, 20_00));
  });

  it('else goes by the order’s rate, rounded up; without a rate there is none', () => {
    expect(retailPrice(eur(20_00), eur(20_00), order)).toEqual(pair(88_89, 20_00));
    expect(retailPrice(eur(20_00), null, { ...order, total: pair(0, 0) })).toBeNull();
  });

  it('counts as near within a quarter of the original, either way', () => {
    expect(nearInPrice(eur(15_00), eur(20_00))).toBe(true);
    expect(nearInPrice(eur(25_00), eur(20_00))).toBe(true);
    expect(nearInPrice(eur(25_01), eur(20_00))).toBe(false);
    expect(nearInPrice(eur(14_99), eur(20_00))).toBe(false);
  });
});
