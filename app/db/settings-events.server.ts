import type { ShopId } from '#app/domain/ids.ts';
import type { SettingsEvent } from '#app/domain/settings-event.ts';
import type { Staff } from '#app/domain/people.ts';
import { newId } from './new-id.server.ts';
import type { Statements } from './statements.server.ts';

/** Writes down what somebody has changed: in the transaction that changes it. */
export async function tellSettings(
  tx: Statements,
  shopId: ShopId,
  actor: Staff,
  event: SettingsEvent,
  at: Date,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO settings_events (shop_id, id, event, actor_id, actor_name, at)
    VALUES (${shopId}, ${newId()}::uuid, ${JSON.stringify(event)}::jsonb, ${actor.userId}, ${actor.name}, ${at})`;
}
