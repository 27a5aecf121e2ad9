import { findShop } from '#app/db/shops.server.ts';
import type { Money } from '#app/domain/money.ts';
import { mayChangeSettings } from '#app/domain/people.ts';
import type { LimitedRole } from '#app/domain/people.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import type { StaffContext } from '../context.ts';
import { readRoleLimits } from './role-limits.server.ts';

/**
 * Sets what roles may give on one complaint. `perCase: null` = no limit. Owner only. A role that is not named, or whose
 * limit is this already, stays as it is, and so does the name of who set it.
 */
export async function updateLimits(
  ctx: StaffContext,
  { limits }: { limits: { role: LimitedRole; perCase: Money | null }[] },
): Promise<Result<null, { kind: 'not_allowed' } | { kind: 'currency_differs'; expected: string }>> {
  const { shopId, actor } = ctx;
  if (!mayChangeSettings(actor.role)) return err({ kind: 'not_allowed' });
  const now = ctx.clock.now();
  return ctx.db.transaction(shopId, async (tx) => {
    const shop = await findShop(tx, shopId);
    if (!shop) throw new Error(`shop ${shopId} is not recorded`);
    const foreign = limits.some((limit) => limit.perCase && limit.perCase.currency !== shop.currency);
    if (foreign) return err({ kind: 'currency_differs', expected: shop.currency });
    const before = await readRoleLimits(tx, shopId, shop.currency);
    const changed = limits.filter(
      ({ role, perCase }) => !sameLimit(before.find((each) => each.role === role)?.perCase, perCase),
    );
    for (const { role, perCase } of changed) {
      const data = {
        perCaseMinor: perCase?.minor ?? null,
        currency: shop.currency,
        updatedBy: actor.name,
        updatedAt: now,
      };
      await tx.roleLimit.upsert({
        where: { shopId_role: { shopId, role } },
        create: { shopId, role, ...data },
        update: data,
      });
    }
    return ok(null);
  });
}

const sameLimit = (before: Money | null | undefined, now: Money | null): boolean =>
  before?.minor === now?.minor && before?.currency === now?.currency;
