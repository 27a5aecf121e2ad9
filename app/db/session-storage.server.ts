import { Session } from '@shopify/shopify-api';
import type { SessionStorage } from '@shopify/shopify-app-session-storage';
import { z } from 'zod';
import { parseShopId, type ShopId } from '#app/domain/ids.ts';
import type { Database } from './database.server.ts';

/**
 * Shopify's sessions in our own table. Not the Prisma storage package: its table is keyed by the session's id alone, so
 * the shop would lead no key; and its `findUnique` calls of one tick are batched into one query, which under row level
 * security is asked for one shop and answers "no session" to the others. Here every call is one statement, for the shop
 * that its session id names.
 */
export function createSessionStorage(db: Pick<Database, 'query'>): SessionStorage {
  return {
    storeSession: async (session) => {
      const shopId = shopOfSession(session.id);
      if (shopId === null || shopId !== session.shop) return false;
      await db.query(shopId, { ...STORE, values: toColumns(shopId, session) });
      return true;
    },
    loadSession: async (id) => {
      const shopId = shopOfSession(id);
      if (shopId === null) return undefined;
      const [row] = await db.query<SessionRow>(shopId, { ...LOAD, values: [shopId, id] });
      return row && toSession(row);
    },
    deleteSession: async (id) => {
      const shopId = shopOfSession(id);
      if (shopId !== null) await db.query(shopId, { ...REMOVE, values: [shopId, [id]] });
      return true;
    },
    deleteSessions: async (ids) => {
      for (const [shopId, own] of byShop(ids)) await db.query(shopId, { ...REMOVE, values: [shopId, own] });
      return true;
    },
    findSessionsByShop: async (shop) => {
      const shopId = parseShopId(shop);
      if (shopId === null) return [];
      const rows = await db.query<SessionRow>(shopId, { ...OF_SHOP, values: [shopId] });
      return rows.map(toSession);
    },
  };
}

type SessionRow = {
  id: string;
  shop_id: string;
  is_online: boolean;
  state: string;
  scope: string | null;
  access_token: string | null;
  expires: Date | null;
  refresh_token: string | null;
  refresh_token_expires: Date | null;
  online_access_info: unknown;
};

const COLUMNS =
  'id, shop_id, is_online, state, scope, access_token, expires, refresh_token, refresh_token_expires, online_access_info';

const LOAD = { name: 'session_load', text: `SELECT ${COLUMNS} FROM sessions WHERE shop_id = $1 AND id = $2` };
const OF_SHOP = { name: 'session_of_shop', text: `SELECT ${COLUMNS} FROM sessions WHERE shop_id = $1 ORDER BY id` };
const REMOVE = { name: 'session_remove', text: 'DELETE FROM sessions WHERE shop_id = $1 AND id = ANY($2)' };
const STORE = {
  name: 'session_store',
  text: `INSERT INTO sessions (${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
    ON CONFLICT (shop_id, id) DO UPDATE SET is_online = excluded.is_online, state = excluded.state, scope = excluded.scope,
      access_token = excluded.access_token, expires = excluded.expires, refresh_token = excluded.refresh_token,
      refresh_token_expires = excluded.refresh_token_expires, online_access_info = excluded.online_access_info`,
};

/** The shop that a session id names: `offline_<shop>`, or `<shop>_<user id>` as the library makes them. */
function shopOfSession(id: string): ShopId | null {
  if (id.startsWith('offline_')) return parseShopId(id.slice('offline_'.length));
  const [, shop] = /^(.+)_\d+$/.exec(id) ?? [];
  return parseShopId(shop);
}

function byShop(ids: readonly string[]): Map<ShopId, string[]> {
  const groups = new Map<ShopId, string[]>();
  for (const id of ids) {
    const shopId = shopOfSession(id);
    if (shopId !== null) groups.set(shopId, [...(groups.get(shopId) ?? []), id]);
  }
  return groups;
}

function toColumns(shopId: ShopId, session: Session): unknown[] {
  return [
    session.id,
    shopId,
    session.isOnline,
    session.state,
    session.scope ?? null,
    session.accessToken ?? null,
    session.expires ?? null,
    session.refreshToken ?? null,
    session.refreshTokenExpires ?? null,
    session.onlineAccessInfo === undefined ? null : JSON.stringify(session.onlineAccessInfo),
  ];
}

// Only the id must be there: a session that cannot be read would lock its owner out.
const text = z.string().catch('');
const flag = z.boolean().catch(false);
const onlineAccessInfo = z.object({
  expires_in: z.number().catch(0),
  associated_user_scope: text,
  associated_user: z.object({
    id: z.number(),
    first_name: text,
    last_name: text,
    email: text,
    email_verified: flag,
    account_owner: flag,
    locale: text,
    collaborator: flag,
  }),
});

function toSession(row: SessionRow): Session {
  return new Session({
    id: row.id,
    shop: row.shop_id,
    state: row.state,
    isOnline: row.is_online,
    ...(row.scope !== null && { scope: row.scope }),
    ...(row.access_token !== null && { accessToken: row.access_token }),
    ...(row.expires !== null && { expires: row.expires }),
    ...(row.refresh_token !== null && { refreshToken: row.refresh_token }),
    ...(row.refresh_token_expires !== null && { refreshTokenExpires: row.refresh_token_expires }),
    ...(row.online_access_info !== null && { onlineAccessInfo: onlineAccessInfo.parse(row.online_access_info) }),
  });
}
