import { addDays } from '../shop-day.ts';
import type { Day } from '../shop-day.ts';

/** The ways to pay that differ in how long money takes back. */
export type PaymentWay = 'card' | 'paypal' | 'klarna' | 'blik' | 'store_credit' | 'gift_card' | 'other';

export type ArrivalRule = {
  way: PaymentWay;
  /** Working days after the refund was made: usually, and at most. Zero: at once. */
  usually: number;
  most: number;
  /** Where it is written. */
  source: string;
  /** When somebody looked there last. Estimates older than a year should be looked up again. */
  checkedOn: Day;
};

const checkedOn = '2026-11-27';

/**
 * How long a refund takes to reach the customer. Nobody guarantees these: they are what payment providers tell their
 * own customers. The longer figure stands where providers differ, so that what we write is rather early than late.
 */
export const arrivalRules: readonly ArrivalRule[] = [
  // "The refund should show up in 5-10 business days, depending on your customer's bank."
  {
    ...{ way: 'card', usually: 5, most: 10, checkedOn },
    source: 'https://support.monei.net/article/41-how-do-i-issue-a-refund',
  },
  // The balance at once; a bank account or a card behind PayPal in 5 to 10 business days.
  {
    ...{ way: 'paypal', usually: 5, most: 10, checkedOn },
    source: 'https://support.rokit.host/kb/how-long-does-a-refund-take/',
  },
  // "It usually takes between 2-5 business days."
  {
    ...{ way: 'klarna', usually: 2, most: 5, checkedOn },
    source: 'https://www.klarna.com/ch/en/business/merchant-support/when-will-a-customer-receive-the-refund/',
  },
  // The next working day at one provider, one to three working days elsewhere.
  {
    ...{ way: 'blik', usually: 1, most: 3, checkedOn },
    source: 'https://help.montonio.com/pl/articles/252397-jak-dlugo-konsument-powinien-czekac-na-zwrot-platnosci-blik',
  },
  // Shopify books these itself.
  {
    ...{ way: 'store_credit', usually: 0, most: 0, checkedOn },
    source: 'https://shopify.dev/changelog/refund-to-store-credit',
  },
  {
    ...{ way: 'gift_card', usually: 0, most: 0, checkedOn },
    source: 'https://shopify.dev/changelog/refund-to-store-credit',
  },
  // Whatever else: as slow as the slowest of those above.
  {
    ...{ way: 'other', usually: 5, most: 10, checkedOn },
    source: 'https://accountinginsights.org/how-long-does-a-shopify-refund-take',
  },
];

const wayOfGateway: readonly (readonly [RegExp, PaymentWay])[] = [
  [/paypal/, 'paypal'],
  [/klarna/, 'klarna'],
  [/blik/, 'blik'],
  [/store_?credit/, 'store_credit'],
  [/gift_?card/, 'gift_card'],
  [/shopify_payments|stripe|card|bogus|adyen|mollie/, 'card'],
];

/** @param gateway as Shopify names it: `shopify_payments`, `paypal` */
export function paymentWay(gateway: string): PaymentWay {
  return wayOfGateway.find(([pattern]) => pattern.test(gateway.toLowerCase()))?.[1] ?? 'other';
}

/** When money that was sent back on a day has arrived: the days it takes, and the last day that is likely. */
export function arrivalOf(way: PaymentWay, sentOn: Day): { usually: number; most: number; by: Day } {
  const rule = arrivalRules.find((each) => each.way === way);
  if (!rule) throw new Error(`no estimate for ${way}`);
  const { usually, most } = rule;
  return { usually, most, by: addWorkingDays(sentOn, most) };
}

/** So many days later, leaving out Saturdays and Sundays. Bank holidays are not known here. */
export function addWorkingDays(day: Day, days: number): Day {
  let at = day;
  for (let left = days; left > 0;) {
    at = addDays(at, 1);
    const weekday = new Date(`${at}T00:00:00Z`).getUTCDay();
    if (weekday !== 0 && weekday !== 6) left -= 1;
  }
  return at;
}
