import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { inBrowser } from '#tests/setup/browser.ts';
import type { Desk } from '#tests/setup/browser.ts';
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

const limits = (desk: Desk) => {
  const row = (name: string) => desk.frame.getByRole('group', { name, exact: true });
  return {
    of: (name: string, whom: string) => row(name).getByRole('textbox', { name: whom }),
    none: (name: string, whom: string) => row(name).getByRole('checkbox', { name: `No limit for ${whom}` }),
    why: desk.frame.getByRole('textbox', { name: 'Why are you changing this?' }),
    save: () => unsaved(desk.page).getByRole('button', { name: 'Save' }).click(),
    said: (what: string) => desk.page.getByRole('status').getByText(what),
  };
};

/** Back to the first day's rules. */
const forget = () => amends.app.sql('DELETE FROM policy_versions WHERE version > 1');

test('the owner changes a limit: it is read back, Discard takes it back, Save asks why and keeps it, and it counts', async () => {
  const desk = await amends.sitDown({ user: OLGA_OWNER, at: '/settings' });
  const { page, frame } = desk;
  await frame.getByRole('link', { name: /^Limits/ }).click();
  const { of, why, save, said } = limits(desk);
  const agents = of('Per case', 'Agents');
  await agents.waitFor();
  expect(await agents.inputValue()).toBe('50.00');
  expect(await unsaved(page).isVisible()).toBe(false);
  await agents.fill('60');
  await frame.getByText('Agents may give up to €60.00 on one case; above that a lead or you decide.').waitFor();
  await unsaved(page).getByRole('button', { name: 'Discard' }).click();
  await unsaved(page).waitFor({ state: 'hidden' });
  await eventually(() => agents.inputValue()).toBe('50.00');

  await agents.fill('60');
  await save();
  await eventually(() => complaintAbout(why)).toContain('Write a few words');
  expect(await agents.inputValue()).toBe('60');
  await why.fill('Small things, less asking.');
  await save();
  await said('Rules saved').waitFor();
  await unsaved(page).waitFor({ state: 'hidden' });
  await eventually(() => agents.inputValue()).toBe('60.00');

  const { id } = await logComplaint(amends.app, await amends.app.makeOrder({ amount: '20.00' }), {
    wantedOutcome: 'partial_refund',
  });
  const agent = await amends.sitDown({ at: `/complaints/${id}` });
  await putItRight(agent).preview.getByText('Up to €60.00 per case for agents.').waitFor();
  await forget();
});

test('two owners who change different limits do not take each other’s change back', async () => {
  await comesIn(amends.app, LUKAS_LEAD, 'owner');
  const first = await amends.sitDown({ user: OLGA_OWNER, at: '/settings/limits' });
  const second = await amends.sitDown({ user: LUKAS_LEAD, at: '/settings/limits' });
  await limits(first).of('Per case', 'Agents').fill('65');
  await limits(second).of('Per case', 'Leads').fill('210');
  for (const desk of [first, second]) {
    await limits(desk).why.fill('Autumn.');
    await limits(desk).save();
    await limits(desk).said('Rules saved').waitFor();
  }
  await first.open('/settings/limits');
  expect(await limits(first).of('Per case', 'Agents').inputValue()).toBe('65.00');
  expect(await limits(first).of('Per case', 'Leads').inputValue()).toBe('210.00');
  await comesIn(amends.app, LUKAS_LEAD, 'lead');
  await forget();
});

