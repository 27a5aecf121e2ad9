import { beforeAll, expect, test } from 'vitest';
import { inBrowser, PHONE } from '#tests/setup/browser.ts';
import { ANNA_AGENT, OLGA_OWNER } from '#tests/setup/running-app.ts';
import { comesIn } from './arrange.ts';
import { seriousProblems } from './axe.ts';

const amends = inBrowser();

beforeAll(async () => {
  await comesIn(amends.app, ANNA_AGENT, 'agent');
  await comesIn(amends.app, OLGA_OWNER, 'owner');
});

test('an owner makes a key for a tool, sees its secret once, renews it and revokes it', async () => {
  const desk = await amends.sitDown({ user: OLGA_OWNER, at: '/settings/tools' });
  const { frame } = desk;
  await frame.getByText('No tool has a key yet.').waitFor();
  await frame.getByRole('button', { name: 'Make a key' }).click();
  await frame.getByText('Write which tool it is for.').waitFor();
  await frame.getByRole('textbox', { name: 'Which tool is it for?' }).fill('Helpdesk');
  await frame.getByRole('button', { name: 'Make a key' }).click();
  const shown = frame.getByRole('group', { name: 'The key of Helpdesk' });
  const secret = await shown.getByRole('textbox', { name: 'Secret' }).inputValue();
  expect(secret).toMatch(/^ams_[\w-]{43}$/);
  expect(await seriousProblems(desk)).toEqual([]);

  await desk.open('/settings/tools');
  await frame.getByText('Made by Olga Nováková · Not used yet').waitFor();
  expect(await desk.document().content()).not.toContain('ams_');
  await desk.page.setViewportSize(PHONE);
  await frame.getByRole('button', { name: 'New secret for Helpdesk' }).click();
  expect(await shown.getByRole('textbox', { name: 'Secret' }).inputValue()).not.toBe(secret);
  await frame.getByText(/^The secret before is good until/).waitFor();
  expect(await seriousProblems(desk)).toEqual([]);
  await frame.getByRole('button', { name: 'Revoke the key of Helpdesk' }).click();
  await frame.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await frame.getByText('No tool has a key yet.').waitFor();

  await desk.open('/settings/history');
  await frame.getByText('Key of another tool revoked').waitFor();
});

test('an agent reads that only an owner can', async () => {
  const { frame } = await amends.sitDown({ at: '/settings/tools' });
  await frame.getByText('Only an owner can make and revoke keys.').waitFor();
  expect(await frame.getByRole('button').count()).toBe(0);
});
