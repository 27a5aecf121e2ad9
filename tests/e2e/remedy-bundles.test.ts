import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { inBrowser, PHONE, type Desk } from '#tests/setup/browser.ts';
import { ANNA_AGENT, LUKAS_LEAD, type StoreOrder } from '#tests/setup/running-app.ts';
import { comesIn, logComplaint } from './arrange.ts';
import { complaintAbout, putItRight } from './screens.ts';

const amends = inBrowser();

const fault = (rule: Record<string, unknown>) => amends.app.control('faults', { times: 1, holdMs: 20, ...rule });

beforeAll(async () => {
  await comesIn(amends.app, ANNA_AGENT, 'agent');
  await comesIn(amends.app, LUKAS_LEAD, 'lead');
});
afterEach(() => amends.app.control('faults', undefined, 'DELETE'));

const discounts = z.object({ discounts: z.array(z.object({ code: z.string().nullable(), status: z.string() })) });
const codesInStore = async () => discounts.parse(await amends.app.control('state')).discounts;

type Case = { order: StoreOrder; id: string; desk: Desk; panel: ReturnType<typeof putItRight> };

async function sitDownAt(amount: string, who: { user?: number; viewport?: { width: number; height: number } } = {}) {
  const order = await amends.app.makeOrder({ amount });
  const { id } = await logComplaint(amends.app, order);
  const desk = await amends.sitDown({ ...who, at: `/complaints/${id}` });
  return { order, id, desk, panel: putItRight(desk) } satisfies Case;
}

/** A refund of everything and a code of 5 euros, filled in but for the reason. */
async function refundAndCode({ panel }: Case, amount: string): Promise<void> {
  await panel.preview.getByText(new RegExp(`gets €${amount} back`)).waitFor();
  await panel.another.click();
  const card = panel.card('2. ');
  await panel.kind('Code').check();
  await card.getByRole('textbox', { name: 'Amount' }).fill('5');
  await card.getByText(/gets a code for €5\.00 off/).waitFor();
}

describe('several remedies in one decision', () => {
  test('are chosen one under the other, given by one press, and shown each with its own state', async () => {
    const given = await sitDownAt('30.00');
    const { order, id, panel } = given;
    await refundAndCode(given, '30.00');
    // The one that is not open says what it comes to; the box says what both cost.
    await panel
      .card('1. Refund')
      .getByText(/gets €30\.00 back/)
      .waitFor();
    await panel.preview.getByText('2 remedies in one decision.').waitFor();
    await panel.preview.getByText('Costs the shop €35.00. Leaves €15.00 of your €50.00 for this case.').waitFor();
    await panel.panel.getByText('Say why you give it.').waitFor();
    await panel.why.fill('Broken, and late.');
    await panel.panel.getByRole('button', { name: 'Give 2 remedies' }).dblclick();

    await panel.panel.getByText('2 remedies in one decision').waitFor();
    await panel.given
      .nth(0)
      .getByRole('heading', { name: /^€30\.00 given back to/ })
      .waitFor();
    await panel.given
      .nth(1)
      .getByText(/^SORRY-/)
      .waitFor();
    await panel.panel.getByText(/Why: Broken, and late\./).waitFor();
    expect((await amends.app.orderNow(order)).refunds).toHaveLength(1);
    expect(await codesInStore()).toHaveLength(1);
    const decisions = await amends.app.sql('SELECT DISTINCT resolution_id FROM remedies WHERE complaint_id = $1', [id]);
    expect(decisions).toHaveLength(1);
  });

  test('of which one is refused show that one as not given, and the other as given', async () => {
    const refused = await sitDownAt('20.00');
    const { order, panel } = refused;
    await refundAndCode(refused, '20.00');
    await panel.why.fill('Broken, and late.');
    const message = 'The payment gateway said: account 7 is frozen';
    await fault({ match: 'refundCreate', kind: 'user-errors', userErrors: [{ field: null, message }] });
    await panel.give.click();
    await panel.given.nth(0).getByRole('heading', { name: 'Shopify refused the refund' }).waitFor();
    await panel.given.nth(0).getByText(message).waitFor();
    await panel.given
      .nth(1)
      .getByText(/^SORRY-/)
      .waitFor();
    await panel.panel.getByText('1 of 2 was not given. The rest stays given.').waitFor();
    expect((await amends.app.orderNow(order)).refunds).toEqual([]);
  });

  test('are there again after a reload, can be opened and taken out, and one of them alone is given', async () => {
    const kept = await sitDownAt('21.00');
    const { order, desk, panel } = kept;
    await refundAndCode(kept, '21.00');
    await panel.why.fill('Broken.');
    await desk.page.reload();
    await desk.alive();
    await panel.panel.getByText('This is what you had typed before.').waitFor();
    await panel
      .card('2. Code')
      .getByText(/gets a code for €5\.00 off/)
      .waitFor();
    expect(await panel.card('2. Code').getByRole('textbox', { name: 'Amount' }).inputValue()).toBe('5');
    expect(await panel.why.inputValue()).toBe('Broken.');

    await panel.panel.getByRole('button', { name: 'Change 1. Refund' }).click();
    await panel.byAmount.check();
    await panel.amount.fill('3');
    await panel
      .card('1. Refund')
      .getByText(/gets €3\.00 back/)
      .waitFor();
    await panel.panel.getByRole('button', { name: 'Remove 2. Code' }).click();
    await panel.panel.getByRole('button', { name: 'Refund €3.00' }).click();
    await panel.panel.getByRole('heading', { name: /^€3\.00 given back to/ }).waitFor();
    const { refunds } = await amends.app.orderNow(order);
    expect(refunds.map(({ total }) => total.amount)).toEqual(['3.0']);
  });

  test('are held against the limit together, and what is wrong with one stands beside its field', async () => {
    const over = await sitDownAt('48.00');
    const { panel } = over;
    await refundAndCode(over, '48.00');
    await panel.preview.getByText('Up to €50.00 per case for agents. €0.00 given, €50.00 left.').waitFor();
    await panel.panel.getByRole('button', { name: 'Send for approval' }).waitFor();

    const amount = panel.card('2. Code').getByRole('textbox', { name: 'Amount' });
    await amount.fill('2,00');
    expect(await complaintAbout(amount)).toContain('Is the comma a decimal point?');
    await panel.preview.getByText('Correct what is marked above.').waitFor();
    await amount.fill('2.00');
    await panel.preview.getByText('Costs the shop €50.00. Leaves €0.00 of your €50.00 for this case.').waitFor();
  });
});

