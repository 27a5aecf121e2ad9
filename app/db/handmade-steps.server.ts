import type { ComplaintId, RemedyId, RequestId, ShopId } from '#app/domain/ids.ts';
import type { Staff } from '#app/domain/people.ts';
import type { HandmadeKind, PlanOf } from '#app/domain/remedy/kinds.ts';
import type { StepDetails, TakenStep } from '#app/domain/remedy/handmade.ts';
import type { Statements } from './statements.server.ts';

/** What people have done for a remedy, in its order. */
export async function stepsOf(client: Statements, shopId: ShopId, remedyId: RemedyId): Promise<TakenStep[]> {
  const rows = await client.$queryRaw<{ step: string; at: Date; user_name: string; details: StepDetails }[]>`
    SELECT step, at, user_name, details FROM remedy_steps
    WHERE shop_id = ${shopId} AND remedy_id = ${remedyId}::uuid ORDER BY number`;
  return rows.map(({ step, at, user_name, details }) => ({ step, at: at.toISOString(), by: user_name, details }));
}

/** The step that was written down under a request id: what it was asked with, and the how manieth it is. */
export async function stepAskedBefore(
  client: Statements,
  shopId: ShopId,
  requestId: RequestId,
): Promise<{ inputHash: string; number: number } | null> {
  const [row] = await client.$queryRaw<{ input_hash: string; number: number }[]>`
    SELECT input_hash, number FROM remedy_steps WHERE shop_id = ${shopId} AND request_id = ${requestId}::uuid`;
  return row ? { inputHash: row.input_hash, number: row.number } : null;
}

/** The order that a remedy of this complaint is about, where there is such a remedy; that never changes. */
export async function orderOfRemedy(
  client: Statements,
  shopId: ShopId,
  complaintId: ComplaintId,
  remedyId: RemedyId,
): Promise<{ orderId: string; currency: string } | null> {
  const [row] = await client.$queryRaw<{ order_id: string; shop_currency: string }[]>`
    SELECT order_id, shop_currency FROM remedies
    WHERE shop_id = ${shopId} AND id = ${remedyId}::uuid AND complaint_id = ${complaintId}::uuid`;
  return row ? { orderId: row.order_id, currency: row.shop_currency } : null;
}

export type NewStep = {
  remedyId: RemedyId;
  number: number;
  step: string;
  details: StepDetails;
  requestId: RequestId;
  inputHash: string;
};

/** Adds a step. The database refuses a second one with the same number, or under the same request id. */
export async function addStep(
  tx: Statements,
  shopId: ShopId,
  { remedyId, number, step, details, requestId, inputHash }: NewStep,
  { userId, name }: Staff,
  at: Date,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO remedy_steps (shop_id, remedy_id, number, step, details, request_id, input_hash, user_id, user_name, at)
    VALUES (${shopId}, ${remedyId}::uuid, ${number}::int, ${step}, ${JSON.stringify(details)}::jsonb, ${requestId}::uuid,
      ${inputHash}, ${userId}, ${name}, ${at})`;
}

/** What was typed in the plan of each kind about the customer or for her parcel. */
const forgotten = {
  repair: { label: '', courier: '' },
  external_gift: { link: '', address: { confirmed: '', corrected: {} } },
  custom: { what: '' },
} satisfies { [K in HandmadeKind]: Partial<PlanOf<K>> };

/**
 * Forgets what was typed for a customer's remedies that people carry out, under way or over: in plans, steps and story.
 * That it was promised, what was done when and by whom, and what it cost stays. Doing it twice changes nothing.
 */
export async function forgetHandmade(
  tx: Statements,
  shopId: ShopId,
  { customer, orderIds }: { customer: string; orderIds: readonly string[] },
): Promise<void> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT m.id FROM remedies m JOIN complaints c ON c.shop_id = m.shop_id AND c.id = m.complaint_id
    WHERE m.shop_id = ${shopId} AND m.kind = ANY(${Object.keys(forgotten)})
      AND (c.customer_id = ${customer} OR c.order_id = ANY(${[...orderIds]}))`;
  const ids = rows.map((row) => row.id);
  if (ids.length === 0) return;
  await tx.$queryRaw`SELECT 1 AS done FROM (SELECT forget_step_details(${ids}::uuid[])) AS forgetting`;
  await tx.$executeRaw`
    UPDATE remedies m SET plan = m.plan || (${JSON.stringify(forgotten)}::jsonb -> m.kind),
      proof = CASE WHEN m.proof IS NOT NULL THEN jsonb_build_object('steps', (
        SELECT coalesce(jsonb_agg(jsonb_build_object('step', s.step, 'by', s.user_name, 'details', s.details,
          'at', to_char(s.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY s.number), '[]'::jsonb)
        FROM remedy_steps s WHERE s.shop_id = m.shop_id AND s.remedy_id = m.id)) END
    WHERE m.shop_id = ${shopId} AND m.id = ANY(${ids}::uuid[])`;
  await tx.$executeRaw`
    UPDATE timeline_entries t SET data = t.data || '{"why": null}'::jsonb
    FROM remedies m WHERE m.shop_id = ${shopId} AND m.id = ANY(${ids}::uuid[])
      AND t.shop_id = m.shop_id AND t.complaint_id = m.complaint_id AND t.kind = 'remedy_step'`;
}
