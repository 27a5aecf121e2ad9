import { findShop } from '#app/db/shops.server.ts';
import { mayChangeSettings } from '#app/domain/people.ts';
import type { Role } from '#app/domain/people.ts';
import type { StaffContext } from '../context.ts';
import type { SettingsPage } from '../views.ts';
import { policyAt } from '#app/db/policies.server.ts';
import { money } from '#app/domain/money.ts';
import { limitedRoles } from '#app/domain/people.ts';

/** The limits by role and the people, for the settings screen. */
export async function getSettings(ctx: StaffContext): Promise<SettingsPage> {
  const { shopId, actor } = ctx;
  return ctx.db.asShop(shopId, async (client) => {
    const shop = await findShop(client, shopId);
    const currency = shop?.currency ?? 'USD';
    const [{ policy }, people] = await Promise.all([
      policyAt(client, shopId, ctx.clock.now(), currency),
      client.staffMember.findMany({
        where: { shopId },
        orderBy: [{ accountOwner: 'desc' }, { name: 'asc' }],
        take: 200,
      }),
    ]);
    return {
      currency,
      limits: limitedRoles.map((role) => {
        const { perCase } = policy.roles[role];
        return { role, perCase: perCase === null ? null : money(perCase, policy.currency) };
      }),
      people: people.map((person) => ({
        userId: person.userId,
        name: person.name,
        role: person.role as Role,
        accountOwner: person.accountOwner,
        collaborator: person.collaborator,
        lastSeenAt: person.lastSeenAt.toISOString(),
      })),
      mayChange: mayChangeSettings(actor.role),
    };
  });
}
