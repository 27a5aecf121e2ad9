import type { ShopId } from '#app/domain/ids.ts';
import type { Role } from '#app/domain/people.ts';
import type { Candidate } from '#app/domain/service/assignment.ts';
import type { Statements } from './statements.server.ts';

type Row = {
  user_id: string;
  role: Role;
  account_owner: boolean;
  away_until: Date | null;
  substitute_user_id: string | null;
  open: number;
};

// Above this nobody is lighter than anybody else: counting on would take longer and longer.
const mostCounted = 1000;

/** Everybody known in a shop, with how many open complaints each has. */
export async function staffLoad(client: Statements, shopId: ShopId): Promise<Candidate[]> {
  const rows = await client.$queryRaw<Row[]>`
    SELECT s.user_id, s.role, s.account_owner, s.away_until, s.substitute_user_id,
      CASE WHEN s.role = 'none' THEN 0 ELSE (SELECT count(*)::int FROM (
        SELECT 1 FROM complaints c WHERE c.shop_id = s.shop_id AND c.assignee_user_id = s.user_id AND c.state = 'open' LIMIT ${mostCounted}::int
      ) counted) END AS open
    FROM staff_members s WHERE s.shop_id = ${shopId}`;
  return rows.map((row) => ({
    userId: row.user_id,
    role: row.role,
    accountOwner: row.account_owner,
    awayUntil: row.away_until,
    substitute: row.substitute_user_id,
    open: row.open,
  }));
}
