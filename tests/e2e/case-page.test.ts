/** The pages behind links to customers, as they stand in a browser: on a phone, with scripts and without. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ComplaintId } from '#app/domain/ids.ts';
import { languages } from '#app/domain/language.ts';
import { askBackTexts } from '#app/i18n/customer/ask-back.ts';
import { caseTexts } from '#app/i18n/customer/case.ts';
import { askCustomers } from '#app/services/ask-back/ask-customers.server.ts';
import { moveComplaint } from '#app/services/complaints/change-complaint.server.ts';
import { makeLink } from '#app/services/customer-links/make-link.server.ts';
import { writeToCustomer } from '#app/services/messages/write-to-customer.server.ts';
import { attacks } from '#tests/data/xss.ts';
import { amountOf, complain, eur, makeOrder, mustAsk } from '#tests/factories/cases.ts';
import { arrived } from '#tests/factories/mails.ts';
import { launch, PHONE } from '#tests/setup/browser.ts';
import { servePages, type ServedPages } from '#tests/setup/customer-pages.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, MUG_HOUSE, people, type World } from '#tests/setup/world.ts';
import { seriousProblems } from './axe.ts';

let database: TestDatabase;
let world: World;
let pages: ServedPages;
let browser: Browser;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld({ database });
  [pages, browser] = await Promise.all([servePages(world), launch()]);
});
afterAll(async () => {
  await browser.close();
  await pages.close();
  await world.close();
  await database.drop();
});

const here = (address: string): string => address.replace('http://localhost:3000', pages.url);
async function phone(address: string, javaScriptEnabled: boolean): Promise<Page> {
  const context = await browser.newContext({ viewport: PHONE, locale: 'en-GB', javaScriptEnabled });
  const page = await context.newPage();
  await page.goto(here(address));
  return page;
}
const linkTo = (complaintId: ComplaintId) =>
  world.db.atomically(MUG_HOUSE, (tx) => makeLink(tx, world.system(), { purpose: 'status', complaintId }));

/** A complaint in English with a refund, a code on its way to nowhere, and a message. */
async function aCase(): Promise<ComplaintId> {
  const complaintId = await complain(world, makeOrder(world), people.anna);
  await world.sql(`UPDATE complaints SET language = 'en' WHERE id = $1`, [complaintId]);
  await mustAsk(world, { complaintId, request: amountOf(eur(1250)) });
  await world.runUntilQuiet();
  await world.db.atomically(MUG_HOUSE, (tx) =>
    writeToCustomer(tx, world.as(people.anna), {
      ...{ complaintId, kind: 'reply', dedupeKey: `${complaintId}:1`, language: 'en', subject: 'Your mug' },
      body: 'Hello,\n\nwe pay you back for the broken mug.\n\nMug House',
    }),
  );
  return complaintId;
}

