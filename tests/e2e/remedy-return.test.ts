import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { inBrowser, PHONE } from '#tests/setup/browser.ts';
import { ANNA_AGENT, type StoreOrder } from '#tests/setup/running-app.ts';
import { comesIn, logComplaint, type ComplaintInput } from './arrange.ts';
import { complaintAbout, eventually, putItRight } from './screens.ts';

const amends = inBrowser();

beforeAll(() => comesIn(amends.app, ANNA_AGENT, 'agent'));

const storeReturn = z.object({
  legacyId: z.number(),
  orderId: z.string(),
  name: z.string(),
  status: z.string(),
  lines: z.array(z.object({ quantity: z.number(), reason: z.string().nullable() })),
  exchangeLines: z.array(z.object({ title: z.string(), variantTitle: z.string(), quantity: z.number() })),
  reverseFulfillmentOrders: z.array(
    z.object({
      deliveries: z.array(
        z.object({ tracking: z.object({ number: z.string().nullable() }).nullable(), label: z.string().nullable() }),
      ),
    }),
  ),
});

/** The returns of an order as the store has them. */
async function returnsOf({ legacyId }: StoreOrder) {
  const known = z.object({ returns: z.array(storeReturn) });
  return known.parse(await amends.app.control(`orders/${String(legacyId)}`)).returns;
}

type Input = { amount?: string; cost?: string; scenario?: string; phone?: boolean } & Pick<ComplaintInput, 'reason'>;

/** A complaint on a new order, with a return chosen. */
async function returning({
  amount = '40.00',
  cost = '20.00',
  scenario = 'delivered',
  phone = false,
  reason = 'wrong_item',
}: Input = {}) {
  const order = await amends.app.makeOrder({ scenario, amount, quantity: 1 });
  await costs(order, cost);
  const { id } = await logComplaint(amends.app, order, { reason });
  const desk = await amends.sitDown({ at: `/complaints/${id}`, ...(phone && { viewport: PHONE }) });
  const screen = putItRight(desk);
  await screen.more.click();
  await screen.other('Return').click();
  return { order, desk, ...screen, title: order.lineItems[0]?.title ?? '' };
}

/** What the order's item costs the shop. */
async function costs({ legacyId }: StoreOrder, unitCost: string): Promise<void> {
  const known = z.object({ lineItems: z.array(z.object({ variantId: z.string() })) });
  const { lineItems } = known.parse(await amends.app.control(`orders/${String(legacyId)}`));
  await amends.app.control(`variants/${lineItems[0]?.variantId.split('/').at(-1) ?? ''}`, { unitCost });
}

/** The worker looks at once, and not in an hour. */
const lookNow = () => amends.app.sql(`UPDATE remedies SET next_check_at = now() WHERE state = 'issued'`);

