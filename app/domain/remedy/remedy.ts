/** Where a remedy stands. Its row is the truth; every step is also an entry in the complaint's timeline. */
export const remedyStates = [
  'approved', // decided and held, waiting to be sent
  'sending', // an attempt is written down and may be on its way
  'unknown', // sent, and we do not know whether Shopify did it: nothing is given twice, nothing is released
  'issued', // Shopify has it, the money is still on its way
  'settled', // the payment provider confirmed it
  'refused', // Shopify said no; released
  'not_issued', // proved absent after the quarantine; released
  'failed', // issued, then the payment provider failed it; released
  'needs_person', // cannot be settled by looking; held until a person has looked
] as const;
export type RemedyState = (typeof remedyStates)[number];

/** Empty lists are final. Money is held in every state that is not final, and in needs_person. */
export const remedyTransitions: Record<RemedyState, readonly RemedyState[]> = {
  approved: ['sending', 'refused'],
  sending: ['approved', 'unknown', 'issued', 'settled', 'refused', 'failed'],
  unknown: ['sending', 'issued', 'settled', 'not_issued', 'failed', 'needs_person'],
  issued: ['settled', 'failed', 'needs_person'],
  needs_person: ['unknown'], // a person asks for one more look
  settled: [],
  refused: [],
  not_issued: [],
  failed: [],
};

export const heldStates: readonly RemedyState[] = ['approved', 'sending', 'unknown', 'issued', 'needs_person'];

export function canTurn(from: RemedyState, to: RemedyState): boolean {
  return remedyTransitions[from].includes(to);
}

/** What an attempt ended in. Unknown is never folded into refused. */
export type AttemptOutcome = 'succeeded' | 'refused' | 'unknown' | 'throttled';
