import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { DEFAULT_SCOPES } from '#dev-store/options.ts';
import { inBrowser, type Desk } from '#tests/setup/browser.ts';
import { ANNA_AGENT, MUG_HOUSE, type StoreOrder } from '#tests/setup/running-app.ts';
import { comesIn, logComplaint } from './arrange.ts';
import { complaintAbout, eventually, putItRight } from './screens.ts';

const amends = inBrowser();

const grant = (...more: string[]) =>
  amends.app.control('apps/scopes', { shop: MUG_HOUSE, scopes: [...DEFAULT_SCOPES, ...more] });

beforeAll(() => comesIn(amends.app, ANNA_AGENT, 'agent'));
afterEach(() => grant());

const account = z.object({
  customerId: z.string(),
  balance: z.string(),
  transactions: z.array(z.object({ type: z.string(), amount: z.string(), event: z.string() })),
});
const card = z.object({ code: z.string(), customerId: z.string().nullable(), deactivatedAt: z.string().nullable() });
const state = z.object({
  storeCreditAccounts: z.array(account),
  giftCards: z.array(card),
  mails: z.array(z.object({ text: z.string().nullable() })),
});
const storeNow = async () => state.parse(await amends.app.control('state'));
const creditsOf = async ({ customerId }: StoreOrder) =>
  (await storeNow()).storeCreditAccounts.filter((each) => each.customerId === customerId);
const cardsOf = async ({ customerId }: StoreOrder) =>
  (await storeNow()).giftCards.filter((each) => each.customerId === customerId);

/** A complaint on a new order, with one kind of remedy chosen. */
async function choosing(kind: string, customer?: null) {
  const order = await amends.app.makeOrder({ amount: '40.00', ...(customer === null && { customer }) });
  const { id } = await logComplaint(amends.app, order);
  const desk = await amends.sitDown({ at: `/complaints/${id}` });
  const screen = putItRight(desk);
  if (kind === 'Credit') await screen.kind(kind).check();
  return { order, desk, ...screen };
}

async function takeBack(desk: Desk) {
  const { panel } = putItRight(desk);
  await panel.getByRole('button', { name: /^Take back/ }).click();
  await panel.getByRole('textbox', { name: 'Why you take it back' }).fill('Given by mistake.');
  await panel.getByRole('button', { name: 'Take it back now' }).click();
}

describe('store credit', () => {
  test('says what the customer gets, is on her account at once, and is taken back', async () => {
    const { order, desk, panel, amount, why, preview } = await choosing('Credit');
    await amount.fill('12,50');
    expect(await complaintAbout(amount)).toContain('decimal point');
    await amount.fill('12.50');
    await why.fill('Broken, and late.');
    await preview.getByText(/gets €12\.50 of store credit, to spend until .+\. Shopify writes to them\./).waitFor();
    await panel.getByRole('button', { name: 'Give €12.50 store credit' }).click();
    await panel.getByRole('heading', { name: /^€12\.50 of store credit given to/ }).waitFor();
    expect(await creditsOf(order)).toMatchObject([
      { balance: '12.5', transactions: [{ type: 'CREDIT', amount: '12.5', event: 'ADJUSTMENT' }] },
    ]);
    await takeBack(desk);
    await panel.getByRole('heading', { name: 'Store credit of €12.50: taken back' }).waitFor();
    expect(await creditsOf(order)).toMatchObject([{ balance: '0.0' }]);
  });

  test('that was spent stays given, and the screen says how much', async () => {
    const { order, desk, panel, amount, why } = await choosing('Credit');
    await amount.fill('20');
    await why.fill('Broken.');
    await panel.getByRole('button', { name: 'Give €20.00 store credit' }).click();
    await panel.getByRole('heading', { name: /^€20\.00 of store credit given to/ }).waitFor();
    await amends.app.control('checkout', {
      shop: MUG_HOUSE,
      customer: order.customerId,
      amount: '5.00',
      storeCredit: true,
    });
    await takeBack(desk);
    await panel.getByText(/of 20\.00 EUR has been spent already, so it cannot be taken back/).waitFor();
  });

  test('is not offered for a guest, and says why', async () => {
    const { panel } = await choosing('Refund', null);
    await panel.getByText(/This is a guest order\. Store credit is kept on the account of a customer\./).waitFor();
  });
});

