import { policyAt } from '#app/db/policies.server.ts';
import { findShop } from '#app/db/shops.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import { parseComplaintId, trusted } from '#app/domain/ids.ts';
import type { ShopId } from '#app/domain/ids.ts';
import { changePolicy } from '#app/domain/limits/change-policy.ts';
import type { PolicyPatch } from '#app/domain/limits/change-policy.ts';
import { checkPolicy } from '#app/domain/limits/check-policy.ts';
import type { PolicyProblem } from '#app/domain/limits/check-policy.ts';
import type { DecisionInputs } from '#app/domain/limits/replay.ts';
import { newTrial, tryOn } from '#app/domain/limits/try-policy.ts';
import type { Turned } from '#app/domain/limits/try-policy.ts';
import { mayChangeSettings } from '#app/domain/people.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import type { StaffContext } from '../context.ts';
import type { TurnedCase, WhatIf } from '../views.ts';

const days = 90;
const dayMs = 24 * 60 * 60 * 1000;
// Small enough that everybody else gets a turn in between.
const pageSize = 1_000;

export type WhatIfProblem =
  { kind: 'not_allowed' } | { kind: 'currency_differs'; expected: string } | { kind: 'policy'; problem: PolicyProblem };

/**
 * What a change of the rules would have made of the decisions of the last 90 days, beside the rules of now. Changes nothing.
 * A request and the yes to it are one decision: the request's.
 */
export async function whatIf(
  ctx: StaffContext,
  { patch, currency }: { patch: PolicyPatch; currency: string },
): Promise<Result<WhatIf, WhatIfProblem>> {
  const { shopId, actor, db } = ctx;
  if (!mayChangeSettings(actor.role)) return err({ kind: 'not_allowed' });
  const now = ctx.clock.now();
  const client = db.statements(shopId);
  const shop = await db.asShop(shopId, (typed) => findShop(typed, shopId));
  if (shop?.currency !== currency) return err({ kind: 'currency_differs', expected: shop?.currency ?? currency });
  const { policy } = await policyAt(client, shopId, now, currency);
  const changed = changePolicy(policy, patch);
  const problem = checkPolicy(changed);
  if (problem) return err({ kind: 'policy', problem });
  const since = new Date(now.getTime() - days * dayMs);
  let trial = newTrial<string>();
  let [decisions, leftOut] = [0, 0];
  for (let page = await readPage(client, shopId, { at: since, id: noId }); page.length > 0;) {
    // Before decisions kept what they were made on they cannot be made again.
    const whole = page.flatMap(({ id, inputs }) => (inputs === null ? [] : [{ id, inputs }]));
    trial = tryOn(trial, whole, policy, changed);
    decisions += whole.length;
    leftOut += page.length - whole.length;
    const last = page.at(-1);
    page = last && page.length === pageSize ? await readPage(client, shopId, last) : [];
  }
  const { now: before, then } = trial;
  return ok({
    days,
    currency,
    decisions,
    leftOut,
    now: before,
    then,
    turned: await named(client, shopId, trial.turned),
  });
}

type Row = { id: string; at: Date; inputs: DecisionInputs | null };
const noId = '00000000-0000-0000-0000-000000000000';

function readPage(client: Statements, shopId: ShopId, after: { at: Date; id: string }): Promise<Row[]> {
  return client.$queryRaw<Row[]>`
    SELECT d.id, d.decided_at AS at, d.decision -> 'inputs' AS inputs FROM resolutions d
    WHERE d.shop_id = ${shopId} AND (d.decided_at, d.id) > (${after.at}, ${after.id}::uuid)
      AND NOT EXISTS (SELECT 1 FROM approvals a WHERE a.shop_id = d.shop_id AND a.complaint_id = d.complaint_id AND a.given_resolution_id = d.id)
    ORDER BY d.decided_at, d.id LIMIT ${pageSize}::int`;
}

async function named(client: Statements, shopId: ShopId, turned: readonly Turned<string>[]): Promise<TurnedCase[]> {
  const rows = await client.$queryRaw<{ id: string; complaint_id: string; number: number }[]>`
    SELECT d.id, d.complaint_id, c.number FROM resolutions d
    JOIN complaints c ON c.shop_id = d.shop_id AND c.id = d.complaint_id
    WHERE d.shop_id = ${shopId} AND d.id = ANY(${turned.map(({ id }) => id)}::uuid[])`;
  return turned.flatMap(({ id, minor, now, then }) => {
    const row = rows.find((each) => each.id === id);
    if (!row) return [];
    return [{ complaintId: trusted(parseComplaintId, row.complaint_id), number: row.number, minor, now, then }];
  });
}
