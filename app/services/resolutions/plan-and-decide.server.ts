import { caseFacts } from '#app/db/complaints.server.ts';
import { policyAt } from '#app/db/policies.server.ts';
import type { NumberedPolicy } from '#app/db/policies.server.ts';
import { countedRemedies } from '#app/db/remedies.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import type { ComplaintId, OrderId, RemedyId, ShopId } from '#app/domain/ids.ts';
import type { Reason, Severity } from '#app/domain/complaint/complaint.ts';
import { decide } from '#app/domain/limits/decide.ts';
import type { Decision, LimitRequest } from '#app/domain/limits/decide.ts';
import { givenBefore } from '#app/domain/limits/given-before.ts';
import type { AskedRemedy } from '#app/domain/limits/limits.ts';
import { isVip } from '#app/domain/limits/policy.ts';
import type { Amounts, LimitUsage } from '#app/domain/limits/usage.ts';
import type { Order } from '#app/domain/order.ts';
import type { Role, Staff } from '#app/domain/people.ts';
import type { ShopifyGateway } from '#app/domain/remedy/gateway.ts';
import type { AskOf, RemedyAsk, RemedyKind } from '#app/domain/remedy/kinds.ts';
import { planBundle } from '#app/domain/remedy/plan-bundle.ts';
import type { Asked, PlannedRemedy, RemedyProblem } from '#app/domain/remedy/plan-bundle.ts';
import type { HeldRemedy, OfCase, ReadProblem } from '#app/domain/remedy/plug.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import { givenOnOrder } from '#app/ledger/given-on-order.server.ts';
import { readUsage } from '#app/ledger/usage.server.ts';
import { customerKeyOf } from './customer-key.server.ts';

/** What Shopify says now about each remedy asked for, one read a remedy, side by side; and what we say of the case. */
export async function readFacts(
  gateway: ShopifyGateway,
  orderId: OrderId,
  asks: readonly RemedyAsk[],
  ofCase: OfCase,
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
  ofCase: OfCase,
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

/** Our own numbers that a decision uses: what is held on the order, what is used of the limits, and the rules that hold. */
export type Standing = NumberedPolicy & {
  held: HeldRemedy[];
  usage: LimitUsage;
  /** What the shop had ever held at the moment of that reading. */
  everHeld: Amounts;
  /** Who she is to us now, whatever her page said. */
  role: Role;
  about: { reason: Reason; severity: Severity; vip: boolean };
  customerKey: string | null;
  /** When it counts. */
  at: Date;
};

/**
 * Inside the deciding transaction, with the order and the complaint locked, these numbers cannot change under it; those
 * that reach past the order are held to when it is written down (`guard`).
 * @param copy our copy of the order, read under its lock; null when there is none
 * @param at the moment of the decision: which rules, and which day and month, it counts in
 */
export async function readStanding(
  client: Statements,
  shopId: ShopId,
  { userId }: Pick<Staff, 'userId'>,
  complaintId: ComplaintId,
  { orderId, shopCurrency }: { orderId: OrderId; shopCurrency: string },
  copy: Promise<{ order: Order } | null>,
  at: Promise<Date>,
): Promise<Standing> {
  const [snapshot, counted, given, about] = await Promise.all([
    copy,
    countedRemedies(client, shopId, orderId, complaintId),
    givenOnOrder(client, shopId, orderId, complaintId),
    caseFacts(client, shopId, complaintId, userId),
  ]);
  if (!snapshot) throw new Error('a complaint without our copy of its order');
  const { order } = snapshot;
  const customerKey = customerKeyOf(shopId, about);
  const when = await at;
  const [rules, shared] = await Promise.all([
    policyAt(client, shopId, when, shopCurrency),
    readUsage(client, shopId, { userId, customerKey, at: when }),
  ]);
  const before = givenBefore({ complaintId, items: about.items, order, counted });
  const paid = order.received.shop.minor;
  return {
    ...rules,
    ...{ held: counted, role: about.role, customerKey, at: when, everHeld: shared.everHeld },
    usage: { ...shared.usage, case: given.case, order: { face: given.order, paid }, before },
    about: { reason: about.reason, severity: about.severity, vip: isVip(rules.policy.vip, customerOf(order)) },
  };
}

const customerOf = ({ customer, shopCurrency }: Order): { spent: number; orders: number } | null =>
  // What she spent is told in the shop's currency; in another one it says nothing about our rule.
  customer && { orders: customer.orders, spent: customer.spent.currency === shopCurrency ? customer.spent.minor : 0 };

/** Which of the remedies asked for cannot be given, and why. */
export type BundleProblem = { index: number; problem: RemedyProblem };

export type Outline = {
  planned: Result<PlannedRemedy, RemedyProblem>[];
  /** What the rules were asked. */
  request: LimitRequest;
  /** On those that can be given. */
  decision: Decision;
};

/** Who else has said yes already, when it is decided on somebody's request. */
export type Approving = { seconds: number };

/** The one way from what is asked to plans and a decision, for the preview and for the real thing. Pure. */
export function planAndDecide(
  asked: readonly Asked[],
  ids: readonly RemedyId[],
  userId: string,
  standing: Standing,
  { seconds }: Approving = { seconds: 0 },
): Outline {
  const { held, usage, policy, role, about } = standing;
  const planned = planBundle(asked, held, ids);
  const remedies = planned.flatMap((each) => (each.ok ? askedOf(each.value) : []));
  const request: LimitRequest = { person: { userId, role }, ...about, remedies, seconds };
  return { planned, request, decision: decide(policy, usage, request) };
}

const askedOf = ({ kind, worth, needsLead }: PlannedRemedy): AskedRemedy => ({
  kind,
  face: worth.shopAmount.minor,
  cost: worth.shopCost.minor,
  needsLead,
});

/** All of a bundle or nothing of it: the plans, or the first remedy that cannot be given. */
export function wholeBundle(planned: Outline['planned']): Result<PlannedRemedy[], BundleProblem> {
  const plans: PlannedRemedy[] = [];
  for (const [index, each] of planned.entries()) {
    if (!each.ok) return err({ index, problem: each.error });
    plans.push(each.value);
  }
  return ok(plans);
}
