import type { Client, Tx } from '#app/db/database.server.ts';
import type { ShopId } from '#app/domain/ids.ts';
import { firstDayLimit } from '#app/domain/limits/first-day.ts';
import { money } from '#app/domain/money.ts';
import { limitedRoles } from '#app/domain/people.ts';
import type { SettingsPage } from '../views.ts';

/**
 * What each role may give on one complaint now, and who said so. Before anybody has said anything it is the first day's
 * limit, in the shop's currency.
 */
export async function readRoleLimits(
  client: Client | Tx,
  shopId: ShopId,
  currency: string,
): Promise<SettingsPage['limits']> {
  const rows = await client.roleLimit.findMany({ where: { shopId } });
  return limitedRoles.map((role) => {
    const row = rows.find((each) => each.role === role);
    if (!row) return { role, perCase: firstDayLimit(role, currency), updatedAt: null, updatedBy: null };
    const perCase = row.perCaseMinor === null ? null : money(Number(row.perCaseMinor), row.currency);
    return { role, perCase, updatedAt: row.updatedAt.toISOString(), updatedBy: row.updatedBy };
  });
}
