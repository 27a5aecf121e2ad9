import type { Statements } from '#app/db/statements.server.ts';
import type { ShopId } from '#app/domain/ids.ts';

/** Face value and cost in minor units of the shop's currency. */
export type HeldAmounts = { face: number; cost: number };

/** Of what was reserved today and this month by the shop's clock, what has neither arrived nor been freed yet. */
export async function heldNow(
  client: Statements,
  shopId: ShopId,
  at: Date,
): Promise<{ day: HeldAmounts; month: HeldAmounts }> {
  const [row] = await client.$queryRaw<
    { day_face: bigint; day_cost: bigint; month_face: bigint; month_cost: bigint }[]
  >`
    SELECT coalesce(sum(l.shop_amount_minor) FILTER (WHERE l.day = to_char(here, 'YYYY-MM-DD')), 0)::bigint AS day_face,
      coalesce(sum(l.shop_cost_minor) FILTER (WHERE l.day = to_char(here, 'YYYY-MM-DD')), 0)::bigint AS day_cost,
      coalesce(sum(l.shop_amount_minor), 0)::bigint AS month_face, coalesce(sum(l.shop_cost_minor), 0)::bigint AS month_cost
    FROM shops s, LATERAL in_shop_time(s.time_zone, ${at}::timestamptz) AS here, ledger_entries l
    WHERE s.shop_id = ${shopId} AND l.shop_id = s.shop_id AND l.kind = 'reserved' AND l.at > ${at}::timestamptz - interval '33 days'
      AND l.month = to_char(here, 'YYYY-MM') AND NOT EXISTS (
        SELECT 1 FROM ledger_entries e WHERE e.shop_id = l.shop_id AND e.remedy_id = l.remedy_id AND e.kind <> 'reserved')`;
  return {
    day: { face: Number(row?.day_face ?? 0), cost: Number(row?.day_cost ?? 0) },
    month: { face: Number(row?.month_face ?? 0), cost: Number(row?.month_cost ?? 0) },
  };
}

/** Who has given most today, held and given, at face value. */
export async function mostGivenToday(
  client: Statements,
  shopId: ShopId,
  at: Date,
): Promise<{ name: string; face: number }[]> {
  const rows = await client.$queryRaw<{ name: string; face: bigint }[]>`
    SELECT m.name, u.face_minor AS face
    FROM shops s, LATERAL in_shop_time(s.time_zone, ${at}::timestamptz) AS here, staff_members m, limit_usage u
    WHERE s.shop_id = ${shopId} AND m.shop_id = s.shop_id AND u.shop_id = s.shop_id
      AND u.counter = 'person:' || m.user_id AND u.period = 'day:' || to_char(here, 'YYYY-MM-DD') AND u.face_minor > 0
    ORDER BY u.face_minor DESC, m.name LIMIT 3`;
  return rows.map(({ name, face }) => ({ name, face: Number(face) }));
}
