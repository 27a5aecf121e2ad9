import { findShop } from '#app/db/shops.server.ts';
import { firstDayLimit } from '#app/domain/limits/first-day.ts';
import { money } from '#app/domain/money.ts';
import { limitedRoles, mayChangeSettings } from '#app/domain/people.ts';
import type { Role } from '#app/domain/people.ts';
import type { StaffContext } from '../context.ts';
import type { SettingsPage } from '../views.ts';

/** The limits by role and the people, for the settings screen. */
export async function getSettings(ctx: StaffContext): Promise<SettingsPage> {
  const { shopId, actor } = ctx;
  return ctx.db.asShop(shopId, async (client) => {
    const shop = await findShop(client, shopId);
    const currency = shop?.currency ?? 'USD';
    const [rows, people] = await Promise.all([
      client.roleLimit.findMany({ where: { shopId } }),
      client.staffMember.findMany({
        where: { shopId },
        orderBy: [{ accountOwner: 'desc' }, { name: 'asc' }],
        take: 200,
      }),
    ]);
    return {
      currency,
      limits: limitedRoles.map((role) => {
        const row = rows.find((each) => each.role === role);
        if (!row) return { role, perCase: firstDayLimit(role, currency), updatedAt: null, updatedBy: null };
        const perCase = row.perCaseMinor === null ? null : money(Number(row.perCaseMinor), row.currency);
        return { role, perCase, updatedAt: row.updatedAt.toISOString(), updatedBy: row.updatedBy };
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
