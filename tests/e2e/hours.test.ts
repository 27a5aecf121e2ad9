import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { inBrowser } from '#tests/setup/browser.ts';
import { ANNA_AGENT, OLGA_OWNER } from '#tests/setup/running-app.ts';
import { comesIn, logComplaint, type Logged } from './arrange.ts';
import { complaintAbout, eventually, rows } from './screens.ts';

const amends = inBrowser();
let polish: Logged;

beforeAll(async () => {
  const { app } = amends;
  await Promise.all([comesIn(app, OLGA_OWNER, 'owner'), comesIn(app, ANNA_AGENT, 'agent')]);
  polish = await logComplaint(app, await app.makeOrder({ amount: '20.00', country: 'PL' }), { severity: 'high' });
});

const unsaved = (page: Page) => page.getByRole('region', { name: 'Unsaved changes' });

test('the owner sets hours, a holiday and answer times; what is wrong is said beside its field, and nothing is lost', async () => {
  const desk = await amends.sitDown({ user: OLGA_OWNER, at: '/settings' });
  const { page, frame } = desk;
  await frame.getByRole('link', { name: /^Hours and answer times/ }).click();
  const first = frame.getByRole('region', { name: 'First answer' });
  const high = first.getByRole('textbox', { name: 'High' });
  await high.waitFor();
  expect(await high.inputValue()).toBe('4');
  await frame.getByRole('checkbox', { name: 'Saturday' }).check();
  await frame.getByLabel('Saturday, from').fill('10:00');
  await frame.getByLabel('Saturday, to').fill('09:00');
  await high.fill('three');
  await frame.getByLabel('Day', { exact: true }).fill('2027-12-25');
  await frame.getByRole('button', { name: 'Add', exact: true }).click();
  await frame.getByRole('button', { name: /25 Dec 2027|Dec 25, 2027/ }).waitFor();
  await unsaved(page).getByRole('button', { name: 'Save' }).click();
  await eventually(() => complaintAbout(high)).toContain('Write a whole number of hours');
  await eventually(() => complaintAbout(frame.getByLabel('Saturday, to'))).toContain('close after it opens');
  expect(await high.inputValue()).toBe('three');

  await high.fill('3');
  await frame.getByLabel('Saturday, to').fill('14:00');
  await unsaved(page).getByRole('button', { name: 'Save' }).click();
  await page.getByRole('status').getByText('Hours and answer times saved').waitFor();
  await unsaved(page).waitFor({ state: 'hidden' });
  await desk.open('/settings/hours');
  await high.waitFor();
  expect(await high.inputValue()).toBe('3');
  expect(await frame.getByLabel('Saturday, to').inputValue()).toBe('14:00');
  const [row] = await amends.app.sql("SELECT value FROM shop_settings WHERE area = 'service'");
  expect(row).toMatchObject({
    value: { hours: { holidays: ['2027-12-25'] }, firstAnswer: { severity: { high: 3, normal: 8, low: 16 } } },
  });
  await desk.open('/settings/history');
  await frame.getByText('Hours and answer times').waitFor();
});

test('whoever is no owner reads it and can change nothing', async () => {
  const desk = await amends.sitDown({ user: ANNA_AGENT, at: '/settings/hours' });
  await desk.frame.getByText('Only an owner can change').waitFor();
  expect(await desk.frame.getByRole('textbox', { name: 'High' }).first().isDisabled()).toBe(true);
  expect(await desk.frame.getByRole('button', { name: 'Add', exact: true }).count()).toBe(0);
});

test('a complaint says what is next and by when, when it is to be resolved, and by when the law wants an answer', async () => {
  const desk = await amends.sitDown({ user: ANNA_AGENT, at: `/complaints/${polish.id}` });
  const { frame } = desk;
  await frame.getByText('Answer the customer').waitFor();
  await frame.getByText(/^To be resolved by/).waitFor();
  await frame.getByText(/^Legal deadline \(Poland, 14 days\): .* checked by a lawyer/).waitFor();
  expect(await frame.getByRole('link', { name: 'Source' }).getAttribute('href')).toContain('isap.sejm.gov.pl');
});

test('Home and the list show who has not been answered yet, and which deadline is near', async () => {
  const { app } = amends;
  const answered = await logComplaint(app, await app.makeOrder({ amount: '20.00' }));
  await app.sql("UPDATE complaints SET first_answered_at = now(), next_action = 'decide_remedy' WHERE id = $1", [
    answered.id,
  ]);
  await app.sql("UPDATE complaints SET next_action_due_at = now() + interval '3 days' WHERE id = $1", [polish.id]);
  await app.sql(
    `INSERT INTO complaint_warnings (shop_id, complaint_id, clock, whom, due_at, at)
     SELECT shop_id, id, 'first_answer', 'assignee', now() + interval '3 days', now() FROM complaints WHERE id = $1`,
    [polish.id],
  );
  const desk = await amends.sitDown({ user: ANNA_AGENT, at: '' });
  const { frame, page } = desk;
  await frame.getByRole('link', { name: '1 not answered yet' }).click();
  await page.waitForURL(/due=unanswered/);
  await eventually(() => rows(frame).count()).toBe(1);
  await rows(frame).first().getByText(polish.label).waitFor();
  await rows(frame).first().getByText('Deadline near').waitFor();
  await frame.locator('[aria-current=page]').getByText('Not answered yet').waitFor();
});
