import { missingForGiftCards } from '#app/domain/remedy/gift-card.ts';
import { giftCardTexts as texts } from '#app/i18n/en/gift-card.ts';
import { GiftCardGiven } from './gift-card-given.tsx';
import { emptyGoodwill } from './goodwill-draft.ts';
import type { GoodwillDraft } from './goodwill-draft.ts';
import { GiftCardForm } from './gift-card-form.tsx';
import { flatDraft } from './screen.ts';
import type { RemedyScreen } from './screen.ts';

/** A gift card out of goodwill, sent to the customer by Shopify. */
export const giftCardScreen: RemedyScreen<'gift_card', GoodwillDraft> = {
  kind: 'gift_card',
  choice: texts.choice,
  front: false,
  suits: [],
  unavailable: ({ order, scopes }) => {
    const missing = missingForGiftCards(scopes);
    if (missing.length > 0) return texts.notPermitted(missing);
    return order.customer === null ? texts.guest : null;
  },
  firstDraft: () => emptyGoodwill,
  readDraft: (kept) => flatDraft(emptyGoodwill, kept),
  asksSomething: ({ amount }) => amount.trim() !== '',
  nothingAsked: texts.nothingAsked,
  toWire: ({ amount, months }, { order: { currency } }) => ({ currency, amount: amount.trim(), months }),
  worthField: () => 'amount',
  Form: GiftCardForm,
  action: (given, { money }) => (given ? texts.give(money(given.plan.amount)) : texts.choice),
  gets: ({ plan }, who, { money, day }) => texts.gets(who, money(plan.amount), day(plan.expiresOn)),
  Given: GiftCardGiven,
  named: ({ amount }, { money }) => texts.named(money(amount)),
  story: {
    issued: (_remedy, who) => texts.issued(who),
    settled: ({ amount, proof }, who, { money }) =>
      proof?.notice === 'sent' ? texts.settled(money(amount), who) : texts.settledUntold(money(amount), who),
    failed: () => texts.failed,
  },
  arrived: texts.arrived,
  undoing: (_remedy, who) => texts.undoing(who),
};
