/**
 * By when the law wants a shop to answer a consumer's complaint, by the country of the consumer. Data, with its source:
 * a shop must have it checked by a lawyer before it relies on it. Where a last day falls on a weekend or a holiday the law
 * often allows the next working day; here it never does, so nobody is late by that. A country that is not here may have a
 * deadline all the same.
 */
export type LegalDeadline = {
  /** ISO 3166-1, where the order went. */
  country: string;
  /** Days of the calendar after the day of the complaint. */
  days: number;
  /** The provision, as lawyers name it. */
  law: string;
  /** Since which day it holds, `2023-01-01`. */
  since: string;
  /** Where that was read, and on which day last. */
  source: string;
  read: string;
};

export const legalAnswerDeadlines: readonly LegalDeadline[] = [
  {
    country: 'PL',
    days: 14,
    law: 'Ustawa o prawach konsumenta, art. 7a',
    since: '2023-01-01',
    source: 'https://isap.sejm.gov.pl/isap.nsf/DocDetails.xsp?id=WDU20140000827',
    read: '2026-11-27',
  },
  {
    country: 'CZ',
    days: 30,
    law: 'Zákon č. 634/1992 Sb., o ochraně spotřebitele, § 19 odst. 3',
    since: '2023-01-06',
    source: 'http://eagri.cz/public/portal/mze/legislativa/vap40431-11188',
    read: '2026-11-27',
  },
  {
    country: 'HU',
    days: 30,
    law: '1997. évi CLV. törvény a fogyasztóvédelemről, 17/A. §',
    since: '2021-01-01',
    source: 'https://lexikon.uni-nke.hu/szocikk/fogyasztoi-panasz/',
    read: '2026-11-27',
  },
  {
    country: 'HR',
    days: 15,
    law: 'Zakon o zaštiti potrošača (NN 19/2022), čl. 10.',
    since: '2022-05-28',
    source: 'https://gos.hr/obavijest-o-nacinu-podnosenja-prigovora/',
    read: '2026-11-27',
  },
  {
    country: 'EE',
    days: 15,
    law: 'Tarbijakaitseseadus (Consumer Protection Act)',
    since: '2016-03-01',
    source: 'https://ttja.ee/en/business-client/consumer-topics/consumer-protection-requirements/trade',
    read: '2026-11-27',
  },
  {
    country: 'LT',
    days: 14,
    law: 'Vartotojų teisių apsaugos įstatymas, 21 str. 2 d.',
    since: '2016-01-01',
    source:
      'https://www.vvtat.lt/naujienos-ir-pranesimai-ziniasklaidai/377/galimos-pasekmes-nepateikus-atsakymo-vartotojui:28',
    read: '2026-11-27',
  },
];
