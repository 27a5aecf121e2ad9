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
};

const role = z.enum(roles);

/** One statement, read anew by every request: a role that was taken away counts from the next click. */
export async function readStaffAccess(
  db: Pick<Database, 'query'>,
  shopId: ShopId,
  userId: string,
): Promise<StaffAccess> {
  const [row] = await db.query<AccessRow>(shopId, {
    name: 'staff_access',
    text: `SELECT s.name, s.currency, s.time_zone, s.uninstalled_at, m.role
      FROM shops s LEFT JOIN staff_members m ON m.shop_id = s.shop_id AND m.user_id = $2
      WHERE s.shop_id = $1`,
    values: [shopId, userId],
  });
  if (row === undefined) return { shop: null, role: null };
  return {
    shop: { name: row.name, currency: row.currency, timeZone: row.time_zone, installed: row.uninstalled_at === null },
    role: row.role === null ? null : role.parse(row.role),
  };
}

type AccessRow = {
  name: string;
  currency: string;
  time_zone: string;
  uninstalled_at: Date | null;
  role: string | null;
};

/** The role that a person has at this moment; none for whoever is not known. */
export async function roleOf(client: Statements, shopId: ShopId, userId: string): Promise<Role> {
  const [row] = await client.$queryRaw<{ role: Role }[]>`
    SELECT role FROM staff_members WHERE shop_id = ${shopId} AND user_id = ${userId}`;
  return row?.role ?? 'none';
}
