import type { ShopId } from '#app/domain/ids.ts';
import type { ShopFacts } from '#app/domain/remedy/gateway.ts';
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

/** Holds the shop's row until the transaction ends: for what is changed one at a time. */
export async function lockShopRow(
  tx: Statements,
  shopId: ShopId,
): Promise<{ currency: string; timeZone: string } | null> {
  const [row] = await tx.$queryRaw<{ currency: string; time_zone: string }[]>`
    SELECT currency, time_zone FROM shops WHERE shop_id = ${shopId} FOR UPDATE`;
  return row ? { currency: row.currency, timeZone: row.time_zone } : null;
}
