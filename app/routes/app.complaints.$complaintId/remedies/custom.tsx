import { Text } from '@shopify/polaris';
import { customSteps } from '#app/domain/remedy/custom.ts';
import { customTexts as texts } from '#app/i18n/en/custom.ts';
import { handmadeTexts } from '#app/i18n/en/handmade.ts';
import { CustomForm } from './custom-form.tsx';
import type { HandmadeDraft } from './handmade-fields.tsx';
import { HandmadeGiven } from './handmade-given.tsx';
import { flatDraft } from './screen.ts';
import type { RemedyScreen } from './screen.ts';

/** What is typed in the form of something special. */
export type CustomDraft = HandmadeDraft & { what: string };

const firstDraft: CustomDraft = { what: '', cost: '', days: '7' };

/** Whatever else puts it right, in words: a lead's to give. */
export const customScreen: RemedyScreen<'custom', CustomDraft> = {
  kind: 'custom',
  choice: texts.choice,
  front: false,
  suits: [],
  unavailable: () => null,
  firstDraft: () => firstDraft,
  readDraft: (kept) => flatDraft(firstDraft, kept),
  asksSomething: ({ what, cost }) => what.trim() !== '' && cost.trim() !== '',
  nothingAsked: texts.nothingAsked,
  toWire: ({ cost, ...draft }, { order }) => ({ ...draft, cost: cost.trim(), currency: order.shopCurrency }),
  worthField: () => 'cost',
  Form: CustomForm,
  action: (given) => (given ? texts.give : texts.choice),
  gets: ({ plan }, who, { day }) => texts.gets(who, plan.what, day(plan.dueOn)),
  Given: ({ remedy, mayAct }) => (
    <HandmadeGiven remedy={remedy} rules={customSteps} words={texts.steps} name={texts.named} mayAct={mayAct}>
      <Text as="p">{remedy.plan.what === '' ? handmadeTexts.forgotten : remedy.plan.what}</Text>
    </HandmadeGiven>
  ),
  named: () => texts.named,
  story: {
    approved: () => handmadeTexts.decided(texts.named),
    sending: () => handmadeTexts.decided(texts.named),
    issued: ({ plan }, who, { day }) => ({
      heading: texts.issued(who),
      text: handmadeTexts.dueText(day(plan.dueOn)),
    }),
    settled: (_remedy, who) => texts.settled(who),
    undoing: () => handmadeTexts.undoing(texts.named),
  },
  arrived: null,
  badges: handmadeTexts.badges,
  undoing: (_remedy, who) => texts.undoing(who),
};