describe('a return', () => {
  test('with a label: says what they do and what it costs, is in the store, and its refund follows when it is back', async () => {
    const { order, desk, panel, why, preview, give, title } = await returning();
    expect(await panel.getByRole('combobox', { name: 'Why it comes back' }).inputValue()).toBe(
      'received-the-wrong-item',
    );
    await panel.getByText('With a label from you').click();
    const url = panel.getByRole('textbox', { name: 'Address of the label' });
    await url.fill('labels.example/1.pdf');
    await eventually(() => complaintAbout(url)).toContain('beginning with https://');
    await url.fill('https://labels.example/1.pdf');
    await panel.getByRole('textbox', { name: 'Tracking number' }).fill('RET-1');
    await panel.getByRole('textbox', { name: 'Note for the customer' }).fill('Any post office takes it.');
    await why.fill('We sent the wrong one.');
    await preview.getByText(`sends back 1 × ${title}`).waitFor();
    await preview.getByText(/with the label that you have entered; Shopify sends it to them by e-mail/).waitFor();
    // A label, the handling, and a fifth of what it cost the shop.
    await preview.getByText(/Costs the shop €14\.00\./).waitFor();
    await panel.getByText(/It is worth €20\.00 to the shop\./).waitFor();
    await give.click();
    await panel
      .getByRole('heading', { name: new RegExp(`^Return ${order.name}-R1: waiting for what .+ sends back$`) })
      .waitFor();
    expect(await returnsOf(order)).toMatchObject([
      {
        status: 'OPEN',
        lines: [{ quantity: 1, reason: 'received-the-wrong-item' }],
        reverseFulfillmentOrders: [
          { deliveries: [{ tracking: { number: 'RET-1' }, label: 'https://labels.example/1.pdf' }] },
        ],
      },
    ]);
    expect(await panel.getByRole('link', { name: 'Open the label' }).getAttribute('href')).toBe(
      'https://labels.example/1.pdf',
    );
    await panel.getByText('0 of 1').waitFor();

    const [opened] = await returnsOf(order);
    await amends.app.control(`returns/${String(opened?.legacyId)}/receive`, {});
    await lookNow();
    await eventually(async () => (await amends.app.sql(`SELECT 1 FROM remedies WHERE state = 'settled'`)).length).toBe(
      1,
    );
    await desk.page.reload();
    await panel.getByRole('heading', { name: `Return ${order.name}-R1: the item is back` }).waitFor();
    await panel.getByText('Give the refund now, if they do not have it yet.').waitFor();
    await panel.getByText('1 of 1').waitFor();
    expect(await panel.getByRole('button', { name: /^Take back/ }).count()).toBe(0);
    await panel.getByRole('button', { name: 'Give something more' }).click();
    await why.fill('It is back.');
    await panel.getByRole('button', { name: 'Refund €40.00' }).click();
    await panel.getByRole('heading', { name: /^€40\.00 given back to/ }).waitFor();
    expect((await amends.app.orderNow(order)).refunds).toHaveLength(1);
  });

  test('with something else in exchange, on a phone, and is taken back', async () => {
    const { order, panel, why, preview, give, title } = await returning({ phone: true });
    await panel.getByRole('button', { name: 'Exchange for something else' }).click();
    const picker = panel.getByTestId('item-picker');
    await picker.getByRole('searchbox', { name: 'Search items by name or SKU' }).fill('camping red');
    await picker.getByRole('button', { name: 'Choose Enamel Camping Mug, Red' }).click();
    await panel.getByText('Enamel Camping Mug, Red in exchange').waitFor();
    await panel.getByText('They send it at their own cost').click();
    await why.fill('They like the red one better.');
    await preview.getByText(`sends back 1 × ${title}`).waitFor();
    await preview
      .getByText(/at their own cost\. In exchange they get 1 × Enamel Camping Mug, Red when it is back\./)
      .waitFor();
    await preview.getByText(/That costs €25\.10 less: they get the difference back\./).waitFor();
    await give.click();
    await panel.getByText('What they get in exchange comes after that.', { exact: false }).waitFor();
    expect(await returnsOf(order)).toMatchObject([
      { status: 'OPEN', exchangeLines: [{ title: 'Enamel Camping Mug', variantTitle: 'Red', quantity: 1 }] },
    ]);
    await panel.getByRole('button', { name: /^Take back/ }).click();
    await panel.getByText(/need not send anything back, and gets nothing in exchange/).waitFor();
    await panel.getByRole('textbox', { name: 'Why you take it back' }).fill('They keep it after all.');
    await panel.getByRole('button', { name: 'Take it back now' }).click();
    await panel.getByRole('heading', { name: `Return ${order.name}-R1: taken back` }).waitFor();
    expect(await returnsOf(order)).toMatchObject([{ status: 'CANCELED' }]);
  });

  test('that costs more than it is worth: they keep it, and the card is a refund of the same item', async () => {
    const { order, panel, why, preview, title, kind, line } = await returning({ amount: '14.00', cost: '7.00' });
    await preview.getByText(`sends back 1 × ${title}`).waitFor();
    await panel
      .getByText(
        'Sending it back costs the shop about €11.40: the label €6.00, handling €4.00, and €1.40 because it can no longer be sold as new. It is worth only €7.00 to the shop. Better let them keep it.',
      )
      .waitFor();
    await panel.getByRole('button', { name: 'Let them keep it, refund instead' }).click();
    await eventually(() => kind('Refund').isChecked()).toBe(true);
    await eventually(() => kind('Refund').evaluate((radio) => radio === document.activeElement)).toBe(true);
    expect(await line(title).isChecked()).toBe(true);
    await why.fill('Not worth sending back.');
    await panel.getByRole('button', { name: 'Refund €14.00' }).click();
    await panel.getByRole('heading', { name: /^€14\.00 given back to/ }).waitFor();
    expect(await returnsOf(order)).toEqual([]);
  });

  test('is not offered before anything was sent, and says why', async () => {
    const order = await amends.app.makeOrder({ scenario: 'unfulfilled', amount: '40.00' });
    const { id } = await logComplaint(amends.app, order);
    const desk = await amends.sitDown({ at: `/complaints/${id}` });
    await putItRight(desk).more.click();
    await desk.frame.getByText('Nothing of this order has been sent yet, so nothing can come back.').waitFor();
  });
});
