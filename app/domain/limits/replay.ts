import { decide } from './decide.ts';
import type { Decision, LimitRequest } from './decide.ts';
import type { Policy } from './policy.ts';
import type { LimitUsage } from './usage.ts';

/** What a decision was made on: kept beside it, so that it can be made again. The rules are found by their version. */
export type DecisionInputs = { policyVersion: number; usage: LimitUsage; request: LimitRequest };

/** A decision as it is stored. */
export type RecordedDecision = Decision & { inputs: DecisionInputs };

/** Makes a decision again from its record, by these rules. By the rules that held then, the answer is the same. */
export const replay = ({ inputs: { usage, request } }: Pick<RecordedDecision, 'inputs'>, policy: Policy): Decision =>
  decide(policy, usage, request);
