import type { Client } from '#app/db/database.server.ts';
import type { ShopId } from '#app/domain/ids.ts';

/** The end of the current day in the shop's own time zone. By the database, which knows every zone's summer time. */
export async function endOfToday(client: Client, shopId: ShopId, now: Date): Promise<Date> {
  const [row] = await client.$queryRaw<{ until: Date }[]>`
    SELECT (date_trunc('day', ${now}::timestamptz AT TIME ZONE time_zone) + interval '1 day') AT TIME ZONE time_zone AS until
    FROM shops WHERE shop_id = ${shopId}`;
  return row?.until ?? now;
}
