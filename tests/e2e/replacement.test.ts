import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { inBrowser, PHONE, type Desk } from '#tests/setup/browser.ts';
import { ANNA_AGENT, type StoreOrder } from '#tests/setup/running-app.ts';
import { comesIn, logComplaint } from './arrange.ts';
import { eventually, putItRight } from './screens.ts';

const amends = inBrowser({ QUARANTINE_MS: '1000' });

beforeAll(async () => {
  await comesIn(amends.app, ANNA_AGENT, 'agent');
});

const pictures = process.env['PICTURES'];
const shoot = async ({ page, frame }: Desk, name: string) => {
  if (!pictures) return;
  await frame.getByTestId('address').or(frame.getByText('Goes to the address')).first().scrollIntoViewIfNeeded();
  await page.screenshot({ path: `${pictures}/${name}.png` });
};

const made = z.object({
  legacyId: z.number(),
  name: z.string(),
  tags: z.array(z.string()),
  note: z.string().nullable(),
  customAttributes: z.array(z.object({ key: z.string(), value: z.string() })),
  shippingAddress: z.object({ address1: z.string() }),
  cancelledAt: z.string().nullable(),
  lineItems: z.array(z.object({ title: z.string(), variantTitle: z.string().nullable(), quantity: z.number() })),
  total: z.object({ amount: z.string() }),
});

/** The orders that were made in place of this one. */
async function replacementsOf(order: StoreOrder) {
  const state = z.object({ orders: z.array(z.unknown()) }).parse(await amends.app.control('state'));
  const orders = state.orders.flatMap((each) => made.safeParse(each).data ?? []);
  const replaces = { key: 'Replaces order', value: order.name };
  return orders.filter(({ customAttributes }) =>
    customAttributes.some(({ key, value }) => key === replaces.key && value === replaces.value),
  );
}

/** What can be sold of the item of an order's first line. */
async function stock(order: StoreOrder, available: number): Promise<void> {
  const known = z.object({ lineItems: z.array(z.object({ variantId: z.string() })) });
  const { lineItems } = known.parse(await amends.app.control(`orders/${String(order.legacyId)}`));
  const id = lineItems[0]?.variantId.split('/').at(-1) ?? '';
  await amends.app.control(`variants/${id}`, { available, inventoryPolicy: 'DENY' });
}

type Case = { order: StoreOrder; desk: Desk; panel: ReturnType<typeof putItRight> };

/** A complaint of somebody who wants a new one, open in front of the agent. */
async function wantsAnother(available: number, viewport?: { width: number; height: number }): Promise<Case> {
  const order = await amends.app.makeOrder({ scenario: 'delivered', amount: '20.00', quantity: 1 });
  await stock(order, available);
  const { id } = await logComplaint(amends.app, order, { wantedOutcome: 'replacement' });
  const desk = await amends.sitDown({ at: `/complaints/${id}`, ...(viewport && { viewport }) });
  return { order, desk, panel: putItRight(desk) };
}

const addressOf = ({ panel: { panel } }: Case) => ({
  shown: panel.getByTestId('address'),
  right: panel.getByRole('checkbox', { name: 'This address is right' }),
  correct: panel.getByRole('button', { name: 'Correct the address' }),
  street: panel.getByRole('textbox', { name: 'Street and number' }),
});

