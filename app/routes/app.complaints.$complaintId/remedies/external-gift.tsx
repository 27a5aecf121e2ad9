import { externalGiftSteps } from '#app/domain/remedy/external-gift.ts';
import { handmadeTexts } from '#app/i18n/en/handmade.ts';
import { externalGiftTexts as texts } from '#app/i18n/en/external-gift.ts';
import type { RemedyViewOf } from '#app/services/views.ts';
import { firstDraft, readDraft, toWire } from './external-gift-draft.ts';
import type { ExternalGiftDraft } from './external-gift-draft.ts';
import { ExternalGiftForm } from './external-gift-form.tsx';
import { ExternalGiftFacts } from './external-gift-given.tsx';
import { HandmadeGiven } from './handmade-given.tsx';
import type { RemedyScreen } from './screen.ts';

type View = RemedyViewOf<'external_gift'>;

const nameOf = ({ plan }: View): string => texts.named(plan.what);
const whatOf = ({ plan }: View): string => (plan.what === '' ? texts.something : plan.what);

/** A gift that somebody orders for the customer at another shop. */
export const externalGiftScreen: RemedyScreen<'external_gift', ExternalGiftDraft> = {
  kind: 'external_gift',
  choice: texts.choice,
  front: false,
  suits: [],
  unavailable: () => null,
  firstDraft: () => firstDraft,
  readDraft,
  asksSomething: ({ what, vendor, cost }) => [what, vendor, cost].every((text) => text.trim() !== ''),
  nothingAsked: texts.nothingAsked,
  toWire,
  worthField: () => 'cost',
  Form: ExternalGiftForm,
  action: (given, { money }) => (given ? texts.give(money(given.plan.cost)) : texts.choice),
  gets: ({ plan }, who, { day }) => texts.gets(who, plan.what, plan.vendor, day(plan.dueOn)),
  Given: ({ remedy, mayAct }) => (
    <HandmadeGiven remedy={remedy} rules={externalGiftSteps} words={texts.steps} name={nameOf(remedy)} mayAct={mayAct}>
      <ExternalGiftFacts remedy={remedy} />
    </HandmadeGiven>
  ),
  named: nameOf,
  story: {
    approved: (remedy) => handmadeTexts.decided(nameOf(remedy)),
    sending: (remedy) => handmadeTexts.decided(nameOf(remedy)),
    issued: (remedy, who, { day }) => ({
      heading: texts.heading[remedy.proof?.steps.at(-1)?.step ?? 'start'](whatOf(remedy), who),
      text: handmadeTexts.dueText(day(remedy.plan.dueOn)),
    }),
    settled: (remedy, who) => texts.settled(whatOf(remedy), who),
    failed: (remedy) => texts.failed(whatOf(remedy)),
    undoing: (remedy) => handmadeTexts.undoing(nameOf(remedy)),
  },
  arrived: null,
  badges: handmadeTexts.badges,
  undoing: (_remedy, who) => texts.undoing(who),
};
