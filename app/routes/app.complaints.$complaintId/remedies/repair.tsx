import { repairSteps } from '#app/domain/remedy/repair.ts';
import type { RepairPlan } from '#app/domain/remedy/repair.ts';
import { handmadeTexts } from '#app/i18n/en/handmade.ts';
import { repairTexts as texts } from '#app/i18n/en/repair.ts';
import type { RemedyViewOf } from '#app/services/views.ts';
import { HandmadeGiven } from './handmade-given.tsx';
import { firstDraft, readDraft, toWire } from './repair-draft.ts';
import type { RepairDraft } from './repair-draft.ts';
import { RepairForm } from './repair-form.tsx';
import { RepairFacts } from './repair-given.tsx';
import type { RemedyScreen } from './screen.ts';

const nameOf = ({ plan }: RemedyViewOf<'repair'>): string => texts.named(plan.partner);

/** Items of the order that a partner repairs at the shop's cost. */
export const repairScreen: RemedyScreen<'repair', RepairDraft> = {
  kind: 'repair',
  choice: texts.choice,
  front: false,
  suits: [],
  unavailable: () => null,
  firstDraft,
  readDraft,
  asksSomething: ({ quantities, partner, cost }) =>
    Object.keys(quantities).length > 0 && partner.trim() !== '' && cost.trim() !== '',
  nothingAsked: texts.nothingAsked,
  toWire,
  worthField: () => 'cost',
  Form: RepairForm,
  action: (given, { money }) => {
    if (!given) return texts.choice;
    return given.plan.cost.minor > 0 ? texts.give(money(given.plan.cost)) : texts.giveFree;
  },
  gets: ({ plan }, who, { day }) => texts.gets(who, listed(plan), plan.partner, day(plan.dueOn)),
  Given: ({ remedy, mayAct }) => (
    <HandmadeGiven remedy={remedy} rules={repairSteps} words={texts.steps} name={nameOf(remedy)} mayAct={mayAct}>
      <RepairFacts remedy={remedy} items={listed(remedy.plan)} />
    </HandmadeGiven>
  ),
  named: nameOf,
  story: {
    approved: (remedy) => handmadeTexts.decided(nameOf(remedy)),
    sending: (remedy) => handmadeTexts.decided(nameOf(remedy)),
    issued: ({ plan, proof }, who, { day }) => ({
      heading: texts.heading[proof?.steps.at(-1)?.step ?? 'start'](plan.partner, who),
      text: handmadeTexts.dueText(day(plan.dueOn)),
    }),
    settled: (_remedy, who) => texts.settled(who),
    failed: () => texts.failed,
    undoing: (remedy) => handmadeTexts.undoing(nameOf(remedy)),
  },
  arrived: null,
  badges: handmadeTexts.badges,
  undoing: (_remedy, who) => texts.undoing(who),
};

const listed = ({ items }: RepairPlan): string =>
  items.map(({ quantity, title }) => `${quantity} × ${title}`).join(' and ');
