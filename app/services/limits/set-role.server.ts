import { mayChangeSettings } from '#app/domain/people.ts';
import type { Role } from '#app/domain/people.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import type { StaffContext } from '../context.ts';

export type SetRoleProblem =
  { kind: 'not_allowed' } | { kind: 'unknown_person' } | { kind: 'own_role' } | { kind: 'account_owner' };

/** Gives a person a role. Owner only; nobody changes her own, and the account owner stays owner. */
export async function setRole(
  ctx: StaffContext,
  { userId, role }: { userId: string; role: Role },
): Promise<Result<null, SetRoleProblem>> {
  const { shopId, actor } = ctx;
  if (!mayChangeSettings(actor.role)) return err({ kind: 'not_allowed' });
  if (userId === actor.userId) return err({ kind: 'own_role' });
  return ctx.db.transaction(shopId, async (tx) => {
    const person = await tx.staffMember.findFirst({ where: { shopId, userId } });
    if (!person) return err({ kind: 'unknown_person' });
    if (person.accountOwner) return err({ kind: 'account_owner' });
    await tx.staffMember.updateMany({ where: { shopId, userId }, data: { role } });
    return ok(null);
  });
}
