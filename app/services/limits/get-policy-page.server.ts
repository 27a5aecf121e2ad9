import { policyAt, scheduledVersion } from '#app/db/policies.server.ts';
import { findShop } from '#app/db/shops.server.ts';
import { limitedRoles, mayChangeSettings } from '#app/domain/people.ts';
import type { LimitedRole } from '#app/domain/people.ts';
import type { StaffContext } from '../context.ts';
import type { PolicyPage } from '../views.ts';

// More than any team.
const mostPeople = 200;

/** The rules that hold now, the change that waits, and whom rules can be about. */
export async function getPolicyPage(ctx: StaffContext): Promise<PolicyPage> {
  const { shopId, actor } = ctx;
  const now = ctx.clock.now();
  return ctx.db.asShop(shopId, async (client) => {
    const shop = await findShop(client, shopId);
    if (!shop) throw new Error(`shop ${shopId} is not recorded`);
    const [{ policy }, scheduled, people] = await Promise.all([
      policyAt(client, shopId, now, shop.currency),
      scheduledVersion(client, shopId, now),
      client.staffMember.findMany({
        where: { shopId, role: { in: [...limitedRoles] } },
        select: { userId: true, name: true, role: true },
        orderBy: [{ name: 'asc' }, { userId: 'asc' }],
        take: mostPeople,
      }),
    ]);
    return {
      currency: shop.currency,
      timeZone: shop.timeZone,
      policy,
      people: people.map(({ role, ...person }) => ({ ...person, role: role as LimitedRole })),
      scheduled: scheduled && {
        version: scheduled.version,
        startsAt: scheduled.startsAt.toISOString(),
        by: scheduled.authorName,
        why: scheduled.reason,
        changes: scheduled.changes,
      },
      mayChange: mayChangeSettings(actor.role),
    };
  });
}
