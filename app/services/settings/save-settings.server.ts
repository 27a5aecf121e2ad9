import { tellSettings } from '#app/db/settings-events.server.ts';
import { readSettings, writeSettings } from '#app/db/shop-settings.server.ts';
import type { SettingsArea } from '#app/domain/settings/area.ts';
import { mayChangeSettings } from '#app/domain/people.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import type { StaffContext } from '../context.ts';

/** `changed_meanwhile`: somebody else has saved since the page was opened; nothing was saved. */
export type SaveSettingsProblem = { kind: 'not_allowed' } | { kind: 'changed_meanwhile' };

/**
 * Saves what an owner has set in one area, and writes it down in the history with what it was before. `seen` is the
 * revision that her page was made from. The answer is the new one; the same value again changes nothing.
 */
export async function saveSettings<Value>(
  ctx: StaffContext,
  area: SettingsArea<Value>,
  { value, seen }: { value: Value; seen: number },
): Promise<Result<{ revision: number }, SaveSettingsProblem>> {
  const { shopId, actor } = ctx;
  if (!mayChangeSettings(actor.role)) return err({ kind: 'not_allowed' });
  const at = ctx.clock.now();
  return ctx.db.atomically(shopId, async (tx) => {
    const before = await readSettings(tx, shopId, area);
    if (before.revision !== seen) return err({ kind: 'changed_meanwhile' });
    if (JSON.stringify(before.value) === JSON.stringify(area.read(value))) return ok({ revision: seen });
    const revision = await writeSettings(tx, shopId, area.name, { value, seen, by: actor.userId, at });
    if (revision === null) return err({ kind: 'changed_meanwhile' });
    const event = { kind: 'settings', area: area.name, before: before.value, after: value } as const;
    await tellSettings(tx, shopId, actor, event, at);
    return ok({ revision });
  });
}
