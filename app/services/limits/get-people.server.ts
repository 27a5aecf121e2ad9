import { policyAt } from '#app/db/policies.server.ts';
import { findShop } from '#app/db/shops.server.ts';
import { mayChangeSettings } from '#app/domain/people.ts';
import type { Role } from '#app/domain/people.ts';
import type { StaffContext } from '../context.ts';
import type { PeoplePage } from '../views.ts';

// More than any team.
const mostPeople = 200;

/** Everybody who has opened the app: roles, own limits, absences. */
export async function getPeople(ctx: StaffContext): Promise<PeoplePage> {
  const { shopId, actor } = ctx;
  const now = ctx.clock.now();
  return ctx.db.asShop(shopId, async (client) => {
    const shop = await findShop(client, shopId);
    if (!shop) throw new Error(`shop ${shopId} is not recorded`);
    const [{ policy }, people] = await Promise.all([
      policyAt(client, shopId, now, shop.currency),
      client.staffMember.findMany({
        where: { shopId },
        orderBy: [{ accountOwner: 'desc' }, { name: 'asc' }, { userId: 'asc' }],
        take: mostPeople,
      }),
    ]);
    const self = people.find(({ userId }) => userId === actor.userId);
    return {
      currency: shop.currency,
      timeZone: shop.timeZone,
      customerDays: policy.customerDays,
      people: people.map((person) => {
        const awayUntil = person.awayUntil !== null && person.awayUntil > now ? person.awayUntil : null;
        return {
          userId: person.userId,
          name: person.name,
          role: person.role as Role,
          accountOwner: person.accountOwner,
          collaborator: person.collaborator,
          lastSeenAt: person.lastSeenAt.toISOString(),
          own: policy.people[person.userId] ?? {},
          awayUntil: awayUntil?.toISOString() ?? null,
          substitute: awayUntil ? person.substituteUserId : null,
        };
      }),
      mayChange: mayChangeSettings(actor.role),
      mayMakeOwners: mayChangeSettings(actor.role) && self?.accountOwner === true,
    };
  });
}
