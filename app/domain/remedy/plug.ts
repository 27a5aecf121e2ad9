import type { Severity } from '../complaint/complaint.ts';
import type { OrderId, RemedyId } from '../ids.ts';
import type { Money, MoneyPair } from '../money.ts';
import type { Order } from '../order.ts';
import type { Result } from '../result.ts';
import type { CancelWhy } from './cancellation.ts';
import type { StepRules } from './handmade.ts';
import type { AskOf, FactsOf, Family, PlanOf, ProblemOf, ProofOf, RemedyKind, RemedyPlan } from './kinds.ts';
import type { AnsweredAddress } from './replacement-address.ts';

/**
 * The plug of a remedy: plan → preview → execute → findExisting → undo → watch, the same for every kind. The rules
 * are pure and stand in the domain; the calls are Shopify's and stand behind the gateway.
 */

/** What every kind's read of Shopify tells of the order besides its own facts. */
export type Basis = {
  orderId: OrderId;
  orderName: string;
  /** The customer's currency (presentment), in which she is given money. */
  currency: string;
  shopCurrency: string;
  /** The order's total in both currencies: the only rate we have. */
  total: MoneyPair;
  /** Null for a guest. */
  customerId: string | null;
  openChargeback: boolean;
  cancelled: boolean;
};

/** What is ours to say and not Shopify's, for the kinds whose plan depends on it. The service adds it to what was read. */
export type WithCase = {
  ofCase: {
    severity: Severity;
    /** When it is decided, ISO. */
    now: string;
  };
};

/** The same for the kinds that are sent: where the customer says that it should go; null = she was not asked or has not answered. */
export type WithAnswer = { ofCase: { address: AnsweredAddress | null } };

/** All of it. */
export type OfCase = WithCase['ofCase'] & WithAnswer['ofCase'];

/** What a remedy is worth. Never negative; zero where nothing of value is given (a cancellation). */
export type Worth = {
  /** At face value, in the customer's currency. */
  amount: Money;
  /** The same in the shop's currency, for limits and the ledger. Rounded up. */
  shopAmount: Money;
  /** What it costs the shop, as far as that is known; else the face value. In the shop's currency. */
  shopCost: Money;
};

export type Planned<K extends RemedyKind> = { plan: PlanOf<K>; worth: Worth; needsLead: boolean };

/** Our other remedies on the order that are held or given. */
export type HeldRemedy = { remedyId: RemedyId } & RemedyPlan;

/** What may be done when a remedy was sent and cannot be found. */
export type Repeat =
  /** Shopify knows the key for 24 hours: the same bytes are the same remedy. */
  | 'same_key'
  /** Shopify refuses a second one for good (a code that is taken, a draft that is completed): sending again is harmless. */
  | 'guarded'
  /**
   * A second one would be given, but a look tells for certain: nothing is sent again, and what cannot be seen when the
   * quarantine is over was never given.
   */
  | 'looked_up'
  /** A second one would be given: nothing is ever sent again, a person looks. */
  | 'never';

/** Reasons of customers that a story can tell. */
export type Because = CancelWhy;

export type MailData = Readonly<Record<string, string | number | Money | null>>;

export type RemedyRules<K extends RemedyKind> = {
  family: Family;
  repeat: Repeat;
  /** Whether Shopify refuses a second one of this plan: then it may be sent again whatever `repeat` says. */
  guarded?: (plan: PlanOf<K>) => boolean;
  /** Whether what was remembered proves that nothing that gives was ever sent: then it may be sent whatever `repeat` says. */
  neverSent?: (progress: Progress) => boolean;
  /**
   * Remedies with the same lane are carried out one after the other, in the whole shop: only one of them at a time is
   * being sent, taken back, or in doubt. For what can only be told apart by its place among others.
   */
  lane?: (plan: PlanOf<K>) => string;
  /** Whether what was given can be taken back: at any time, while it has not arrived, or not at all. */
  undoable: boolean | 'until_arrived';
  /** How long after it was issued it should have arrived, in ms; where the plan promises a day, until then. */
  arrivesWithinMs: number | ((plan: PlanOf<K>, issuedAt: Date) => number);
  /** People carry it out outside of Shopify, by these steps. It has arrived when they say so, and nothing is looked up. */
  handmade?: StepRules;
  /** Whether somebody has to decide something when it has arrived; else a complaint with nothing open is resolved then. */
  thenDecide?: (plan: PlanOf<K>, proof: ProofOf<K>) => boolean;
  /** From what is asked to exactly what will be sent. Used by the preview and by the decision. Pure. */
  plan: (ask: AskOf<K>, facts: FactsOf<K>, held: readonly HeldRemedy[]) => Result<Planned<K>, ProblemOf<K>>;
  /** What the customer said that it is for, where the form asks: the story tells it beside the decision. */
  because?: (plan: PlanOf<K>) => Because;
  /** What a letter to the customer can say of it: named values, `proof` null until it exists. */
  mail: (plan: PlanOf<K>, proof: ProofOf<K> | null) => MailData;
  /** Our copy of the order with the remedy in it, where the order shows it. */
  applyToOrder?: (order: Order, remedyId: RemedyId, plan: PlanOf<K>, found: Found<K>) => Order;
};

