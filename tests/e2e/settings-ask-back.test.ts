import { beforeAll, expect, test } from 'vitest';
import { inBrowser, PHONE } from '#tests/setup/browser.ts';
import { ANNA_AGENT, OLGA_OWNER } from '#tests/setup/running-app.ts';
import { comesIn } from './arrange.ts';
import { seriousProblems } from './axe.ts';
import { complaintAbout, eventually } from './screens.ts';

const amends = inBrowser();

beforeAll(async () => {
  await comesIn(amends.app, OLGA_OWNER, 'owner');
  await comesIn(amends.app, ANNA_AGENT, 'agent');
});

test('the owner changes what customers are asked: what is wrong stands beside its field, what is right is kept', async () => {
  const desk = await amends.sitDown({ user: OLGA_OWNER, at: '/settings' });
  const { page, frame } = desk;
  await frame.getByRole('link', { name: /^Asking back/ }).click();
  const days = frame.getByRole('textbox', { name: 'Days after it was resolved' });
  const link = frame.getByRole('textbox', { name: 'Where customers write reviews' });
  const bar = page.getByRole('region', { name: 'Unsaved changes' });
  await days.waitFor();
  expect(await days.inputValue()).toBe('3');
  await days.fill('0');
  await link.fill('javascript:alert(1)');
  await bar.getByRole('button', { name: 'Save' }).click();
  await eventually(() => complaintAbout(days)).toContain('Enter a whole number from 1 to 60.');
  await eventually(() => complaintAbout(link)).toContain('begins with https://');
  expect(await link.inputValue()).toBe('javascript:alert(1)');
  await days.fill('5');
  await link.fill('https://reviews.example/mug-house');
  await frame.getByRole('checkbox', { name: 'Ask whether it arrived well' }).uncheck();
  await bar.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('status').getByText('Settings saved').waitFor();
  await desk.open('/settings/ask-back');
  expect(await days.inputValue()).toBe('5');
  expect(await link.inputValue()).toBe('https://reviews.example/mug-house');
  expect(await frame.getByRole('textbox', { name: 'Days after it was delivered' }).count()).toBe(0);
  expect(await seriousProblems(desk)).toEqual([]);
  const pictures = process.env['PICTURES'];
  if (pictures) await page.screenshot({ path: `${pictures}/settings.png` });
});

test('an agent reads it on her phone and can change nothing', async () => {
  const desk = await amends.sitDown({ user: ANNA_AGENT, at: '/settings/ask-back', viewport: PHONE });
  const { frame } = desk;
  await frame.getByText('Only an owner can change this.').waitFor();
  expect(await frame.getByRole('textbox', { name: 'Where customers write reviews' }).isDisabled()).toBe(true);
  expect(await seriousProblems(desk)).toEqual([]);
  const pictures = process.env['PICTURES'];
  if (pictures) await desk.page.screenshot({ path: `${pictures}/settings-phone.png` });
});
