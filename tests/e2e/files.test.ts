import { createHmac } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { inBrowser, PHONE, type Desk } from '#tests/setup/browser.ts';
import { ANNA_AGENT, INBOUND_SECRET, OLGA_OWNER } from '#tests/setup/running-app.ts';
import * as make from '#tests/factories/files.ts';
import { comesIn, logComplaint } from './arrange.ts';
import { seriousProblems } from './axe.ts';
import { complaintForm, eventually, putItRight } from './screens.ts';

const amends = inBrowser();

beforeAll(async () => {
  await comesIn(amends.app, ANNA_AGENT, 'agent');
  await comesIn(amends.app, OLGA_OWNER, 'owner');
});

const strip = (desk: Desk) => desk.frame.getByRole('list', { name: 'Photos and files' });
const field = (desk: Desk) => desk.frame.locator('input[type="file"]');
const photo = async (name = 'cup.jpg', colour?: string) => ({
  name,
  mimeType: 'image/jpeg',
  buffer: await make.phonePhoto(colour),
});

/** Whether a picture on the page is one. */
const isShown = (desk: Desk, name: string) =>
  strip(desk)
    .getByRole('img', { name })
    .evaluate((image) => (image as HTMLImageElement).naturalWidth > 0);

test('photos are added on the complaint’s page, stand under the words, and open large', async () => {
  const { id } = await logComplaint(amends.app, await amends.app.makeOrder({ amount: '20.00' }));
  const desk = await amends.sitDown({ at: `/complaints/${id}` });
  await field(desk).setInputFiles([
    await photo(),
    { name: 'receipt.pdf', mimeType: 'application/pdf', buffer: make.pdf() },
  ]);
  await strip(desk).getByRole('img', { name: 'cup.jpg' }).waitFor();
  await eventually(() => isShown(desk, 'cup.jpg')).toBe(true);
  await desk.frame.getByText('2 files were added').waitFor();
  const address = (await strip(desk).getByRole('link').first().getAttribute('href')) ?? '';
  const opened = desk.page.context().waitForEvent('page');
  await strip(desk).getByRole('link').first().click();
  const large = await opened;
  await large.waitForLoadState();
  expect(await large.evaluate(() => document.images[0]?.naturalHeight)).toBe(60);
  await large.close();

  // Once Shopify has it, the way leads there, and nothing of it is left here.
  await eventually(async () => (await fetch(address, { redirect: 'manual' })).status).toBe(302);
  expect((await fetch(address)).headers.get('content-type')).toBe('image/jpeg');
  await desk.open(`/complaints/${id}`);
  await eventually(() => isShown(desk, 'cup.jpg')).toBe(true);
  expect(await seriousProblems(desk)).toEqual([]);
});

test('what is not taken is named with the reason, beside what is', async () => {
  const { id } = await logComplaint(amends.app, await amends.app.makeOrder({ amount: '20.00' }));
  const desk = await amends.sitDown({ at: `/complaints/${id}`, viewport: PHONE });
  await field(desk).setInputFiles([
    await photo(),
    { name: 'all.zip', mimeType: 'application/zip', buffer: make.zipBomb() },
  ]);
  await desk.frame.getByText('“all.zip” is no photo, video or PDF. Add a photo or a PDF of it.').waitFor();
  await strip(desk).getByRole('img', { name: 'cup.jpg' }).waitFor();
  expect(desk.refusals).toEqual([`422 /app/complaints/${id}/files.data`]);
});