describe('a replacement', () => {
  test('of the same item: confirmed, given, seen in the store, and taken back before it is sent', async () => {
    const each = await wantsAnother(7);
    const { order, panel } = each;
    const [line] = order.lineItems;
    await panel.panel.getByRole('radio', { name: 'Replace' }).and(panel.panel.locator(':checked')).waitFor();
    await panel.panel.getByText('7 in stock').waitFor();
    await panel.panel.getByRole('button', { name: 'Add words for the card or the warehouse' }).click();
    await panel.panel.getByRole('textbox', { name: 'Words on the card' }).fill('We are so sorry.');
    await panel.why.fill('Broken on arrival.');
    expect(await panel.give.isDisabled()).toBe(true);
    await addressOf(each).right.check();
    await panel.preview.getByText(`1 × ${line?.title ?? ''}`).waitFor();
    await panel.panel.getByRole('button', { name: 'Give replacement' }).click();
    await panel.panel.getByRole('heading', { name: /^Replacement #\d+ is ordered for / }).waitFor();

    const [replacement, ...more] = await replacementsOf(order);
    expect(more).toEqual([]);
    expect(replacement).toMatchObject({
      lineItems: [{ title: line?.title, quantity: 1 }],
      total: { amount: '0.0' },
      cancelledAt: null,
    });
    expect(replacement?.customAttributes).toContainEqual({ key: 'Card', value: 'We are so sorry.' });
    expect(replacement?.note).toMatch(/\[amends:[0-9a-f-]{36}\]/);
    await panel.panel.getByRole('link', { name: `Open ${replacement?.name ?? ''} in Shopify` }).waitFor();

    await panel.panel.getByRole('button', { name: /^Take back/ }).click();
    await panel.panel.getByRole('textbox', { name: 'Why you take it back' }).fill('The parcel came after all.');
    await panel.panel.getByRole('button', { name: 'Take it back now' }).click();
    await panel.panel.getByRole('heading', { name: /: taken back$/ }).waitFor({ timeout: 40_000 });
    expect((await replacementsOf(order))[0]?.cancelledAt).not.toBeNull();
  });

  test('of an item that has run out: something else at about its price, to a corrected address, on a phone', async () => {
    const each = await wantsAnother(0, PHONE);
    const { order, panel } = each;
    await panel.panel.getByText(/has run out\. Choose something else to send\./).waitFor();
    await panel.panel.getByRole('button', { name: 'Something else' }).click();
    const picker = panel.panel.getByTestId('item-picker');
    await picker.getByText(/has run out\. In stock at about the same price:/).waitFor();
    await picker.getByRole('searchbox', { name: 'Search items by name or SKU' }).fill('camping red');
    const results = picker.getByRole('list', { name: 'Items found' });
    await results.getByText('ENCAMU-RED').waitFor();
    await results.getByRole('button', { name: 'Choose Enamel Camping Mug, Red' }).click();
    await panel.panel.getByText('Enamel Camping Mug, Red instead').waitFor();
    await panel.panel.getByText(/less than what was ordered/).waitFor();

    const address = addressOf(each);
    await address.correct.click();
    await address.street.fill('New Street 7');
    await address.shown.getByText(/New Street 7/).waitFor();
    await panel.why.fill('Ours has run out.');
    await address.right.check();
    await panel.panel.getByRole('button', { name: 'Give replacement' }).click();
    await eventually(async () => (await replacementsOf(order)).length).toBe(1);
    expect(await replacementsOf(order)).toMatchObject([
      {
        lineItems: [{ title: 'Enamel Camping Mug', variantTitle: 'Red', quantity: 1 }],
        shippingAddress: { address1: 'New Street 7' },
      },
    ]);
  });

  test('goes where the customer wants it: the address from her link is filled in, said to be hers, and on the order', async () => {
    const order = await amends.app.makeOrder({ scenario: 'silent-parcel', amount: '20.00', quantity: 1 });
    await stock(order, 7);
    const { id } = await logComplaint(amends.app, order, { reason: 'not_arrived', wantedOutcome: 'replacement' });
    const desk = await amends.sitDown({ at: `/complaints/${id}` });
    const playbook = desk.frame.getByTestId('playbook');
    await playbook.getByRole('button', { name: 'Show the steps' }).click();
    await playbook.getByRole('button', { name: 'Note this step' }).click();
    await playbook.getByRole('button', { name: 'Ask by e-mail' }).click();
    await playbook.getByText(/^Waiting until/).waitFor();
    const [mail] = await amends.app.sql(
      `SELECT text FROM mails WHERE complaint_id = $1 AND dedupe_key LIKE 'message:address:%'`,
      [id],
    );
    const link = /https?:\/\/\S+\/c\/\S+/.exec(JSON.stringify(mail).replaceAll('\\n', ' '))?.[0] ?? '';
    const page = await desk.page.context().newPage();
    await page.goto(link);
    await page.locator('input[name=right][value=no]').check();
    await page.locator('#address1').fill('5 New Street');
    await page.locator('main form button').click();
    await page.locator('#address1').waitFor({ state: 'detached' });
    await page.close();
    await desk.open(`/complaints/${id}`);
    const panel = putItRight(desk);
    const each = { order, desk, panel };
    await panel.panel.getByRole('radio', { name: 'Replace' }).and(panel.panel.locator(':checked')).waitFor();
    const address = addressOf(each);
    await address.shown.getByText(/5 New Street/).waitFor();
    await panel.panel.getByText(/^The customer has given this address on .*\. This parcel goes there/).waitFor();
    expect(await address.right.isChecked()).toBe(true);
    await shoot(desk, 'replacement-theirs');
    await address.correct.click();
    await address.street.fill('6 Other Street');
    await panel.panel.getByText(/the customer has given another address: .*5 New Street/).waitFor();
    expect(await address.right.isChecked()).toBe(false);
    await shoot(desk, 'replacement-other');
    await desk.page.setViewportSize(PHONE);
    await shoot(desk, 'replacement-other-phone');
    await desk.page.setViewportSize({ width: 1280, height: 900 });
    await panel.panel.getByRole('button', { name: 'Use the customer’s address' }).click();
    await address.shown.getByText(/5 New Street/).waitFor();
    await panel.why.fill('It never arrived.');
    await panel.panel.getByRole('button', { name: 'Give replacement' }).click();
    await panel.panel.getByText('Goes to the address that the customer gave.').waitFor();
    await shoot(desk, 'replacement-theirs-given');
    expect(await replacementsOf(order)).toMatchObject([{ shippingAddress: { address1: '5 New Street' } }]);
  });

  test('by a search that gives up an earlier one, whose answer never comes, prints no error', async () => {
    const each = await wantsAnother(0);
    const { desk, panel } = each;
    await desk.page.route(/\/variants\?like=/, () => undefined);
    await panel.panel.getByRole('button', { name: 'Something else' }).click();
    const picker = panel.panel.getByTestId('item-picker');
    await picker.getByText('Searching').first().waitFor({ state: 'attached' });
    await picker.getByRole('searchbox', { name: 'Search items by name or SKU' }).fill('camping red');
    await picker.getByRole('button', { name: 'Choose Enamel Camping Mug, Red' }).click();
    await panel.panel.getByText('Enamel Camping Mug, Red instead').waitFor();
  });

  test('of more than there is says beside the line how many are left', async () => {
    const order = await amends.app.makeOrder({ scenario: 'delivered', amount: '60.00', quantity: 3 });
    await stock(order, 2);
    const { id } = await logComplaint(amends.app, order, { wantedOutcome: 'replacement', quantities: [3] });
    const panel = putItRight(await amends.sitDown({ at: `/complaints/${id}` }));
    await panel.panel.getByText(/^Only 2 of .* left in stock\./).waitFor();
    await panel.howMany(order.lineItems[0]?.title ?? '').fill('2');
    await eventually(() => panel.panel.getByText(/left in stock\./).count()).toBe(0);
  });
});
