import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ANNA,
  bearer,
  framed,
  MUG_HOUSE,
  OLGA,
  runShell,
  sessionToken,
  TOKYO_PAPER,
  type RunningShell,
} from '#tests/setup/running-shell.ts';

let shell: RunningShell;

beforeAll(async () => {
  shell = await runShell();
});
afterAll(() => shell.close());

/** A screen's data, as Remix's client asks for it once the page is open. */
const data = (token: string) => shell.ask('/app.data', bearer(token));
const now = () => Math.floor(Date.now() / 1000);
const sessionIds = async () =>
  (await shell.sql<{ id: string }>('SELECT id FROM sessions ORDER BY id')).map((row) => row.id);

describe('a session token', () => {
  it('that Shopify signed for us opens the app', async () => {
    const answer = await data(sessionToken());
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('Olga');
  });

  it('is needed: without one no route of the app gives data or takes a change, and a page leads nowhere', async () => {
    const routes = await embeddedRoutes();
    expect(routes.map(({ path }) => path)).toContain('/app');
    for (const { path, isRead, takesChanges } of routes) {
      expect((await shell.ask(dataPath(path))).status, path).toBe(401);
      const page = await shell.ask(path);
      if (isRead) expect([page.status, page.headers.get('location')], path).toEqual([302, '/auth/login']);
      else expect(page.status, path).toBe(400);
      if (!takesChanges) continue;
      const change = await shell.ask(path, { method: 'POST', body: new URLSearchParams({ a: 'b' }) });
      expect(change.status, path).toBe(401);
    }
  });

  it('is fetched through the bounce page when the admin opens the app without one', async () => {
    const page = await shell.ask(`/app?${framed(MUG_HOUSE)}`);
    expect(page.status).toBe(302);
    expect(page.headers.get('location')).toMatch(/^\/auth\/session-token\?/);
    const bounce = await shell.ask(page.headers.get('location') ?? '');
    expect(bounce.status).toBe(200);
    expect(await bounce.text()).toContain('app-bridge.js');
  });

  const refused: [string, () => string][] = [
    ['with a wrong signature', () => sessionToken({}, {}, { secret: 'not-the-secret' })],
    [
      'with alg none',
      () =>
        `${sessionToken({}, {}, { header: { alg: 'none' } })
          .split('.')
          .slice(0, 2)
          .join('.')}.`,
    ],
    ['with alg none and a signature', () => sessionToken({}, {}, { header: { alg: 'none' } })],
    ['with another algorithm in its header', () => sessionToken({}, {}, { header: { alg: 'RS256', typ: 'JWT' } })],
    ['that expired 11 seconds ago', () => sessionToken({}, { exp: now() - 11 })],
    ['that becomes valid in 12 seconds', () => sessionToken({}, { nbf: now() + 12 })],
    ['made for another app', () => sessionToken({}, { aud: 'another-app' })],
    ['whose issuer is another shop', () => sessionToken({}, { iss: `https://${TOKYO_PAPER}/admin` })],
    ['without an issuer', () => sessionToken({}, { iss: undefined })],
    ['without a shop', () => sessionToken({}, { dest: undefined })],
    ...['shop.example.com', `${MUG_HOUSE}.evil.example`, 'evilmyshopify.com', 'x.shopify.com', 'x_y.myshopify.com'].map(
      (host): [string, () => string] => [
        `for ${host}`,
        () => sessionToken({}, { iss: `https://${host}/admin`, dest: `https://${host}` }),
      ],
    ),
    [
      'for a shop over plain http',
      () => sessionToken({}, { iss: `http://${MUG_HOUSE}/admin`, dest: `http://${MUG_HOUSE}` }),
    ],
    ['that is no token', () => 'x.y.z'],
    ['that is empty', () => ''],
  ];
  it.each(refused)('%s is refused', async (_what, make) => {
    const before = await sessionIds();
    const answer = await data(make());
    expect(answer.status).toBe(401);
    expect(answer.headers.get('x-shopify-retry-invalid-session-request')).toBe('1');
    expect(await sessionIds()).toEqual(before);
  });

  it('that expired 9 seconds ago is accepted: clocks differ', async () => {
    await data(sessionToken());
    expect((await data(sessionToken({}, { exp: now() - 9 }))).status).toBe(200);
  });

  it('of one shop stays in that shop, whatever the address says', async () => {
    const answer = await shell.ask(`/app.data?shop=${TOKYO_PAPER}`, bearer(sessionToken()));
    expect(answer.status).toBe(200);
    const text = await answer.text();
    expect(text).toContain('Mug House');
    expect(text).not.toContain('Tokyo');
    expect((await sessionIds()).some((id) => id.includes(TOKYO_PAPER))).toBe(false);
  });

  it('in the address of a page frames the page for its own shop, not for the one that is named', async () => {
    const query = framed(MUG_HOUSE, sessionToken()).replace(`shop=${MUG_HOUSE}`, `shop=${TOKYO_PAPER}`);
    const page = await shell.ask(`/app?${query}`);
    expect(page.status).toBe(200);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain(`frame-ancestors https://${MUG_HOUSE} https://admin.shopify.com`);
    expect(policy).not.toContain(TOKYO_PAPER);
  });
});

