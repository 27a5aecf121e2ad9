import type { Statements } from '#app/db/statements.server.ts';
import { countedRefunds } from '#app/db/remedies.server.ts';
import { perCaseLimit } from '#app/db/shops.server.ts';
import { givenOnComplaint } from '#app/ledger/ledger.server.ts';
import { parseOrderId, trusted } from '#app/domain/ids.ts';
import type { ComplaintId, ShopId } from '#app/domain/ids.ts';
import { decide } from '#app/domain/limits/decide.ts';
import type { Decision } from '#app/domain/limits/decide.ts';
import type { Staff } from '#app/domain/people.ts';
import type { ReadProblem } from '#app/domain/remedy/gateway.ts';
import { planRefund } from '#app/domain/remedy/plan-refund.ts';
import type { Refundable, RefundPlan, RefundProblem, RefundRequest } from '#app/domain/remedy/refund.ts';
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
  const planned = await planAndDecide(ctx.db.statements(shopId), shopId, actor, complaintId, request, refundable.value);
  const { maximum, maximumShipping, lines, suggested, parents, openChargeback } = refundable.value;
  return ok({
    refundable: { maximum, maximumShipping, lines, suggested, parents, openChargeback },
    plan: planned.ok ? planned.value.plan : null,
    decision: planned.ok ? planned.value.decision : null,
    problem: planned.ok ? null : planned.error,
  });
}

/**
 * The one way from a request to a plan and a decision, for the preview and for the real thing. Inside the deciding
 * transaction, with the order and the complaint locked, its numbers cannot change under it.
 */
export async function planAndDecide(
  client: Statements,
  shopId: ShopId,
  actor: Staff,
  complaintId: ComplaintId,
  request: RefundRequest,
  refundable: Refundable,
): Promise<Result<{ plan: RefundPlan; decision: Decision }, RefundProblem>> {
  const held = await countedRefunds(client, shopId, refundable.orderId);
  const planned = planRefund(request, refundable, held);
  if (!planned.ok) return planned;
  const currency = refundable.shopCurrency;
  const givenOnCase = await givenOnComplaint(client, shopId, complaintId, currency);
  const perCase = await perCaseLimit(client, shopId, actor.role, currency);
  const decision = decide({ role: actor.role, perCase }, { givenOnCase }, planned.value.shopAmount);
  return ok({ plan: planned.value, decision });
}
