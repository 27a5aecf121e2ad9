import { readSettings } from '#app/db/shop-settings.server.ts';
import { findShop } from '#app/db/shops.server.ts';
import { mayChangeSettings } from '#app/domain/people.ts';
import { serviceArea } from '#app/domain/settings/service.ts';
import type { ServiceSettings } from '#app/domain/settings/service.ts';
import type { StaffContext } from '../context.ts';

/** What the screen of hours and answer times shows. `revision`: what a change is made against. */
export type ServicePage = { settings: ServiceSettings; revision: number; timeZone: string; mayChange: boolean };

export async function getServicePage(ctx: StaffContext): Promise<ServicePage> {
  const { shopId, actor, db } = ctx;
  return db.asShop(shopId, async (client) => {
    const [{ value, revision }, shop] = await Promise.all([
      readSettings(client, shopId, serviceArea),
      findShop(client, shopId),
    ]);
    const mayChange = mayChangeSettings(actor.role);
    return { settings: value, revision, timeZone: shop?.timeZone ?? 'UTC', mayChange };
  });
}
