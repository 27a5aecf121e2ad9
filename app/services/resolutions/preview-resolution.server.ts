import { moment } from '#app/db/moment.server.ts';
import { newId } from '#app/db/new-id.server.ts';
import { findOrder } from '#app/db/order-snapshots.server.ts';
import type { Severity } from '#app/domain/complaint/complaint.ts';
import { parseOrderId, trusted } from '#app/domain/ids.ts';
import type { ComplaintId, RemedyId } from '#app/domain/ids.ts';
import type { RemedyAsk } from '#app/domain/remedy/kinds.ts';
import type { ReadProblem } from '#app/domain/remedy/plug.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import type { StaffContext } from '../context.ts';
import type { ResolutionPreview } from '../views.ts';
import { planAndDecide, readFacts, readStanding } from './plan-and-decide.server.ts';
import { saidOfCase } from './said-of-case.server.ts';

/** What a decision would give, and whether this person may take it. Moves nothing; one call to Shopify a remedy. */
export async function previewResolution(
  ctx: StaffContext,
  complaintId: ComplaintId,
  asks: readonly RemedyAsk[],
): Promise<Result<ResolutionPreview, { kind: 'not_found' } | { kind: 'order'; problem: ReadProblem }>> {
  const { shopId, actor } = ctx;
  const client = ctx.db.statements(shopId);
  const [complaint] = await client.$queryRaw<{ order_id: string; severity: Severity }[]>`
    SELECT order_id, severity FROM complaints WHERE shop_id = ${shopId} AND id = ${complaintId}::uuid`;
  if (!complaint) return err({ kind: 'not_found' });
  const about = { severity: complaint.severity, now: ctx.clock.now().toISOString() };
  const said = await saidOfCase(client, shopId, complaintId, asks, about);
  const asked = await readFacts(ctx.gateway, trusted(parseOrderId, complaint.order_id), asks, said);
  if (!asked.ok) return err({ kind: 'order', problem: asked.error });
  const [first] = asked.value;
  if (!first) throw new Error('a preview of nothing');
  const copy = findOrder(client, shopId, first.facts.orderId);
  const at = moment(client, ctx.clock);
  const standing = await readStanding(client, shopId, actor, complaintId, first.facts, copy, at);
  const ids = asks.map(() => newId<RemedyId>());
  const { planned, decision } = planAndDecide(asked.value, ids, actor.userId, standing);
  return ok({
    remedies: asked.value.map((each, index) => ({ ...each, planned: planned[index] ?? null })),
    decision: planned.some((each) => each.ok) ? decision : null,
  });
}
