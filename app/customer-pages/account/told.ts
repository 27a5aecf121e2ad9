/** What the customer account extension shows, in words of her language. The form and the page of a complaint say the same. */
import { wantedOutcomes } from '#app/domain/complaint/complaint.ts';
import type { RequestId } from '#app/domain/ids.ts';
import type { Language } from '#app/domain/language.ts';
import type { Order } from '#app/domain/order.ts';
import { dayAt } from '#app/domain/shop-day.ts';
import { caseTexts } from '#app/i18n/customer/case.ts';
import { dayAfterBy } from '#app/i18n/customer/dates.ts';
import { reasonsForCustomers, reasonWordsFor, wishesForCustomers } from '#app/i18n/customer/intake-reasons.ts';
import { reportTexts } from '#app/i18n/customer/report/texts.ts';
import type { CasePage } from '#app/services/case-page/get-case.server.ts';
import type { ShopFront } from '#app/services/shops/get-shop-front.server.ts';
import { sayGiven } from '../case/given.ts';
import { nextSaid } from '../case/next.ts';
import { writerFor } from '../written.ts';
import type { AccountCase, AccountOrder, AccountReported } from './wire.ts';

type Reader = { language: Language; shop: ShopFront; now: Date };

export function tellOrder(
  order: Order,
  cases: readonly CasePage[],
  requestId: RequestId,
  reader: Reader,
): AccountOrder {
  return {
    order: {
      name: order.name,
      lines: order.lines.map(({ id, title, variantTitle, quantity }) => ({
        id,
        title,
        variant: variantTitle,
        quantity,
      })),
    },
    form: reader.shop.intake.open ? tellForm(requestId, reader) : null,
    cases: cases.map((one) => tellCase(one, reader)),
  };
}

function tellForm(requestId: RequestId, { language, shop }: Reader): NonNullable<AccountOrder['form']> {
  return {
    requestId,
    reasons: shop.intake.reasons.map(({ reason, below }) => ({
      value: reason,
      label: reasonsForCustomers[language][reason],
      below: below.map((detail) => ({ value: detail.key, label: reasonWordsFor(detail, language) })),
    })),
    wishes: wantedOutcomes.map((value) => ({ value, label: wishesForCustomers[language][value] })),
    consent: reportTexts[language].send.consent(shop.name),
  };
}

function tellCase(page: CasePage, { language, shop, now }: Reader): AccountCase {
  const texts = caseTexts[language];
  const write = writerFor(language, shop.timeZone, now);
  const over = page.state === 'resolved' || page.state === 'closed';
  const speaker = { language, write, today: dayAt(now, shop.timeZone), over };
  return {
    number: page.number,
    title: texts.title(`C-${String(page.number)}`),
    about: texts.aboutOrder(page.order, write.day(page.since)),
    stands: texts.state[page.state],
    next: over || page.state === 'waiting_for_customer' ? '' : nextSaid(page, texts, write),
    over,
    given: page.given.map((one) => {
      const { title, lines, code } = sayGiven(one, speaker);
      return { title, lines, code };
    }),
  };
}

/** That it has arrived. */
export function tellReported(
  { number, by }: { number: number; by: Date | null },
  { language, shop }: Reader,
): AccountReported {
  const texts = reportTexts[language].done;
  const soon = by === null ? texts.soon : texts.by(dayAfterBy(language, dayAt(by, shop.timeZone)));
  return { number, title: texts.title, lines: [texts.number(`C-${String(number)}`), soon, texts.mail, texts.keep] };
}
