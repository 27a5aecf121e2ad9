import type { Money } from '../money.ts';
import type { LimitNumbers } from '../limits/decide.ts';
import type { ComplaintState } from './complaint.ts';

/** What can happen in a complaint's story. Each kind carries what a reader needs a year later. */
export type StoryEvent =
  | { kind: 'logged'; channel: string; reason: string }
  | { kind: 'note'; text: string }
  | { kind: 'assigned'; to: string | null }
  | { kind: 'state_changed'; from: ComplaintState; to: ComplaintState; why: string | null }
  | { kind: 'remedy_decided'; remedyId: string; amount: Money; reason: string; numbers: LimitNumbers }
  | { kind: 'remedy_not_allowed'; amount: Money; why: 'no_role' | 'over_limit'; numbers: LimitNumbers }
  | { kind: 'remedy_sent'; remedyId: string; attempt: number }
  | { kind: 'remedy_unknown'; remedyId: string; detail: string }
  | { kind: 'remedy_issued'; remedyId: string; amount: Money; refundId: string }
  | { kind: 'remedy_settled'; remedyId: string; amount: Money; refundId: string }
  | { kind: 'remedy_refused'; remedyId: string; amount: Money; messages: string[] }
  | { kind: 'remedy_not_issued'; remedyId: string; amount: Money }
  | { kind: 'remedy_failed'; remedyId: string; amount: Money }
  | { kind: 'remedy_needs_person'; remedyId: string; why: string }
  | { kind: 'erased' };
