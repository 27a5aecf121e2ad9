import { beforeAll, expect, test } from 'vitest';
import { inBrowser, PHONE } from '#tests/setup/browser.ts';
import { ANNA_AGENT, OLGA_OWNER } from '#tests/setup/running-app.ts';
import { comesIn } from './arrange.ts';
import { complaintAbout, eventually } from './screens.ts';

const amends = inBrowser();

beforeAll(async () => {
  await comesIn(amends.app, OLGA_OWNER, 'owner');
  await comesIn(amends.app, ANNA_AGENT, 'agent');
});

/** For whoever wants to look: `SHOTS=<folder>`. */
const shots = process.env['SHOTS'];

test('an owner writes a text of her own: shown as it arrives, checked as she types, kept, and taken back', async () => {
  const desk = await amends.sitDown({ user: OLGA_OWNER, at: '/settings' });
  const { page, frame } = desk;
  await frame.getByRole('link', { name: /^Message texts/ }).click();
  await frame.getByRole('combobox', { name: 'About' }).selectOption({ label: 'Arrived damaged' });
  await frame.getByText('Order #2041 arrived damaged: what we will do').waitFor();
  await frame.getByRole('combobox', { name: 'Language' }).selectOption({ label: 'Polish' });
  const preview = frame.getByRole('region', { name: 'How it arrives' });
  await preview.getByText('Uszkodzona przesyłka z zamówienia #2041: co zrobimy').waitFor();
  await preview.getByText('Reads well: nothing in it stands out.').waitFor();
  if (shots) await page.screenshot({ path: `${shots}/texts-desk.png`, fullPage: true });

  const subject = frame.getByRole('textbox', { name: 'Subject' });
  const body = frame.getByRole('textbox', { name: 'Message' });
  await subject.fill('Zamówienie {{zamowienie}}');
  await body.fill('Dzień dobry!\n\nOdezwiemy się wkrótce. ');
  await preview.getByText('Names no day · “wkrótce”').waitFor();
  const bar = page.getByRole('region', { name: 'Unsaved changes' });
  await bar.getByRole('button', { name: 'Save' }).click();
  await eventually(() => complaintAbout(subject)).toContain('There is nothing called {{zamowienie}}');
  if (shots) await page.screenshot({ path: `${shots}/texts-errors.png`, fullPage: true });
  expect(await frame.getByRole('combobox', { name: 'About' }).isDisabled()).toBe(true);

  await subject.fill('Zamówienie ');
  await frame.getByRole('button', { name: 'Insert something of the case' }).click();
  await frame.getByRole('menuitem', { name: /^Order number/ }).click();
  await eventually(() => subject.inputValue()).toBe('Zamówienie {{order}}');
  await preview.getByText('Zamówienie #2041').waitFor();
  await bar.getByRole('button', { name: 'Save' }).click();
  await frame.getByText('Your own text', { exact: true }).waitFor();
  await frame.getByText(/^Olga .* changed it/).waitFor();
  expect(await subject.inputValue()).toBe('Zamówienie {{order}}');

  await frame.getByRole('button', { name: 'Back to our text' }).click();
  await frame.getByText('The text that came with Amends').waitFor();
  await eventually(() => subject.inputValue()).toContain('Uszkodzona przesyłka');
  await frame.getByRole('button', { name: /^Use the text of/ }).click();
  await eventually(() => subject.inputValue()).toBe('Zamówienie {{order}}');
  await bar.getByRole('button', { name: 'Discard' }).click();
  await eventually(() => subject.inputValue()).toContain('Uszkodzona przesyłka');
});

test('an agent reads the texts on her phone, and changes none', async () => {
  const desk = await amends.sitDown({
    user: ANNA_AGENT,
    at: '/settings/texts?topic=public_reply&language=cs',
    viewport: PHONE,
  });
  const { page, frame } = desk;
  await frame.getByText('Only an owner can change texts.').waitFor();
  expect(await frame.getByRole('textbox', { name: 'Message' }).isEditable()).toBe(false);
  await frame.getByText('Reads well').waitFor();
  if (shots) await page.screenshot({ path: `${shots}/texts-phone.png`, fullPage: true });
  await frame.getByRole('link', { name: 'Goes together with: Rude public post: the private message' }).click();
  await frame.getByText('K vašemu příspěvku: jak to chceme napravit').waitFor();
});
