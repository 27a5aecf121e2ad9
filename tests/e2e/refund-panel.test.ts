import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { inBrowser, type Desk } from '#tests/setup/browser.ts';
import { ANNA_AGENT, LUKAS_LEAD, type StoreOrder } from '#tests/setup/running-app.ts';
import { comesIn, logComplaint, type Logged } from './arrange.ts';
import { eventually, putItRight } from './screens.ts';

const amends = inBrowser({ QUARANTINE_MS: '1000' });

const fault = (rule: Record<string, unknown>) => amends.app.control('faults', { times: 1, holdMs: 20, ...rule });
const noFaults = () => amends.app.control('faults', undefined, 'DELETE');
/** The sweep looks after whatever is due: what would be in a minute, is now. */
const lookNow = (complaintId: string) =>
  amends.app.sql('UPDATE remedies SET next_check_at = now() WHERE complaint_id = $1', [complaintId]);

beforeAll(async () => {
  await comesIn(amends.app, ANNA_AGENT, 'agent');
  await comesIn(amends.app, LUKAS_LEAD, 'lead');
});
afterEach(noFaults);

type Case = { order: StoreOrder; logged: Logged; desk: Desk; panel: ReturnType<typeof putItRight> };

/** A refund of everything that is filled in and ready to be given. */
async function readyToGive(amount: string): Promise<Case> {
  const order = await amends.app.makeOrder({ amount });
  const logged = await logComplaint(amends.app, order);
  const desk = await amends.sitDown({ at: `/complaints/${logged.id}` });
  const panel = putItRight(desk);
  await panel.why.fill('Broken.');
  await panel.panel.getByRole('button', { name: `Refund €${amount}` }).waitFor();
  return { order, logged, desk, panel };
}

/** The row of a complaint in Home's card of what is not certain. */
async function onHome(label: string) {
  const home = await amends.sitDown({ user: LUKAS_LEAD });
  const card = home.frame.getByRole('region', { name: 'Checking with Shopify' });
  return { home, card, row: card.getByRole('link', { name: label }).locator('../..') };
}

describe('the way the money goes back', () => {
  test('is named by the card and its last digits', async () => {
    const { panel } = await readyToGive('35.00');
    await panel.preview.getByText(/gets €35\.00 back through Visa ••••\s\d{4}\./).waitFor();
  });

  test('is named for each payment with its share, when there were several', async () => {
    const order = await amends.app.makeOrder({ scenario: 'gift-card-split', amount: '20.00' });
    const { id } = await logComplaint(amends.app, order);
    const desk = await amends.sitDown({ at: `/complaints/${id}` });
    await putItRight(desk)
      .preview.getByText(
        /back through (?=.*the gift card they paid with \(€[\d.]+\))(?=.*Visa ••••\s\d{4} \(€[\d.]+\))/,
      )
      .waitFor();
  });
});

describe('a refund that nobody is certain of', () => {
  test('stands on Home with its amount until it is certain, and opens from there', async () => {
    const { order, logged, panel } = await readyToGive('36.00');
    await fault({ match: 'refundCreate', kind: 'timeout-after' });
    await fault({ match: 'FindRefund', kind: '5xx-before', times: 1_000 });
    await panel.give.click();
    await panel.panel.getByRole('heading', { name: 'Checking with Shopify: nothing will be given twice' }).waitFor();

    const { home, card, row } = await onHome(logged.label);
    await card.getByText(/Nothing will be given twice/).waitFor();
    await row.getByText('€36.00').waitFor();
    await row.getByText(order.name).waitFor();
    await row.getByText('Checking with Shopify', { exact: true }).waitFor();
    await row.getByRole('link', { name: logged.label }).click();
    await home.frame.getByRole('heading', { level: 1, name: new RegExp(`^${logged.label} `) }).waitFor();

    await noFaults();
    await lookNow(logged.id);
    await panel.panel.getByRole('heading', { name: /^€36\.00 given back to/ }).waitFor({ timeout: 40_000 });
    await home.open('');
    await home.frame.getByRole('region', { name: 'What needs you now' }).waitFor();
    expect(await card.count()).toBe(0);
  });

  test('and that was never given is released after the quarantine, says why, and can be decided again', async () => {
    const { order, logged, desk, panel } = await readyToGive('37.00');
    const refusal = 'The payment account is closed';
    await fault({ match: 'refundCreate', kind: 'timeout-before' });
    await fault({ match: 'refundCreate', kind: 'user-errors', userErrors: [{ field: null, message: refusal }] });
    await panel.give.click();
    await panel.panel.getByRole('heading', { name: 'The refund was not given' }).waitFor({ timeout: 40_000 });
    await panel.panel.getByText('We have made sure: Shopify has no such refund, and nothing is held.').waitFor();
    await panel.panel.getByText(`Shopify says: ${refusal}`).waitFor();
    await desk.frame.getByText('Decide again what to give').first().waitFor();
    expect((await amends.app.orderNow(order)).refunds).toEqual([]);
    const home = await onHome(logged.label);
    await home.home.frame.getByRole('region', { name: 'What needs you now' }).waitFor();
    expect(await home.row.count()).toBe(0);

    await panel.panel.getByRole('button', { name: 'Decide again' }).click();
    await panel.why.fill('Broken, once more.');
    await panel.panel.getByRole('button', { name: 'Refund €37.00' }).click();
    await panel.panel.getByRole('heading', { name: /^€37\.00 given back to/ }).waitFor();
    expect((await amends.app.orderNow(order)).refunds).toHaveLength(1);
  });

  test('for too long goes to a person, who looks at the order and asks Shopify once more', async () => {
    const { order, logged, panel } = await readyToGive('38.00');
    await fault({ match: 'refundCreate', kind: 'timeout-after' });
    await fault({ match: 'FindRefund', kind: '5xx-before', times: 1_000 });
    await panel.give.click();
    await panel.panel.getByRole('heading', { name: 'Checking with Shopify: nothing will be given twice' }).waitFor();
    await amends.app.sql(
      `UPDATE remedies SET created_at = created_at - interval '31 days', first_sent_at = first_sent_at - interval '31 days',
         last_sent_at = last_sent_at - interval '31 days', next_check_at = now() WHERE complaint_id = $1`,
      [logged.id],
    );
    await panel.panel
      .getByRole('heading', { name: 'Somebody has to look at this refund' })
      .waitFor({ timeout: 40_000 });
    await panel.panel.getByText(/whether €38\.00 was given, so the amount stays held/).waitFor();
    // Nothing here gives it a second time.
    expect(await panel.give.count()).toBe(0);
    expect(await panel.panel.getByRole('button', { name: /Decide again|Give something more/ }).count()).toBe(0);
    const inShopify = panel.panel.getByRole('link', { name: 'Open the order in Shopify' });
    expect(await inShopify.getAttribute('href')).toContain(`orders/${String(order.legacyId)}`);
    const home = await onHome(logged.label);
    await home.row.getByText('Needs a look', { exact: true }).waitFor();
    await home.row.getByText('€38.00').waitFor();

    await noFaults();
    await panel.panel.getByRole('button', { name: 'Ask Shopify again' }).click();
    await panel.panel.getByRole('heading', { name: /^€38\.00 given back to/ }).waitFor({ timeout: 40_000 });
    expect((await amends.app.orderNow(order)).refunds).toHaveLength(1);
    await home.home.open('');
    await eventually(() => home.row.count()).toBe(0);
  });
});