test('what cannot be read is said beside its field, kept as typed, and nothing of the form is saved', async () => {
  const desk = await amends.sitDown({ user: OLGA_OWNER, at: '/settings/limits' });
  const { of, none, why, save } = limits(desk);
  await why.fill('Trying.');
  await of('Per person and day', 'Agents').fill('600');
  const leads = of('Per case', 'Leads');
  for (const [typed, told] of [
    ['1,00', 'Is the comma a decimal point? Please write it as a point, like 12.50.'],
    ['-1', 'An amount cannot be below zero.'],
    ['', 'Enter a number, or choose that there is no limit.'],
  ] as const) {
    await leads.fill(typed);
    await save();
    await eventually(() => complaintAbout(leads)).toContain(told);
    expect(await leads.inputValue()).toBe(typed);
    expect(await of('Per person and day', 'Agents').inputValue()).toBe('600');
    expect(await why.inputValue()).toBe('Trying.');
  }
  await none('Per case', 'leads').check();
  await desk.frame.getByText('Leads may give any amount on one case.').waitFor();
  await unsaved(desk.page).getByRole('button', { name: 'Discard' }).click();
  await eventually(() => leads.inputValue()).toBe('200.00');
  expect(await amends.app.sql('SELECT version FROM policy_versions WHERE version > 1')).toEqual([]);
});

test('a folded limit, a limit for one person, a rule for a reason and one for VIPs: each is read back, and all are kept', async () => {
  const desk = await amends.sitDown({ user: OLGA_OWNER, at: '/settings/limits' });
  const { frame } = desk;
  const { of, none, why, save, said } = limits(desk);
  await frame.getByRole('button', { name: 'Show more limits' }).click();
  await none('Remedies per customer', 'agents').uncheck();
  await of('Remedies per customer', 'Agents').fill('2');
  await frame
    .getByText('Agents may give up to 2 remedies to one customer in 90 days; above that a lead or you decide.')
    .waitFor();

  const people = frame.getByRole('region', { name: 'Limits of one person' });
  await people.getByRole('combobox', { name: 'Person' }).selectOption('Anna Kowalska');
  await people.getByRole('button', { name: 'Add' }).click();
  const ownCase = people.getByRole('textbox', { name: 'Anna Kowalska: per case' });
  await ownCase.and(frame.locator(':focus')).waitFor();
  await ownCase.fill('80');
  await people.getByText('Anna Kowalska may give up to €80.00 on one case; above that a lead or you decide.').waitFor();

  const reasons = frame.getByRole('region', { name: 'What agents give for what' });
  const high = reasons.getByRole('group', { name: 'High severity' });
  await high.getByRole('checkbox', { name: 'All that agents may give' }).uncheck();
  for (const kind of ['Refund', 'Gift card', 'Store credit', 'VIP price', 'Cancellation', 'Return', 'Repair'])
    await high.getByRole('checkbox', { name: kind, exact: true }).uncheck();
  await high.getByRole('checkbox', { name: 'Gift from elsewhere' }).uncheck();
  await high.getByRole('checkbox', { name: 'Something special' }).uncheck();
  await high.getByRole('combobox', { name: 'Proposed' }).selectOption('Replacement');
  await reasons
    .getByText('Arrived damaged, high severity: agents may give replacement, discount code; replacement is proposed.')
    .waitFor();

  const vip = frame.getByRole('region', { name: 'VIP customers' });
  await vip.getByRole('checkbox', { name: 'Does not count for orders at least' }).uncheck();
  await vip.getByRole('textbox', { name: 'Orders at least' }).fill('5');
  await vip.getByText('A customer with 5 orders is a VIP.').waitFor();

  await why.fill('Known customers are worth more.');
  await save();
  await said('Rules saved').waitFor();
  const [row] = await amends.app.sql('SELECT policy FROM policy_versions ORDER BY version DESC LIMIT 1');
  expect(row).toMatchObject({
    policy: {
      roles: { agent: { perCustomerCount: 2, perCase: 50_00 } },
      people: { [String(ANNA_AGENT)]: { perCase: 80_00 } },
      matrix: { damaged: { high: { kinds: ['replacement', 'discount_code'], proposed: 'replacement' } } },
      vip: { orders: 5, spent: null },
    },
  });
  await forget();
});

