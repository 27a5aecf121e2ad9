import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { inBrowser } from '#tests/setup/browser.ts';
import { ANNA_AGENT, LUKAS_LEAD, OLGA_OWNER, TOM_AGENT } from '#tests/setup/running-app.ts';
import { comesIn, logComplaint } from './arrange.ts';
import { complaintAbout, eventually, putItRight } from './screens.ts';

const amends = inBrowser();

beforeAll(async () => {
  await comesIn(amends.app, OLGA_OWNER, 'owner');
  await comesIn(amends.app, ANNA_AGENT, 'agent');
  await comesIn(amends.app, LUKAS_LEAD, 'lead');
});

const unsaved = (page: Page) => page.getByRole('region', { name: 'Unsaved changes' });

test('the owner changes a limit: Discard takes it back, Save keeps it, and it counts from then on', async () => {
  const desk = await amends.sitDown({ user: OLGA_OWNER, at: '/settings' });
  const { page, frame } = desk;
  const limit = frame.getByRole('textbox', { name: 'Agents: most per complaint' });
  expect(await limit.inputValue()).toBe('50.00');
  expect(await unsaved(page).isVisible()).toBe(false);
  await limit.fill('60');
  await frame
    .getByText('Agents may give up to €60.00 on one complaint. More takes somebody with a higher limit.')
    .waitFor();
  await unsaved(page).getByRole('button', { name: 'Discard' }).click();
  await unsaved(page).waitFor({ state: 'hidden' });
  await eventually(() => limit.inputValue()).toBe('50.00');

  await limit.fill('60');
  await unsaved(page).getByRole('button', { name: 'Save' }).click();
  await page.getByRole('status').getByText('Settings saved').waitFor();
  await unsaved(page).waitFor({ state: 'hidden' });
  await eventually(() => limit.inputValue()).toBe('60.00');
  await desk.open('/settings');
  expect(await limit.inputValue()).toBe('60.00');

  const { id } = await logComplaint(amends.app, await amends.app.makeOrder({ amount: '20.00' }), {
    wantedOutcome: 'partial_refund',
  });
  const agent = await amends.sitDown({ at: `/complaints/${id}` });
  await putItRight(agent).preview.getByText('Up to €60.00 per case for agents.').waitFor();
});

test('two owners who change different limits do not take each other’s change back', async () => {
  await comesIn(amends.app, LUKAS_LEAD, 'owner');
  const first = await amends.sitDown({ user: OLGA_OWNER, at: '/settings' });
  const second = await amends.sitDown({ user: LUKAS_LEAD, at: '/settings' });
  const agents = 'Agents: most per complaint';
  const leads = 'Leads: most per complaint';
  await first.frame.getByRole('textbox', { name: agents }).fill('65');
  await second.frame.getByRole('textbox', { name: leads }).fill('210');
  for (const { page } of [first, second]) {
    await unsaved(page).getByRole('button', { name: 'Save' }).click();
    await page.getByRole('status').getByText('Settings saved').waitFor();
  }
  await first.open('/settings');
  expect(await first.frame.getByRole('textbox', { name: agents }).inputValue()).toBe('65.00');
  expect(await first.frame.getByRole('textbox', { name: leads }).inputValue()).toBe('210.00');
  await comesIn(amends.app, LUKAS_LEAD, 'lead');
  await amends.app.sql('DELETE FROM policy_versions WHERE version > 1');
});

test('a limit that cannot be read is said beside its field, kept as typed, and not saved', async () => {
  const desk = await amends.sitDown({ user: OLGA_OWNER, at: '/settings' });
  const limit = desk.frame.getByRole('textbox', { name: 'Leads: most per complaint' });
  for (const [typed, said] of [
    ['1,00', 'Is the comma a decimal point? Please write it as a point, like 12.50.'],
    ['-1', 'An amount cannot be below zero.'],
    ['', 'Enter an amount, or choose “No limit”.'],
  ] as const) {
    await limit.fill(typed);
    await unsaved(desk.page).getByRole('button', { name: 'Save' }).click();
    await desk.frame.getByText(said).first().waitFor();
    await eventually(() => complaintAbout(limit)).toContain(said);
    expect(await limit.inputValue()).toBe(typed);
  }
  await unsaved(desk.page).getByRole('button', { name: 'Discard' }).click();
  await eventually(() => limit.inputValue()).toBe('200.00');
});

test('nobody leaves unsaved settings without being asked', async () => {
  const desk = await amends.sitDown({ user: OLGA_OWNER, at: '/settings' });
  const limit = desk.frame.getByRole('textbox', { name: 'Leads: most per complaint' });
  await limit.fill('77');
  await unsaved(desk.page).waitFor();
  await desk.page.getByRole('list', { name: 'Amends' }).getByRole('link', { name: 'Complaints' }).click();
  await desk.page.getByRole('button', { name: 'Stay' }).click();
  expect(await limit.inputValue()).toBe('77');
  await desk.page.getByRole('list', { name: 'Amends' }).getByRole('link', { name: 'Complaints' }).click();
  await desk.page.getByRole('button', { name: 'Leave page' }).click();
  await desk.frame.getByRole('heading', { level: 1, name: 'Complaints' }).waitFor();
});

test('a newcomer may give nothing until the owner gives her a role', async () => {
  const order = await amends.app.makeOrder({ amount: '20.00' });
  const { id } = await logComplaint(amends.app, order);
  const newcomer = await amends.sitDown({ user: TOM_AGENT, at: `/complaints/${id}` });
  const panel = putItRight(newcomer);
  await panel.panel.getByText(/give nothing yet. Ask the store owner to choose a role for you in Settings/).waitFor();

  const owner = await amends.sitDown({ user: OLGA_OWNER });
  const waiting = owner.frame.getByRole('region', { name: 'Waiting for a role' });
  await waiting.getByText('Tom Becker').waitFor();
  await waiting.getByRole('link', { name: 'Choose roles' }).click();
  const role = owner.frame.getByRole('combobox', { name: 'Role of Tom Becker' });
  await role.selectOption('Agent');
  await unsaved(owner.page).getByRole('button', { name: 'Save' }).click();
  await owner.page.getByRole('status').getByText('Settings saved').waitFor();
  await owner.frame.getByText('The store owner always has this role.').waitFor();
  expect(await owner.frame.getByRole('combobox', { name: 'Role of Olga Nováková' }).count()).toBe(0);

  await newcomer.open(`/complaints/${id}`);
  await panel.why.fill('Broken.');
  await panel.panel.getByRole('button', { name: 'Refund €20.00' }).click();
  await panel.panel.getByRole('heading', { name: /^€20\.00 given back to/ }).waitFor();
});

test('an agent and a lead read the rules and who has which role, and can change nothing', async () => {
  for (const user of [ANNA_AGENT, LUKAS_LEAD]) {
    const { frame } = await amends.sitDown({ user, at: '/settings' });
    await frame.getByText('Only an owner can change these settings.').waitFor();
    const rules = frame.getByRole('region', { name: 'Limits' });
    await rules.getByText('Agents may give up to €50.00 on one complaint.').waitFor();
    await rules.getByText('Owners may give any amount on one complaint.').waitFor();
    await frame
      .getByRole('region', { name: 'People' })
      .getByText('May log complaints and give up to the limit for leads.')
      .waitFor();
    for (const kind of ['textbox', 'checkbox', 'combobox', 'button'] as const)
      expect(await frame.getByRole(kind).count(), kind).toBe(0);
  }
});
