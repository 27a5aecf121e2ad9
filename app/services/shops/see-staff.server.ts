import type { Role } from '#app/domain/people.ts';
import type { ShopContext } from '../context.ts';

export type SeenUser = {
  userId: string;
  name: string;
  email: string | null;
  locale: string;
  accountOwner: boolean;
  collaborator: boolean;
};

/**
 * Records who opened the app, and answers the role that counts for this request. The account owner is owner; anybody
 * else has no role until the owner gives one. Who stops being account owner falls back to none.
 */
export async function seeStaff(ctx: Omit<ShopContext, 'actor'>, user: SeenUser): Promise<{ role: Role }> {
  const { shopId } = ctx;
  const now = ctx.clock.now();
  const first: Role = user.accountOwner ? 'owner' : 'none';
  const [row] = await ctx.db.query<{ role: Role }>(shopId, {
    name: 'see_staff',
    text: `INSERT INTO staff_members AS known (shop_id, user_id, name, email, locale, role, account_owner, collaborator, first_seen_at, last_seen_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)
      ON CONFLICT (shop_id, user_id) DO UPDATE SET name = EXCLUDED.name, email = EXCLUDED.email, locale = EXCLUDED.locale,
        account_owner = EXCLUDED.account_owner, collaborator = EXCLUDED.collaborator, last_seen_at = EXCLUDED.last_seen_at,
        role = CASE WHEN EXCLUDED.account_owner THEN 'owner' WHEN known.account_owner THEN 'none' ELSE known.role END
      RETURNING role`,
    values: [shopId, user.userId, user.name, user.email, user.locale, first, user.accountOwner, user.collaborator, now],
  });
  if (!row) throw new Error('an upsert without a row');
  return { role: row.role };
}
