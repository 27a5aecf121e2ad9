import { storeCreditTexts as texts } from '#app/i18n/en/store-credit.ts';
import { emptyGoodwill } from './goodwill-draft.ts';
import type { GoodwillDraft } from './goodwill-draft.ts';
import { StoreCreditForm } from './store-credit-form.tsx';
import { flatDraft } from './screen.ts';
import type { RemedyScreen } from './screen.ts';
import { StoreCreditGiven } from './store-credit-given.tsx';

/** Store credit out of goodwill, on the customer's account. */
export const storeCreditScreen: RemedyScreen<'store_credit', GoodwillDraft> = {
  kind: 'store_credit',
  choice: texts.choice,
  front: true,
  suits: [],
  unavailable: ({ order }) => (order.customer === null ? texts.guest : null),
  firstDraft: () => emptyGoodwill,
  readDraft: (kept) => flatDraft(emptyGoodwill, kept),
  asksSomething: ({ amount }) => amount.trim() !== '',
  nothingAsked: texts.nothingAsked,
  toWire: ({ amount, months }, { order: { currency } }) => ({ currency, amount: amount.trim(), months }),
  worthField: () => 'amount',
  Form: StoreCreditForm,
  action: (given, { money }) => (given ? texts.give(money(given.plan.amount)) : texts.choice),
  gets: ({ plan }, who, { money, day }) => texts.gets(who, money(plan.amount), day(plan.expiresOn)),
  Given: StoreCreditGiven,
  named: ({ amount }, { money }) => texts.named(money(amount)),
  story: {
    settled: ({ amount }, who, { money }) => texts.settled(money(amount), who),
    needs_person: ({ amount }, who, { money }) => texts.needsPerson(money(amount), who),
  },
  arrived: texts.arrived,
  undoing: (_remedy, who) => texts.undoing(who),
};
