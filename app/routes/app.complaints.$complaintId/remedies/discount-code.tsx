import type { Formats } from '#app/components/formats.ts';
import type { DiscountCodePlan } from '#app/domain/remedy/discount-code.ts';
import type { Worth } from '#app/domain/remedy/plug.ts';
import { discountCodeTexts as texts } from '#app/i18n/en/discount-code.ts';
import { emptyCode } from './discount-code-draft.ts';
import type { DiscountCodeDraft } from './discount-code-draft.ts';
import { DiscountCodeGiven } from './discount-code-given.tsx';
import { DiscountCodeForm } from './discount-code-form.tsx';
import { flatDraft } from './screen.ts';
import type { RemedyScreen } from './screen.ts';

/** A code for a later order: an amount, a share of it, or its shipping. */
export const discountCodeScreen: RemedyScreen<'discount_code', DiscountCodeDraft> = {
  kind: 'discount_code',
  choice: texts.choice,
  front: true,
  suits: [],
  unavailable: () => null,
  firstDraft: () => emptyCode,
  readDraft: (kept) => flatDraft(emptyCode, kept),
  asksSomething: ({ what, amount, percent }) =>
    what === 'free_shipping' || (what === 'amount' ? amount : percent).trim() !== '',
  nothingAsked: texts.nothingAsked,
  toWire: (draft, { order }) => ({ ...draft, currency: order.shopCurrency }),
  worthField: ({ what }) => (what === 'free_shipping' ? 'upTo' : what),
  Form: DiscountCodeForm,
  action: (given, formats) => (given ? texts.give(takesOff(given.plan, formats)) : texts.choice),
  gets: (given, who, formats) => {
    const { minimum, endsAt, customerId } = given.plan;
    const what = takesOff(given.plan, formats, given.worth);
    const gets = texts.gets(who, what, minimum && formats.money(minimum), formats.date(endsAt));
    return `${gets} ${customerId === null ? texts.anybodys : texts.onlyHers(who)}`;
  },
  Given: DiscountCodeGiven,
  named: ({ proof }) => texts.named(proof?.code ?? null),
  story: {
    issued: (_remedy, who) => texts.issued(who),
    settled: (_remedy, who) => texts.settled(who),
    failed: () => texts.failed,
  },
  arrived: texts.arrived,
  undoing: ({ proof }, who) => texts.undoing(who, proof?.code ?? ''),
};

/** "€10.00 off", with what it is worth to her "about 43,20 zł (€10.00) off", "10% off", "free shipping". */
function takesOff({ value }: DiscountCodePlan, { money }: Formats, worth?: Worth): string {
  switch (value.kind) {
    case 'amount': {
      const inShop = money(value.amount);
      const other = worth && worth.amount.currency !== value.amount.currency;
      return texts.off.amount(other ? texts.about(money(worth.amount), inShop) : inShop);
    }
    case 'percent':
      return texts.off.percent(value.percent);
    case 'free_shipping':
      return value.upTo ? texts.off.shippingUpTo(money(value.upTo)) : texts.off.shipping;
  }
}
