import type { Money } from '../money.ts';
import type { Warned, WatchedClock } from '../service/clocks.ts';
import type { LimitNumbers, WhyNot } from '../limits/decide.ts';
import type { Check } from '../limits/limits.ts';
import type { GivenBefore } from '../limits/given-before.ts';
import type { HandmadeKind, RemedyKind } from '../remedy/kinds.ts';
import type { Because } from '../remedy/plug.ts';
import type { CallDirection, CallOutcome } from '../calls/call.ts';
import type { StepKey } from '../playbooks/playbook.ts';
import type { Verdict } from '../verdict.ts';
import type { PromiseKind } from '../promise/promise.ts';
import type { EscalationLevel } from '../escalation.ts';
import type { Channel, ComplaintState, Severity } from './complaint.ts';

type OfRemedy = { remedyId: string; remedy: RemedyKind; amount: Money };

type OfPromise = { promiseId: string; promise: PromiseKind; what: string };

/** What can happen in a complaint's story. Each kind carries what a reader needs a year later. */
export type StoryEvent =
  /** `detail`: what was chosen below the reason. */
  | { kind: 'logged'; channel: string; reason: string; detail?: string }
  /** The customer came once more about it. `severity`: what it was raised to, where it was. */
  | { kind: 'contacted_again'; channel: Channel; contacts: number; severity: Severity | null }
  /** She wants to be called, at this time (ISO); `when` says it in the shop's time. `planned`: staff has chosen it for her. */
  | { kind: 'callback_asked'; phone: string; from: string; to: string; when: string; planned?: true }
  /** Somebody has called her, or she us. `next`: when she is tried again, in the shop's time. */
  | {
      kind: 'called';
      direction: CallDirection;
      outcome: CallOutcome;
      minutes: number | null;
      agreed: string;
      note: string;
      next: string | null;
    }
  /** She need not be called any more. */
  | { kind: 'callback_dropped'; why: string }
  | { kind: 'note'; text: string }
  /** Photos, videos or documents came with it, or afterwards. */
  | { kind: 'files_added'; many: number }
  /** Another tool of the shop has sent it, or once more. */
  | { kind: 'sent_by_tool'; tool: string }
  /** `because` where nobody chose: who had it is away, or can no longer see to it. */
  | { kind: 'assigned'; to: string | null; because?: 'away' | 'left'; from?: string | null }
  /** Somebody was told of a deadline before it came, or where nobody could before (`over`) afterwards. `due` is ISO. */
  | { kind: 'deadline_near'; clock: WatchedClock; whom: Warned; due: string; over?: true }
  /** `refused`: closed since it is not, or not all, justified. */
  | { kind: 'state_changed'; from: ComplaintState; to: ComplaintState; why: string | null; refused?: true }
  /** `because`: what the customer said that it is for, where she was asked. */
  | (OfRemedy & { kind: 'remedy_decided'; reason: string; because?: Because; numbers: LimitNumbers })
  /** The decision that follows was taken although something had been given for the same. */
  | { kind: 'given_despite'; before: readonly GivenBefore[]; why: string }
  /** `check` is absent in what was written before limits had names. */
  | {
      kind: 'remedy_not_allowed';
      remedies: RemedyKind[];
      amount: Money;
      why: WhyNot;
      numbers: LimitNumbers;
      check?: Check | null;
    }
  | {
      kind: 'approval_asked';
      approvalId: string;
      remedies: RemedyKind[];
      amount: Money;
      reason: string;
      by: 'lead' | 'owner';
      why: WhyNot;
      numbers: LimitNumbers;
      check: Check | null;
    }
  /** One of two people has said yes. */
  | { kind: 'approval_seconded'; approvalId: string; why: string }
  /** `less`: what was asked for, where less was given. */
  | { kind: 'approval_given'; approvalId: string; askedBy: string; amount: Money; less: Money | null; why: string }
  | { kind: 'approval_declined'; approvalId: string; askedBy: string; amount: Money; why: string }
  | { kind: 'approval_withdrawn'; approvalId: string; why: string }
  /** Nobody answered in time: now it is the owner's. */
  | { kind: 'approval_escalated'; approvalId: string }
  | { kind: 'approval_expired'; approvalId: string; amount: Money }
  /** `remedy` is absent in what was written before it was told. */
  | { kind: 'remedy_sent'; remedyId: string; remedy?: RemedyKind; attempt: number }
  | { kind: 'remedy_unknown'; remedyId: string; detail: string }
  | (OfRemedy & { kind: 'remedy_issued'; externalId: string })
  | (OfRemedy & { kind: 'remedy_settled'; externalId: string })
  | (OfRemedy & { kind: 'remedy_used'; orderName: string; at: string })
  | (OfRemedy & { kind: 'remedy_late'; since: string })
  | (OfRemedy & { kind: 'remedy_refused'; messages: string[] })
  | (OfRemedy & { kind: 'remedy_not_issued' })
  | (OfRemedy & { kind: 'remedy_failed' })
  /** Somebody has done something for it outside of Shopify; `cost` and `why` where that was written down. */
  | (OfRemedy & { kind: 'remedy_step'; remedy: HandmadeKind; step: string; cost: Money | null; why: string | null })
  | { kind: 'remedy_needs_person'; remedyId: string; why: string }
  | (OfRemedy & { kind: 'undo_asked'; reason: string })
  | (OfRemedy & { kind: 'remedy_undone' })
  | (OfRemedy & { kind: 'undo_refused'; messages: string[] })
  /** How content she is, of 5, and who had the complaint. */
  | { kind: 'survey_answered'; score: number; agent: string | null }
  /** Whether what was sent to her arrived well. */
  | { kind: 'check_in_answered'; well: boolean }
  /** She has written, on her page or by an answer to a mail. */
  | { kind: 'customer_wrote'; channel: string }
  /** `what` in the words of whoever promised; empty for an answer. `due` is ISO. */
  /** `how`: why it was promised although something spoke against it. */
  | (OfPromise & { kind: 'promise_made'; due: string; how?: string })
  /** `how`: said by whoever saw to it; null when a message or a remedy shows it. */
  | (OfPromise & { kind: 'promise_kept'; how: string | null })
  | (OfPromise & { kind: 'promise_withdrawn'; how: string })
  | (OfPromise & { kind: 'promise_broken'; due: string })
  /** A day later nobody had written to the customer: now the owner knows. */
  | (OfPromise & { kind: 'promise_escalated' })
  /** Passed up; `due` is ISO. To the lawyer: nothing is given from here on; `onTheirWay`: what had been sent before. */
  | { kind: 'escalated'; to: EscalationLevel; reason: string; due: string; onTheirWay: number }
  /** No lead has answered in time: it is the owner's now. `due`, ISO, is when the owner's answer is wanted. */
  | { kind: 'escalation_climbed'; due: string }
  /** Given back; from the lawyer: giving goes on. */
  | { kind: 'escalation_answered'; level: EscalationLevel; answer: string }
  /** Somebody has downloaded all that is known of it. */
  | { kind: 'file_exported' }
  /** A step of the playbook ended so; `until`: it is waited for until then (ISO). */
  | { kind: 'playbook_step'; step: StepKey; outcome: string; note: string; until: string | null }
  /** The customer has answered whether the address is right. */
  | { kind: 'address_answered'; answer: 'confirmed' | 'corrected' }
  /** `before`: what was said before, and `why` it was changed. `evidence`: how many files and facts. */
  | {
      kind: 'verdict_given';
      verdict: Verdict;
      before: Verdict | null;
      note: string;
      evidence: number;
      why: string | null;
    }
  | { kind: 'erased' };
