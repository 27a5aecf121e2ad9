import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { nextRandom } from '../random.ts';
import type { Store } from '../state/store.ts';
import type { FaultRule } from '../state/types.ts';

/** What `POST /dev-store/faults` takes. */
export const faultInput = z.object({
  match: z.string().nullish(),
  shop: z.string().nullish(),
  kind: z.enum([
    'timeout-before',
    'timeout-after',
    'late-commit',
    'reset-before',
    'reset-after',
    '5xx-before',
    '5xx-after',
    '429',
    'throttled',
    'truncated-json',
    'html-200',
    'user-errors',
    'slow',
    'token-revoked',
    'concurrent',
  ]),
  times: z.number().int().positive().nullish(),
  probability: z.number().min(0).max(1).default(1),
  seed: z.number().int().default(1),
  delayMs: z.number().min(0).default(0),
  applyAfterMs: z.number().min(0).default(60_000),
  holdMs: z.number().min(0).nullish(),
  userErrors: z
    .array(z.object({ field: z.array(z.string()).nullable().default(null), message: z.string() }))
    .default([{ field: null, message: 'The refund could not be processed' }]),
});

/** Adds a rule; rules are tried in the order they came. */
export function addFault(store: Store, input: z.infer<typeof faultInput>, maxHoldMs: number): FaultRule {
  const rule = ruleFrom(randomUUID(), input, maxHoldMs);
  store.state.faults.push(rule);
  store.touch();
  return rule;
}

/** The header with which a request brings a fault of its own: what `POST /dev-store/faults` takes, for this request alone. */
export const FAULT_HEADER = 'x-dev-store-fault';

/** The fault that a request brings with it. */
export function ownFault(text: string, maxHoldMs: number): FaultRule {
  return ruleFrom('of the request', faultInput.parse(JSON.parse(text)), maxHoldMs);
}

function ruleFrom(id: string, input: z.infer<typeof faultInput>, maxHoldMs: number): FaultRule {
  return {
    id,
    match: input.match ?? null,
    shop: input.shop ?? null,
    kind: input.kind,
    timesLeft: input.times ?? null,
    probability: input.probability,
    seed: input.seed,
    random: input.seed,
    delayMs: input.delayMs,
    applyAfterMs: input.applyAfterMs,
    holdMs: Math.min(input.holdMs ?? maxHoldMs, maxHoldMs),
    userErrors: input.userErrors,
    applied: 0,
  };
}

/**
 * The rule that strikes this request, if any; its counter goes down.
 * @param names operation name and root fields
 * @param anything whether a rule without `match` may strike
 */
export function strike(store: Store, shop: string, names: readonly string[], anything: boolean): FaultRule | null {
  for (const rule of store.state.faults) {
    if (rule.timesLeft === 0 || (rule.shop !== null && rule.shop !== shop)) continue;
    if (rule.match === null ? !anything : !names.includes(rule.match)) continue;
    if (rule.probability < 1) {
      const step = nextRandom(rule.random);
      rule.random = step.state;
      if (step.value >= rule.probability) continue;
    }
    if (rule.timesLeft !== null) rule.timesLeft -= 1;
    rule.applied += 1;
    store.touch();
    return rule;
  }
  return null;
}