describe('a member of staff', () => {
  it('is recorded with what Shopify says of her; the account owner is owner, anybody else waits for a role', async () => {
    await data(sessionToken({ user: OLGA }));
    await data(sessionToken({ user: ANNA }));
    const staff = await shell.sql('SELECT user_id, role, account_owner FROM staff_members ORDER BY user_id');
    expect(staff).toEqual([
      { user_id: String(OLGA), role: 'owner', account_owner: true },
      { user_id: String(ANNA), role: 'none', account_owner: false },
    ]);
  });

  it('has a new role from the next request on', async () => {
    await data(sessionToken({ user: ANNA }));
    await shell.sql("UPDATE staff_members SET role = 'agent' WHERE user_id = $1", [String(ANNA)]);
    expect(await (await data(sessionToken({ user: ANNA }))).text()).toContain('"agent"');
    await shell.sql("UPDATE staff_members SET role = 'none' WHERE user_id = $1", [String(ANNA)]);
    expect(await (await data(sessionToken({ user: ANNA }))).text()).not.toContain('"agent"');
  });

  it('opening a page with several loaders exchanges tokens once', async () => {
    const exchanges = () => shell.store.store.state.requests.filter((each) => each.kind === 'token').length;
    const before = exchanges();
    const page = await shell.ask(`/app?${framed(TOKYO_PAPER, sessionToken({ shop: TOKYO_PAPER, user: 2001 }))}`);
    expect(page.status).toBe(200);
    expect(exchanges() - before).toBe(2);
  });
});

type BuiltRoutes = Record<
  string,
  { parentId?: string; path?: string; module: { default?: unknown; loader?: unknown; action?: unknown } }
>;

/** Every address inside the embedded app, as the build has them; ids are filled in. */
async function embeddedRoutes(): Promise<{ path: string; isRead: boolean; takesChanges: boolean }[]> {
  const { routes } = (await import(pathToFileURL('build/server/index.js').href)) as { routes: BuiltRoutes };
  const pathOf = (id: string | undefined): string => {
    const route = id === undefined ? undefined : routes[id];
    if (route === undefined) return '';
    return `${pathOf(route.parentId)}${route.path ? `/${route.path}` : ''}`;
  };
  return Object.entries(routes)
    .map(([id, { module }]) => ({
      path: pathOf(id).replaceAll(/:\w+/g, '1'),
      isRead: module.default !== undefined || module.loader !== undefined,
      takesChanges: module.action !== undefined,
    }))
    .filter(({ path }) => path.startsWith('/app'));
}

/** Where Remix's client asks for a page's data. */
const dataPath = (path: string) => `${path}.data`;