test('a change for later waits in sight of everybody, keeps others from changing, and can be taken back', async () => {
  const desk = await amends.sitDown({ user: OLGA_OWNER, at: '/settings/limits' });
  const { of, why, save, said } = limits(desk);
  const other = await amends.sitDown({ user: OLGA_OWNER, at: '/settings/limits' });
  await of('Per case', 'Agents').fill('40');
  await why.fill('Before Christmas.');
  await desk.frame.getByText('On a day, at a time').click();
  await save();
  await desk.frame.getByText('Choose the day and the time at which it begins.').waitFor();
  await desk.frame.getByLabel('Day', { exact: true }).fill('2020-01-01');
  await desk.frame.getByLabel('Time', { exact: true }).fill('09:30');
  await save();
  await desk.frame.getByText('This has passed. Choose a later day or time.').waitFor();
  await desk.frame.getByLabel('Day', { exact: true }).fill('2037-12-01');
  await save();
  await said('Change planned').waitFor();
  const waiting = desk.frame.getByRole('region', { name: 'A change is waiting to start' });
  await waiting.getByText('Agents, per case: €50.00 → €40.00').waitFor();
  await waiting.getByText(/It holds from 1 Dec, 09:30 on|It holds from Dec 1, 9:30 AM on/).waitFor();
  expect(await of('Per case', 'Agents').inputValue()).toBe('50.00');
  expect(await of('Per case', 'Agents').isDisabled()).toBe(true);

  await limits(other).of('Per case', 'Leads').fill('300');
  await limits(other).why.fill('More.');
  await limits(other).save();
  await other.frame.getByText(/^A change is waiting to start. Reload the page to see it/).waitFor();
  expect(await limits(other).of('Per case', 'Leads').inputValue()).toBe('300');

  await waiting.getByRole('button', { name: 'Take it back' }).click();
  await said('Taken back').waitFor();
  await waiting.waitFor({ state: 'hidden' });
  await eventually(() => of('Per case', 'Agents').isEnabled()).toBe(true);
  await limits(other).save();
  await limits(other).said('Rules saved').waitFor();
  await forget();
});

test('nobody leaves unsaved rules without being asked', async () => {
  const desk = await amends.sitDown({ user: OLGA_OWNER, at: '/settings/limits' });
  const limit = limits(desk).of('Per case', 'Leads');
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
  await owner.page.getByRole('status').getByText('People saved').waitFor();
  await owner.frame.getByText('The store owner always has this role.').waitFor();
  expect(await owner.frame.getByRole('combobox', { name: 'Role of Olga Nováková' }).count()).toBe(0);

  await newcomer.open(`/complaints/${id}`);
  await panel.why.fill('Broken.');
  await panel.panel.getByRole('button', { name: 'Refund €20.00' }).click();
  await panel.panel.getByRole('heading', { name: /^€20\.00 given back to/ }).waitFor();
});

test('an agent and a lead read the rules and who has which role, and can change nothing', async () => {
  for (const user of [ANNA_AGENT, LUKAS_LEAD]) {
    const desk = await amends.sitDown({ user, at: '/settings/limits' });
    const { frame } = desk;
    await frame.getByText('Only an owner can change these rules.').waitFor();
    const rules = frame.getByRole('region', { name: 'What holds now' });
    await rules.getByText('Agents may give up to €50.00 on one case; above that a lead or an owner decides.').waitFor();
    await rules.getByText('Owners may give any amount on one case.').waitFor();
    for (const kind of ['textbox', 'checkbox', 'combobox'] as const)
      expect(await frame.getByRole(kind).count(), kind).toBe(0);
    await desk.open('/settings/people');
    await frame
      .getByRole('region', { name: 'People' })
      .getByText('May log complaints and give up to the limits for leads.')
      .first()
      .waitFor();
    expect(await frame.getByRole('combobox').count()).toBe(0);
  }
});

