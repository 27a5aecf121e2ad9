import type { StoredRemedy } from '#app/db/remedies.server.ts';
import type { Language } from '#app/domain/language.ts';
import { writeDay, writeList, writeMoney } from '#app/domain/messages/formats.ts';
import { arrivalOf, paymentWay } from '#app/domain/messages/refund-arrival.ts';
import type { VariableValues } from '#app/domain/messages/variables.ts';
import type { RemedyPlan } from '#app/domain/remedy/kinds.ts';
import type { RefundPlan } from '#app/domain/remedy/refund.ts';
import { dayAt, type Day } from '#app/domain/shop-day.ts';
import { arrivalSaid, detailSaid, noEndSaid, paymentSaid, remedySaid, worthSaid } from '#app/i18n/customer/values.ts';

type How = { language: Language; today: Day; timeZone: string };

/** What a text can say of a remedy, in words of the customer's language. What is not known of it is absent. */
export function remedyValues(remedy: StoredRemedy, how: How): VariableValues {
  const { language } = how;
  const amount = writeMoney(remedy.amount, language);
  const own: VariableValues = { amount, ...ownValues(remedy, how) };
  const { what = '', code = '', worth = '' } = own;
  const said = remedySaid[language][remedy.kind]({ amount, what, code, worth });
  return said === '' ? own : { ...own, remedy: said };
}

/** All of them, a line each: what it is, and what is known of it. @param leaves the day by which what is sent has left, when that is known */
export function remediesSaid(remedies: readonly StoredRemedy[], how: How, leaves: string | null): string {
  const { arrives, validUntil, leaves: goes } = detailSaid[how.language];
  return remedies
    .flatMap((given) => {
      const { remedy, arrival, valid_until: until } = remedyValues(given, how);
      if (remedy === undefined) return [];
      const more = [
        ...(arrival === undefined ? [] : [arrives(arrival)]),
        ...(until === undefined || given.kind === 'vip_price' ? [] : [validUntil(until)]),
        ...(leaves === null || given.kind !== 'replacement' ? [] : [goes(leaves)]),
      ];
      return [`• ${[remedy.charAt(0).toLocaleUpperCase(how.language) + remedy.slice(1), ...more].join(' ')}`];
    })
    .join('\n');
}

function ownValues(remedy: StoredRemedy, how: How): VariableValues {
  const { language, today } = how;
  const list = (things: readonly { title: string; quantity: number }[]) =>
    writeList(
      things.map(({ title, quantity }) => (quantity === 1 ? title : `${title} × ${quantity}`)),
      language,
    );
  const given: RemedyPlan = remedy as RemedyPlan;
  const until = (day: Day) => ({ valid_until: writeDay(day, language, today) });
  switch (given.kind) {
    case 'refund':
      return moneyBack(given.plan, remedy, how);
    case 'cancellation':
      return given.plan.refund ? moneyBack(given.plan.refund, remedy, how) : {};
    case 'replacement':
      return { what: list(given.plan.lines) };
    case 'discount_code': {
      const { value, validThrough } = given.plan;
      const code = remedy.proof && 'code' in remedy.proof ? { code: remedy.proof.code } : {};
      const words = worthSaid[language];
      const worth =
        value.kind === 'free_shipping'
          ? words.freeShipping
          : value.kind === 'percent'
            ? words.percent(value.percent)
            : words.amount(writeMoney(value.amount, language));
      return { worth, ...code, ...until(validThrough) };
    }
    case 'vip_price':
      return { worth: worthSaid[language].percent(given.plan.percent), valid_until: noEndSaid[language] };
    case 'store_credit':
    case 'gift_card':
      return until(given.plan.expiresOn);
    case 'return': {
      const label = remedy.proof && 'parcel' in remedy.proof ? remedy.proof.parcel?.labelUrl : null;
      return { items: list(given.plan.lines), ...(label && { label }) };
    }
    case 'repair': {
      const { items, label } = given.plan;
      return { items: list(items), what: list(items), ...(label !== '' && { label }) };
    }
    case 'external_gift':
    case 'custom':
      return { what: given.plan.what };
  }
}

/** Where the money goes and when it is there: by the slowest of the payments that it goes back to. */
function moneyBack(plan: RefundPlan, { issuedAt, createdAt }: StoredRemedy, how: How): VariableValues {
  const { language, today, timeZone } = how;
  const ways = plan.storeCredit
    ? (['store_credit', ...plan.parts.map(({ gateway }) => paymentWay(gateway))] as const)
    : plan.parts.map(({ gateway }) => paymentWay(gateway));
  const sentOn = dayAt(issuedAt ?? createdAt, timeZone);
  const slowest = ways
    .map((way) => ({ way, ...arrivalOf(way, sentOn) }))
    .sort((one, other) => other.most - one.most)
    .at(0);
  if (!slowest) return {};
  const by = writeDay(slowest.by, language, today);
  return { payment: paymentSaid[language][slowest.way], arrival: arrivalSaid[language]({ ...slowest, by }) };
}
