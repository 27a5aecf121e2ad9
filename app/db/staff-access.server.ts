import { z } from 'zod';
import type { ShopId } from '#app/domain/ids.ts';
import { roles, type Role } from '#app/domain/people.ts';
import type { Database } from './database.server.ts';
import type { Statements } from './statements.server.ts';

/** What a request of a member of staff needs to know before anything else. Null where there is no row yet. */
export type StaffAccess = {
  readonly shop: {
    readonly name: string;
    readonly currency: string;
    readonly timeZone: string;
    readonly installed: boolean;
  } | null;
  readonly role: Role | null;
  /** The shop's emergency stop, while it is on. */
  readonly stop: StopView | null;
};

export type StopView = { readonly why: string; readonly by: string; readonly at: string };

const role = z.enum(roles);

/** One statement, read anew by every request: a role that was taken away counts from the next click. */
export async function readStaffAccess(
  db: Pick<Database, 'query'>,
  shopId: ShopId,
  userId: string,
): Promise<StaffAccess> {
  const [row] = await db.query<AccessRow>(shopId, {
    name: 'staff_access',
    text: `SELECT s.name, s.currency, s.time_zone, s.uninstalled_at, m.role, e.why AS stop_why, e.pressed_by_name AS stop_by, e.pressed_at AS stop_at
      FROM shops s LEFT JOIN staff_members m ON m.shop_id = s.shop_id AND m.user_id = $2
        LEFT JOIN emergency_stops e ON e.shop_id = s.shop_id AND e.lifted_at IS NULL
      WHERE s.shop_id = $1`,
    values: [shopId, userId],
  });
  if (row === undefined) return { shop: null, role: null, stop: null };
  return {
    shop: { name: row.name, currency: row.currency, timeZone: row.time_zone, installed: row.uninstalled_at === null },
    role: row.role === null ? null : role.parse(row.role),
    stop: row.stop_at && { why: row.stop_why ?? '', by: row.stop_by ?? '', at: row.stop_at.toISOString() },
  };
}

type AccessRow = {
  name: string;
  currency: string;
  time_zone: string;
  uninstalled_at: Date | null;
  role: string | null;
  stop_why: string | null;
  stop_by: string | null;
  stop_at: Date | null;
};

/** The role that a person has at this moment; none for whoever is not known. */
export async function roleOf(client: Statements, shopId: ShopId, userId: string): Promise<Role> {
  const [row] = await client.$queryRaw<{ role: Role }[]>`
    SELECT role FROM staff_members WHERE shop_id = ${shopId} AND user_id = ${userId}`;
  return row?.role ?? 'none';
}

export type StoredStaff = {
  name: string;
  role: Role;
  accountOwner: boolean;
  /** The end of her last day away, also when that has passed. */
  awayUntil: Date | null;
  substitute: string | null;
};

/** People by their ids, held until the transaction ends; always in the same order. Who is not known is absent. */
export async function findStaff(
  tx: Statements,
  shopId: ShopId,
  userIds: readonly string[],
): Promise<Map<string, StoredStaff>> {
  const rows = await tx.$queryRaw<
    {
      user_id: string;
      name: string;
      role: Role;
      account_owner: boolean;
      away_until: Date | null;
      substitute_user_id: string | null;
    }[]
  >`
    SELECT user_id, name, role, account_owner, away_until, substitute_user_id FROM staff_members
    WHERE shop_id = ${shopId} AND user_id = ANY(${[...userIds]}) ORDER BY user_id FOR UPDATE`;
  return new Map(
    rows.map((row) => [
      row.user_id,
      {
        name: row.name,
        role: row.role,
        accountOwner: row.account_owner,
        awayUntil: row.away_until,
        substitute: row.substitute_user_id,
      },
    ]),
  );
}

export async function saveRole(tx: Statements, shopId: ShopId, userId: string, role: Role): Promise<void> {
  await tx.$executeRaw`UPDATE staff_members SET role = ${role} WHERE shop_id = ${shopId} AND user_id = ${userId}`;
}

export async function saveAbsence(
  tx: Statements,
  shopId: ShopId,
  userId: string,
  until: Date | null,
  substitute: string | null,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE staff_members SET away_until = ${until}, substitute_user_id = ${substitute}
    WHERE shop_id = ${shopId} AND user_id = ${userId}`;
}
