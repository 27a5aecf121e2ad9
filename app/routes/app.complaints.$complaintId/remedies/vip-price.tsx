import { vipPriceTexts as texts } from '#app/i18n/en/vip-price.ts';
import { VipPriceForm } from './vip-price-form.tsx';
import { flatDraft } from './screen.ts';
import type { RemedyScreen } from './screen.ts';
import { VipPriceGiven } from './vip-price-given.tsx';

/** What is typed in the form of a standing price. The percentage stays text: the server reads it. */
export type VipPriceDraft = { percent: string; title: string; combines: boolean };

const firstDraft: VipPriceDraft = { percent: '5', title: texts.standardTitle, combines: false };

/** So many percent off every later order, for those whom much went wrong for. */
export const vipPriceScreen: RemedyScreen<'vip_price', VipPriceDraft> = {
  kind: 'vip_price',
  choice: texts.choice,
  front: false,
  suits: [],
  unavailable: ({ complaint, order }) => {
    if (order.customer === null) return texts.guest;
    return complaint.severity === 'high' ? null : texts.onlyHigh;
  },
  firstDraft: () => firstDraft,
  readDraft: (kept) => flatDraft(firstDraft, kept),
  asksSomething: ({ percent }) => percent.trim() !== '',
  nothingAsked: texts.nothingAsked,
  toWire: (draft) => draft,
  worthField: () => 'percent',
  Form: VipPriceForm,
  action: (given) => (given ? texts.give(given.plan.percent) : texts.choice),
  gets: ({ plan }, who) => texts.gets(who, plan.percent),
  Given: VipPriceGiven,
  named: ({ plan }) => texts.named(plan.percent),
  story: { settled: (_remedy, who) => texts.settled(who), failed: () => texts.failed },
  arrived: texts.arrived,
  undoing: (_remedy, who) => texts.undoing(who),
};
