import type { ShopId } from '#app/domain/ids.ts';
import { money } from '#app/domain/money.ts';
import type { Money } from '#app/domain/money.ts';
import type { ShopFacts } from '#app/domain/remedy/gateway.ts';
import { firstDayLimit } from '#app/domain/limits/first-day.ts';
import type { Role } from '#app/domain/people.ts';
import type { Client, Tx } from './database.server.ts';

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

/** Records a shop as installed with what Shopify says of it. Coming back after an uninstall is the same. */
export async function saveShop(client: Client | Tx, shopId: ShopId, facts: ShopFacts, at: Date): Promise<void> {
  const known = {
    name: facts.name,
    currency: facts.currency,
    timeZone: facts.timeZone,
    scopes: facts.scopes.join(','),
    refreshedAt: at,
    uninstalledAt: null,
  };
  await client.shop.upsert({ where: { shopId }, create: { shopId, installedAt: at, ...known }, update: known });
}

/** What a role may give on one complaint: `null` when the owner said "no limit" and the first-day limit before she said anything. */
export async function perCaseLimit(
  client: Client | Tx,
  shopId: ShopId,
  role: Role,
  currency: string,
): Promise<Money | null> {
  if (role === 'none') return money(0, currency);
  const row = await client.roleLimit.findFirst({ where: { shopId, role } });
  if (!row) return firstDayLimit(role, currency);
  return row.perCaseMinor === null ? null : money(Number(row.perCaseMinor), row.currency);
}
