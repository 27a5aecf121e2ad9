import type { RemedyId } from '../ids.ts';
import { sum } from '../money.ts';
import type { Money } from '../money.ts';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import type { AskOf, FactsOf, PlanOf, ProblemOf, RemedyKind, RemedyPlan } from './kinds.ts';
import type { HeldRemedy, Worth } from './plug.ts';
import { rulesOf } from './rules.ts';

/** One remedy as asked for, with what Shopify says about it now. */
export type AskedOf<K extends RemedyKind> = { kind: K; ask: AskOf<K>; facts: FactsOf<K> };
export type Asked = { [K in RemedyKind]: AskedOf<K> }[RemedyKind];

/** Why a remedy cannot be given: what concerns every kind, or this one. */
export type RemedyProblem =
  | { of: 'order'; problem: { kind: 'open_chargeback' } }
  | { [K in RemedyKind]: { of: K; problem: ProblemOf<K> } }[RemedyKind];

export type PlannedRemedy = { remedyId: RemedyId; worth: Worth; needsLead: boolean } & RemedyPlan;

/**
 * Plans the remedies of one decision, each with those before it held, so that two refunds of a bundle cannot pass what
 * one may. Answers for each what will be sent, or why not. Pure: `ids` are the ids that they will have.
 */
export function planBundle(
  asked: readonly Asked[],
  held: readonly HeldRemedy[],
  ids: readonly RemedyId[],
): Result<PlannedRemedy, RemedyProblem>[] {
  const before = [...held];
  return asked.map((each, index) => {
    const remedyId = ids[index];
    if (remedyId === undefined) throw new Error('a remedy without an id');
    const planned = planOne(each, before, remedyId);
    if (planned.ok) before.push(planned.value);
    return planned;
  });
}

function planOne<K extends RemedyKind>(
  { kind, ask, facts }: AskedOf<K>,
  held: readonly HeldRemedy[],
  remedyId: RemedyId,
): Result<PlannedRemedy, RemedyProblem> {
  // The customer's bank has taken the money back already: whatever is given now is given twice.
  if (facts.openChargeback) return err({ of: 'order', problem: { kind: 'open_chargeback' } });
  const planned = rulesOf(kind).plan(ask, facts, held);
  if (!planned.ok) return err(problemOf(kind, planned.error));
  const { plan, worth, needsLead } = planned.value;
  return ok({ remedyId, worth, needsLead, ...planOf(kind, plan) });
}

// A kind that is only known when it runs: the pair is put together here, and nowhere else.
const problemOf = <K extends RemedyKind>(of: K, problem: ProblemOf<K>) => ({ of, problem }) as RemedyProblem;
const planOf = <K extends RemedyKind>(kind: K, plan: PlanOf<K>) => ({ kind, plan }) as RemedyPlan;

/** What a bundle comes to: in the customer's currency, and in the shop's. Remedies of one order share both. */
export function worthOf(bundle: readonly { worth: Worth }[]): { amount: Money; shopAmount: Money } {
  const [first] = bundle;
  if (!first) throw new Error('the worth of nothing');
  const all = (part: 'amount' | 'shopAmount'): Money =>
    sum(
      bundle.map(({ worth }) => worth[part]),
      first.worth[part].currency,
    );
  return { amount: all('amount'), shopAmount: all('shopAmount') };
}
