import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askThroughProxy } from '#tests/factories/proxy.ts';
import { MUG_HOUSE, runShell, type RunningShell } from '#tests/setup/running-shell.ts';

let shell: RunningShell;

beforeAll(async () => {
  shell = await runShell();
  await shell.sql(
    `INSERT INTO shops (shop_id, name, currency, time_zone, scopes, installed_at, refreshed_at)
     VALUES ($1, 'Mug <House>', 'EUR', 'Europe/Prague', '', now(), now())`,
    [MUG_HOUSE],
  );
});
afterAll(() => shell.close());

describe('a page for customers', () => {
  it('is in the shop’s name and the reader’s language, loads nothing, and works without a script', async () => {
    const answer = await askThroughProxy(shell, '/nothing-here', { headers: { 'accept-language': 'pl-PL,en;q=0.5' } });
    const text = await answer.text();
    expect(answer.status).toBe(404);
    expect(text).toContain('<html lang="pl">');
    expect(text).toContain('Mug &lt;House&gt;');
    expect(text).not.toMatch(/amends|<script|src=/i);
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; /);
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('is in the language that she chose, whatever her browser says', async () => {
    const answer = await askThroughProxy(shell, '/nothing-here', { query: { lang: 'uk' } });
    expect(await answer.text()).toContain('<html lang="uk">');
  });

  it('is shown to nobody whose request Shopify has not signed now', async () => {
    expect((await shell.ask(`/proxy/nothing-here?shop=${MUG_HOUSE}`)).status).toBe(401);
    const old = await askThroughProxy(shell, '/nothing-here', { at: Math.floor(Date.now() / 1000) - 100 });
    expect(old.status).toBe(401);
  });

  it('is not there for a shop that does not have the app', async () => {
    expect((await askThroughProxy(shell, '/nothing-here', { shop: 'other.myshopify.com' })).status).toBe(404);
    expect((await shell.ask('/c/other/nothing-here')).status).toBe(404);
    expect((await shell.ask('/c/.evil/nothing-here')).status).toBe(404);
  });

  it('is behind a link of ours as well', async () => {
    const answer = await shell.ask('/c/amends-mug-house/nothing-here');
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('Mug &lt;House&gt;');
  });

  it('leaves no secret of a link in the log', async () => {
    const secret = 'sEcReT_0123456789012345678901234567890123-4';
    await shell.ask(`/c/amends-mug-house/nothing/${secret}/here`);
    await expect.poll(() => shell.log.some((line) => line.includes('/nothing/[secret]/here'))).toBe(true);
    expect(shell.log.join('\n')).not.toContain(secret);
  });
});
