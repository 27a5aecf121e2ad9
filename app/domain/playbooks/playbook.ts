/** A guided path through a complaint: what to check, what the facts say, what is next. Data and pure functions. */
import type { Reason } from '../complaint/complaint.ts';
import type { Topic } from '../messages/topics.ts';
import type { Money } from '../money.ts';
import type { Parcel } from '../parcel.ts';
import type { RemedyKind } from '../remedy/kinds.ts';

/** Whose it was, as far as it can be told. */
export const faults = ['carrier', 'shop', 'customer', 'maker', 'unclear'] as const;
export type Fault = (typeof faults)[number];

export const stepKeys = [
  'tracking',
  'address',
  'neighbours',
  'trace',
  'photos',
  'compare',
  'claim',
  'quote',
  'page_task',
  'ask_why',
  'keep',
  'stop',
  'understand',
  'payments',
  'remedy',
] as const;
export type StepKey = (typeof stepKeys)[number];

/** What is known of a complaint without asking anybody. Times are ISO. */
export type CaseFacts = {
  reason: Reason;
  now: string;
  /** The newest parcel that was not called off; null = nothing was sent. */
  parcel: Parcel | null;
  /** Files that came with it. */
  files: number;
  cancelled: boolean;
  paid: Money;
  refunded: Money;
  /** What the customer has said of the address; null = nothing. */
  address: 'asked' | 'confirmed' | 'corrected' | null;
  /** Something is given, or held to be given. */
  given: boolean;
};

/** What the facts say at a step, for a screen to put into words. */
export type Finding =
  | { say: 'not_sent' | 'order_cancelled' | 'never_scanned' | 'no_tracking' }
  | { say: 'last_scan'; at: string; days: number; message: string | null; place: string | null }
  | { say: 'expected'; at: string; late: boolean }
  | { say: 'delivered'; at: string; days: number }
  | { say: 'files'; many: number }
  | { say: 'address'; answer: CaseFacts['address'] }
  | { say: 'money'; paid: Money; refunded: Money };

/** How a step ended. `again`: it is waited for, and the step is taken once more; `over`: nothing more has to be done. */
export type Outcome = {
  then: 'next' | 'again' | 'over';
  /** Days of the calendar that are waited; then the next hour in which the shop is open. */
  waitDays?: number;
  /** Who is waited for. */
  waitsFor?: 'customer' | 'others';
  /** Something has to be written down with it. */
  noteNeeded?: true;
};

export type Skipped =
  'not_sent' | 'not_delivered' | 'nothing_quoted' | 'not_this_reason' | 'already_sent' | 'not_wanted' | 'given';

export type Step = {
  key: StepKey;
  outcomes: Readonly<Record<string, Outcome>>;
  findings: (facts: CaseFacts) => Finding[];
  /** The outcome that the facts speak for. */
  likely?: (facts: CaseFacts) => string | null;
  /** The text to customers that fits. */
  text?: (facts: CaseFacts) => Topic;
  /** Why it need not be taken. */
  skip?: (facts: CaseFacts, outcomes: Outcomes) => Skipped | null;
  /** It should not be begun before (ISO). */
  notBefore?: (facts: CaseFacts) => string | null;
};

export type Suggestion = { fault: Fault; remedies: readonly RemedyKind[] };

export type Playbook = {
  steps: readonly Step[];
  suggest: (facts: CaseFacts, outcomes: Outcomes) => Suggestion;
};

/** Of each step that was taken, how it ended last. */
export type Outcomes = Readonly<Partial<Record<StepKey, string>>>;

/** A step that somebody has taken. */
export type TakenStep = {
  step: StepKey;
  outcome: string;
  note: string;
  at: string;
  by: string;
  /** It waits until then. */
  until: string | null;
};

export type StepStanding = {
  key: StepKey;
  /** `waiting`: was begun and is waited for; `due`: that wait is over, or it is its turn. */
  state: 'done' | 'skipped' | 'waiting' | 'due' | 'later';
  taken: TakenStep | null;
  skipped: Skipped | null;
  notBefore: string | null;
};

export type Standing = {
  steps: StepStanding[];
  /** The step that it is at; null when all are done. */
  current: StepKey | null;
  suggestion: Suggestion;
};

/** Where a complaint stands in its playbook. @param taken oldest first */
export function standingOf(playbook: Playbook, facts: CaseFacts, taken: readonly TakenStep[]): Standing {
  const last = new Map(taken.map((each) => [each.step, each]));
  const outcomes: Outcomes = Object.fromEntries(taken.map(({ step, outcome }) => [step, outcome]));
  let current: StepKey | null = null;
  let over = false;
  const steps = playbook.steps.map((step): StepStanding => {
    const mine = last.get(step.key) ?? null;
    const how = mine && step.outcomes[mine.outcome];
    const skipped = step.skip?.(facts, outcomes) ?? null;
    const base = { key: step.key, taken: mine, skipped: null, notBefore: null };
    if (how && how.then !== 'again') {
      over ||= how.then === 'over';
      return { ...base, state: 'done' };
    }
    if (over) return { ...base, state: 'later' };
    if (skipped && !mine) return { ...base, state: 'skipped', skipped };
    if (current !== null) return { ...base, state: 'later' };
    current = step.key;
    const waits = mine?.until !== undefined && mine.until !== null && mine.until > facts.now;
    const from = step.notBefore?.(facts) ?? null;
    return { ...base, state: waits ? 'waiting' : 'due', notBefore: from !== null && from > facts.now ? from : null };
  });
  return { steps, current, suggestion: playbook.suggest(facts, outcomes) };
}

/** The outcomes of the last step of each playbook: whose fault it was. */
export const faultOutcomes: Readonly<Record<Fault, Outcome>> = {
  carrier: { then: 'next' },
  shop: { then: 'next' },
  customer: { then: 'next' },
  maker: { then: 'next' },
  unclear: { then: 'next' },
};

const dayMs = 24 * 60 * 60 * 1000;

/** Whole days from a moment to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / dayMs));

export const daysAfter = (at: string, days: number): string => new Date(Date.parse(at) + days * dayMs).toISOString();
