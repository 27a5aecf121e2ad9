import type { ShopId } from '#app/domain/ids.ts';
import { money } from '#app/domain/money.ts';
import type { Money } from '#app/domain/money.ts';
import type { ShopFacts } from '#app/domain/remedy/gateway.ts';
import type { LimitPolicy } from '#app/domain/limits/decide.ts';
import { firstDayLimit } from '#app/domain/limits/first-day.ts';
import type { Role } from '#app/domain/people.ts';
import type { Client, Tx } from './database.server.ts';
import type { Statements } from './statements.server.ts';

export type StoredShop = {
  shopId: ShopId;
  name: string;
  currency: string;
  timeZone: string;
  installed: boolean;
  refreshedAt: Date;
};

export async function findShop(client: Client | Tx, shopId: ShopId): Promise<StoredShop | null> {
  const row = await client.shop.findFirst({ where: { shopId } });
  return (
    row && {
      shopId,
      name: row.name,
      currency: row.currency,
      timeZone: row.timeZone,
      installed: row.uninstalledAt === null,
      refreshedAt: row.refreshedAt,
    }
  );
}

/** The permissions that the shop has given, as Shopify told them last. */
export async function grantedScopes(client: Statements, shopId: ShopId): Promise<string[]> {
  const [row] = await client.$queryRaw<{ scopes: string }[]>`SELECT scopes FROM shops WHERE shop_id = ${shopId}`;
  return row?.scopes.split(',') ?? [];
}

/** Records a shop as installed with what Shopify says of it. Coming back after an uninstall is a new install. */
export async function saveShop(client: Statements, shopId: ShopId, facts: ShopFacts, at: Date): Promise<void> {
  await client.$executeRaw`
    INSERT INTO shops (shop_id, name, currency, time_zone, scopes, installed_at, refreshed_at)
    VALUES (${shopId}, ${facts.name}, ${facts.currency}, ${facts.timeZone}, ${facts.scopes.join(',')}, ${at}, ${at})
    ON CONFLICT (shop_id) DO UPDATE SET name = EXCLUDED.name, currency = EXCLUDED.currency, time_zone = EXCLUDED.time_zone,
      scopes = EXCLUDED.scopes, refreshed_at = EXCLUDED.refreshed_at, uninstalled_at = NULL,
      installed_at = CASE WHEN shops.uninstalled_at IS NULL THEN shops.installed_at ELSE EXCLUDED.installed_at END`;
}

/** The shop has left. A message that is older than its latest install is about an earlier time, and changes nothing. */
export async function saveUninstalled(tx: Statements, shopId: ShopId, at: Date): Promise<boolean> {
  const left = await tx.$executeRaw`
    UPDATE shops SET uninstalled_at = ${at} WHERE shop_id = ${shopId} AND uninstalled_at IS NULL AND installed_at <= ${at}`;
  if (left > 0) await tx.$executeRaw`DELETE FROM sessions WHERE shop_id = ${shopId}`;
  return left > 0;
}

/** What a member of staff may give: her role as it stands now, and what this role may give on one complaint. */
export async function authorityOf(
  client: Statements,
  shopId: ShopId,
  userId: string,
  currency: string,
): Promise<LimitPolicy> {
  const [row] = await client.$queryRaw<(LimitRow & { role: Role })[]>`
    SELECT m.role, l.per_case_minor, l.currency FROM staff_members m
    LEFT JOIN role_limits l ON l.shop_id = m.shop_id AND l.role = m.role
    WHERE m.shop_id = ${shopId} AND m.user_id = ${userId}`;
  const role = row?.role ?? 'none';
  return { role, perCase: limitFor(role, row, currency) };
}

/** What a role may give on one complaint: `null` when the owner said "no limit" and the first-day limit before she said anything. */
export async function perCaseLimit(
  client: Statements,
  shopId: ShopId,
  role: Role,
  currency: string,
): Promise<Money | null> {
  const [row] = await client.$queryRaw<LimitRow[]>`
    SELECT per_case_minor, currency FROM role_limits WHERE shop_id = ${shopId} AND role = ${role}`;
  return limitFor(role, row, currency);
}

/** `currency` is null where the owner has not said anything for the role. */
type LimitRow = { per_case_minor: bigint | null; currency: string | null };

function limitFor(role: Role, row: LimitRow | undefined, currency: string): Money | null {
  if (role === 'none') return money(0, currency);
  if (!row?.currency) return firstDayLimit(role, currency);
  return row.per_case_minor === null ? null : money(Number(row.per_case_minor), row.currency);
}