test('a person says until when she is away and who stands in; an owner sees it, and it can be wrong', async () => {
  const lead = await amends.sitDown({ user: LUKAS_LEAD, at: '/settings/people' });
  const self = lead.frame.getByRole('group', { name: 'Lukas Meier' });
  await self.getByRole('button', { name: 'I am away…' }).click();
  const until = self.getByLabel('Away until the end of');
  const standsIn = self.getByRole('combobox', { name: 'Stands in meanwhile' });
  await until.fill('2020-01-01');
  await unsaved(lead.page).getByRole('button', { name: 'Save' }).click();
  await self.getByText('Choose today or a later day.').waitFor();
  expect(await until.inputValue()).toBe('2020-01-01');
  // An agent decides less than a lead: not offered.
  expect(await standsIn.getByRole('option').allTextContents()).toEqual(['Nobody', 'Olga Nováková']);
  const nextWeek = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
  await until.fill(nextWeek);
  await standsIn.selectOption('Olga Nováková');
  await unsaved(lead.page).getByRole('button', { name: 'Save' }).click();
  await lead.page.getByRole('status').getByText('People saved').waitFor();
  await self.getByText(/^Away until the end of .*\. Olga Nováková stands in\.$/).waitFor();

  const owner = await amends.sitDown({ user: OLGA_OWNER, at: '/settings/people' });
  const seen = owner.frame.getByRole('group', { name: 'Lukas Meier' });
  await seen.getByText('Away', { exact: true }).waitFor();
  await seen.getByLabel('Away until the end of').fill('');
  await unsaved(owner.page).getByRole('button', { name: 'Save' }).click();
  await owner.page.getByRole('status').getByText('People saved').waitFor();
  await seen.getByText('Away', { exact: true }).waitFor({ state: 'hidden' });
});

test('whose role is taken away gives nothing from the page that she has open', async () => {
  const { id } = await logComplaint(amends.app, await amends.app.makeOrder({ amount: '20.00' }));
  const desk = await amends.sitDown({ at: `/complaints/${id}` });
  const panel = putItRight(desk);
  await panel.why.fill('Broken.');
  await panel.preview.getByText(/gets .* back/).waitFor();
  await comesIn(amends.app, ANNA_AGENT, 'none');
  await panel.panel.getByRole('button', { name: 'Refund €20.00' }).click();
  await panel.panel
    .getByText(/give nothing/)
    .first()
    .waitFor();
  expect(await amends.app.sql('SELECT id FROM remedies WHERE complaint_id = $1', [id])).toEqual([]);
  await comesIn(amends.app, ANNA_AGENT, 'agent');
});

test('a budget is read back and kept; what is given of it, held and left stands in figures', async () => {
  const desk = await amends.sitDown({ user: OLGA_OWNER, at: '/settings/budgets' });
  const { frame } = desk;
  const now = frame.getByRole('region', { name: 'Used and left' });
  await now
    .getByText(/No budget is set\.$/)
    .first()
    .waitFor();
  await frame.getByRole('checkbox', { name: 'No limit for per month', exact: true }).uncheck();
  await frame.getByRole('textbox', { name: 'Per month EUR' }).fill('1000');
  await frame.getByText(/^The whole shop may give up to €1,000\.00 a month; then nothing more is given/).waitFor();
  await limits(desk).why.fill('A plan.');
  await limits(desk).save();
  await limits(desk).said('Rules saved').waitFor();
  await now.getByText(/^€[\d.,]+ given, €[\d.,]+ held, €[\d.,]+ left of €[\d.,]+\.$/).waitFor();
  await forget();
});

