import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { inBrowser, PHONE } from '#tests/setup/browser.ts';
import { ANNA_AGENT, LUKAS_LEAD, OLGA_OWNER } from '#tests/setup/running-app.ts';
import { comesIn, logComplaint } from './arrange.ts';
import { eventually, putItRight } from './screens.ts';

const amends = inBrowser();

/** Anna asks for all of an order that is worth more than she may give. */
async function sentOff(amount = '80.00') {
  const { app } = amends;
  await comesIn(app, ANNA_AGENT, 'agent');
  await comesIn(app, LUKAS_LEAD, 'lead');
  const order = await app.makeOrder({ amount });
  const { id } = await logComplaint(app, order);
  const desk = await amends.sitDown({ at: `/complaints/${id}` });
  const panel = putItRight(desk);
  await panel.preview
    .getByText(/^Up to €50\.00 per case for agents\. €0\.00 given, €50\.00 left\. Give less, or send it/)
    .waitFor();
  await panel.why.fill('It came in pieces.');
  await panel.panel.getByRole('button', { name: 'Send for approval' }).click();
  await panel.panel.getByRole('heading', { name: `Refund of €${amount} waits for approval` }).waitFor();
  // The form is gone: the next Tab goes on from here, not from the top of the page.
  await panel.panel.locator(':focus').waitFor();
  return { order, id, desk, panel };
}

test('an agent hits the limit, a lead approves less on his phone in two taps, and it moves once', async () => {
  const { order, desk } = await sentOff();
  expect((await amends.app.orderNow(order)).refunds).toEqual([]);
  await desk.page.close();

  const phone = await amends.sitDown({ user: LUKAS_LEAD, viewport: PHONE });
  await phone.frame.getByRole('region', { name: 'Approvals' }).getByRole('link', { name: 'Look at them' }).click();
  await phone.frame.getByRole('link', { name: 'Anna Kowalska asks for: refund of €80.00' }).click();
  await phone.frame.getByTestId('request').getByText('It came in pieces.').waitFor();
  await phone.frame.getByRole('button', { name: 'Approve less…' }).click();
  const amount = phone.frame.getByRole('textbox', { name: 'Amount' });
  await amount.fill('90');
  await phone.frame.getByRole('button', { name: 'Approve this amount' }).click();
  await phone.frame.getByText('That is more than was asked for.').waitFor();
  await amount.fill('60');
  await phone.frame.getByRole('button', { name: 'Approve this amount' }).dblclick();
  await phone.frame.getByText('Approved by Lukas Meier').waitFor();
  await eventually(async () => (await amends.app.orderNow(order)).refunds.map(({ total }) => total.amount)).toEqual([
    '60.0',
  ]);
});

test('who answers by keyboard is always somewhere: at the field, back at the button, and at last at what was answered', async () => {
  const { order } = await sentOff('83.00');
  const desk = await amends.sitDown({ user: LUKAS_LEAD, at: '/approvals' });
  const { frame } = desk;
  const at = (what: Locator) => what.and(frame.locator(':focus')).waitFor();
  const press = async (name: string) => {
    await frame.getByRole('button', { name, exact: true }).focus();
    await desk.page.keyboard.press('Enter');
  };
  await frame.getByText(/Answer by (tomorrow|today|Mon)/).waitFor();
  await frame.getByRole('link', { name: 'Anna Kowalska asks for: refund of €83.00' }).click();
  await frame.getByText('After that it goes to the store owner.').waitFor();
  await press('Decline…');
  await at(frame.getByRole('textbox', { name: 'A word about it' }));
  await press('Back');
  await at(frame.getByRole('button', { name: 'Decline…' }));
  await press('Approve less…');
  await at(frame.getByRole('textbox', { name: 'Amount' }));
  await frame.getByText('At most €83.00.').waitFor();
  await frame.getByRole('textbox', { name: 'Amount' }).fill('90');
  await press('Approve this amount');
  await frame.getByText('That is more than was asked for.').waitFor();
  await at(frame.getByRole('textbox', { name: 'Amount' }));
  await frame.getByRole('textbox', { name: 'Amount' }).fill('60');
  await press('Approve this amount');
  await at(frame.getByRole('status').filter({ hasText: 'Nothing more is needed from you.' }));
  await frame.getByText('€60.00 of it was approved.').waitFor();
  await frame.getByText('Nothing else waits for your answer.').waitFor();
  await eventually(async () => (await amends.app.orderNow(order)).refunds.length).toBe(1);
});