/** How a remedy is recognised again. */
export type Identity = { remedyId: RemedyId; idempotencyKey: string; complaintNumber: number };

/**
 * Where a thing that exists stands: on its way, arrived, come to nothing (and never arriving), or taken back.
 */
export type Standing = 'issued' | 'settled' | 'failed' | 'undone';

export type Found<K extends RemedyKind> = { externalId: string; standing: Standing; proof: ProofOf<K> };

/** What the calls of one remedy are given. `progress` is what earlier calls asked to be remembered. */
export type Step<K extends RemedyKind> = {
  plan: PlanOf<K>;
  identity: Identity;
  externalId: string | null;
  progress: Progress;
  /** The moment of this step: calls have no clock of their own. */
  now: Date;
  /** Commits what must be known before the next call (an id, a position), so that a death between two calls loses nothing. */
  remember: (progress: Progress) => Promise<void>;
  /** What the other remedies of its lane have remembered: what one of them has claimed is not this one's. */
  laneMates: () => Promise<Progress[]>;
};
export type Progress = Readonly<Record<string, string>>;

type NotDone =
  | {
      outcome: 'refused';
      messages: string[];
      code: 'user_errors' | 'missing_scope' | 'uninstalled' | 'invalid';
      /** Whatever was sent to this end before has ended as well: nothing of it can be carried out late. */
      lastWord?: true;
    }
  | { outcome: 'unknown'; detail: string }
  /**
   * Certainly not given: Shopify did not execute it (bucket empty, 429, connection refused before a byte was sent), or has
   * to finish something before the call that gives can be made.
   */
  | { outcome: 'throttled'; retryAfterMs: number; detail: string };

/** The end of one call that may have given something. Three outcomes, never folded, and one that is certainly no attempt. */
export type IssueOutcome<K extends RemedyKind> = { outcome: 'succeeded'; found: Found<K> } | NotDone;

export type RemedyCalls<K extends RemedyKind> = {
  /** What is possible now. Asks Shopify once. */
  read: (orderId: OrderId, ask: AskOf<K>) => Promise<Result<Omit<FactsOf<K>, keyof WithCase>, ReadProblem>>;
  /** Gives it, once. */
  execute: (step: Step<K>) => Promise<IssueOutcome<K>>;
  /** Looks for what this remedy's identity gave. `value: null` = not there at this moment. */
  findExisting: (step: Step<K>) => Promise<Result<Found<K> | null, ReadProblem>>;
  /**
   * Before it is said that it was never issued: takes away what was begun, so that nothing can finish it any more. Answers
   * it when it is there after all; a problem keeps it in doubt.
   */
  abandon?: (step: Step<K>) => Promise<Result<Found<K> | null, ReadProblem>>;
  /** Follows what exists, by its id. */
  watch: (step: Step<K>) => Promise<Result<Found<K> | null, ReadProblem>>;
  /** Like `watch`, of something that was used on this order: reads that order too, which a search may not show yet. */
  usedOn?: (step: Step<K>, orderId: OrderId) => Promise<Result<Found<K> | null, ReadProblem>>;
  /** Takes it back, once; where it is taken back already, answers so. */
  undo?: (step: Step<K>) => Promise<IssueOutcome<K>>;
};

/** Why a read of Shopify gave nothing. Reads may be repeated freely. */
export type ReadProblem =
  | { kind: 'not_found' }
  | { kind: 'missing_scope'; scope: string }
  | { kind: 'uninstalled' }
  | { kind: 'unavailable'; detail: string };
