import { beforeAll, expect, test } from 'vitest';
import { inBrowser, PHONE, type Desk } from '#tests/setup/browser.ts';
import { ANNA_AGENT, LUKAS_LEAD, MUG_HOUSE, OLGA_OWNER } from '#tests/setup/running-app.ts';
import { comesIn, logComplaint } from './arrange.ts';
import { seriousProblems } from './axe.ts';
import { complaintAbout, eventually, putItRight } from './screens.ts';

const amends = inBrowser();

beforeAll(async () => {
  await comesIn(amends.app, OLGA_OWNER, 'owner');
  await comesIn(amends.app, ANNA_AGENT, 'agent');
  await comesIn(amends.app, LUKAS_LEAD, 'lead');
});

/** A refund that Shopify has twice: somebody copied it by hand, mark and all. */
async function refundedTwice(): Promise<{ id: string; label: string }> {
  const { app } = amends;
  const order = await app.makeOrder({ amount: '20.00' });
  const complaint = await logComplaint(app, order);
  const desk = await amends.sitDown({ at: `/complaints/${complaint.id}` });
  const panel = putItRight(desk);
  await panel.byAmount.check();
  await panel.amount.fill('5');
  await panel.why.fill('Broken.');
  await panel.give.click();
  await panel.panel.getByRole('heading', { name: /given back to/ }).waitFor();
  await desk.page.close();
  const [row] = await app.sql('SELECT id FROM remedies WHERE complaint_id = $1', [complaint.id]);
  const note = `Copied. [amends:${String(row?.['id'])}]`;
  await app.control(`orders/${String(order.legacyId)}/refunds`, { amount: '5.00', note });
  await eventually(
    async () => (await app.sql(`SELECT 1 FROM reconciliation_breaks WHERE state = 'open'`)).length,
    'Shopify tells of the second one, and it is compared',
  ).toBe(1);
  return complaint;
}

const differences = ({ frame }: Desk) => ({
  all: frame.getByRole('list', { name: 'Differences, found last first' }).getByRole('listitem'),
  button: (name: string | RegExp) => frame.getByRole('button', { name }),
  note: frame.getByRole('textbox', { name: 'How was it resolved?' }),
});

test('a second refund is told on the home page, taken, looked at again, and resolved with a note', async () => {
  const { id, label } = await refundedTwice();
  const lead = await amends.sitDown({ user: LUKAS_LEAD });
  await lead.frame.getByText('1 difference between what was given and what Shopify has.').waitFor();
  await lead.frame.getByRole('link', { name: 'See what differs' }).click();
  const { all, button, note } = differences(lead);
  await all
    .getByRole('heading', { name: 'Shopify has a second refund (€5.00) for one that was decided once.' })
    .waitFor();
  expect(await all.count()).toBe(1);
  expect(await seriousProblems(lead)).toEqual([]);
  expect(await all.getByRole('link', { name: label }).getAttribute('href')).toContain(`/app/complaints/${id}`);
  await all.getByText('Nobody sees to it yet').waitFor();

  await button('Take it').click();
  await all.getByText('Lukas Meier sees to it').waitFor();
  expect(await button('Take it').count()).toBe(0);
  await button('Look again').click();
  await all.getByRole('status').getByText('It still differs.').waitFor();

  await button('Resolved').click();
  await note.waitFor();
  await button('Save and close').click();
  await eventually(() => complaintAbout(note)).toContain('Say how it was resolved.');
  await note.fill('The customer keeps it: the copy was ours.');
  await button('Save and close').click();
  await lead.frame.getByRole('heading', { name: 'No differences' }).waitFor();
  await lead.frame.getByRole('link', { name: 'Resolved' }).click();
  await all.getByText('The customer keeps it: the copy was ours.').waitFor();
  await all.getByText(/Resolved by Lukas Meier/).waitFor();
  await lead.open('');
  await lead.frame.getByRole('region', { name: 'What needs you now' }).waitFor();
  expect(await lead.frame.getByText(/difference between/).count()).toBe(0);
});

test('an agent may look, on a phone too, and has nothing to press', async () => {
  await refundedTwice();
  const agent = await amends.sitDown({ at: '/differences', viewport: PHONE });
  const { all, button } = differences(agent);
  await all.getByRole('heading', { name: /second refund/ }).waitFor();
  await agent.frame.getByText('You can look. A lead or the owner sees to them.').waitFor();
  for (const name of ['Take it', 'Look again', 'Resolved']) expect(await button(name).count()).toBe(0);
  const overflow = await agent.frame
    .locator('html')
    .evaluate((page) => page.scrollWidth - page.ownerDocument.documentElement.clientWidth);
  expect(overflow).toBeLessThanOrEqual(0);

  const owner = await amends.sitDown({ user: OLGA_OWNER, at: '/differences', viewport: PHONE });
  await differences(owner).button('Take it').click();
  await differences(owner).all.getByText('Olga Nováková sees to it').waitFor();
  await amends.app.sql('DELETE FROM reconciliation_breaks');
});

test('a code that a customer uses is told on the complaint’s card', async () => {
  const { app } = amends;
  const order = await app.makeOrder({ amount: '20.00' });
  const { id } = await logComplaint(app, order);
  const desk = await amends.sitDown({ at: `/complaints/${id}` });
  const panel = putItRight(desk);
  await panel.kind('Code').check();
  await panel.panel.getByRole('textbox', { name: 'Amount' }).fill('5');
  await panel.why.fill('Late.');
  await panel.give.click();
  await panel.given.getByText(/^SORRY-/).waitFor();
  const code = await panel.given.getByText(/^SORRY-/).innerText();
  const customer = Number(/\d+$/.exec(order.customerId ?? '')?.[0]);
  await app.control('checkout', { shop: MUG_HOUSE, customer, amount: '30.00', discountCodes: [code] });
  await eventually(
    async () =>
      (await app.sql(`SELECT 1 FROM remedies WHERE complaint_id = $1 AND proof->'usedOn'->>'orderName' <> ''`, [id]))
        .length,
  ).toBe(1);
  await desk.open(`/complaints/${id}`);
  await panel.given.getByText(/On order #\d+/).waitFor();
  await desk.frame.getByText(/Used on order #\d+/).waitFor();
});
