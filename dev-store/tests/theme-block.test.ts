import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newCustomer, openDesk } from './benefits.ts';
import type { Desk } from './harness.ts';

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const contact = (query: Record<string, string> = {}): Promise<Response> =>
  fetch(`${desk.base}/storefront/mug-house/pages/contact?${new URLSearchParams(query).toString()}`);

describe('a page with a block of the app', () => {
  it('renders the block’s own file, with every text of the page’s language and the settings of its schema', async () => {
    const text = await (await contact({ locale: 'cs' })).text();
    expect(text).toContain('<html lang="cs">');
    expect(text).toContain('Nahlásit problém');
    expect(text).toContain('action="/apps/amends/report?lang=cs"');
    expect(text).toMatch(/name="at" value="\d{10}"/);
    expect(text).not.toMatch(/Translation missing|{%|{{|schema/);
  });

  it('is in English where the extension has no such language', async () => {
    const text = await (await contact({ locale: 'pt-BR' })).text();
    expect(text).toContain('Report a problem');
    expect(text).toContain('action="/apps/amends/report?lang=pt-BR"');
  });

  it('is the page without it when the block is taken off', async () => {
    const text = await (await contact({ block: 'off' })).text();
    expect(text).toContain('<h1>Contact</h1>');
    expect(text).not.toContain('amends');
  });

  it('shows what the merchant has set as text and never as markup', async () => {
    const attack = '"><script>alert(1)</script>';
    const set = { heading: attack, text: attack, button: attack, address: attack };
    for (const show of ['form', 'button']) {
      const text = await (await contact({ ...set, show })).text();
      expect(text).not.toContain('<script>');
      expect(text).toContain('&#34;&gt;&lt;script&gt;');
    }
  });

  it('allows the style that stands in it, and no script', async () => {
    const policy = (await contact()).headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/^default-src 'none'; style-src 'self' 'sha256-[\w+/=]{44}';/);
  });

  it('knows on the page of an order whose it is, and shows it to nobody else', async () => {
    const [one, other] = [await newCustomer(desk), await newCustomer(desk)];
    const page = (id: string, order: string) =>
      fetch(`${desk.base}/storefront/mug-house/account/${id.split('/').at(-1) ?? ''}/orders/${order}`);
    const orderId = String(one.order.legacyId);
    const text = await (await page(one.id, orderId)).text();
    expect(text).toMatch(new RegExp(`name="orderNumber"\\s+value="${one.order.name}"`));
    expect((await page(other.id, orderId)).status).toBe(404);
  });
});

describe('the shop’s own address of the app, on a host that all shops share', () => {
  const ask = (referer: string) =>
    fetch(`${desk.base}/apps/amends/report?lang=uk`, { method: 'POST', redirect: 'manual', headers: { referer } });

  it('leads on to the shop that the form stood in', async () => {
    const answer = await ask(`${desk.base}/storefront/tokyo-paper/pages/contact`);
    expect([answer.status, answer.headers.get('location')]).toEqual([
      307,
      '/storefront/tokyo-paper/apps/amends/report?lang=uk',
    ]);
  });

  it('is nobody’s when it is asked from elsewhere', async () => {
    for (const referer of ['https://evil.example/storefront/mug-house', `${desk.base}/storefront/nobody`, desk.base])
      expect((await ask(referer)).status).toBe(404);
  });
});
