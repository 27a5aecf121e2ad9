import type { PolicyPatch } from '#app/domain/limits/change-policy.ts';
import type { Money } from '#app/domain/money.ts';
import type { LimitedRole } from '#app/domain/people.ts';
import type { StaffContext } from '#app/services/context.ts';
import { changePolicy } from '#app/services/limits/change-policy.server.ts';

/** The owner changes her rules. */
export async function setRules(owner: StaffContext, patch: PolicyPatch, currency = 'EUR'): Promise<number> {
  const changed = await changePolicy(owner, { patch, currency, reason: 'For this test' });
  if (!changed.ok) throw new Error(`the rules could not be changed: ${changed.error.kind}`);
  return changed.value.version;
}

/** What a role may give on one case; null = no limit. */
export const setPerCase = (owner: StaffContext, role: LimitedRole, most: Money | null): Promise<number> =>
  setRules(owner, { roles: { [role]: { perCase: most?.minor ?? null } } }, most?.currency);
