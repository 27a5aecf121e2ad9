import { describe, expect, it } from 'vitest';
import { parseOrderId, trusted } from '../ids.ts';
import { money } from '../money.ts';
import { missingForGiftCards } from './gift-card.ts';
import type { GiftCardAsk, GiftCardFacts } from './gift-card.ts';
import { giftCardRules } from './gift-card-rules.ts';

const eur = (minor: number) => money(minor, 'EUR');

const facts: GiftCardFacts = {
  orderId: trusted(parseOrderId, '1001'),
  orderName: '#1001',
  currency: 'PLN',
  shopCurrency: 'EUR',
  total: { presentment: money(400_00, 'PLN'), shop: eur(100_00) },
  customerId: '7',
  openChargeback: false,
  cancelled: false,
  ofCase: { severity: 'normal', now: '2026-11-22T12:00:00Z' },
  timeZone: 'Europe/Prague',
  missingScopes: [],
  reachable: true,
  most: eur(2_000_00),
};
const ask: GiftCardAsk = { amount: money(60_00, 'PLN'), months: 12 };
const plan = (asked: Partial<GiftCardAsk> = {}, known: Partial<GiftCardFacts> = {}) =>
  giftCardRules.plan({ ...ask, ...asked }, { ...facts, ...known }, []);

describe('a gift card', () => {
  it('is made in the customer’s currency, and counts in the shop’s', () => {
    expect(plan()).toMatchObject({
      ok: true,
      value: {
        plan: { customerId: '7', amount: money(60_00, 'PLN'), expiresOn: '2027-11-22' },
        worth: { shopAmount: eur(15_00), shopCost: eur(15_00) },
      },
    });
  });

  it('is refused with its reason where it cannot be', () => {
    expect(plan({}, { missingScopes: ['write_gift_cards'] })).toEqual({
      ok: false,
      error: { kind: 'not_permitted', scopes: ['write_gift_cards'] },
    });
    expect(plan({}, { customerId: null })).toMatchObject({ error: { kind: 'no_customer' } });
    expect(plan({}, { reachable: false })).toMatchObject({ error: { kind: 'not_reachable' } });
    expect(plan({ amount: eur(15_00) })).toMatchObject({ error: { kind: 'currency_differs' } });
    expect(plan({ amount: money(8_000_04, 'PLN') })).toEqual({
      ok: false,
      error: { kind: 'more_than_a_card', most: eur(2_000_00), asked: eur(2_000_01) },
    });
    expect(plan({ amount: money(8_000_00, 'PLN') })).toMatchObject({ ok: true });
  });

  it('needs both of its permissions', () => {
    expect(missingForGiftCards(['read_orders', 'write_gift_cards', 'write_customers'])).toEqual([]);
    expect(missingForGiftCards(['write_gift_cards'])).toEqual(['write_customers']);
  });
});
