/** What the home page is given: plain data, as in views.ts. Types only. */
import type { PromiseWeek } from '#app/db/promises.server.ts';
import type { ComplaintId } from '#app/domain/ids.ts';
import type { Money } from '#app/domain/money.ts';
import type { PersonView } from '#app/domain/people.ts';
import type { RemedyState } from '#app/domain/remedy/remedy.ts';
import type { ComplaintRow } from './views.ts';

export type HomePage = {
  /** Mine, and what was passed up to my role; soonest due first, at most ten. */
  needsMe: ComplaintRow[];
  /** `unanswered`: no person has answered so far, and we are not waiting for the customer. */
  counts: { overdue: number; dueToday: number; unanswered: number; open: number };
  /** Remedies that Shopify has not confirmed, or that need a person. */
  checking: {
    complaintId: ComplaintId;
    number: number;
    orderName: string;
    amount: Money;
    state: RemedyState;
    since: string;
  }[];
  /** The last seven days in the shop's time zone, oldest first, in the shop's currency; money given (settled) and still held. */
  week: { days: { date: string; given: Money }[]; given: Money; held: Money; refunds: number; before: Money };
  /** This month against its budget, in minor units of the shop's currency; null where none is set. */
  month: { given: number; held: number; most: number; currency: string; atCost: boolean } | null;
  /** Owner only: people who opened Amends and have no role yet. */
  waitingForRole: PersonView[];
  /** Differences with Shopify that nobody has resolved. */
  differences: number;
  /** The last eight weeks of promises, oldest first, and how many are open. */
  promises: { weeks: PromiseWeek[]; open: number };
  /** Mails that did not arrive, or perhaps not, newest first, at most five. */
  mailTrouble: {
    id: string;
    complaintId: string | null;
    number: number | null;
    to: string;
    why: string | null;
    unknown: boolean;
  }[];
  /** Customers who wait to be called, and for how many of them the time has passed. */
  calls: { waiting: number; overdue: number };
  /** How many requests for approval wait for this person. */
  approvals: number;
  /** What customers answered in the last eight weeks, of 5; `waiting`: bad answers after which nobody has written to them. */
  satisfaction: {
    median: number | null;
    count: number;
    waiting: {
      complaintId: ComplaintId;
      number: number;
      /** Null: something did not arrive well. */
      score: number | null;
      agent: string | null;
      at: string;
    }[];
  };
  /** No complaint has ever been logged in this shop. */
  firstDay: boolean;
};
