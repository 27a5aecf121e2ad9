import type { ShopId } from '#app/domain/ids.ts';
import type { Statements } from './statements.server.ts';

/** How often something may happen within an hour. The key is a digest, or a word of ours. */
export type Rate = { key: string; most: number };

/**
 * Counts one knock, and says whether it is within every rate. When the whole shop is above its own nothing else is counted:
 * so there are never more rows than twice that rate an hour, however many addresses somebody has. One statement.
 */
export async function countKnock(
  client: Statements,
  shopId: ShopId,
  { whole, others, since }: { whole: Rate; others: readonly Rate[]; since: Date },
): Promise<boolean> {
  const [row] = await client.$queryRaw<{ within: boolean }[]>`
    WITH shop AS (
      INSERT INTO intake_counts AS c (shop_id, key, since, many) VALUES (${shopId}, ${whole.key}, ${since}, 1)
      ON CONFLICT (shop_id, key, since) DO UPDATE SET many = c.many + 1 RETURNING many
    ), others AS (
      INSERT INTO intake_counts AS c (shop_id, key, since, many)
      SELECT ${shopId}, rate.key, ${since}::timestamptz, 1
      FROM shop, unnest(${others.map(({ key }) => key)}::text[]) AS rate (key) WHERE shop.many <= ${whole.most}::int
      ON CONFLICT (shop_id, key, since) DO UPDATE SET many = c.many + 1 RETURNING key, many
    )
    SELECT (SELECT many FROM shop) <= ${whole.most}::int AND NOT EXISTS (
      SELECT 1 FROM others JOIN unnest(${others.map(({ key }) => key)}::text[], ${others.map(({ most }) => most)}::int[]) AS rate (key, most)
        USING (key) WHERE others.many > rate.most) AS within`;
  return row?.within ?? false;
}
