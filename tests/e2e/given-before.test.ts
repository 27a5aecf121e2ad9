import { beforeAll, expect, test } from 'vitest';
import { inBrowser, PHONE } from '#tests/setup/browser.ts';
import type { Desk } from '#tests/setup/browser.ts';
import { ANNA_AGENT, LUKAS_LEAD } from '#tests/setup/running-app.ts';
import { comesIn, logComplaint } from './arrange.ts';
import { eventually, putItRight } from './screens.ts';

const amends = inBrowser();

beforeAll(async () => {
  await comesIn(amends.app, ANNA_AGENT, 'agent');
  await comesIn(amends.app, LUKAS_LEAD, 'lead');
});

/** A second complaint about items that were refunded in the admin, past Amends. */
async function refundedByHand() {
  const order = await amends.app.makeOrder({ scenario: 'paid-200' });
  await amends.app.control(`orders/${String(order.legacyId)}/refunds`, { amount: '20.00', note: 'by hand' });
  const complaint = await logComplaint(amends.app, order, { wantedOutcome: 'partial_refund' });
  return { order, complaint };
}

const askFor = async (desk: Desk, amount: string) => {
  const panel = putItRight(desk);
  await panel.byAmount.click();
  await panel.amount.fill(amount);
  await panel.why.fill('The handle came off');
  return panel;
};

test('an agent is told what was given for the same before, and that only a lead may give more', async () => {
  const { order, complaint } = await refundedByHand();
  const desk = await amends.sitDown({ at: `/complaints/${complaint.id}` });
  await desk.frame
    .getByRole('region', { name: 'Watch out' })
    .getByText('€20.00 was refunded outside of Amends.')
    .waitFor();
  const { preview, panel } = await askFor(desk, '5');
  await preview.getByText('Only a lead or the store owner may give something more.').waitFor();
  await panel.getByRole('button', { name: 'Send for approval' }).waitFor();
  expect((await amends.app.orderNow(order)).refunds).toHaveLength(1);
});

test('a lead gives more on a phone by saying why, and the story keeps it', async () => {
  const { order, complaint } = await refundedByHand();
  const desk = await amends.sitDown({ user: LUKAS_LEAD, at: `/complaints/${complaint.id}`, viewport: PHONE });
  const { give, panel } = await askFor(desk, '5');
  const why = panel.getByRole('textbox', { name: 'Why you give something all the same' });
  await why.waitFor();
  await panel.getByText('Say why you give it all the same.').waitFor();
  expect(await give.isDisabled()).toBe(true);
  await why.fill('That was for the shipping');
  await give.click();
  await eventually(async () => (await amends.app.orderNow(order)).refunds.length).toBe(2);
  await desk.frame.getByText('Given all the same: That was for the shipping').waitFor();
});
