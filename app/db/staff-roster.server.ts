import type { ShopId } from '#app/domain/ids.ts';
import type { Client } from './database.server.ts';

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
