import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { inBrowser, type Desk } from '#tests/setup/browser.ts';
import { ANNA_AGENT, LUKAS_LEAD, MUG_HOUSE, type StoreOrder } from '#tests/setup/running-app.ts';
import { comesIn, logComplaint } from './arrange.ts';
import { complaintAbout, eventually, putItRight } from './screens.ts';

const amends = inBrowser();

beforeAll(async () => {
  await comesIn(amends.app, ANNA_AGENT, 'agent');
  await comesIn(amends.app, LUKAS_LEAD, 'lead');
});

const discount = z.object({
  title: z.string(),
  code: z.string().nullable(),
  status: z.string(),
});
const state = z.object({ discounts: z.array(discount) });
const discounts = async () => state.parse(await amends.app.control('state')).discounts;
const withCode = async (code: string) => (await discounts()).filter((one) => one.code === code);

const placed = z.object({ order: z.object({ name: z.string() }), discounts: z.array(z.object({ title: z.string() })) });

/** Buys something at the store's checkout as the customer of an order. */
const buy = async (order: StoreOrder, more: object = {}) =>
  placed.parse(
    await amends.app.control('checkout', { shop: MUG_HOUSE, customer: order.customerId, amount: '80.00', ...more }),
  );

function codeForm(desk: Desk) {
  const screen = putItRight(desk);
  const { panel } = screen;
  return {
    ...screen,
    choose: () => panel.getByRole('radio', { name: 'Code', exact: true }).check(),
    amount: panel.getByRole('textbox', { name: /^Amount/ }),
    percent: panel.getByRole('radio', { name: 'A share of the order' }),
    shipping: panel.getByRole('radio', { name: 'The shipping' }),
    validFor: panel.getByRole('textbox', { name: 'Valid for' }),
    smallest: panel.getByRole('textbox', { name: 'Smallest order' }),
    code: panel.getByText(/^SORRY-/),
  };
}

/** A complaint on a new order, with its code filled in and ready to be given. */
async function readyCode(customer?: null) {
  const order = await amends.app.makeOrder({ amount: '40.00', ...(customer === null && { customer }) });
  const { id } = await logComplaint(amends.app, order);
  const desk = await amends.sitDown({ at: `/complaints/${id}` });
  const form = codeForm(desk);
  await form.choose();
  await form.amount.fill('10');
  await form.why.fill('Broken, and late.');
  return { order, desk, form };
}

async function givenCode() {
  const ready = await readyCode();
  await ready.form.panel.getByRole('button', { name: 'Give a code for €10.00 off' }).click();
  await ready.form.panel.getByRole('heading', { name: /^Code given to/ }).waitFor();
  return { ...ready, code: await ready.form.code.first().innerText() };
}

async function takeBack(desk: Desk) {
  const { panel } = putItRight(desk);
  await panel.getByRole('button', { name: /^Take back/ }).click();
  await panel.getByRole('textbox', { name: 'Why you take it back' }).fill('Given by mistake.');
  await panel.getByRole('button', { name: 'Take it back now' }).click();
}

describe('a discount code', () => {
  test('says what the customer gets, is given, and can be read out at once', async () => {
    const { order, form } = await readyCode();
    await form.preview
      .getByText(/gets a code for €10\.00 off on one later order, until .+\. Only .+ can use it\./)
      .waitFor();
    await form.panel.getByRole('button', { name: 'Give a code for €10.00 off' }).click();
    await form.panel.getByRole('heading', { name: /^Code given to/ }).waitFor();
    const code = await form.code.first().innerText();
    expect(await withCode(code)).toMatchObject([{ status: 'ACTIVE' }]);
    const bought = await buy(order, { discountCodes: [code] });
    expect(bought.discounts).toHaveLength(1);
  });

  test('that cannot be bound says so before it is given', async () => {
    const { form } = await readyCode(null);
    await form.panel.getByText(/whoever has it can use it, once/).waitFor();
  });

  test('typed wrong is told beside its field, and nothing is lost', async () => {
    const { form } = await readyCode();
    await form.amount.fill('10,00');
    expect(await complaintAbout(form.amount)).toContain('decimal point');
    await form.amount.fill('10');
    await form.validFor.fill('0');
    expect(await complaintAbout(form.validFor)).toContain('Enter 1 to');
    await form.validFor.fill('30');
    await form.percent.check();
    const percent = form.panel.getByRole('textbox', { name: 'Percent' });
    await percent.fill('101');
    expect(await complaintAbout(percent)).toContain('1 to 100');
    await percent.fill('15');
    await form.panel.getByRole('button', { name: 'Give a code for 15% off' }).waitFor();
    await form.shipping.check();
    await form.panel.getByRole('textbox', { name: 'Shipping up to' }).fill('5');
    await form.panel.getByRole('button', { name: 'Give a code for free shipping up to €5.00' }).waitFor();
  });

  test('is taken back while it is unused, and can no longer be used', async () => {
    const { desk, form, code } = await givenCode();
    await takeBack(desk);
    await form.panel.getByRole('heading', { name: `Code ${code}: taken back` }).waitFor();
    expect(await withCode(code)).toMatchObject([{ status: 'EXPIRED' }]);
  });

  test('that was used stays given, and the screen says on which order', async () => {
    const { order, desk, form, code } = await givenCode();
    const bought = await buy(order, { discountCodes: [code] });
    await takeBack(desk);
    await form.panel
      .getByText(`Shopify says: The code was used by the customer on order ${bought.order.name}`, { exact: false })
      .waitFor();
    expect(await withCode(code)).toMatchObject([{ status: 'ACTIVE' }]);
  });
});

describe('a price for good', () => {
  const vipOf = async (complaint: { severity: string; user?: number }) => {
    const order = await amends.app.makeOrder({ amount: '40.00' });
    const { id } = await logComplaint(amends.app, order, { severity: complaint.severity });
    const desk = await amends.sitDown({ at: `/complaints/${id}`, user: complaint.user ?? LUKAS_LEAD });
    const { panel, why, preview, more } = putItRight(desk);
    await more.click();
    return { order, desk, panel, why, preview, item: desk.frame.getByRole('menuitem', { name: /VIP price/ }) };
  };

  test('is given by a lead, applies to the next order by itself, and is taken back', async () => {
    const { order, desk, panel, why, preview, item } = await vipOf({ severity: 'high' });
    await item.click();
    await why.fill('Three times wrong.');
    await preview.getByText(/gets 5% off every later order/).waitFor();
    await panel.getByRole('button', { name: 'Give 5% on every later order' }).click();
    await panel.getByRole('heading', { name: /has a price of their own/ }).waitFor();
    expect((await buy(order)).discounts).toHaveLength(1);
    await takeBack(desk);
    await panel.getByRole('heading', { name: 'Price of 5% less: taken back' }).waitFor();
    await eventually(async () => (await buy(order)).discounts).toEqual([]);
  });

  test('is not offered where little went wrong, and the reason is', async () => {
    const { item } = await vipOf({ severity: 'normal' });
    await item.filter({ hasText: 'Only for a complaint of high severity.' }).waitFor();
    expect(await item.isDisabled()).toBe(true);
  });

  test('is a lead’s to give: an agent hears it before she tries', async () => {
    const { panel, why, item } = await vipOf({ severity: 'high', user: ANNA_AGENT });
    await item.click();
    await why.fill('Three times wrong.');
    await panel.getByText('Only a lead or the store owner may give this.').first().waitFor();
  });
});
