/** What the screens about calls are given: plain data, as in views.ts. Types only. */
import type { CallDirection, CallOutcome } from '#app/domain/calls/call.ts';
import type { Reason } from '#app/domain/complaint/complaint.ts';
import type { ComplaintId, RequestId } from '#app/domain/ids.ts';
import type { Language } from '#app/domain/language.ts';
import type { PersonView } from '#app/domain/people.ts';
import type { Day } from '#app/domain/shop-day.ts';

/** A time for a call: `value` names it in a form, `label` says it by the shop's clock. Moments are ISO. */
export type SlotView = { value: string; label: string };

/** Somebody who waits to be called. */
export type WaitingView = {
  phone: string;
  from: string;
  to: string;
  /** The time by the shop's clock; and by the customer's, where hers shows another one. */
  when: string;
  whenForThem: string | null;
  overdue: boolean;
  tries: number;
  askedBy: 'customer' | 'staff';
  assignee: PersonView | null;
};

export type CallRow = WaitingView & {
  complaintId: ComplaintId;
  number: number;
  reason: Reason;
  orderName: string;
  customerName: string | null;
  language: Language;
};

export type CallsPage = {
  rows: CallRow[];
  /** How many wait, where not all are shown. */
  many: number;
};

export type CallView = {
  id: string;
  direction: CallDirection;
  outcome: CallOutcome;
  minutes: number | null;
  agreed: string;
  note: string;
  by: string;
  at: string;
};

export type CallPage = {
  requestId: RequestId;
  complaint: {
    id: ComplaintId;
    number: number;
    reason: Reason;
    orderName: string;
    items: string;
    words: string;
    customerName: string | null;
    language: Language;
  };
  waiting: WaitingView | null;
  /** When she can be tried again, or a call planned; `proposed` is one of them. */
  slots: SlotView[];
  proposed: string | null;
  /** How to begin, in the customer's language. */
  opening: string;
  /** Newest first. */
  calls: CallView[];
  /** She could not be reached by phone and is to be written to: what could be written. */
  instead: { requestId: RequestId; subject: string; body: string; address: string | null } | null;
  today: Day;
  /** What the clock on the shop's wall shows, `14:05`. */
  time: string;
};
