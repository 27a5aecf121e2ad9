import { lookAtAllOf } from '#app/db/complaint-clocks.server.ts';
import { findStaff, saveRole } from '#app/db/staff-access.server.ts';
import { tellSettings } from '#app/db/settings-events.server.ts';
import { mayChangeSettings } from '#app/domain/people.ts';
import type { Role } from '#app/domain/people.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import type { StaffContext } from '../context.ts';

export type SetRoleProblem =
  | { kind: 'not_allowed' }
  | { kind: 'unknown_person' }
  | { kind: 'own_role' }
  | { kind: 'account_owner' }
  /** Shopify vouches for one person only: nobody else hands on the right to change every rule. */
  | { kind: 'only_account_owner' };

/**
 * Gives a person a role. Owner only, and the role of an owner only by the account owner; nobody changes her own, and the
 * account owner stays owner.
 */
export async function setRole(
  ctx: StaffContext,
  { userId, role }: { userId: string; role: Role },
): Promise<Result<null, SetRoleProblem>> {
  const { shopId, actor } = ctx;
  if (!mayChangeSettings(actor.role)) return err({ kind: 'not_allowed' });
  if (userId === actor.userId) return err({ kind: 'own_role' });
  return ctx.db.atomically(shopId, async (tx) => {
    const people = await findStaff(tx, shopId, [userId, actor.userId]);
    const [person, self] = [people.get(userId), people.get(actor.userId)];
    if (!person) return err({ kind: 'unknown_person' });
    if (person.accountOwner) return err({ kind: 'account_owner' });
    if (person.role === role) return ok(null);
    if (role === 'owner' && self?.accountOwner !== true) return err({ kind: 'only_account_owner' });
    const now = ctx.clock.now();
    await Promise.all([
      saveRole(tx, shopId, userId, role),
      role === 'none' && lookAtAllOf(tx, shopId, userId, now),
      tellSettings(
        tx,
        shopId,
        actor,
        { kind: 'role', person: { userId, name: person.name }, before: person.role, after: role },
        now,
      ),
    ]);
    return ok(null);
  });
}
