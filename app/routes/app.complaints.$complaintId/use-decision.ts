import type { Decision } from '#app/domain/limits/decide.ts';
import { panelTexts as texts } from '#app/i18n/en/complaint.ts';
import type { ComplaintPage } from '#app/services/views.ts';
import type { FormProblem } from '#app/web/respond.server.ts';
import { asksSomething, draftOf } from './bundle-draft.ts';
import type { Bundle, Card } from './bundle-draft.ts';
import type { RemedyKind } from '#app/domain/remedy/kinds.ts';
import { standingOf } from './card-standing.ts';
import type { CardStanding } from './card-standing.ts';
import type { Answered } from './preview-answer.ts';
import type { Screens } from './remedies/use-screens.ts';
import type { Preview } from './use-preview.ts';

type Told = {
  standings: CardStanding[];
  /** What is still to be chosen; null when every remedy asks for something. */
  nothingAsked: string | null;
  /** Everything that was asked for, when all of it can be given. */
  shown: Answered[] | null;
  decision: Decision | null;
  /** What was given for the same before, where this person may give more: she has to say why. */
  before: readonly string[];
  unanswered: string;
  no: string | null;
  /** Why it has to be sent to somebody who may give it; null where it is hers. */
  asks: string | null;
  /** Why the button cannot be pressed, to stand beside it; null = it can. */
  whyNot: string | null;
  /** The card whose form has something wrong in it; null = none. */
  firstWrong: number | null;
};

/** Everything that is known of a decision that is being made: from the preview, and from a "no" to giving it. */
export function useDecision(
  page: ComplaintPage,
  bundle: Bundle,
  preview: Preview,
  screens: Screens,
  refused: Pick<FormProblem, 'fields'> | null,
): Told {
  const { cards } = bundle;
  const { answer, current } = preview;
  const decision = answer?.ok ? answer.decision : null;
  // Not hers to give, but somebody's: that is no mistake of a field, and can be sent to them.
  const asks = decision?.verdict === 'needs_approval' ? ((answer?.ok ? answer.refusal : null) ?? '') : null;
  const overLimit = asks === null ? ((answer?.ok ? answer.refusal : null) ?? refused?.fields['limit']) : undefined;
  const before = answer?.ok ? answer.before : [];
  const ofLimit = decision === null || decision.verdict === 'allowed' || decision.why === 'over_limit';
  const found = cards.map((card, index) => standingOf(card, index, preview, refused?.fields ?? {}));
  const standings =
    cards.length === 1 && ofLimit && overLimit !== undefined ? limited(found, cards, screens, page, overLimit) : found;

  const idle = cards.find((card) => !asksSomething(card, screens, page));
  const nothingAsked = idle ? nothingAskedOf(idle, screens, cards.length) : null;
  const unanswered = answer && !answer.ok ? answer.message : '';
  const wrong = standings.findIndex(({ fields }) => Object.keys(fields).length > 0);
  const answered = found.flatMap((each) => (each.answered?.given ? each.answered : []));
  const shown = answered.length === cards.length ? answered : null;
  const whole = standings.length === 1 ? standings[0]?.fields[''] : undefined;
  // The limit's no stands beside a field where there is one; for several remedies it is the whole decision's.
  const no = whole ?? (cards.length > 1 || !ofLimit ? overLimit : undefined) ?? null;

  const whyNot = (): string | null => {
    if (nothingAsked !== null) return nothingAsked;
    if (!current) return texts.whyNot.working;
    if (unanswered !== '') return texts.whyNot.unreadable;
    if (overLimit !== undefined) return texts.whyNot.limit;
    if (whole !== undefined) return texts.whyNot.impossible;
    if (!shown) return texts.whyNot.problem;
    if (bundle.reason.trim() === '') return texts.whyNot.reason;
    return before.length > 0 && bundle.despite.trim() === '' ? texts.whyNot.despite : null;
  };
  return {
    standings,
    nothingAsked,
    shown,
    decision,
    before: decision?.verdict === 'allowed' ? before : [],
    unanswered,
    no,
    asks,
    whyNot: whyNot(),
    firstWrong: cards[wrong]?.id ?? null,
  };
}

/** The limit's no beside what was asked for: the amount, or the items. */
function limited(
  [first]: CardStanding[],
  [card]: readonly Card[],
  screens: Screens,
  page: ComplaintPage,
  text: string,
): CardStanding[] {
  if (!first || !card) return [];
  const field = worthFieldOf(card, card.kind, screens, page);
  return [{ ...first, fields: { [field]: text, ...first.fields } }];
}

function worthFieldOf<K extends RemedyKind>(card: Card, kind: K, screens: Screens, page: ComplaintPage): string {
  const screen = screens.of(kind);
  return screen ? screen.worthField(draftOf(card, kind, screen, page)) : '';
}

function nothingAskedOf({ kind }: Card, screens: Screens, count: number): string {
  const screen = screens.of(kind);
  if (!screen) return screens.failed(kind) ? texts.whyNot.notLoaded : texts.whyNot.loading;
  return count === 1 ? screen.nothingAsked : texts.whyNot.of(screen.choice, screen.nothingAsked);
}
