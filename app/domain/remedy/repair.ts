import type { HandmadeProof, StepRules } from './handmade.ts';
import type { HandmadeAsk, HandmadeFacts, HandmadePlan, HandmadeProblem, TextProblem } from './handmade-plan.ts';

export type RepairParts = {
  ask: RepairAsk;
  facts: RepairFacts;
  plan: RepairPlan;
  proof: HandmadeProof<RepairStep>;
  problem: RepairProblem;
};

/** Items of the order that a partner repairs at the shop's cost. */
export type RepairAsk = HandmadeAsk & {
  items: { lineItemId: string; quantity: number }[];
  /** Who repairs. */
  partner: string;
  /** The label for the customer's parcel to the partner: its address on the web or its number; may be empty. */
  label: string;
  /** Who brings it there; may be empty. */
  courier: string;
};

export type RepairFacts = HandmadeFacts & { lines: { lineItemId: string; title: string; quantity: number }[] };

export type RepairPlan = HandmadePlan & {
  items: { lineItemId: string; title: string; quantity: number }[];
  partner: string;
  label: string;
  courier: string;
};

export type RepairProblem =
  | HandmadeProblem
  | TextProblem<RepairText>
  | { kind: 'nothing_asked' }
  | { kind: 'unknown_line'; lineItemId: string }
  | { kind: 'quantity_too_large'; lineItemId: string; title: string; left: number };

export const repairTexts = {
  partner: { most: 200 },
  label: { most: 500, mayBeEmpty: true },
  courier: { most: 100, mayBeEmpty: true },
} as const;
export type RepairText = keyof typeof repairTexts;

export const repairSteps = {
  received: { after: ['start'], fields: {}, to: 'issued' },
  repaired: { after: ['received'], fields: { cost: 'may_be_empty' }, to: 'issued' },
  sent_back: { after: ['repaired'], fields: { courier: 'needed', number: 'may_be_empty' }, to: 'issued' },
  arrived: { after: ['sent_back'], fields: {}, to: 'settled' },
  not_repairable: { after: ['received'], fields: { why: 'needed' }, to: 'failed' },
} as const satisfies StepRules;
export type RepairStep = keyof typeof repairSteps;
