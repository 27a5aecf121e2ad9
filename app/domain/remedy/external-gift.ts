import type { OrderId } from '../ids.ts';
import type { HandmadeProof, StepRules } from './handmade.ts';
import type { HandmadeAsk, HandmadeFacts, HandmadePlan, HandmadeProblem, TextProblem } from './handmade-plan.ts';
import type { WithAnswer } from './plug.ts';
import type { AddressProblem, AskedAddress, SentTo, ShownAddress } from './replacement-address.ts';

export type ExternalGiftParts = {
  ask: ExternalGiftAsk;
  facts: ExternalGiftFacts;
  plan: ExternalGiftPlan;
  proof: HandmadeProof<ExternalGiftStep>;
  problem: ExternalGiftProblem;
};

/** A gift that somebody orders for the customer at another shop; `cost` is its price. */
export type ExternalGiftAsk = HandmadeAsk & {
  what: string;
  vendor: string;
  /** Where it can be ordered: an address on the web or a number; may be empty. */
  link: string;
  address: AskedAddress;
};

export type ExternalGiftFacts = HandmadeFacts & WithAnswer & { address: ShownAddress };

/** Of the address only what was corrected: the rest is the order's. */
export type ExternalGiftPlan = HandmadePlan & {
  orderId: OrderId;
  what: string;
  vendor: string;
  link: string;
  address: SentTo;
};

export type ExternalGiftProblem =
  HandmadeProblem | TextProblem<ExternalGiftText> | AddressProblem | { kind: 'nothing_asked' };

export const externalGiftTexts = {
  what: { most: 200 },
  vendor: { most: 200 },
  link: { most: 500, mayBeEmpty: true },
} as const;
export type ExternalGiftText = keyof typeof externalGiftTexts;

export const externalGiftSteps = {
  ordered: { after: ['start'], fields: { receipt: 'needed' }, to: 'issued' },
  sent: { after: ['ordered'], fields: { courier: 'needed', number: 'may_be_empty' }, to: 'issued' },
  arrived: { after: ['sent'], fields: {}, to: 'settled' },
  // The vendor cannot deliver, and the money came back.
  called_off: { after: ['ordered', 'sent'], fields: { why: 'needed' }, to: 'failed' },
} as const satisfies StepRules;
export type ExternalGiftStep = keyof typeof externalGiftSteps;