describe('what was given', () => {
  test('is taken back after saying what that means, with a reason, and then no longer counts', async () => {
    const { panel } = await sitDownAt('22.00');
    await panel.kind('Code').check();
    await panel.panel.getByRole('textbox', { name: 'Amount' }).fill('7');
    await panel.why.fill('Late.');
    await panel.panel.getByRole('button', { name: /€7\.00/ }).click();
    const code = await panel.given
      .getByText(/^SORRY-/)
      .first()
      .textContent();

    await panel.panel.getByRole('button', { name: /^Take back/ }).click();
    const form = panel.panel.getByRole('group', { name: /^Take back/ });
    await form.getByText(/can no longer use the code/).waitFor();
    await form.getByRole('button', { name: 'Take it back now' }).click();
    const why = form.getByRole('textbox', { name: 'Why you take it back' });
    expect(await complaintAbout(why)).toContain('Write in a few words why you take it back.');
    await why.fill('The wrong customer.');
    await why.press('Control+Enter');
    await panel.given.getByText('Taken back', { exact: true }).waitFor();
    expect(await panel.panel.getByRole('button', { name: /^Take back/ }).count()).toBe(0);
    expect(await codesInStore()).toContainEqual({ code, status: 'EXPIRED' });
    await panel.panel.getByRole('button', { name: 'Decide again' }).click();
    await panel.panel.getByText('Given before on this complaint').waitFor();
  });
});

describe('the choice', () => {
  test('is made by the arrow keys, keeps what was typed for the other kind, and the whole is given by the keyboard', async () => {
    const { desk, panel } = await sitDownAt('23.00');
    const { keyboard } = desk.page;
    await panel.byAmount.check();
    await panel.amount.fill('4');
    await panel.kind('Refund').focus();
    while (!(await panel.kind('Code').isChecked())) await keyboard.press('ArrowRight');
    const amount = panel.panel.getByRole('textbox', { name: 'Amount' });
    await amount.and(panel.panel.locator('[value=""]')).waitFor();
    await amount.fill('6');
    await panel.kind('Refund').check();
    expect(await panel.amount.inputValue()).toBe('4');
    await panel.kind('Code').check();
    expect(await amount.inputValue()).toBe('6');
    await panel.why.fill('Late.');
    await panel.preview.getByText(/gets a code for €6\.00 off/).waitFor();
    await panel.why.press('Control+Enter');
    await panel.given.getByText(/^SORRY-/).waitFor();
  });

  test('of what is not possible here is shown with the reason', async () => {
    const { panel } = await sitDownAt('24.00');
    await panel.more.click();
    const price = panel.other('VIP price');
    await price.waitFor();
    expect(await price.isDisabled()).toBe(true);
    expect(await price.textContent()).toMatch(/high severity/i);
  });

  test('whose form cannot be loaded says so in its place, and comes when asked for again', async () => {
    const { desk, panel } = await sitDownAt('25.00', { viewport: PHONE });
    await desk.page.route('**/assets/discount-code-*.js', (route) => desk.cutOff(route), { times: 1 });
    await panel.why.fill('Late.');
    await panel.kind('Code').check();
    await panel.panel.getByText(/This part of the page could not be loaded/).waitFor();
    expect(await panel.give.isDisabled()).toBe(true);
    await panel.panel.getByRole('button', { name: 'Try again' }).click();
    await panel.panel.getByRole('textbox', { name: 'Amount' }).fill('8');
    await panel.preview.getByText(/gets a code for €8\.00 off/).waitFor();
    expect(await panel.why.inputValue()).toBe('Late.');
  });
});
