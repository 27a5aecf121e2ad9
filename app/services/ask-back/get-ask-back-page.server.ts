import { readSettings } from '#app/db/shop-settings.server.ts';
import { mayChangeSettings } from '#app/domain/people.ts';
import { askBackArea, type AskBackSettings } from '#app/domain/settings/ask-back.ts';
import type { StaffContext } from '../context.ts';

export type AskBackPage = { settings: AskBackSettings; revision: number; mayChange: boolean };

/** What the shop asks its customers afterwards, and whether the reader may change it. */
export async function getAskBackPage({ db, shopId, actor }: StaffContext): Promise<AskBackPage> {
  const { value, revision } = await readSettings(db.statements(shopId), shopId, askBackArea);
  return { settings: value, revision, mayChange: mayChangeSettings(actor.role) };
}
