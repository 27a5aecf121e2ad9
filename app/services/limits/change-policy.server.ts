import { moment } from '#app/db/moment.server.ts';
import { addPolicyVersion, latestVersion, policyAt } from '#app/db/policies.server.ts';
import { lockShopRow } from '#app/db/shops.server.ts';
import { changePolicy as changed, diffPolicy } from '#app/domain/limits/change-policy.ts';
import type { PolicyPatch } from '#app/domain/limits/change-policy.ts';
import { checkPolicy } from '#app/domain/limits/check-policy.ts';
import type { PolicyProblem } from '#app/domain/limits/check-policy.ts';
import { mayChangeSettings } from '#app/domain/people.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import type { StaffContext } from '../context.ts';

export type ChangePolicyInput = {
  /** What she changes, and nothing else: two owners can change two things at once. */
  patch: PolicyPatch;
  /** In which currency its amounts are. */
  currency: string;
  reason: string;
  /** When it begins to hold; null = now. */
  startsAt?: Date | null;
};

export type ChangePolicyProblem =
  | { kind: 'not_allowed' }
  | { kind: 'currency_differs'; expected: string }
  /** A change is waiting to start: it is a whole policy, and would take this one back. */
  | { kind: 'scheduled'; version: number; startsAt: Date }
  | { kind: 'starts_in_the_past' }
  | { kind: 'policy'; problem: PolicyProblem };

/**
 * Writes a new version of the rules with author, reason and what changed. Owner only. Answers the number of the version
 * that holds; one that changes nothing is not written.
 */
export async function changePolicy(
  ctx: StaffContext,
  { patch, currency, reason, startsAt = null }: ChangePolicyInput,
): Promise<Result<{ version: number }, ChangePolicyProblem>> {
  const { shopId, actor } = ctx;
  if (!mayChangeSettings(actor.role)) return err({ kind: 'not_allowed' });
  return ctx.db.atomically(shopId, async (tx) => {
    // One change at a time: the next one starts from this one.
    const [shop, now] = await Promise.all([lockShopRow(tx, shopId), moment(tx, ctx.clock)]);
    if (startsAt && startsAt <= now) return err({ kind: 'starts_in_the_past' });
    if (!shop) throw new Error(`shop ${shopId} is not recorded`);
    if (shop.currency !== currency) return err({ kind: 'currency_differs', expected: shop.currency });
    const [current, latest] = await Promise.all([
      policyAt(tx, shopId, now, shop.currency),
      latestVersion(tx, shopId, now),
    ]);
    if (latest.scheduled) return err({ kind: 'scheduled', ...latest.scheduled });
    const policy = changed(current.policy, patch);
    const problem = checkPolicy(policy);
    if (problem) return err({ kind: 'policy', problem });
    const changes = diffPolicy(current.policy, policy);
    if (changes.length === 0) return ok({ version: current.version });
    const version = latest.version + 1;
    const author = { userId: actor.userId, name: actor.name };
    const written = { version, policy, changes, reason, author, startsAt: startsAt ?? now };
    if (!(await addPolicyVersion(tx, shopId, written, now))) throw new Error(`version ${version} exists already`);
    return ok({ version });
  });
}
