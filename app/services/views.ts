/** What screens are given: plain data, ready to show, with nothing that a screen must work out. Types only. */
import type { StoredMessage } from '#app/db/messages.server.ts';
import type { HistoryRow } from '#app/db/settings-history.server.ts';
import type {
  ComplaintState,
  NextAction,
  Reason,
  Severity,
  Channel,
  WantedOutcome,
} from '#app/domain/complaint/complaint.ts';
import type { StoryEvent } from '#app/domain/complaint/story.ts';
import type { FileKind } from '#app/domain/files/attachment.ts';
import type { ComplaintId, OrderId, RemedyId, RequestId } from '#app/domain/ids.ts';
import type { Decision, LimitNumbers } from '#app/domain/limits/decide.ts';
import type { PolicyChange } from '#app/domain/limits/change-policy.ts';
import type { GivenBefore } from '#app/domain/limits/given-before.ts';
import type { Policy, RoleRules } from '#app/domain/limits/policy.ts';
import type { SharedUsage } from '#app/domain/limits/usage.ts';
import type { Tally, Verdict } from '#app/domain/limits/try-policy.ts';
import type { Money } from '#app/domain/money.ts';
import type { Order, OrderSummary } from '#app/domain/order.ts';
import type { Parcel } from '#app/domain/parcel.ts';
import type { Actor, LimitedRole, PersonView, Role } from '#app/domain/people.ts';
import type { AskOf, FactsOf, PlanOf, ProofOf, RemedyKind } from '#app/domain/remedy/kinds.ts';
import type { EscalationLevel } from '#app/domain/escalation.ts';
import type { StepKey } from '#app/domain/playbooks/playbook.ts';
import type { PlannedRemedy, RemedyProblem } from '#app/domain/remedy/plan-bundle.ts';
import type { RemedyState } from '#app/domain/remedy/remedy.ts';
import type { ReturnReason } from '#app/domain/remedy/return-reasons.ts';
import type { Result } from '#app/domain/result.ts';
import type { LegalDeadline } from '#app/domain/service/legal-answer-deadlines.ts';
import type { Day } from '#app/domain/shop-day.ts';
import type { ApprovalView } from './approval-views.ts';

export type { PersonView };

/** A complaint in a list. Times are ISO; `given` is in the shop's currency, settled and held. */
export type ComplaintRow = {
  id: ComplaintId;
  number: number;
  orderId: OrderId;
  orderName: string;
  customerName: string | null;
  reason: Reason;
  severity: Severity;
  state: ComplaintState;
  assignee: PersonView | null;
  nextAction: NextAction | null;
  dueAt: string | null;
  overdue: boolean;
  /** Somebody was told that it is to be answered or resolved soon. */
  deadlineNear: boolean;
  createdAt: string;
  given: Money | null;
};

export type ComplaintListPage = {
  rows: ComplaintRow[];
  next: string | null;
  previous: string | null;
  /** Everybody a complaint can be with, by name. */
  people: PersonView[];
};

export type OrderSearchRow = OrderSummary & {
  complaints: { id: ComplaintId; number: number; state: ComplaintState }[];
};

export type OrderForComplaint = {
  requestId: RequestId;
  order: Order;
  parcels: Parcel[];
  complaints: ComplaintOnOrder[];
};

/** A complaint beside its order, with the items that it is about. */
export type ComplaintOnOrder = ComplaintRow & { lineItemIds: string[] };

/** A remedy of one kind, with what was decided and what was seen of it at Shopify. */
export type RemedyViewOf<K extends RemedyKind> = {
  id: RemedyId;
  /** Remedies with the same one were decided together. */
  resolutionId: string;
  kind: K;
  plan: PlanOf<K>;
  proof: ProofOf<K> | null;
  /** Whether it can be taken back now. */
  undoable: boolean;
  /** It has not arrived in time. */
  late: boolean;
  state: RemedyState;
  amount: Money;
  shopAmount: Money;
  shopCost: Money;
  externalId: string | null;
  /** Shopify's own words when it refused. */
  messages: string[];
  decidedBy: string;
  reason: string;
  createdAt: string;
  updatedAt: string;
};
export type RemedyView = { [K in RemedyKind]: RemedyViewOf<K> }[RemedyKind];

export type StoryEntry = {
  id: string;
  at: string;
  actor: { kind: Actor['kind']; name: string };
  event: StoryEvent;
};

/** A photo, film or document. Its addresses are good for an hour or two. */
export type FileView = {
  id: string;
  name: string;
  kind: FileKind;
  /** Who of the staff has added it; empty where it came from the customer. */
  by: string;
  /** With which message it came; null where it came by itself. */
  messageId: string | null;
  address: string;
  thumbnail: string | null;
};

/** The clocks of an open complaint, as ISO moments; what has stopped is null. `legal` is where its deadline comes from. */
export type ComplaintClocks = {
  firstAnswerDueAt: string | null;
  resolveDueAt: string | null;
  /** The time to resolve it stands still. */
  paused: boolean;
  legalDueAt: string | null;
  legal: LegalDeadline | null;
};

