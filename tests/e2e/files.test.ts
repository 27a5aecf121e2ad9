import { beforeAll, expect, test } from 'vitest';
import { inBrowser, PHONE, type Desk } from '#tests/setup/browser.ts';
import { ANNA_AGENT, OLGA_OWNER } from '#tests/setup/running-app.ts';
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
