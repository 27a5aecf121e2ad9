import { findShop } from '#app/db/shops.server.ts';
import { mayChangeSettings } from '#app/domain/people.ts';
import type { Role } from '#app/domain/people.ts';
import type { StaffContext } from '../context.ts';
import type { SettingsPage } from '../views.ts';
import { readRoleLimits } from './role-limits.server.ts';

/** The limits by role and the people, for the settings screen. */
export async function getSettings(ctx: StaffContext): Promise<SettingsPage> {
  const { shopId, actor } = ctx;
  return ctx.db.asShop(shopId, async (client) => {
    const shop = await findShop(client, shopId);
    const currency = shop?.currency ?? 'USD';
    const [limits, people] = await Promise.all([
      readRoleLimits(client, shopId, currency),
      client.staffMember.findMany({
        where: { shopId },
        orderBy: [{ accountOwner: 'desc' }, { name: 'asc' }],
        take: 200,
      }),
    ]);
    return {
      currency,
      limits,
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
