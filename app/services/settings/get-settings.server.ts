import { readSettings, type StoredSettings } from '#app/db/shop-settings.server.ts';
import type { SettingsArea } from '#app/domain/settings/area.ts';
import type { ShopContext } from '../context.ts';

/** What the shop has set in this area, or its defaults, and the revision to save over. */
export const getSettings = <Value>(
  { db, shopId }: Pick<ShopContext, 'db' | 'shopId'>,
  area: SettingsArea<Value>,
): Promise<StoredSettings<Value>> => readSettings(db.statements(shopId), shopId, area);
