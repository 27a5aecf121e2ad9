import type { HandmadeProof, StepRules } from './handmade.ts';
import type { HandmadeAsk, HandmadeFacts, HandmadePlan, HandmadeProblem, TextProblem } from './handmade-plan.ts';

export type CustomParts = {
  ask: CustomAsk;
  facts: HandmadeFacts;
  plan: CustomPlan;
  proof: HandmadeProof<CustomStep>;
  problem: CustomProblem;
};

/** Whatever else puts it right, in words. */
export type CustomAsk = HandmadeAsk & {
  /** What the customer gets. */
  what: string;
};

export type CustomPlan = HandmadePlan & { what: string };

export type CustomProblem = HandmadeProblem | TextProblem<'what'>;

export const customTexts = { what: { most: 500 } } as const;

export const customSteps = {
  done: { after: ['start'], fields: { what: 'needed', where: 'may_be_empty' }, to: 'settled' },
} as const satisfies StepRules;
export type CustomStep = keyof typeof customSteps;
