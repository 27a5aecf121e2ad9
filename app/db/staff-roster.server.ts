import type { ShopId } from '#app/domain/ids.ts';
import type { Client } from './database.server.ts';
import type { Statements } from './statements.server.ts';

/** More than any team: a shop with more people than this sees the first by name. */
const mostPeople = 200;

/** Everybody who has opened the app in this shop, by name: whom a complaint can be given to. */
export function staffRoster(client: Client, shopId: ShopId): Promise<{ userId: string; name: string }[]> {
  return client.staffMember.findMany({
    where: { shopId },
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
