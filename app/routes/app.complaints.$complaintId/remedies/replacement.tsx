import type { ReplacementPlanLine } from '#app/domain/remedy/replacement.ts';
import { replacementTexts as texts } from '#app/i18n/en/replacement.ts';
import type { RemedyViewOf } from '#app/services/views.ts';
import { ReplacementForm } from './replacement-form.tsx';
import { firstDraft, readDraft, toWire } from './replacement-draft.ts';
import type { ReplacementDraft } from './replacement-draft.ts';
import { ReplacementGiven } from './replacement-given.tsx';
import type { RemedyScreen } from './screen.ts';

const nameOf = ({ proof }: RemedyViewOf<'replacement'>): string => texts.named(proof?.name ?? null);

/** A second order, free of charge: the same items or others, and a gift. */
export const replacementScreen: RemedyScreen<'replacement', ReplacementDraft> = {
  kind: 'replacement',
  choice: texts.choice,
  front: true,
  suits: ['replacement'],
  unavailable: () => null,
  firstDraft,
  readDraft,
  asksSomething: ({ quantities, gift }) => Object.keys(quantities).length > 0 || gift !== null,
  nothingAsked: texts.nothingAsked,
  toWire,
  worthField: () => 'items',
  Form: ReplacementForm,
  action: () => texts.give,
  gets: ({ plan }, who) => {
    const items = plan.lines.filter((line) => line.lineItemId !== null);
    const gifts = plan.lines.filter((line) => line.lineItemId === null);
    return texts.gets(who, listed(items), gifts.length === 0 ? null : listed(gifts), plan.delivery.title);
  },
  Given: ReplacementGiven,
  named: nameOf,
  story: {
    issued: (remedy, who) => texts.story.issued(nameOf(remedy), who, (remedy.proof?.parcels.length ?? 0) > 0),
    settled: (remedy, who) => texts.story.settled(nameOf(remedy), who),
    failed: (remedy) => texts.story.failed(nameOf(remedy)),
  },
  arrived: texts.arrived,
  undoing: (remedy, who) => texts.undoing(nameOf(remedy), who),
};

const listed = (lines: readonly ReplacementPlanLine[]): string =>
  lines.map(({ quantity, title }) => `${quantity} × ${title}`).join(' and ');
