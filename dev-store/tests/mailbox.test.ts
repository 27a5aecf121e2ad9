import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Desk } from './harness.ts';
import { sendMail } from './mail-kit.ts';

let desk: Desk;

beforeAll(async () => {
  desk = await Desk.open();
});
afterAll(() => desk.close());
beforeEach(() => {
  desk.devStore.store.state.mails = [];
});

async function page(path: string): Promise<{ status: number; text: string; policy: string }> {
  const answer = await fetch(desk.base + path);
  const policy = answer.headers.get('content-security-policy') ?? '';
  return { status: answer.status, text: await answer.text(), policy };
}

const lastId = () => String(desk.devStore.store.state.mails.at(-1)?.id);
const evil = '<script>alert(1)</script><img src=x onerror=alert(1)>';

describe('the mailbox', () => {
  test('stands in the navigation, and says what it is for while it is empty', async () => {
    expect((await page('/store/mug-house')).text).toContain('href="/store/mug-house/mailbox"');
    expect((await page('/store/mug-house/mailbox')).text).toContain('No e-mail has been sent yet');
  });

  test('lists mails newest first, with subject, recipient and sender, and finds them by each', async () => {
    await sendMail(desk, 'lukas@example.com', { subject: 'First' });
    await sendMail(desk, 'anna@example.com', {
      subject: 'Second',
      from: { name: 'Mug House', address: 'a@example.com' },
    });
    const { text } = await page('/store/tokyo-paper/mailbox');
    expect(text.indexOf('Second')).toBeGreaterThan(0);
    expect(text.indexOf('Second')).toBeLessThan(text.indexOf('First'));
    for (const words of ['anna@example', 'mug house', 'SECOND']) {
      const found = (await page(`/store/mug-house/mailbox?q=${encodeURIComponent(words)}`)).text;
      expect(found).toContain('Second');
      expect(found).not.toContain('First');
    }
  });

  test('shows one mail: its text with links, its head, and its HTML in a frame where nothing runs', async () => {
    await sendMail(desk, 'lukas@example.com', {
      subject: 'Look',
      text: 'Open https://example.com/a?b=1&c=2 now',
      html: '<html><head></head><body><p>Open <a href="https://example.com">it</a></p></body></html>',
      messageId: '<look@example.com>',
    });
    const mail = await page(`/store/mug-house/mailbox/${lastId()}`);
    expect(mail.text).toContain('<a href="https://example.com/a?b=1&amp;c=2" target="_blank" rel="noreferrer">');
    expect(mail.text).toContain('&lt;look@example.com&gt;');
    expect(mail.text).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
    expect(mail.policy).toContain("frame-src 'self'");
    const frame = await page(`/store/mug-house/mailbox/${lastId()}/html`);
    expect(frame.text).toContain('<a href="https://example.com">it</a>');
    expect(frame.text).toContain('<head><base target="_blank">');
    expect(frame.policy).toContain("default-src 'none'");
    expect(frame.policy).toMatch(/sandbox allow-popups allow-popups-to-escape-sandbox$/);
    expect(frame.policy).not.toMatch(/allow-scripts|allow-same-origin|script-src/);
  });

  test('shows what was written as text, never as markup of the admin', async () => {
    await sendMail(desk, 'lukas@example.com', {
      subject: evil,
      text: `${evil} javascript:alert(1)`,
      headers: { 'X-Note': evil },
    });
    for (const path of ['/store/mug-house/mailbox', `/store/mug-house/mailbox/${lastId()}`]) {
      const { text } = await page(path);
      expect(text).not.toMatch(/<script>alert|<img src=x|href="javascript/);
      expect(text).toContain('&lt;script&gt;alert(1)');
    }
  });

  test('has no page for a mail that is not there', async () => {
    expect((await page('/store/mug-house/mailbox/7')).status).toBe(404);
    expect((await page('/store/mug-house/mailbox/7/html')).status).toBe(404);
  });

  test('keeps its mails and faults over a restart, as the rest of the state', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'dev-store-'));
    const before = await Desk.open({ dataDir: folder });
    await sendMail(before, 'lukas@example.com', { subject: 'Kept' });
    await before.made('/dev-store/mail/faults', { kind: 'refuse' });
    await before.close();
    const after = await Desk.open({ dataDir: folder });
    expect(after.devStore.store.state.mails).toMatchObject([{ subject: 'Kept' }]);
    await expect(sendMail(after, 'lukas@example.com')).rejects.toMatchObject({ responseCode: 550 });
    await after.close();
    await rm(folder, { recursive: true });
  });
});
