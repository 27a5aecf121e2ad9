/** E-mails to the shop's own people. */
import type { NextAction } from '#app/domain/complaint/complaint.ts';
import type { EscalationLevel } from '#app/domain/escalation.ts';
import type { WatchedClock } from '#app/domain/service/clocks.ts';
import { nextActionWords } from './words.ts';
import type { PromiseKind } from '#app/domain/promise/promise.ts';
import { promisedWhat } from './promises.ts';

type Asked = {
  complaintNumber: number;
  /** Who asks. */
  askedBy: string;
  /** For instance `€120.00`. */
  amount: string;
  /** In the words of who asks. */
  why: string;
  /** Address of the page where it is decided. */
  link: string;
};

type Deadline = {
  complaintNumber: number;
  clock: WatchedClock;
  /** For instance `30 Nov 2026, 12:00`, by the clock of the shop. */
  due: string;
  /** It has passed: nobody was there to say so before. */
  over: boolean;
  /** Who sees to it; null where the reader does. */
  assignee: string | null;
  /** Address of the complaint. */
  link: string;
};

type PassedOn = {
  complaintNumber: number;
  /** Whose it was; null when she is no longer known. */
  from: string | null;
  why: 'away' | 'left';
  next: NextAction;
  due: string;
  link: string;
};

/** What each kind of mail to staff is made of. Amounts and names come written for the reader. */
export type StaffMail =
  | { kind: 'approval_asked'; data: Asked }
  /** Nobody has answered in time: now it is the owner's. */
  | { kind: 'approval_late'; data: Asked }
  /** A complaint is to be answered or resolved soon. */
  | { kind: 'deadline_near'; data: Deadline }
  /** A complaint is the reader's now. */
  | { kind: 'passed_on'; data: PassedOn }
  /** A customer is not content, or something did not arrive well (`score` null). */
  | { kind: 'bad_answer'; data: { complaintNumber: number; score: number | null; agent: string | null; link: string } }
  | {
      kind: 'approval_answered';
      data: {
        complaintNumber: number;
        amount: string;
        answeredBy: string;
        approved: boolean;
        why: string;
        /** Address of the complaint. */
        link: string;
      };
    }
  /** A complaint was passed up, and the reader's answer is wanted. */
  | {
      kind: 'escalated';
      data: {
        complaintNumber: number;
        from: string;
        to: EscalationLevel;
        why: string;
        /** For instance `30 Nov 2026, 17:00`, by the clock of the shop. */
        due: string;
        /** When a lead should have answered, where none has and it is the owner's for that; else null. */
        missed: string | null;
        link: string;
      };
    }
  | {
      kind: 'promise_broken';
      data: {
        complaintNumber: number;
        promise: PromiseKind;
        what: string;
        /** For instance `Thursday 26 November`. */
        by: string;
        madeBy: string;
        /** A day has gone by since, and nobody has written to the customer. */
        late: boolean;
        link: string;
      };
    };

export const mailTexts = {
  hello: (name: string) => `Hello ${name},`,
  footer: 'Sent by Amends. You get this because of your role in this shop.',
};

const clockSaid: Record<WatchedClock, { subject: string; is: string; was: string }> = {
  first_answer: {
    subject: 'Answer due',
    is: 'The customer is still to hear from a person, at the latest on',
    was: 'The customer should have heard from a person by',
  },
  resolve: { subject: 'To be resolved', is: 'It is to be resolved by', was: 'It should have been resolved by' },
  legal: {
    subject: 'Legal deadline',
    is: 'The law of the customer’s country wants an answer by',
    was: 'The law of the customer’s country wanted an answer by',
  },
  passed_up: {
    subject: 'Your answer wanted',
    is: 'It was passed up to you, and your answer is wanted by',
    was: 'It was passed up to you, and your answer was wanted by',
  },
  call: {
    subject: 'Call due',
    is: 'The customer waits for a call until',
    was: 'The customer should have been called by',
  },
};

