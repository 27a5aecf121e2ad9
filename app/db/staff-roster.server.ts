import type { ShopId } from '#app/domain/ids.ts';
import type { Client } from './database.server.ts';
import type { Statements } from './statements.server.ts';

/** More than any team: a shop with more people than this sees the first by name. */
const mostPeople = 200;

/** Everybody who has opened the app in this shop, by name: with whom a complaint can be, or could have been. */
export function staffRoster(client: Client, shopId: ShopId): Promise<{ userId: string; name: string }[]> {
  return client.staffMember.findMany({
    where: { shopId },
    select: { userId: true, name: true },
    orderBy: [{ name: 'asc' }, { userId: 'asc' }],
    take: mostPeople,
  });
}

/** Whom a complaint can be given to, by name: who has a role, and who has it now. */
export function assignable(
  client: Client,
  shopId: ShopId,
  assignee: string | null,
): Promise<{ userId: string; name: string }[]> {
  return client.staffMember.findMany({
    where: { shopId, OR: [{ role: { not: 'none' } }, { userId: assignee ?? '' }] },
    select: { userId: true, name: true },
    orderBy: [{ name: 'asc' }, { userId: 'asc' }],
    take: mostPeople,
  });
}

/** A person's name; her id where she is no longer known. */
export async function staffNamed(client: Statements, shopId: ShopId, userId: string): Promise<string> {
  const [row] = await client.$queryRaw<{ name: string }[]>`
    SELECT name FROM staff_members WHERE shop_id = ${shopId} AND user_id = ${userId}`;
  return row?.name ?? userId;
}

/** Somebody to write to. */
export type Reader = { userId: string; name: string; email: string | null; locale: string };

/** A person as somebody to write to; null when she is not known. */
export async function staffReader(client: Statements, shopId: ShopId, userId: string): Promise<Reader | null> {
  const [row] = await client.$queryRaw<Reader[]>`
    SELECT user_id AS "userId", name, email, locale FROM staff_members WHERE shop_id = ${shopId} AND user_id = ${userId}`;
  return row ?? null;
}

/** Who of these roles is here at a moment; for whoever is away, her substitute. Without the one who asks. */
export async function approversHere(
  client: Statements,
  shopId: ShopId,
  roles: readonly string[],
  asker: string,
  at: Date,
): Promise<Reader[]> {
  return client.$queryRaw<Reader[]>`
    SELECT DISTINCT here.user_id AS "userId", here.name, here.email, here.locale
    FROM staff_members m JOIN staff_members here ON here.shop_id = m.shop_id
      AND here.user_id = CASE WHEN m.away_until > ${at} THEN m.substitute_user_id ELSE m.user_id END
    WHERE m.shop_id = ${shopId} AND m.role = ANY(${[...roles]}) AND here.role IN ('lead', 'owner') AND here.user_id <> ${asker}
      AND (here.away_until IS NULL OR here.away_until <= ${at})
    ORDER BY "userId"`;
}
