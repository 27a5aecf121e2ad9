import { readdir, readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  API_SECRET,
  bearer,
  framed,
  MUG_HOUSE,
  runShell,
  sessionToken,
  TOKYO_PAPER,
  type RunningShell,
} from '#tests/setup/running-shell.ts';

let shell: RunningShell;

beforeAll(async () => {
  shell = await runShell({ WORKER: 'in-process' });
});
afterAll(() => shell.close());

const ancestors = (answer: Response) =>
  (answer.headers.get('content-security-policy') ?? '').split('; ').find((part) => part.startsWith('frame-ancestors'));

describe('a page', () => {
  it.each([
    [MUG_HOUSE, 1001],
    [TOKYO_PAPER, 2001],
  ])('of %s can be framed by that shop’s admin and by nobody else', async (shop, user) => {
    const page = await shell.ask(`/app?${framed(shop, sessionToken({ shop, user }))}`);
    expect(page.status).toBe(200);
    expect(ancestors(page)).toBe(`frame-ancestors https://${shop} https://admin.shopify.com`);
    const bounce = await shell.ask(`/auth/session-token?${framed(shop)}`);
    expect(ancestors(bounce)).toBe(`frame-ancestors https://${shop} https://admin.shopify.com`);
  });

  it.each([
    '/',
    '/nowhere',
    '/?shop=',
    '/nowhere?shop=evil.example',
    `/nowhere?shop=${MUG_HOUSE}.evil.example`,
    `/nowhere?shop=${MUG_HOUSE}&shop=x`,
  ])('without a shop can be framed by nobody: %s', async (address) => {
    const page = await shell.ask(address);
    if (page.headers.get('content-type')?.startsWith('text/html') === true) {
      expect(ancestors(page)).toBe("frame-ancestors 'none'");
    } else expect(page.status).toBe(302);
  });

  it('runs no script that is not ours, and every inline script of ours carries the nonce', async () => {
    const page = await shell.ask(`/app?${framed(MUG_HOUSE, sessionToken())}`);
    const policy = page.headers.get('content-security-policy') ?? '';
    const nonce = /script-src 'self' 'nonce-([\w-]{22})' https:\/\/cdn\.shopify\.com;/.exec(policy)?.[1];
    expect(nonce).toBeDefined();
    expect(policy).toContain("object-src 'none'");
    const html = await page.text();
    const inline = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>/g)].map(([tag]) => tag);
    expect(inline.length).toBeGreaterThan(0);
    for (const tag of inline) expect(tag).toContain(`nonce="${nonce ?? ''}"`);
    const again = await shell.ask(`/app?${framed(MUG_HOUSE, sessionToken())}`);
    expect(again.headers.get('content-security-policy')).not.toContain(nonce);
  });

  it('carries the other headers, and tells nobody what it runs on', async () => {
    for (const address of ['/', '/healthz', '/nowhere', '/app.data']) {
      const { headers } = await shell.ask(address);
      expect(headers.get('x-content-type-options'), address).toBe('nosniff');
      expect(headers.get('referrer-policy'), address).toBe('strict-origin');
      expect(headers.get('cache-control'), address).toBe('no-store');
      expect(headers.has('x-powered-by'), address).toBe(false);
    }
  });

  it('names no token and no secret, and neither does any file of the browser', async () => {
    const page = await (await shell.ask(`/app?${framed(MUG_HOUSE, sessionToken())}`)).text();
    const tokens = await shell.sql<{ access_token: string; refresh_token: string | null }>(
      'SELECT access_token, refresh_token FROM sessions',
    );
    const secrets = [API_SECRET, ...tokens.flatMap((row) => [row.access_token, row.refresh_token ?? API_SECRET])];
    expect(secrets.length).toBeGreaterThan(2);
    for (const secret of secrets) expect(page).not.toContain(secret);
    const folder = 'build/client/assets';
    for (const file of await readdir(folder)) {
      const text = await readFile(path.join(folder, file), 'utf8');
      for (const word of [API_SECRET, 'SHOPIFY_API_SECRET', 'DATABASE_URL', 'access_token', 'node:crypto']) {
        expect(text.includes(word), `${word} in ${file}`).toBe(false);
      }
    }
  });

  it('for a shop that opens the app by its bare address leads into the app', async () => {
    const answer = await shell.ask(`/?${framed(MUG_HOUSE)}`);
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe(`/app?${framed(MUG_HOUSE)}`);
  });

  it('for somebody who knows no shop says how Amends is opened, and has no field to type a shop into', async () => {
    const html = await (await shell.ask('/')).text();
    expect(html).toContain('Shopify admin');
    expect(html).not.toContain('<input');
    expect((await shell.ask('/auth/login')).headers.get('location')).toBe('/');
  });

  it('is not sent to another address by its parameters', async () => {
    for (const target of ['https://evil.example', '//evil.example', '/\\evil.example']) {
      const query = `${framed(MUG_HOUSE)}&exitIframe=${encodeURIComponent(target)}&shopify-reload=${encodeURIComponent(target)}`;
      const answer = await shell.ask(`/auth/exit-iframe?${query}`);
      expect(answer.headers.get('location') ?? '', target).not.toContain('evil');
      expect(await answer.text(), target).not.toContain('evil');
    }
  });

  it('gives no other origin leave to read it', async () => {
    const foreign = { headers: { origin: 'https://evil.example' } };
    for (const address of ['/app.data', `/app?${framed(MUG_HOUSE)}`, '/auth/session-token']) {
      expect((await shell.ask(address, foreign)).headers.has('access-control-allow-origin'), address).toBe(false);
      const preflight = await shell.ask(address, { ...foreign, method: 'OPTIONS' });
      expect(preflight.headers.has('access-control-allow-origin'), address).toBe(false);
    }
  });
});

