import type { AreaName, SettingsArea } from '#app/domain/settings/area.ts';
import type { ShopId } from '#app/domain/ids.ts';
import type { Statements } from './statements.server.ts';

/** `revision` is 0 until somebody has changed anything. */
export type StoredSettings<Value> = { value: Value; revision: number };

/** What a shop has set in this area, or its defaults. */
export async function readSettings<Value>(
  client: Statements,
  shopId: ShopId,
  area: SettingsArea<Value>,
): Promise<StoredSettings<Value>> {
  const [row] = await client.$queryRaw<{ value: unknown; revision: number }[]>`
    SELECT value, revision FROM shop_settings WHERE shop_id = ${shopId} AND area = ${area.name}`;
  return row ? { value: area.read(row.value), revision: row.revision } : { value: area.defaults, revision: 0 };
}

/** Writes it, unless somebody else has changed it since `seen`. The new revision, or null. */
export async function writeSettings(
  tx: Statements,
  shopId: ShopId,
  name: AreaName,
  { value, seen, by, at }: { value: unknown; seen: number; by: string; at: Date },
): Promise<number | null> {
  const [row] = await tx.$queryRaw<{ revision: number }[]>`
    INSERT INTO shop_settings (shop_id, area, value, revision, changed_by, changed_at)
    SELECT ${shopId}, ${name}, ${JSON.stringify(value)}::jsonb, ${seen + 1}::int, ${by}, ${at}::timestamptz
    WHERE ${seen}::int = 0 OR EXISTS (SELECT 1 FROM shop_settings WHERE shop_id = ${shopId} AND area = ${name})
    ON CONFLICT (shop_id, area) DO UPDATE SET value = excluded.value, revision = excluded.revision,
      changed_by = excluded.changed_by, changed_at = excluded.changed_at
      WHERE shop_settings.revision = ${seen}::int
    RETURNING revision`;
  return row?.revision ?? null;
}
