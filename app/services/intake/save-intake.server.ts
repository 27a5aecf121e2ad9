import { readSettings } from '#app/db/shop-settings.server.ts';
import { offering } from '#app/domain/intake/reason-tree.ts';
import { intakeArea, type IntakeSettings } from '#app/domain/settings/intake.ts';
import type { Result } from '#app/domain/result.ts';
import type { StaffContext } from '../context.ts';
import { saveSettings, type SaveSettingsProblem } from '../settings/save-settings.server.ts';

export type TypedIntake = Pick<IntakeSettings, 'open' | 'colour' | 'callbacks'> & {
  /** Keys of the reasons and of what is below them, as the page names them. */
  offered: readonly string[];
  seen: number;
};

/** Saves how customers report a problem. What the screen does not show of the reasons stays as it is. */
export async function saveIntake(
  ctx: StaffContext,
  { offered, seen, ...rest }: TypedIntake,
): Promise<Result<{ revision: number }, SaveSettingsProblem>> {
  const before = await readSettings(ctx.db.statements(ctx.shopId), ctx.shopId, intakeArea);
  const value = { ...before.value, ...rest, reasons: offering(before.value.reasons, offered) };
  return saveSettings(ctx, intakeArea, { value, seen });
}
