import type { Language } from '#app/domain/language.ts';
import { writeDay, writeList, writeMoney } from '#app/domain/messages/formats.ts';
import { arrivalOf, type PaymentWay } from '#app/domain/messages/refund-arrival.ts';
import type { VariableValues } from '#app/domain/messages/variables.ts';
import { money } from '#app/domain/money.ts';
import type { RemedyKind } from '#app/domain/remedy/kinds.ts';
import { addDays, type Day } from '#app/domain/shop-day.ts';
import { arrivalSaid, greetingTo, noEndSaid, paymentSaid, remedySaid, worthSaid } from './values.ts';

/** Made-up cases that a text is shown with while it is written. */
export const sampleCases = ['mug', 'jacket', 'guest'] as const;
export type SampleCase = (typeof sampleCases)[number];

type Sample = {
  name: string | null;
  order: string;
  items: string[];
  currency: string;
  minor: number;
  way: PaymentWay;
  remedy: RemedyKind;
  percent: number;
  endless: boolean;
  carrier: string;
  agent: string;
};

const samples: Record<SampleCase, Sample> = {
  mug: {
    ...{ name: 'Maria Example', order: '#2041', items: ['Mug Blue × 2'], currency: 'EUR', minor: 2480, way: 'card' },
    ...{ remedy: 'replacement', percent: 10, endless: false, carrier: 'DPD', agent: 'Anna' },
  },
  jacket: {
    ...{ name: 'Марія', order: '#10007', items: ['Rain jacket M', 'Wool cap'], currency: 'PLN', minor: 38900 },
    ...{ way: 'blik', remedy: 'refund', percent: 15, endless: true, carrier: 'InPost', agent: 'Tom' },
  },
  // A guest who gave no name, an amount without minor units, and names that look like markup.
  guest: {
    ...{ name: null, order: 'MH-88/3', items: ['Poster “A & B” <50×70>'], currency: 'JPY', minor: 120000 },
    ...{ way: 'paypal', remedy: 'store_credit', percent: 100, endless: false, carrier: 'Pošta', agent: 'Lukáš' },
  },
};

/** Words that nobody can look up for a made-up case: what was found, what else there is. */
const typed: Record<Language, Record<'finding' | 'alternative' | 'label', string>> = {
  en: { finding: 'the handle broke in transport.', alternative: 'Mug Green', label: 'print the attached label.' },
  uk: {
    finding: 'ручка зламалася під час перевезення.',
    alternative: 'Mug Green',
    label: 'роздрукуйте етикетку з вкладення.',
  },
  pl: {
    finding: 'uchwyt pękł w transporcie.',
    alternative: 'Mug Green',
    label: 'wystarczy wydrukować etykietę z załącznika.',
  },
  cs: { finding: 'ucho prasklo při přepravě.', alternative: 'Mug Green', label: 'vytiskněte přiložený štítek.' },
  ru: {
    finding: 'ручка сломалась при перевозке.',
    alternative: 'Mug Green',
    label: 'распечатайте этикетку из вложения.',
  },
};

/** Every variable of a made-up case, in words of this language. @param today the days around it are made from it */
export function sampleValues(which: SampleCase, language: Language, today: Day, shop: string): VariableValues {
  const sample = samples[which];
  const day = (days: number) => writeDay(addDays(today, days), language, today);
  const amount = writeMoney(money(sample.minor, sample.currency), language);
  const worth = worthSaid[language].percent(sample.percent);
  const arrival = arrivalOf(sample.way, today);
  const what = sample.items[0] ?? '';
  return {
    ...typed[language],
    greeting: greetingTo[language](sample.name),
    customer: sample.name ?? '—',
    order: sample.order,
    order_date: day(-12),
    items: writeList(sample.items, language),
    complaint: 'C-1042',
    due: day(3),
    remedy: remedySaid[language][sample.remedy]({ amount, what, code: 'SORRY-7KDM-3XQP', worth }),
    remedies: `• ${remedySaid[language][sample.remedy]({ amount, what, code: 'SORRY-7KDM-3XQP', worth })}\n• ${remedySaid[language].discount_code({ amount, what, code: 'SORRY-7KDM-3XQP', worth })}`,
    what,
    amount,
    payment: paymentSaid[language][sample.way],
    arrival: arrivalSaid[language]({ ...arrival, by: writeDay(arrival.by, language, today) }),
    code: 'SORRY-7KDM-3XQP',
    worth,
    valid_until: sample.endless ? noEndSaid[language] : day(90),
    tracking: 'https://track.example/1Z999',
    carrier: sample.carrier,
    last_scan: day(-3),
    expected: day(2),
    delivered: day(-1),
    restock: day(14),
    agent: sample.agent,
    shop,
  };
}