describe('an error', () => {
  it('shows no stack, no query and no token, but the id of the request, which stands in the log', async () => {
    await shell.ask('/app.data', bearer(sessionToken()));
    await shell.sql('ALTER TABLE staff_members RENAME TO staff_members_gone');
    try {
      const token = sessionToken();
      const page = await shell.ask(`/app?${framed(MUG_HOUSE, token)}`);
      expect(page.status).toBe(500);
      const requestId = page.headers.get('x-request-id') ?? 'none';
      const html = await page.text();
      expect(html).toContain('Something went wrong');
      expect(html).toContain(requestId);
      const data = await shell.ask('/app.data', bearer(token));
      for (const text of [html, await data.text()]) {
        expect(text).not.toMatch(/staff_members|\.server\.ts|node_modules|\bat async\b|42P01/);
        expect(text).not.toContain(token);
      }
      expect(shell.log.some((line) => line.includes(requestId) && line.includes('42P01'))).toBe(true);
    } finally {
      await shell.sql('ALTER TABLE staff_members_gone RENAME TO staff_members');
    }
  });

  it('of the caller is a 4xx: no such address, no such file, a broken address, a broken host', async () => {
    expect((await shell.ask('/nowhere')).status).toBe(404);
    expect((await shell.ask('/assets/nothing.js')).status).toBe(404);
    expect((await shell.ask('/assets/../../../package.json')).status).toBe(404);
    expect((await shell.ask('/assets/%2e%2e%2f%2e%2e%2fpackage.json')).status).toBeGreaterThanOrEqual(400);
    expect((await shell.ask('/%E0%A4%A')).status).toBe(400);
    expect(await firstLine('GET / HTTP/1.1\r\nHost: a b\r\n\r\n')).toContain(' 400 ');
    expect((await shell.ask('/app', { method: 'POST', body: 'x'.repeat(1_100_000) })).status).toBe(413);
  });
});

describe('the request id', () => {
  it('is the caller’s when it looks like one, and ours otherwise', async () => {
    const named = async (id: string) =>
      (await shell.ask('/healthz', { headers: { 'x-request-id': id } })).headers.get('x-request-id');
    expect(await named('a1b2c3d4-trace.7')).toBe('a1b2c3d4-trace.7');
    for (const bad of ['short', 'x'.repeat(200), 'with space here', 'quote"quote"quote']) {
      expect(await named(bad)).toMatch(/^[0-9a-f-]{36}$/);
    }
  });
});

describe('files of the browser', () => {
  it('are compressed and kept for ever: their names change with what is in them', async () => {
    const script = (await readdir('build/client/assets')).find((file) => file.startsWith('entry.client'));
    const answer = await shell.ask(`/assets/${script ?? ''}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(answer.headers.get('content-encoding')).toBe('gzip');
  });
});

describe('health', () => {
  it('says that the process lives, and that it is ready: database, migrations, worker', async () => {
    const live = await shell.ask('/healthz');
    expect([live.status, await live.json()]).toEqual([200, { status: 'ok' }]);
    const ready = await shell.ask('/readyz');
    expect([ready.status, await ready.json()]).toEqual([
      200,
      { ready: true, checks: { database: true, migrations: true, worker: true, stopping: false } },
    ]);
  });

  it('is not ready while a migration is missing, nor without its database, but lives', async () => {
    const other = await runShell();
    try {
      await other.sql('UPDATE _prisma_migrations SET finished_at = NULL');
      const behind = await other.ask('/readyz');
      expect([behind.status, await behind.json()]).toMatchObject([
        503,
        { checks: { database: true, migrations: false, worker: 'off' } },
      ]);
      await other.sql('UPDATE _prisma_migrations SET finished_at = now()');
      expect((await other.ask('/readyz')).status).toBe(200);
      await other.web.amends.db.close();
      const gone = await other.ask('/readyz');
      expect([gone.status, await gone.json()]).toMatchObject([503, { ready: false, checks: { database: false } }]);
      expect((await other.ask('/healthz')).status).toBe(200);
    } finally {
      await other.close().catch(() => undefined);
    }
  });
});

/** Sends bytes as they are; `fetch` would not. */
function firstLine(bytes: string): Promise<string> {
  const { hostname, port } = new URL(shell.web.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.once('data', (chunk) => {
      resolve(chunk.toString().split('\r\n')[0] ?? '');
      socket.destroy();
    });
    socket.once('error', reject);
  });
}
