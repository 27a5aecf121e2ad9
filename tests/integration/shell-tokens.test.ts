import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseShopId, trusted } from '#app/domain/ids.ts';
import { revokeAll } from '#dev-store/oauth/tokens.ts';
import { createAccessTokens } from '#app/main/access-tokens.server.ts';
import { addFault, faultInput } from '#dev-store/faults/rules.ts';
import { createSessionStorage } from '#app/db/session-storage.server.ts';
import {
  bearer,
  MUG_HOUSE,
  OLGA,
  runShell,
  sessionToken,
  TOKYO_PAPER,
  type RunningShell,
} from '#tests/setup/running-shell.ts';

let shell: RunningShell;
const mugHouse = trusted(parseShopId, MUG_HOUSE);

beforeAll(async () => {
  shell = await runShell();
});
afterAll(() => shell.close());
beforeEach(async () => {
  await shell.sql('DELETE FROM sessions');
  shell.store.store.state.faults = [];
  expect((await shell.ask('/app.data', bearer(sessionToken()))).status).toBe(200);
});

type SessionRow = {
  id: string;
  is_online: boolean;
  access_token: string;
  refresh_token: string | null;
  minutes: number;
  refresh_days: number | null;
};
const stored = () =>
  shell.sql<SessionRow>(`SELECT id, is_online, access_token, refresh_token,
    extract(epoch FROM expires - now())::float / 60 AS minutes,
    extract(epoch FROM refresh_token_expires - now())::float / 86400 AS refresh_days FROM sessions ORDER BY is_online`);
const tokenRequests = (operation: string) =>
  shell.store.store.state.requests.filter((request) => request.operation === operation).length;
const runOut = (interval: string) =>
  shell.sql(`UPDATE sessions SET expires = now() + interval '${interval}' WHERE NOT is_online`);

describe('opening the app', () => {
  it('stores the shop’s offline token with its refresh token, and the online token of the person', async () => {
    const [offline, online] = await stored();
    expect(offline).toMatchObject({ id: `offline_${MUG_HOUSE}`, is_online: false });
    expect(offline?.access_token).toMatch(/^shpat_/);
    expect(offline?.refresh_token).toMatch(/^shprt_/);
    expect(offline?.minutes).toBeCloseTo(60, 0);
    expect(offline?.refresh_days).toBeCloseTo(90, 0);
    expect(online).toMatchObject({ id: `${MUG_HOUSE}_${String(OLGA)}`, is_online: true, refresh_token: null });
    expect(online?.minutes).toBeCloseTo(24 * 60, 0);
  });

  it('records the shop with what Shopify says of it', async () => {
    expect(await shell.sql('SELECT shop_id, name, currency, time_zone, uninstalled_at FROM shops')).toEqual([
      { shop_id: MUG_HOUSE, name: 'Mug House', currency: 'EUR', time_zone: 'Europe/Prague', uninstalled_at: null },
    ]);
  });

  it('asks Shopify for nothing the second time', async () => {
    const before = shell.store.store.state.requests.length;
    expect((await shell.ask('/app.data', bearer(sessionToken()))).status).toBe(200);
    expect(shell.store.store.state.requests.length).toBe(before);
  });
});

