import type { ComplaintId, RequestId, ShopId } from '#app/domain/ids.ts';
import type { StepKey, TakenStep } from '#app/domain/playbooks/playbook.ts';
import { newId } from './new-id.server.ts';
import type { Statements } from './statements.server.ts';

type Row = Omit<TakenStep, 'at' | 'until'> & { at: Date; until: Date | null };

/** The steps that were taken on a complaint, oldest first. */
export async function takenSteps(client: Statements, shopId: ShopId, complaintId: ComplaintId): Promise<TakenStep[]> {
  const rows = await client.$queryRaw<Row[]>`
    SELECT p.step, p.outcome, p.note, p.at, p.until,
      CASE WHEN p.taken_by = 'customer' THEN coalesce(c.customer_name, '') ELSE p.taken_by_name END AS by
    FROM playbook_steps p JOIN complaints c ON c.shop_id = p.shop_id AND c.id = p.complaint_id
    WHERE p.shop_id = ${shopId} AND p.complaint_id = ${complaintId}::uuid ORDER BY p.at, p.id`;
  return rows.map(({ at, until, ...rest }) => ({
    ...rest,
    at: at.toISOString(),
    until: until?.toISOString() ?? null,
  }));
}

export type NewStep = {
  complaintId: ComplaintId;
  step: StepKey;
  outcome: string;
  note: string;
  until: Date | null;
  by: { userId: string; name: string };
  requestId: RequestId;
  at: Date;
};

/** False when the same form was sent before: nothing is added. */
export async function addTakenStep(tx: Statements, shopId: ShopId, taken: NewStep): Promise<boolean> {
  const { complaintId, step, outcome, note, until, by, requestId, at } = taken;
  const added = await tx.$executeRaw`
    INSERT INTO playbook_steps (shop_id, id, complaint_id, step, outcome, note, until, taken_by, taken_by_name, request_id, at)
    VALUES (${shopId}, ${newId()}::uuid, ${complaintId}::uuid, ${step}, ${outcome}, ${note}, ${until}::timestamptz, ${by.userId},
      ${by.name}, ${requestId}::uuid, ${at})
    ON CONFLICT (shop_id, request_id) DO NOTHING`;
  return added === 1;
}

/** What was written about a customer, and her addresses, are forgotten; which steps were taken stays. */
export async function forgetPlaybookOfCustomer(
  tx: Statements,
  shopId: ShopId,
  { customer, orderIds }: { customer: string; orderIds: readonly string[] },
): Promise<void> {
  const ids = [...orderIds];
  await tx.$executeRaw`
    UPDATE playbook_steps p SET note = '' FROM complaints c
    WHERE c.shop_id = ${shopId} AND p.shop_id = c.shop_id AND p.complaint_id = c.id
      AND (c.customer_id = ${customer} OR c.order_id = ANY(${ids}))`;
  await tx.$executeRaw`
    UPDATE address_checks a SET shown = '{}'::jsonb, corrected = CASE WHEN a.corrected IS NULL THEN NULL ELSE '{}'::jsonb END
    FROM complaints c WHERE c.shop_id = ${shopId} AND a.shop_id = c.shop_id AND a.complaint_id = c.id
      AND (c.customer_id = ${customer} OR c.order_id = ANY(${ids}))`;
  await tx.$executeRaw`
    UPDATE verdicts v SET note = '', evidence = '[]'::jsonb, why = CASE WHEN v.why IS NULL THEN NULL ELSE '' END
    FROM complaints c WHERE c.shop_id = ${shopId} AND v.shop_id = c.shop_id AND v.complaint_id = c.id
      AND (c.customer_id = ${customer} OR c.order_id = ANY(${ids}))`;
}
