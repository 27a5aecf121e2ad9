import { readSettings } from '#app/db/shop-settings.server.ts';
import { callbackSlots, type CallbackSlot } from '#app/domain/intake/callback-slots.ts';
import { serviceArea } from '#app/domain/settings/service.ts';
import type { ShopContext } from '../context.ts';

/** When somebody of the shop could call next. @param timeZone of the shop @param herZone of the customer */
export async function slotsOf(
  { db, shopId, clock }: ShopContext,
  { timeZone, herZone }: { timeZone: string; herZone: string },
): Promise<CallbackSlot[]> {
  const { value } = await readSettings(db.statements(shopId), shopId, serviceArea);
  return callbackSlots(value.hours, timeZone, clock.now(), herZone);
}
