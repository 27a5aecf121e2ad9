import { settingsHistory } from '#app/db/settings-history.server.ts';
import type { StaffContext } from '../context.ts';
import type { HistoryPage } from '../views.ts';
import { getPolicyPage } from './get-policy-page.server.ts';
import { getPeople } from './get-people.server.ts';

const pageSize = 20;

/** Everything that was changed in the settings, newest first. @param before where the page before ended, as it said itself */
export async function getHistory(ctx: StaffContext, before: string | null): Promise<HistoryPage> {
  const { shopId } = ctx;
  const [rows, { currency }, { people }] = await Promise.all([
    settingsHistory(ctx.db.statements(shopId), shopId, readPlace(before), pageSize + 1),
    getPolicyPage(ctx),
    getPeople(ctx),
  ]);
  const shown = rows.slice(0, pageSize);
  const last = shown.at(-1);
  return {
    currency,
    people: people.map(({ userId, name }) => ({ userId, name })),
    rows: shown.map(({ at, ...row }) => ({ ...row, at: at.toISOString() })),
    next: rows.length > pageSize && last ? `${last.at.toISOString()}~${last.key}` : null,
  };
}

/** What cannot be read is the beginning. */
function readPlace(before: string | null): { at: Date; key: string } | null {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)~([ev][0-9a-f-]{10,36})$/.exec(before ?? '');
  if (!match?.[1] || !match[2] || Number.isNaN(Date.parse(match[1]))) return null;
  return { at: new Date(match[1]), key: match[2] };
}