test('a complaint is logged together with its photos; one that is not taken costs nothing that was typed', async () => {
  const order = await amends.app.makeOrder({ amount: '20.00' });
  const desk = await amends.sitDown({ at: `/complaints/new?order_id=${String(order.legacyId)}` });
  await desk.frame.getByRole('combobox', { name: 'Reason' }).selectOption('damaged');
  await desk.frame.getByRole('textbox', { name: 'In their words' }).fill('The handle came off.');
  await desk.frame.getByRole('combobox', { name: 'What would put it right for them?' }).selectOption('refund');
  await field(desk).setInputFiles([{ name: 'cup.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('<script>') }]);
  await complaintForm(desk).log.click();
  await desk.frame.getByText(/^“cup\.jpg” is no photo/).waitFor();
  expect(await desk.frame.getByRole('textbox', { name: 'In their words' }).inputValue()).toBe('The handle came off.');
  expect(await seriousProblems(desk)).toEqual([]);
  await field(desk).setInputFiles([await photo()]);
  await complaintForm(desk).log.click();
  await desk.frame.getByRole('heading', { level: 1, name: /^C-\d+ · Arrived damaged$/ }).waitFor();
  await eventually(() => isShown(desk, 'cup.jpg')).toBe(true);
});

test('who is asked for approval sees the photo', async () => {
  const { id } = await logComplaint(amends.app, await amends.app.makeOrder({ amount: '80.00' }));
  const desk = await amends.sitDown({ at: `/complaints/${id}` });
  await field(desk).setInputFiles([await photo()]);
  await strip(desk).getByRole('img', { name: 'cup.jpg' }).waitFor();
  await putItRight(desk).why.fill('All of it.');
  await putItRight(desk).panel.getByRole('button', { name: 'Send for approval' }).click();
  const link = putItRight(desk).panel.getByRole('link', { name: 'Look at it' });
  const asked = ((await link.getAttribute('href')) ?? '').split('/').at(-1) ?? '';
  const owner = await amends.sitDown({ user: OLGA_OWNER, at: `/approvals/${asked}` });
  await eventually(() => isShown(owner, 'cup.jpg')).toBe(true);
});

const pictures = process.env['PICTURES'];

/** A mail of the customer with two files, handed over as the service does that takes the shop's mail. */
async function comesByMail(id: string): Promise<number> {
  const [row] = await amends.app.sql(
    'SELECT number, customer_email AS email, shop_id AS shop FROM complaints WHERE id = $1',
    [id],
  );
  const { number, email, shop } = z.object({ number: z.number(), email: z.string(), shop: z.string() }).parse(row);
  const part = (name: string, type: string, bytes: Buffer) => [
    ...['--edge', `Content-Type: ${type}; name="${name}"`, `Content-Disposition: attachment; filename="${name}"`],
    ...['Content-Transfer-Encoding: base64', '', bytes.toString('base64')],
  ];
  const body = [
    ...[`From: ${email}`, 'To: replies@in.example.com', `Subject: Photos (C-${String(number)})`],
    ...['Message-ID: <photos@customer.example>', 'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary="edge"'],
    ...['', '--edge', 'Content-Type: text/plain; charset=utf-8', '', 'Here is the crack.'],
    ...part('crack.jpg', 'image/jpeg', await make.phonePhoto('#36c')),
    ...part('letter.docx', 'application/msword', Buffer.from('PK letter')),
    ...['--edge--', ''],
  ].join('\r\n');
  const timestamp = String(Math.floor(Date.now() / 1000));
  const secret = createHmac('sha256', INBOUND_SECRET).update(`inbound-mail\n${shop}`).digest('hex');
  const signature = createHmac('sha256', secret).update(`${timestamp}.${shop}.${body}`).digest('hex');
  const headers = {
    'x-amends-shop': shop,
    'x-amends-timestamp': timestamp,
    'x-amends-signature': signature,
  };
  return (await fetch(`${amends.app.url}/inbound/mail`, { method: 'POST', headers, body })).status;
}

test('what comes with a mail stands beside its words, with what was not kept and why, on a phone too', async () => {
  const { id } = await logComplaint(amends.app, await amends.app.makeOrder({ amount: '20.00' }));
  expect(await comesByMail(id)).toBe(200);
  const desk = await amends.sitDown({ at: `/complaints/${id}` });
  const entry = desk.frame.getByTestId('story-from_customer');
  await entry.getByText('Here is the crack.').waitFor();
  await entry.getByText('“letter.docx” was not kept: it is no photo, video or PDF.').waitFor();
  await strip(desk).getByRole('img', { name: 'crack.jpg' }).waitFor();
  const opened = desk.page.context().waitForEvent('page');
  await entry.getByRole('link', { name: 'crack.jpg' }).click();
  const large = await opened;
  await large.waitForLoadState();
  expect(await large.evaluate(() => document.images[0]?.naturalHeight)).toBe(60);
  await large.close();
  for (const [name, viewport] of [['desk', { width: 1280, height: 900 }] as const, ['phone', PHONE] as const]) {
    await desk.page.setViewportSize(viewport);
    await entry.scrollIntoViewIfNeeded();
    if (pictures) await desk.page.screenshot({ path: `${pictures}/mail-files-${name}.png` });
  }
  expect(await seriousProblems(desk)).toEqual([]);
});