/** Subject, paragraphs and link of a mail to staff. */
export function staffMailTexts(mail: StaffMail) {
  const number = `C-${String(mail.data.complaintNumber)}`;
  switch (mail.kind) {
    case 'approval_asked':
    case 'approval_late': {
      const { askedBy, amount, why, link } = mail.data;
      const late = mail.kind === 'approval_late';
      return {
        subject: `${late ? 'Still waiting for approval' : 'Your approval is needed'}: ${number}, ${amount}`,
        paragraphs: [
          `${askedBy} wants to give ${amount} on complaint ${number} and needs your yes. Nothing is given before it.`,
          ...(late ? ['Nobody has answered in time, so it is yours to decide now.'] : []),
          why,
        ],
        action: { label: 'Look and decide', address: link },
      };
    }
    case 'deadline_near': {
      const { clock, due, over, assignee, link } = mail.data;
      const said = clockSaid[clock];
      return {
        subject: `${over ? 'Too late: ' : ''}${over ? said.subject.toLowerCase() : said.subject} ${due}: ${number}`,
        paragraphs: [
          `${assignee === null ? 'Complaint' : `${assignee} sees to complaint`} ${number}${assignee === null ? ' is yours' : ''}. ${over ? said.was : said.is} ${due}.`,
          assignee === null
            ? 'If you cannot manage in time, write to the customer and say when they will hear from you, or give the complaint to somebody else.'
            : 'You can look whether help is needed, or give the complaint to somebody else.',
        ],
        action: { label: 'Open the complaint', address: link },
      };
    }
    case 'passed_on': {
      const { from, why, next, due, link } = mail.data;
      const was = from ?? 'Somebody who is no longer known to Amends';
      return {
        subject: `Yours now: ${number}`,
        paragraphs: [
          why === 'away'
            ? `${was} is away, so complaint ${number} is with you now.`
            : `${was} can no longer see to complaint ${number}, so it is with you now.`,
          `Next: ${nextActionWords[next].toLowerCase()}, by ${due}.`,
        ],
        action: { label: 'Open the complaint', address: link },
      };
    }
    case 'bad_answer': {
      const { score, agent, link } = mail.data;
      return {
        subject: score === null ? `Something did not arrive well: ${number}` : `${String(score)} of 5: ${number}`,
        paragraphs: [
          score === null
            ? `The customer of complaint ${number} says that what was sent did not arrive well.`
            : `The customer of complaint ${number} rated how it was handled with ${String(score)} of 5.`,
          `The complaint is open again, with an answer due.${agent === null ? '' : ` It was handled by ${agent}.`}`,
        ],
        action: { label: 'Open the complaint', address: link },
      };
    }
    case 'approval_answered': {
      const { amount, answeredBy, approved, why, link } = mail.data;
      return {
        subject: `${approved ? 'Approved' : 'Not approved'}: ${number}, ${amount}`,
        paragraphs: [
          approved
            ? `${answeredBy} has approved ${amount} on complaint ${number}. It is on its way.`
            : `${answeredBy} has not approved ${amount} on complaint ${number}.`,
          ...(why === '' ? [] : [why]),
        ],
        action: { label: 'Open the complaint', address: link },
      };
    }
    case 'escalated': {
      const { from, to, why, due, missed, link } = mail.data;
      return {
        subject: to === 'lawyer' ? `With the lawyer: ${number}` : `Your answer is wanted by ${due}: ${number}`,
        paragraphs: [
          to === 'lawyer'
            ? `${from} has passed complaint ${number} to the lawyer. Nothing can be given on it until you let it go on. An answer is wanted by ${due}.`
            : missed === null
              ? `${from} has passed complaint ${number} to you and wants an answer by ${due}.`
              : `${from} has passed complaint ${number} up, and no lead has answered by ${missed}. It is yours now, with an answer wanted by ${due}.`,
          why,
        ],
        action: { label: 'Open the complaint', address: link },
      };
    }
    case 'promise_broken': {
      const { promise, what, by, madeBy, late, link } = mail.data;
      return {
        subject: `${late ? 'Still not made good' : 'A promise was not kept'}: ${number}`,
        paragraphs: [
          `${madeBy} promised the customer of ${number} ${promisedWhat(promise, what)} by ${by}. It has not happened.`,
          late
            ? 'A day has gone by since, and nobody has written to the customer. Now it is yours.'
            : 'Write to the customer now: say sorry, and say when it will be.',
        ],
        action: { label: 'Open the complaint', address: link },
      };
    }
  }
}