describe('the shop’s token', () => {
  it('that is about to run out is renewed once when sixteen calls need it at the same time', async () => {
    const [before] = await stored();
    await runOut('4 minutes');
    const requests = tokenRequests('refresh_token');
    const tokens = await Promise.all(Array.from({ length: 16 }, () => shell.web.amends.tokens.forShop(mugHouse)));
    expect(tokenRequests('refresh_token') - requests).toBe(1);
    const [after] = await stored();
    expect(new Set(tokens)).toEqual(new Set([after?.access_token]));
    expect(after?.access_token).not.toBe(before?.access_token);
    expect(after?.refresh_token).not.toBe(before?.refresh_token);
    expect(after?.minutes).toBeCloseTo(60, 0);
  });

  it('is renewed once also when a call that has read the old one goes on after the new one has come', async () => {
    await runOut('4 minutes');
    const { shopify, clock, db, log } = shell.web.amends;
    const storage = createSessionStorage(db);
    let goOn: () => void = () => undefined;
    const renewed = new Promise<void>((resolve) => (goOn = resolve));
    let slow = true;
    const sessions = Object.assign(Object.create(storage) as typeof storage, {
      loadSession: async (id: string) => {
        const waits = slow;
        slow = false;
        const session = await storage.loadSession(id);
        if (waits) await renewed;
        return session;
      },
    });
    const tokens = createAccessTokens({ shopify, sessions, clock, log });
    const requests = tokenRequests('refresh_token');
    const late = tokens.forShop(mugHouse);
    const first = await tokens.forShop(mugHouse);
    goOn();
    expect(await late).toBe(first);
    expect(tokenRequests('refresh_token') - requests).toBe(1);
  });

  it('that lasts is used as it is', async () => {
    const requests = tokenRequests('refresh_token');
    const [before] = await stored();
    expect(await shell.web.amends.tokens.forShop(mugHouse)).toBe(before?.access_token);
    expect(tokenRequests('refresh_token')).toBe(requests);
  });

  it('that lasts a little longer is used while Shopify does not answer', async () => {
    const [before] = await stored();
    await runOut('2 minutes');
    shopifyIsDown();
    expect(await shell.web.amends.tokens.forShop(mugHouse)).toBe(before?.access_token);
  });

  it('that has run out while Shopify does not answer is no proof that the shop is gone', async () => {
    await runOut('-1 minute');
    shopifyIsDown();
    await expect(shell.web.amends.tokens.forShop(mugHouse)).rejects.toThrow('could not be renewed');
    expect(await stored()).toHaveLength(2);
  });

  it('that Shopify no longer renews is forgotten with every session, so that the next visit brings new ones', async () => {
    await runOut('-1 minute');
    await shell.sql("UPDATE sessions SET refresh_token = 'shprt_spent' WHERE NOT is_online");
    expect(await shell.web.amends.tokens.forShop(mugHouse)).toBeNull();
    expect(await stored()).toEqual([]);
    expect((await shell.ask('/app.data', bearer(sessionToken()))).status).toBe(200);
    expect(await stored()).toHaveLength(2);
  });

  it('that another process has renewed meanwhile is taken from there', async () => {
    await runOut('-1 minute');
    const { shopify, clock, db, log } = shell.web.amends;
    const tokens = createAccessTokens({
      shopify: {
        offlineSessionId: shopify.offlineSessionId,
        // Between our reading of the session and our request, the other process was faster.
        refreshOfflineSession: async (shopId) => {
          const theirs = 'shpat_of_the_other_process';
          await shell.sql(
            `UPDATE sessions SET access_token = '${theirs}', expires = now() + interval '1 hour' WHERE NOT is_online`,
          );
          return shopify.refreshOfflineSession(shopId, 'shprt_spent');
        },
      },
      sessions: createSessionStorage(db),
      clock,
      log,
    });
    expect(await tokens.forShop(mugHouse)).toBe('shpat_of_the_other_process');
    expect(await stored()).toHaveLength(2);
  });

  it('that Shopify no longer takes is forgotten with every session, so that the next visit brings new ones', async () => {
    revokeAll(shell.store.store, MUG_HOUSE);
    const { gateway } = shell.web.amends.contextFor(mugHouse, { kind: 'system', name: 'worker' });
    expect(await gateway.shopFacts()).toEqual({ ok: false, error: { kind: 'uninstalled' } });
    expect(await stored()).toEqual([]);
    expect((await shell.ask('/app.data', bearer(sessionToken()))).status).toBe(200);
    expect((await gateway.shopFacts()).ok).toBe(true);
  });

  it('that Shopify no longer takes leaves alone the one that has come meanwhile', async () => {
    await shell.web.amends.tokens.refused(mugHouse, 'shpat_from_before');
    expect(await stored()).toHaveLength(2);
  });

  it('is nobody’s of a shop that never installed the app', async () => {
    expect(await shell.web.amends.tokens.forShop(trusted(parseShopId, 'never-here.myshopify.com'))).toBeNull();
  });
});

describe('the session storage', () => {
  const storage = () => createSessionStorage(shell.web.amends.db);

  it('gives back what it was given, person and all', async () => {
    const loaded = await storage().loadSession(`${MUG_HOUSE}_${String(OLGA)}`);
    expect(loaded?.onlineAccessInfo?.associated_user).toMatchObject({
      id: OLGA,
      first_name: 'Olga',
      account_owner: true,
    });
    await shell.sql('DELETE FROM sessions');
    if (loaded === undefined) throw new Error('no session');
    expect(await storage().storeSession(loaded)).toBe(true);
    expect((await storage().loadSession(loaded.id))?.toObject()).toEqual(loaded.toObject());
  });

  it('takes only ids that name their shop', async () => {
    for (const id of [
      '',
      'x',
      'offline_',
      'offline_evil.example',
      `${MUG_HOUSE}`,
      `${MUG_HOUSE}_`,
      `a_${MUG_HOUSE}`,
      'b0f3-uuid',
    ]) {
      expect(await storage().loadSession(id), id).toBeUndefined();
    }
    const session = await storage().loadSession(`offline_${MUG_HOUSE}`);
    if (session === undefined) throw new Error('no session');
    session.shop = TOKYO_PAPER;
    expect(await storage().storeSession(session)).toBe(false);
  });

  it('finds and deletes the sessions of one shop only', async () => {
    await shell.ask('/app.data', bearer(sessionToken({ shop: TOKYO_PAPER, user: 2001 })));
    const own = await storage().findSessionsByShop(MUG_HOUSE);
    expect(own.map(({ id }) => id)).toEqual([`${MUG_HOUSE}_${String(OLGA)}`, `offline_${MUG_HOUSE}`]);
    await storage().deleteSessions(own.map(({ id }) => id));
    expect((await stored()).map(({ id }) => id)).toEqual([`offline_${TOKYO_PAPER}`, `${TOKYO_PAPER}_2001`]);
  });
});

/** From now on nobody gets an answer who wants a token renewed. */
function shopifyIsDown(): void {
  addFault(shell.store.store, faultInput.parse({ match: 'refresh_token', kind: '5xx-before' }), 0);
}
