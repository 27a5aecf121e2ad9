/** Seam: filled by services/shops as soon as they exist. Until then the least that lets people in. */
import type { ArrivalServices } from './arrivals.server.ts';

export const arrivalServices: ArrivalServices = {
  recordShop: async (ctx) => {
    const facts = await ctx.gateway.shopFacts();
    if (!facts.ok) throw new Error(`the shop's facts could not be read: ${facts.error.kind}`);
    const { name, currency, timeZone, scopes } = facts.value;
    await ctx.db.query(ctx.shopId, {
      text: `INSERT INTO shops (shop_id, name, currency, time_zone, scopes, installed_at, refreshed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $6)
        ON CONFLICT (shop_id) DO UPDATE SET name = excluded.name, currency = excluded.currency,
          time_zone = excluded.time_zone, scopes = excluded.scopes, refreshed_at = excluded.refreshed_at, uninstalled_at = NULL`,
      values: [ctx.shopId, name, currency, timeZone, scopes.join(','), ctx.clock.now()],
    });
    return { name, currency, timeZone };
  },
  seeStaff: async (ctx, person) => {
    const first = person.accountOwner ? 'owner' : 'none';
    const [row] = await ctx.db.query<{ role: 'none' | 'agent' | 'lead' | 'owner' }>(ctx.shopId, {
      text: `INSERT INTO staff_members (shop_id, user_id, name, email, locale, role, account_owner, collaborator, first_seen_at, last_seen_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)
        ON CONFLICT (shop_id, user_id) DO UPDATE SET name = excluded.name, email = excluded.email, locale = excluded.locale,
          account_owner = excluded.account_owner, collaborator = excluded.collaborator, last_seen_at = excluded.last_seen_at
        RETURNING role`,
      values: [
        ctx.shopId,
        person.userId,
        person.name,
        person.email,
        person.locale,
        first,
        person.accountOwner,
        person.collaborator,
        ctx.clock.now(),
      ],
    });
    return { role: row?.role ?? 'none' };
  },
};