test('the emergency stop: a lead presses it, every screen says so, nothing goes out; the owner lifts it and it goes', async () => {
  const { id } = await logComplaint(amends.app, await amends.app.makeOrder({ amount: '20.00' }));
  const agent = await amends.sitDown({ at: `/complaints/${id}` });
  const panel = putItRight(agent);
  await panel.why.fill('Broken.');
  await panel.preview.getByText(/gets .* back/).waitFor();

  const lead = await amends.sitDown({ user: LUKAS_LEAD, at: '/settings/budgets' });
  await lead.frame.getByRole('button', { name: 'Stop all giving…' }).click();
  const asked = lead.frame.getByRole('dialog');
  await asked.getByText('Only an owner can lift the stop.').waitFor();
  await asked.getByRole('button', { name: 'Stop now' }).click();
  await asked.getByText('Write a few words: everybody will see them.').waitFor();
  await asked.getByRole('textbox', { name: 'Why?' }).fill('Odd refunds.');
  await asked.getByRole('button', { name: 'Stop now' }).click();
  const banner = (desk: Desk) => desk.frame.getByRole('region', { name: 'Emergency stop: nothing new is given' });
  await banner(lead)
    .getByText(/Lukas Meier, .*: Odd refunds\./)
    .waitFor();
  expect(await lead.frame.getByRole('button', { name: 'Lift the stop' }).count()).toBe(0);

  // Her page was open before; the decision is kept and waits.
  await panel.panel.getByRole('button', { name: 'Refund €20.00' }).click();
  await banner(agent).waitFor();
  const states = () => amends.app.sql('SELECT state FROM remedies WHERE complaint_id = $1', [id]);
  expect(await states()).toEqual([{ state: 'approved' }]);
  await agent.open('/settings/budgets');
  expect(await agent.frame.getByRole('button', { name: /stop/i }).count()).toBe(0);

  const owner = await amends.sitDown({ user: OLGA_OWNER, at: '/settings/budgets' });
  await owner.frame.getByText(/1 remedy waits to be given\./).waitFor();
  await owner.frame.getByRole('button', { name: 'Lift the stop' }).click();
  await banner(owner).waitFor({ state: 'hidden' });
  await eventually(states).toEqual([{ state: 'settled' }]);
});

test('the history says who changed what, when and why, page by page', async () => {
  await amends.app.sql('DELETE FROM settings_events');
  for (let version = 2; version < 24; version++) {
    await amends.app.sql(
      `INSERT INTO policy_versions (shop_id, version, policy, changes, reason, author_name, starts_at, created_at)
        SELECT shop_id, $1, policy, '[{"path":["roles","agent","perCase"],"before":5000,"after":4000}]', $2, 'Olga Nováková', now(), now()
        FROM policy_versions WHERE shop_id = 'amends-mug-house.myshopify.com' AND version = 1`,
      [version, `Because ${String(version)}.`],
    );
  }
  const desk = await amends.sitDown({ at: '/settings' });
  await desk.frame.getByRole('link', { name: /^History/ }).click();
  const list = desk.frame.getByRole('region', { name: 'What was changed' });
  await list.getByText('Why: Because 23.').waitFor();
  await list.getByText('Agents, per case: €50.00 → €40.00').first().waitFor();
  expect(await list.getByText(/^Why: /).count()).toBe(20);
  await list.getByRole('link', { name: 'Older' }).click();
  await list.getByText('Rules of the first day').waitFor();
  expect(await list.getByText(/^Why: /).allTextContents()).toEqual(['Why: Because 3.', 'Why: Because 2.']);
  await forget();
});

test('a change is tried on what was decided before it is saved', async () => {
  const { app } = amends;
  await comesIn(app, ANNA_AGENT, 'agent');
  const { id } = await logComplaint(app, await app.makeOrder({ amount: '20.00' }));
  const agent = await amends.sitDown({ at: `/complaints/${id}` });
  await putItRight(agent).why.fill('Broken.');
  await putItRight(agent).give.click();
  await putItRight(agent)
    .panel.getByRole('heading', { name: /^€20\.00 given back to/ })
    .waitFor();

  const desk = await amends.sitDown({ user: OLGA_OWNER, at: '/settings/limits' });
  const button = desk.frame.getByRole('button', { name: 'Try it on the last 90 days' });
  await button.waitFor();
  expect(await button.isDisabled()).toBe(true);
  await desk.frame.getByText('Change something above first').waitFor();
  const agents = limits(desk).of('Per case', 'Agents');
  await agents.fill('1,00');
  await button.click();
  await desk.frame.getByText('Correct what is marked first.').waitFor();
  expect(await complaintAbout(agents)).toContain('Is the comma a decimal point?');
  await agents.fill('10');
  expect(await agents.getAttribute('aria-invalid')).toBe('false');
  await button.click();
  const table = desk.frame.getByRole('table', { name: /^What would have become of/ });
  await table.getByRole('row', { name: /^Sent for approval/ }).waitFor();
  await desk.frame.getByText('given at once → sent for approval').first().waitFor();
});
