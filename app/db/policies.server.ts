import { firstDayPolicy } from '#app/domain/limits/first-day.ts';
import type { PolicyChange } from '#app/domain/limits/change-policy.ts';
import type { Policy } from '#app/domain/limits/policy.ts';
import type { ShopId } from '#app/domain/ids.ts';
import type { Statements } from './statements.server.ts';

/** The owner's rules, and which version of them; version 0 = nobody has written any down yet. */
export type NumberedPolicy = { version: number; policy: Policy };

/** The rules that hold at a moment. @param currency the shop's, for the first day's rules */
export async function policyAt(
  client: Statements,
  shopId: ShopId,
  at: Date,
  currency: string,
): Promise<NumberedPolicy> {
  const [row] = await client.$queryRaw<NumberedPolicy[]>`
    SELECT version, policy FROM policy_versions WHERE shop_id = ${shopId} AND starts_at <= ${at} AND withdrawn_at IS NULL
    ORDER BY starts_at DESC, version DESC LIMIT 1`;
  return row ?? { version: 0, policy: firstDayPolicy(currency) };
}

/** One version as it was written. */
export async function policyVersion(client: Statements, shopId: ShopId, version: number): Promise<Policy | null> {
  const [row] = await client.$queryRaw<{ policy: Policy }[]>`
    SELECT policy FROM policy_versions WHERE shop_id = ${shopId} AND version = ${version}::int`;
  return row?.policy ?? null;
}

/** The highest number so far, and the version that waits to start, if one does. */
export async function latestVersion(
  client: Statements,
  shopId: ShopId,
  now: Date,
): Promise<{ version: number; scheduled: { version: number; startsAt: Date } | null }> {
  const rows = await client.$queryRaw<{ version: number; starts_at: Date; waits: boolean }[]>`
    SELECT version, starts_at, withdrawn_at IS NULL AND starts_at > created_at AS waits FROM policy_versions WHERE shop_id = ${shopId} ORDER BY version DESC LIMIT 100`;
  const next = rows.find((row) => row.waits && row.starts_at > now);
  return {
    version: rows[0]?.version ?? 0,
    scheduled: next ? { version: next.version, startsAt: next.starts_at } : null,
  };
}

export type NewVersion = NumberedPolicy & {
  changes: readonly PolicyChange[];
  reason: string;
  /** Null: Amends itself. */
  author: { userId: string; name: string } | null;
  startsAt: Date;
};

/** Writes a version down, once: false when somebody else has written the same number. */
export async function addPolicyVersion(
  tx: Statements,
  shopId: ShopId,
  { version, policy, changes, reason, author, startsAt }: NewVersion,
  at: Date,
): Promise<boolean> {
  const added = await tx.$executeRaw`
    INSERT INTO policy_versions (shop_id, version, policy, changes, reason, author_id, author_name, starts_at, created_at)
    VALUES (${shopId}, ${version}::int, ${JSON.stringify(policy)}::jsonb, ${JSON.stringify(changes)}::jsonb, ${reason},
      ${author?.userId ?? null}, ${author?.name ?? 'Amends'}, ${startsAt}, ${at})
    ON CONFLICT DO NOTHING`;
  return added === 1;
}

/** The first day's rules as version 1, so that a decision made on them can be replayed. Does nothing where there are any. */
export async function ensureFirstPolicy(tx: Statements, shopId: ShopId, currency: string, at: Date): Promise<void> {
  const policy = firstDayPolicy(currency);
  await addPolicyVersion(
    tx,
    shopId,
    { version: 1, policy, changes: [], reason: 'The first day', author: null, startsAt: at },
    at,
  );
}

/** A version that has not started yet, with who made it and why. */
export type ScheduledVersion = {
  version: number;
  changes: readonly PolicyChange[];
  reason: string;
  authorName: string;
  startsAt: Date;
};

export async function scheduledVersion(
  client: Statements,
  shopId: ShopId,
  now: Date,
): Promise<ScheduledVersion | null> {
  const [row] = await client.$queryRaw<
    { version: number; changes: PolicyChange[]; reason: string; author_name: string; starts_at: Date }[]
  >`
    SELECT version, changes, reason, author_name, starts_at FROM policy_versions
    WHERE shop_id = ${shopId} AND withdrawn_at IS NULL AND starts_at > ${now} ORDER BY version DESC LIMIT 1`;
  if (!row) return null;
  const { version, changes, reason, author_name: authorName, starts_at: startsAt } = row;
  return { version, changes, reason, authorName, startsAt };
}

/** Takes back a version that has not started yet: false when it has, or was taken back before. */
export async function withdrawVersion(
  tx: Statements,
  shopId: ShopId,
  version: number,
  userId: string,
  at: Date,
): Promise<boolean> {
  const withdrawn = await tx.$executeRaw`
    UPDATE policy_versions SET withdrawn_at = ${at}, withdrawn_by = ${userId}
    WHERE shop_id = ${shopId} AND version = ${version}::int AND withdrawn_at IS NULL AND starts_at > ${at}`;
  return withdrawn === 1;
}