test('a no needs its reason, and the agent reads it on the complaint', async () => {
  const { id } = await sentOff('81.00');
  const desk = await amends.sitDown({ user: LUKAS_LEAD, at: '/approvals' });
  await desk.frame.getByRole('link', { name: 'Anna Kowalska asks for: refund of €81.00' }).click();
  await desk.frame.getByRole('button', { name: 'Decline…' }).click();
  await desk.frame.getByRole('button', { name: 'Decline', exact: true }).click();
  await desk.frame.getByText('Say why not, so that it can be explained.').waitFor();
  await desk.frame.getByRole('textbox', { name: 'A word about it' }).fill('It was used for a year.');
  await desk.frame.getByRole('button', { name: 'Decline', exact: true }).click();
  await desk.frame.getByText('Declined by Lukas Meier').waitFor();
  await desk.frame.getByText('Anna Kowalska reads why on the complaint, and decides again.').waitFor();
  await desk.open('/approvals');
  await desk.frame.getByRole('heading', { name: 'Nothing waits for approval' }).waitFor();

  const agent = await amends.sitDown({ at: `/complaints/${id}` });
  await agent.frame.getByText('Not approved: €81.00, asked for by Anna Kowalska').waitFor();
  await agent.frame.getByText('It was used for a year.').waitFor();
  await putItRight(agent).panel.getByRole('button', { name: 'Send for approval' }).waitFor();
});

test('who asked cannot answer, and can take it back; what the rules forbid meanwhile is told with its number', async () => {
  const { id, panel, desk } = await sentOff('82.00');
  await panel.panel.getByRole('link', { name: 'Look at it' }).click();
  await desk.frame.getByText('You asked for this yourself: somebody else has to answer.').waitFor();
  expect(await desk.frame.getByRole('button', { name: 'Approve €82.00' }).count()).toBe(0);

  await comesIn(amends.app, OLGA_OWNER, 'owner');
  const lead = await amends.sitDown({ user: LUKAS_LEAD, at: '/approvals' });
  await lead.frame.getByRole('link', { name: 'Anna Kowalska asks for: refund of €82.00' }).click();
  await lead.frame.getByRole('button', { name: 'Approve €82.00' }).waitFor();
  await amends.app.sql(
    `UPDATE policy_versions SET policy = jsonb_set(policy, '{roles,lead,perCase}', '7000') WHERE shop_id LIKE 'amends-mug%'`,
  );
  await lead.frame.getByRole('button', { name: 'Approve €82.00' }).click();
  await lead.frame.getByText(/Up to €70\.00 per case for leads\. €0\.00 given, €70\.00 left\./).waitFor();
  await amends.app.sql(
    `UPDATE policy_versions SET policy = jsonb_set(policy, '{roles,lead,perCase}', '20000') WHERE shop_id LIKE 'amends-mug%'`,
  );

  const agent = await amends.sitDown({ at: `/complaints/${id}` });
  await putItRight(agent).panel.getByRole('button', { name: 'Take the request back' }).click();
  await putItRight(agent).panel.getByRole('button', { name: 'Send for approval' }).waitFor();
  await putItRight(agent).panel.locator(':focus').waitFor();
});

test('what the owner proposes for a reason is what the panel begins with', async () => {
  const { app } = amends;
  await comesIn(app, ANNA_AGENT, 'agent');
  const { id } = await logComplaint(app, await app.makeOrder({ amount: '20.00' }));
  const matrix = (value: string) =>
    app.sql(
      `UPDATE policy_versions SET policy = jsonb_set(policy, '{matrix}', '${value}') WHERE shop_id LIKE 'amends-mug%'`,
    );
  await matrix('{"damaged":{"normal":{"kinds":null,"proposed":"discount_code"}}}');
  const desk = await amends.sitDown({ at: `/complaints/${id}` });
  expect(await putItRight(desk).kind('Code').isChecked()).toBe(true);
  await matrix('{}');
});