describe.each([
  ['with scripts', true],
  ['without scripts', false],
])('on a phone, %s', (_name, scripts) => {
  it('she reads where it stands and writes, and sees that it has arrived', async () => {
    const page = await phone(await linkTo(await aCase()), scripts);
    await page.getByRole('heading', { level: 1, name: /^Your case C-/ }).waitFor();
    await page.getByRole('heading', { name: 'Refund of €12.50' }).waitFor();
    await page.getByText('we pay you back for the broken mug.').waitFor();
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('alert').getByText(caseTexts.en.empty).waitFor();
    await page.getByRole('textbox', { name: 'Your message' }).fill('And the saucer?');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('status').getByText('Thank you, your message has arrived.').waitFor();
    await page.getByText('And the saucer?').waitFor();
    await page.reload();
    expect(await page.getByText('And the saucer?').count()).toBe(1);
    await page.context().close();
  });

  it('she answers how content she is by one link of the mail and one button', async () => {
    await world.sql('DELETE FROM customer_asks');
    world.store.store.state.mails = [];
    const complaintId = await complain(world, makeOrder(world), people.anna);
    await world.sql(`UPDATE complaints SET language = 'en' WHERE id = $1`, [complaintId]);
    await moveComplaint(world.as(), complaintId, { to: 'resolved', why: null });
    await world.sql(`UPDATE complaints SET ended_at = $2::timestamptz - interval '4 days' WHERE id = $1`, [
      complaintId,
      world.clock.now(),
    ]);
    const hour = Number(world.clock.now().toISOString().slice(11, 13));
    if (hour < 9 || hour > 17) await world.clock.advance(((35 - hour) % 24) * 60 * 60 * 1000);
    expect(await askCustomers(world.system())).toBeGreaterThan(0);
    await world.sweepMails();
    const mail = arrived(world).find(({ text }) => text.includes('answer=1'));
    const [address = ''] = /http\S+\?answer=1/.exec(mail?.text ?? '') ?? [];
    const page = await phone(address, scripts);
    expect(await page.getByRole('radio', { name: 'Very bad' }).isChecked()).toBe(true);
    await page.getByRole('textbox').fill('It took weeks.');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('heading', { name: askBackTexts.en.thanks.lowTitle }).waitFor();
    await page.goto(here(address));
    await page.getByRole('heading', { name: caseTexts.en.over.title }).waitFor();
    await page.context().close();
  });
});

describe('each page', () => {
  it('can be used by everybody and fits a phone, in every language', async () => {
    const address = await linkTo(await aCase());
    const page = await phone(address, true);
    const pictures = process.env['PICTURES'];
    for (const language of languages)
      for (const [name, at] of [
        ['case', address],
        ['over', address.slice(0, -1)],
      ] as const) {
        await page.goto(`${here(at)}?lang=${language}`);
        expect(await seriousProblems({ document: () => page.mainFrame() }), `${name} ${language}`).toEqual([]);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(wide, `${name} ${language}`).toBeLessThanOrEqual(0);
        if (pictures) await page.screenshot({ path: `${pictures}/${name}-${language}.png`, fullPage: true });
      }
    await page.context().close();
  });

  it('shows a hundred attacks as text, wherever they stand', async () => {
    expect(attacks).toHaveLength(100);
    const complaintId = await aCase();
    const address = await linkTo(complaintId);
    const page = await phone(address, true);
    const ran: string[] = [];
    page.on('dialog', (dialog) => {
      ran.push('a script');
      void dialog.dismiss();
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(pages.url) && !request.url().startsWith('data:,')) ran.push(request.url());
    });
    const all = attacks.join('\n');
    await world.sql(`UPDATE complaints SET order_name = $2, channel = 'form', words = $2 WHERE id = $1`, [
      complaintId,
      all,
    ]);
    await world.sql(`UPDATE complaint_lines SET title = $2 WHERE complaint_id = $1`, [complaintId, all]);
    await world.sql(`UPDATE messages SET body = $2 WHERE complaint_id = $1`, [complaintId, all]);
    await world.sql('UPDATE shops SET name = $2 WHERE shop_id = $1', [MUG_HOUSE, all]);
    await page.goto(here(address));
    const shown = (text: string) => text.replace(/\s+/g, ' ').trim();
    expect(shown((await page.locator('article').last().textContent()) ?? '')).toContain(shown(all));
    expect(
      await page
        .locator('main script, main img, main svg, main iframe, main [onerror], main [onfocus], main [onload]')
        .count(),
    ).toBe(0);
    const field = page.getByRole('textbox');
    for (const attack of [attacks.slice(0, 50), attacks.slice(50)]) {
      await field.fill(`${attack.join('\n')}${' '.repeat(10)}${'x'.repeat(5000)}`);
      await page.getByRole('button', { name: 'Send' }).click();
      await page.getByRole('alert').waitFor();
      expect(shown(await field.inputValue())).toContain(shown(attack.join('\n')));
    }
    expect(ran).toEqual([]);
    await page.context().close();
    await world.sql(`UPDATE shops SET name = 'Mug House' WHERE shop_id = $1`, [MUG_HOUSE]);
  });
});
