import type { WantedOutcome } from '../complaint/complaint.ts';

/** What a customer has answered so far, step by step; each part is absent until she has come to it. */
export type Answers = {
  lines?: { lineItemId: string; quantity: number }[];
  /** Keys of the shop's tree of reasons: the reason, and what was chosen below it. */
  reason?: string;
  detail?: string;
  words?: string;
  wantedOutcome?: WantedOutcome;
  /** That she wants to be called, on which number, and when (ISO); null: she does not. */
  callback?: { phone: string; from: string; to: string } | null;
};
