import type { ShopId } from '#app/domain/ids.ts';
import type { PolicyChange } from '#app/domain/limits/change-policy.ts';
import type { SettingsEvent } from '#app/domain/settings-event.ts';
import type { Statements } from './statements.server.ts';

/** Something that was changed in the settings: a version of the rules, or an event. `key` orders what happened at once. */
export type HistoryRow = {
  at: Date;
  key: string;
  by: string;
  what:
    | ({ kind: 'event' } & { event: SettingsEvent })
    | {
        kind: 'rules';
        version: number;
        changes: readonly PolicyChange[];
        why: string;
        startsAt: string;
        withdrawn: boolean;
      };
};

/** Newest first, those after `before`: one page. */
export function settingsHistory(
  client: Statements,
  shopId: ShopId,
  before: { at: Date; key: string } | null,
  most: number,
): Promise<HistoryRow[]> {
  const at = before?.at ?? null;
  const key = before?.key ?? '';
  // Each half reads its own index only as far as the page goes.
  return client.$queryRaw<HistoryRow[]>`
    SELECT * FROM (
      (SELECT created_at AS at, 'v' || lpad(version::text, 10, '0') AS key, author_name AS by,
          jsonb_build_object('kind', 'rules', 'version', version, 'changes', changes, 'why', reason,
            'startsAt', to_char(starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'withdrawn', withdrawn_at IS NOT NULL) AS what
        FROM policy_versions WHERE shop_id = ${shopId}
          AND (${at}::timestamptz IS NULL OR created_at < ${at} OR (created_at = ${at} AND 'v' || lpad(version::text, 10, '0') < ${key} COLLATE "C"))
        ORDER BY created_at DESC, version DESC LIMIT ${most}::int)
      UNION ALL
      (SELECT at, 'e' || id::text AS key, actor_name AS by, jsonb_build_object('kind', 'event', 'event', event) AS what
        FROM settings_events WHERE shop_id = ${shopId}
          AND (${at}::timestamptz IS NULL OR at < ${at} OR (at = ${at} AND 'e' || id::text < ${key} COLLATE "C"))
        ORDER BY at DESC, id DESC LIMIT ${most}::int)
    ) AS both_halves ORDER BY at DESC, key COLLATE "C" DESC LIMIT ${most}::int`;
}
