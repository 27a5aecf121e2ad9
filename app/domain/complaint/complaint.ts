/** The words of a complaint: reasons, severities, channels, outcomes, states. Lists are in the order a screen shows them. */

export const reasons = [
  'not_arrived',
  'late',
  'damaged',
  'defective',
  'wrong_item',
  'missing_item',
  'not_as_described',
  'changed_mind',
  'cancel_order',
  'billing',
  'other',
] as const;
export type Reason = (typeof reasons)[number];

export const severities = ['low', 'normal', 'high'] as const;
export type Severity = (typeof severities)[number];

export const channels = ['email', 'phone', 'chat', 'social', 'review', 'counter', 'form', 'account', 'other'] as const;
export type Channel = (typeof channels)[number];

/** The ways by which a customer writes down herself what happened: of others the words are those of whoever heard her. */
export const channelsOfHerOwn: readonly Channel[] = ['form', 'account'];

export const wantedOutcomes = [
  'refund',
  'partial_refund',
  'replacement',
  'delivery',
  'explanation',
  'apology',
  'other',
] as const;
export type WantedOutcome = (typeof wantedOutcomes)[number];

export const complaintStates = ['open', 'waiting_for_customer', 'resolved', 'closed'] as const;
export type ComplaintState = (typeof complaintStates)[number];

export const nextActions = [
  'answer_customer',
  'call_customer',
  'decide_remedy',
  'wait_for_customer',
  'check_remedy',
  'carry_out',
  'decide_again',
  'await_approval',
  'escalated',
  'playbook',
] as const;
export type NextAction = (typeof nextActions)[number];

/**
 * What is next once the customer waits for a word of ours: that, unless somebody is to decide again or waits for a yes; then
 * the word comes with it.
 */
export const withAnswer = (next: NextAction | null): NextAction =>
  next === 'decide_again' || next === 'await_approval' ? next : 'answer_customer';

/** From each state, where a complaint may go. `closed` is final but for reopening. */
export const complaintTransitions: Record<ComplaintState, readonly ComplaintState[]> = {
  open: ['waiting_for_customer', 'resolved', 'closed'],
  waiting_for_customer: ['open', 'resolved', 'closed'],
  resolved: ['open', 'closed'],
  closed: ['open'],
};

export function canMove(from: ComplaintState, to: ComplaintState): boolean {
  return complaintTransitions[from].includes(to);
}

/** A first guess that the agent can change: what hurts now, or costs much, is high. */
export function suggestSeverity(reason: Reason, orderTotalMinor: number, highValueMinor: number): Severity {
  if (orderTotalMinor >= highValueMinor) return 'high';
  switch (reason) {
    case 'not_arrived':
    case 'damaged':
    case 'defective':
    case 'billing':
      return 'high';
    case 'changed_mind':
      return 'low';
    case 'late':
    case 'wrong_item':
    case 'missing_item':
    case 'not_as_described':
    case 'cancel_order':
    case 'other':
      return 'normal';
  }
}

export const longestWords = 5000;