describe('a gift card', () => {
  test('is not offered where the shop has not allowed it; is sent to the customer where it has, and switched off', async () => {
    const without = await choosing('Refund');
    await without.more.click();
    await without.desk.frame.getByText(/has not given Amends the permission for gift cards/).waitFor();

    await grant('write_gift_cards', 'write_customers');
    await eventually(async () => {
      const [row] = await amends.app.sql('SELECT scopes FROM shops WHERE shop_id = $1', [MUG_HOUSE]);
      return z.object({ scopes: z.string() }).parse(row).scopes;
    }).toContain('write_gift_cards');
    const { order, desk, panel, more, other, amount, why, preview } = await choosing('Refund');
    await more.click();
    await other('Gift card').click();
    await amount.fill('25');
    await why.fill('Broken.');
    await preview.getByText(/gets a gift card of €25\.00, to spend until .+\. Shopify sends them the code\./).waitFor();
    await panel.getByRole('button', { name: 'Give a gift card of €25.00' }).click();
    await panel.getByRole('heading', { name: /^Gift card of €25\.00 given to/ }).waitFor();
    const [made] = await cardsOf(order);
    const code = made?.code ?? '';
    await panel.getByText(`Ends in ${code.slice(-4).toUpperCase()}`).waitFor();
    expect(await desk.frame.locator('body').innerText()).not.toContain(code);
    expect((await storeNow()).mails.some((mail) => mail.text?.includes(code))).toBe(true);
    await takeBack(desk);
    await panel.getByRole('heading', { name: 'Gift card of €25.00: taken back' }).waitFor();
    expect(await cardsOf(order)).toMatchObject([{ deactivatedAt: expect.any(String) as string }]);
  });
});

describe('a refund', () => {
  test('becomes store credit, all of it', async () => {
    const { order, panel, byAmount, amount, why, preview } = await choosing('Refund');
    await byAmount.check();
    await amount.fill('15');
    await panel.getByRole('radiogroup', { name: 'How they get it' }).getByLabel('Store credit').check();
    await why.fill('Broken.');
    await preview.getByText(/gets €15\.00 back as store credit\. It does not expire\./).waitFor();
    await panel.getByRole('button', { name: 'Refund €15.00' }).click();
    await panel.getByText('It is store credit now, and can be spent at the next checkout.').waitFor();
    expect(await creditsOf(order)).toMatchObject([
      { balance: '15.0', transactions: [{ type: 'CREDIT', amount: '15.0', event: 'ORDER_REFUND' }] },
    ]);
    expect((await amends.app.orderNow(order)).refunds).toHaveLength(1);
  });

  test('becomes store credit in part, and what is too much stands beside its field', async () => {
    const { order, panel, byAmount, amount, why, preview } = await choosing('Refund');
    await byAmount.check();
    await amount.fill('15');
    await panel.getByLabel('Some of each').check();
    const credit = panel.getByRole('textbox', { name: 'As store credit' });
    await credit.fill('15.01');
    await eventually(() => complaintAbout(credit)).toContain('at most €15.00');
    await credit.fill('6');
    await why.fill('Broken.');
    await preview
      .getByText(/gets €15\.00 back: €6\.00 as store credit, which does not expire, and the rest through .+\./)
      .waitFor();
    await panel.getByRole('button', { name: 'Refund €15.00' }).click();
    await panel.getByRole('heading', { name: /^€15\.00 given back to/ }).waitFor();
    expect(await creditsOf(order)).toMatchObject([{ balance: '6.0' }]);
  });
});
