import type { Statements } from '#app/db/statements.server.ts';
import { countedRefunds } from '#app/db/remedies.server.ts';
import { authorityOf } from '#app/db/shops.server.ts';
import { givenOnComplaint } from '#app/ledger/ledger.server.ts';
import { parseOrderId, trusted } from '#app/domain/ids.ts';
import type { ComplaintId, ShopId } from '#app/domain/ids.ts';
import { decide } from '#app/domain/limits/decide.ts';
import type { Decision, LimitPolicy, LimitUsage } from '#app/domain/limits/decide.ts';
import type { Staff } from '#app/domain/people.ts';
import type { ReadProblem } from '#app/domain/remedy/gateway.ts';
import { planRefund } from '#app/domain/remedy/plan-refund.ts';
import type { HeldRefund, Refundable, RefundPlan, RefundProblem, RefundRequest } from '#app/domain/remedy/refund.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import type { StaffContext } from '../context.ts';
import type { RefundPreview } from '../views.ts';

/** What a refund would be, and whether this person may give it. Moves nothing; one call to Shopify. */
export async function previewRefund(
  ctx: StaffContext,
  complaintId: ComplaintId,
  request: RefundRequest,
): Promise<Result<RefundPreview, { kind: 'not_found' } | { kind: 'order'; problem: ReadProblem }>> {
  const { shopId, actor } = ctx;
  const complaint = await ctx.db.asShop(shopId, (client) =>
    client.complaint.findFirst({ where: { shopId, id: complaintId }, select: { orderId: true } }),
  );
  if (!complaint) return err({ kind: 'not_found' });
  const refundable = await ctx.gateway.readRefundable(trusted(parseOrderId, complaint.orderId), request);
  if (!refundable.ok) return err({ kind: 'order', problem: refundable.error });
  const standing = await readStanding(ctx.db.statements(shopId), shopId, actor, complaintId, refundable.value);
  const planned = planAndDecide(request, refundable.value, standing);
  const { maximum, maximumShipping, lines, suggested, parents, openChargeback } = refundable.value;
  return ok({
    refundable: { maximum, maximumShipping, lines, suggested, parents, openChargeback },
    plan: planned.ok ? planned.value.plan : null,
    decision: planned.ok ? planned.value.decision : null,
    problem: planned.ok ? null : planned.error,
  });
}

/** Our own numbers that a decision uses: what is held on the order, given on the case, and allowed to this person. */
export type Standing = { held: HeldRefund[]; usage: LimitUsage; policy: LimitPolicy };

/** Inside the deciding transaction, with the order and the complaint locked, these numbers cannot change under it. */
export async function readStanding(
  client: Statements,
  shopId: ShopId,
  { userId }: Staff,
  complaintId: ComplaintId,
  { orderId, shopCurrency }: Pick<Refundable, 'orderId' | 'shopCurrency'>,
): Promise<Standing> {
  const [held, givenOnCase, policy] = await Promise.all([
    countedRefunds(client, shopId, orderId),
    givenOnComplaint(client, shopId, complaintId, shopCurrency),
    authorityOf(client, shopId, userId, shopCurrency),
  ]);
  return { held, usage: { givenOnCase }, policy };
}

/** The one way from a request to a plan and a decision, for the preview and for the real thing. */
export function planAndDecide(
  request: RefundRequest,
  refundable: Refundable,
  { held, usage, policy }: Standing,
): Result<{ plan: RefundPlan; decision: Decision }, RefundProblem> {
  const planned = planRefund(request, refundable, held);
  if (!planned.ok) return planned;
  return ok({ plan: planned.value, decision: decide(policy, usage, planned.value.shopAmount) });
}
