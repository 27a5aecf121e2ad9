/** What the screens of approvals show. */
import type { Reason, Severity } from '#app/domain/complaint/complaint.ts';
import type { ApprovalId, ComplaintId, OrderId, RequestId } from '#app/domain/ids.ts';
import type { NeedsApproval } from '#app/domain/limits/decide.ts';
import type { Money } from '#app/domain/money.ts';
import type { PersonView } from '#app/domain/people.ts';
import type { RemedyAsk, RemedyKind } from '#app/domain/remedy/kinds.ts';
import type { FileView } from './views.ts';

/** A bundle that waits for somebody's yes, or waited. */
export type ApprovalView = {
  id: ApprovalId;
  state: 'waiting' | 'approved' | 'declined' | 'withdrawn' | 'expired';
  remedies: RemedyKind[];
  /** In the customer's currency, and in the shop's. */
  amount: Money;
  shopAmount: Money;
  reason: string;
  askedBy: PersonView;
  askedAt: string;
  dueAt: string;
  needs: 'lead' | 'owner';
  people: 1 | 2;
  saidYes: PersonView[];
  /** What of it was approved, where somebody has said yes to less; null = all of it. */
  left: Money | null;
  /** Why it was not hers to give, with the numbers of then. */
  decision: NeedsApproval;
  /** `by` is null where the time ran out. */
  ended: { at: string; by: string | null; why: string } | null;
  complaint: {
    id: ComplaintId;
    number: number;
    orderId: OrderId;
    orderName: string;
    customerName: string | null;
    reason: Reason;
    severity: Severity;
    words: string;
  };
};

export type ApprovalsPage = { rows: ApprovalView[]; mayApprove: boolean };

/** What another complaint with the same reason got, in the shop's currency. */
export type SimilarCase = {
  complaintId: ComplaintId;
  number: number;
  remedies: RemedyKind[];
  amount: Money;
  at: string;
};

export type ApprovalPage = {
  approval: ApprovalView;
  /** Of the complaint. */
  files: FileView[];
  asks: RemedyAsk[];
  similar: SimilarCase[];
  mayApprove: boolean;
  own: boolean;
  voted: boolean;
  /** The next one that waits. */
  next: ApprovalId | null;
  /** Of the answer: sent twice with it, it is given once. */
  requestId: RequestId;
};
