import { findShop } from '#app/db/shops.server.ts';
import { readSettings } from '#app/db/shop-settings.server.ts';
import { intakeArea, type IntakeSettings } from '#app/domain/settings/intake.ts';
import type { ShopContext } from '../context.ts';

/** A shop as its customers meet it. */
export type ShopFront = { name: string; timeZone: string; intake: IntakeSettings };

/** Null when no such shop has the app installed. */
export async function getShopFront({ db, shopId }: ShopContext): Promise<ShopFront | null> {
  const [shop, settings] = await Promise.all([
    db.asShop(shopId, (client) => findShop(client, shopId)),
    readSettings(db.statements(shopId), shopId, intakeArea),
  ]);
  return shop?.installed ? { name: shop.name, timeZone: shop.timeZone, intake: settings.value } : null;
}
