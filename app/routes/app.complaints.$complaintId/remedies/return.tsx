import type { Formats } from '#app/components/formats.ts';
import { listedItems } from '#app/domain/remedy/listed-items.ts';
import { returnScope } from '#app/domain/remedy/return.ts';
import type { ReturnPlan } from '#app/domain/remedy/return.ts';
import { returnTexts as texts } from '#app/i18n/en/return.ts';
import type { RemedyViewOf } from '#app/services/views.ts';
import { asksSomething, firstDraft, readDraft, toWire } from './return-draft.ts';
import type { ReturnDraft } from './return-draft.ts';
import { ReturnForm } from './return-form.tsx';
import { ReturnGiven } from './return-given.tsx';
import type { RemedyScreen } from './screen.ts';

const nameOf = ({ proof }: RemedyViewOf<'return'>): string => texts.named(proof?.name ?? null);

/** The customer sends something back, and may get something else in exchange. */
export const returnScreen: RemedyScreen<'return', ReturnDraft> = {
  kind: 'return',
  choice: texts.choice,
  front: false,
  suits: [],
  unavailable: ({ order, scopes }) => {
    if (!scopes.includes(returnScope)) return texts.notPermitted(returnScope);
    return order.fulfillments.length === 0 ? texts.notSentYet : null;
  },
  firstDraft,
  readDraft,
  asksSomething,
  nothingAsked: texts.nothingAsked,
  toWire,
  worthField: () => 'items',
  Form: ReturnForm,
  action: () => texts.give,
  gets: ({ plan }, who, formats) =>
    [texts.gets(who, listedItems(plan.lines), plan.label.kind), ...inExchange(plan, formats)].join(' '),
  Given: ReturnGiven,
  named: nameOf,
  story: {
    issued: (remedy, who) => texts.story.issued(nameOf(remedy), who, remedy.plan.exchange.length > 0),
    settled: (remedy) =>
      remedy.plan.exchange.length > 0
        ? texts.story.settledExchange(nameOf(remedy), remedy.proof?.exchanged ?? false)
        : texts.story.settled(nameOf(remedy)),
    failed: (remedy) => texts.story.failed(nameOf(remedy), (remedy.proof?.units.missing ?? 0) > 0),
    undone: (remedy, who) => texts.story.undone(nameOf(remedy), who),
  },
  arrived: texts.arrived,
  undoing: (_remedy, who) => texts.undoing(who),
};

function inExchange({ exchange, difference }: ReturnPlan, { money }: Formats): string[] {
  if (difference === null) return [texts.thenRefund];
  const told = [texts.getsExchange(listedItems(exchange))];
  if (difference.minor > 0) told.push(texts.paysMore(money(difference)));
  if (difference.minor < 0) told.push(texts.getsBack(money({ ...difference, minor: -difference.minor })));
  return told;
}