export type ComplaintPage = {
  /** Null once it is over. */
  clocks: ComplaintClocks | null;
  /** Where its playbook stands: the step that it is at (null: all are done), and until when that is waited for. */
  playbook: { current: StepKey | null; until: string | null };
  /** To whom it is passed up. */
  escalation: { level: EscalationLevel; by: string; at: string; reason: string } | null;
  complaint: ComplaintRow & {
    channel: Channel;
    wantedOutcome: WantedOutcome;
    words: string;
    createdBy: string;
    /** What she chose in the form, as Shopify's reason of a return. */
    returnReason: ReturnReason | null;
  };
  lines: { lineItemId: string; title: string; quantity: number }[];
  files: FileView[];
  /** Our copy of the order and its age. */
  order: Order;
  orderFetchedAt: string;
  /** Shopify has told us of a change since: the screen should ask for a refresh. */
  orderStale: boolean;
  parcels: Parcel[];
  /** Other complaints of this order and this customer, newest first. */
  history: ComplaintRow[];
  historyGiven: Money;
  remedies: RemedyView[];
  /** Newest first. */
  story: StoryEntry[];
  /** What was said to the customer and by her, newest first. */
  messages: StoredMessage[];
  /** The day until which somebody would ask for more time, and what her form is known by. */
  hold: { day: Day; requestId: RequestId };
  /** How many promises are open. */
  openPromises: number;
  limit: LimitNumbers & { role: Role };
  /** What waits for somebody's yes on this complaint. */
  approval: ApprovalView | null;
  /** What the owner's rules propose for this reason and severity. */
  proposed: RemedyKind | null;
  /** What was given for the same already, on other complaints or past Amends: whoever gives more has to say why. */
  before: readonly GivenBefore[];
  /** For the next decision form: one id per rendered page. */
  requestId: RequestId;
  people: PersonView[];
  /** The permissions that the shop has given Amends: some remedies need one that is optional. */
  scopes: string[];
};

/** One remedy as it would be: what Shopify says about it, and what would be sent or why it cannot be. */
export type PreviewedOf<K extends RemedyKind> = {
  kind: K;
  ask: AskOf<K>;
  facts: FactsOf<K>;
  planned: Result<PlannedRemedy, RemedyProblem> | null;
};

/** What a decision would give. `decision` is on those remedies that can be given; null when none can. */
export type ResolutionPreview = {
  remedies: { [K in RemedyKind]: PreviewedOf<K> }[RemedyKind][];
  decision: Decision | null;
};

/** The owner's rules as they hold, for the screens that change them. */
export type PolicyPage = {
  currency: string;
  timeZone: string;
  policy: Policy;
  /** Everybody who may give something, by name. */
  people: (PersonView & { role: LimitedRole })[];
  /** The change that waits to start; while it does there can be no other. */
  scheduled: {
    version: number;
    startsAt: string;
    by: string;
    why: string;
    changes: readonly PolicyChange[];
  } | null;
  mayChange: boolean;
};

/** Budgets, brakes and the emergency stop. Amounts in minor units of the shop's currency; `used` = held and given. */
export type BudgetsPage = {
  rules: PolicyPage;
  used: SharedUsage['shop'];
  held: Record<'day' | 'month', { face: number; cost: number }>;
  /** Who has given most today. */
  most: { name: string; face: number }[];
  /** Remedies that are decided and not sent. */
  waiting: number;
  mayPress: boolean;
  mayLift: boolean;
};

/** What was changed in the settings, newest first; `next` names where the next page begins. */
export type HistoryPage = {
  currency: string;
  people: PersonView[];
  rows: (Omit<HistoryRow, 'at'> & { at: string })[];
  next: string | null;
};

/** Everybody who has opened the app. `own`: what differs from the role's rules, in minor units of `currency`. */
export type PeoplePage = {
  currency: string;
  timeZone: string;
  customerDays: number;
  people: {
    userId: string;
    name: string;
    role: Role;
    accountOwner: boolean;
    collaborator: boolean;
    lastSeenAt: string;
    own: Partial<RoleRules>;
    /** The end of the last day away; null = here. */
    awayUntil: string | null;
    substitute: string | null;
  }[];
  mayChange: boolean;
  /** Only the store owner makes somebody an owner. */
  mayMakeOwners: boolean;
};

/** What a change of the rules would have made of past decisions, beside the rules of now. */
export type WhatIf = {
  days: number;
  currency: string;
  decisions: number;
  /** Too old to be made again: what they were made on was not kept. */
  leftOut: number;
  now: Tally;
  then: Tally;
  /** Those about the most money that would be answered otherwise. */
  turned: TurnedCase[];
};
export type TurnedCase = { complaintId: ComplaintId; number: number; minor: number; now: Verdict; then: Verdict };
