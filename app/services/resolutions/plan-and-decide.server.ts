import { complaintItems } from '#app/db/complaints.server.ts';
import { countedRemedies } from '#app/db/remedies.server.ts';
import { authorityOf } from '#app/db/shops.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import type { ComplaintId, OrderId, RemedyId, ShopId } from '#app/domain/ids.ts';
import { decide } from '#app/domain/limits/decide.ts';
import type { Decision, LimitPolicy, LimitUsage } from '#app/domain/limits/decide.ts';
import { givenBefore } from '#app/domain/limits/given-before.ts';
import type { Order } from '#app/domain/order.ts';
import type { Staff } from '#app/domain/people.ts';
import type { ShopifyGateway } from '#app/domain/remedy/gateway.ts';
import type { AskOf, RemedyAsk, RemedyKind } from '#app/domain/remedy/kinds.ts';
import { planBundle, shopTotal } from '#app/domain/remedy/plan-bundle.ts';
import type { Asked, PlannedRemedy, RemedyProblem } from '#app/domain/remedy/plan-bundle.ts';
import type { HeldRemedy, ReadProblem, WithCase } from '#app/domain/remedy/plug.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import { givenOnComplaint } from '#app/ledger/ledger.server.ts';

/** What Shopify says now about each remedy asked for, one read a remedy, side by side; and what we say of the case. */
export async function readFacts(
  gateway: ShopifyGateway,
  orderId: OrderId,
  asks: readonly RemedyAsk[],
  ofCase: WithCase['ofCase'],
): Promise<Result<Asked[], ReadProblem>> {
  const read = await Promise.all(asks.map((each) => readOne(gateway, orderId, each, ofCase)));
  const asked: Asked[] = [];
  for (const each of read) {
    if (!each.ok) return each;
    asked.push(each.value);
  }
  return ok(asked);
}

async function readOne<K extends RemedyKind>(
  gateway: ShopifyGateway,
  orderId: OrderId,
  { kind, ask }: { kind: K; ask: AskOf<K> },
  ofCase: WithCase['ofCase'],
): Promise<Result<Asked, ReadProblem>> {
  const read = await gateway.remedies[kind].read(orderId, ask);
  if (!read.ok) return read;
  const asked: { kind: RemedyKind; ask: AskOf<RemedyKind>; facts: object } = {
    kind,
    ask,
    facts: { ...read.value, ofCase },
  };
  // The kind came in with its own ask, and its own facts were read for it.
  return ok(asked as Asked);
}

/** Our own numbers that a decision uses: what is held on the order, given on the case, and allowed to this person. */
export type Standing = { held: HeldRemedy[]; usage: LimitUsage; policy: LimitPolicy };

/**
 * Inside the deciding transaction, with the order and the complaint locked, these numbers cannot change under it.
 * @param copy our copy of the order, read under its lock; null when there is none
 */
export async function readStanding(
  client: Statements,
  shopId: ShopId,
  { userId }: Staff,
  complaintId: ComplaintId,
  { orderId, shopCurrency }: { orderId: OrderId; shopCurrency: string },
  copy: Promise<{ order: Order } | null>,
): Promise<Standing> {
  const [snapshot, counted, items, givenOnCase, policy] = await Promise.all([
    copy,
    countedRemedies(client, shopId, orderId, complaintId),
    complaintItems(client, shopId, complaintId),
    givenOnComplaint(client, shopId, complaintId, shopCurrency),
    authorityOf(client, shopId, userId, shopCurrency),
  ]);
  if (!snapshot) throw new Error('a complaint without our copy of its order');
  const before = givenBefore({ complaintId, items, order: snapshot.order, counted });
  return { held: counted, usage: { givenOnCase, before }, policy };
}

/** Which of the remedies asked for cannot be given, and why. */
export type BundleProblem = { index: number; problem: RemedyProblem };

export type Outline = {
  planned: Result<PlannedRemedy, RemedyProblem>[];
  /** On those that can be given. */
  decision: Decision;
};

/** The one way from what is asked to plans and a decision, for the preview and for the real thing. Pure. */
export function planAndDecide(
  asked: readonly Asked[],
  ids: readonly RemedyId[],
  shopCurrency: string,
  { held, usage, policy }: Standing,
): Outline {
  const planned = planBundle(asked, held, ids);
  const possible = planned.flatMap((each) => (each.ok ? each.value : []));
  const needsLead = possible.some((each) => each.needsLead);
  return { planned, decision: decide(policy, usage, { total: shopTotal(possible, shopCurrency), needsLead }) };
}

/** All of a bundle or nothing of it: the plans, or the first remedy that cannot be given. */
export function wholeBundle(planned: Outline['planned']): Result<PlannedRemedy[], BundleProblem> {
  const plans: PlannedRemedy[] = [];
  for (const [index, each] of planned.entries()) {
    if (!each.ok) return err({ index, problem: each.error });
    plans.push(each.value);
  }
  return ok(plans);
}
