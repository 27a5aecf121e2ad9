/** Where a remedy stands. Its row is the truth; every step is also an entry in the complaint's timeline. */
export const remedyStates = [
  'approved', // decided and held, waiting to be sent
  'sending', // an attempt is written down and may be on its way
  'unknown', // sent, and we do not know whether Shopify did it: nothing is given twice, nothing is released
  'issued', // it exists, and has not arrived yet
  'settled', // it has arrived
  'refused', // Shopify said no; released
  'not_issued', // proved absent after the quarantine; released
  'failed', // issued, then it came to nothing; released
  'needs_person', // cannot be settled by looking; held until a person has looked
  'undoing', // a person took it back, and that is on its way: still counted as given
  'undone', // taken back; no longer counted
] as const;
export type RemedyState = (typeof remedyStates)[number];

/** Empty lists are final. Money is held in every state that is not final, and in needs_person. */
export const remedyTransitions: Record<RemedyState, readonly RemedyState[]> = {
  approved: ['sending', 'refused'],
  sending: ['approved', 'unknown', 'issued', 'settled', 'refused', 'failed'],
  unknown: ['sending', 'issued', 'settled', 'not_issued', 'failed', 'needs_person'],
  issued: ['settled', 'failed', 'needs_person', 'undoing', 'undone'],
  needs_person: ['unknown', 'undoing'], // a person asks for one more look
  settled: ['undoing'],
  undoing: ['undone', 'settled', 'issued', 'failed', 'needs_person'],
  refused: [],
  not_issued: [],
  failed: [],
  undone: [],
};

/** Decided, and not certain to have ended: counted as given. */
export const heldStates: readonly RemedyState[] = [
  'approved',
  'sending',
  'unknown',
  'issued',
  'needs_person',
  'undoing',
];

export function canTurn(from: RemedyState, to: RemedyState): boolean {
  return remedyTransitions[from].includes(to);
}

/** What an attempt ended in. Unknown is never folded into refused. */
export type AttemptOutcome = 'succeeded' | 'refused' | 'unknown' | 'throttled';

/** What an attempt was for. */
export type AttemptPurpose = 'issue' | 'undo';
