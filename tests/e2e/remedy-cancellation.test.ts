import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { DESK, inBrowser, PHONE } from '#tests/setup/browser.ts';
import { ANNA_AGENT, type StoreOrder } from '#tests/setup/running-app.ts';
import { comesIn, logComplaint } from './arrange.ts';
import { putItRight } from './screens.ts';

const amends = inBrowser();

beforeAll(() => comesIn(amends.app, ANNA_AGENT, 'agent'));

const cancelled = z.object({
  cancelledAt: z.string().nullable(),
  cancelReason: z.string().nullable(),
  cancellation: z.object({ staffNote: z.string().nullable() }).nullable(),
});
const atStore = async ({ legacyId }: StoreOrder) =>
  cancelled.parse(await amends.app.control(`orders/${String(legacyId)}`));

/** A complaint on a new order, with "Cancel the order" chosen. */
async function choosing(input: Record<string, unknown>, viewport = DESK) {
  const order = await amends.app.makeOrder(input);
  const { id } = await logComplaint(amends.app, order, { reason: 'cancel_order' });
  const desk = await amends.sitDown({ at: `/complaints/${id}`, viewport });
  const screen = putItRight(desk);
  await screen.more.click();
  await screen.other('Cancel the order').click();
  const { panel } = screen;
  return {
    order,
    desk,
    ...screen,
    wanted: panel.getByRole('combobox', { name: 'Why do they want to cancel?' }),
    instead: panel.getByRole('button', { name: 'Offer something instead' }),
  };
}

const waiting = { scenario: 'unfulfilled', amount: '40.00' };

describe.each([
  ['at a desk', DESK],
  ['on a phone', PHONE],
])('an order that was not sent, %s', (_where, viewport) => {
  test('is cancelled after asking why, and everything that was paid goes back', async () => {
    const { order, desk, panel, wanted, instead, why, preview } = await choosing(waiting, viewport);
    await panel.getByText('Say why they want to cancel.').first().waitFor();
    await wanted.selectOption({ label: 'It takes too long' });
    await panel.getByText(/With free express, or a code for their next order, many wait\./).waitFor();
    await instead.waitFor();
    await panel.getByRole('textbox', { name: 'Note for staff in Shopify' }).fill('Called twice.');
    await why.fill('Nothing we offered helped.');
    await preview
      .getByText(/^#\d+ is cancelled, and .+ gets €40\.00 back through .+\. It cannot be undone\.$/)
      .waitFor();
    await panel.getByRole('button', { name: 'Cancel and refund €40.00' }).click();
    await panel.getByRole('heading', { name: /^#\d+ is cancelled, €40\.00 given back to/ }).waitFor();
    const { cancelledAt, cancelReason, cancellation } = await atStore(order);
    expect(cancelledAt).not.toBeNull();
    expect(cancelReason).toBe('CUSTOMER');
    expect(cancellation?.staffNote).toMatch(/^C-\d+ Called twice\. \[amends:[0-9a-f-]{36}\]$/);
    expect((await amends.app.orderNow(order)).refunds).toHaveLength(1);
    await desk.frame
      .getByTestId('story')
      .getByText('They said: it takes too long. Nothing we offered helped.')
      .waitFor();
  });

  test('is kept with a code instead, when that is better', async () => {
    const { order, panel, kind, wanted, instead } = await choosing(waiting, viewport);
    await wanted.selectOption({ label: 'Found it cheaper elsewhere' });
    await instead.click();
    expect(await kind('Code').isChecked()).toBe(true);
    await panel.getByRole('textbox', { name: /^Amount/ }).waitFor();
    expect((await atStore(order)).cancelledAt).toBeNull();
  });
});

describe.each([
  ['at a desk', DESK],
  ['on a phone', PHONE],
])('an order that has left, %s', (_where, viewport) => {
  test('is not cancelled: the form says so, and shows the way out', async () => {
    const { panel, kind, give, preview } = await choosing({ amount: '40.00' }, viewport);
    await panel.getByRole('heading', { name: 'This order has been sent' }).waitFor();
    await preview.getByText('Shopify cannot cancel an order that has been sent.').waitFor();
    expect(await give.isDisabled()).toBe(true);
    await panel.getByRole('button', { name: 'Refund instead' }).click();
    expect(await kind('Refund').isChecked()).toBe(true);
  });

  test('turns into a return of everything that was sent, with one button', async () => {
    const sent = { amount: '40.00', quantity: 2 };
    const { panel, kind, howMany, order } = await choosing(sent, viewport);
    await panel.getByRole('button', { name: 'Take it back instead' }).click();
    expect(await kind('Return').isChecked()).toBe(true);
    const [line] = order.lineItems;
    expect(await howMany(line?.title ?? '').inputValue()).toBe('2');
  });

  test('in part: says what was sent and what was not, and refunds what was not', async () => {
    const order = { scenario: 'partly-shipped', amount: '40.00', quantity: 2 };
    const { panel, kind, preview, why } = await choosing(order, viewport);
    await panel.getByText(/^Sent: 1 × /).waitFor();
    await panel.getByText(/^Not sent: 1 × /).waitFor();
    await panel.getByRole('button', { name: 'Refund what was not sent' }).click();
    expect(await kind('Refund').isChecked()).toBe(true);
    await why.fill('It was not sent yet.');
    await preview.getByText(/gets €20\.00 back/).waitFor();
  });
});

test('an order that is cancelled already cannot be cancelled again, and says why', async () => {
  const order = await amends.app.makeOrder({ scenario: 'cancelled', amount: '40.00' });
  const { id } = await logComplaint(amends.app, order, { reason: 'cancel_order' });
  const desk = await amends.sitDown({ at: `/complaints/${id}` });
  await putItRight(desk).more.click();
  await desk.frame.getByText('This order is cancelled already.').waitFor();
});

test('money above the limit is told with its numbers before anything happens, and can only be sent for approval', async () => {
  const { order, preview, panel, wanted, why } = await choosing({ ...waiting, amount: '90.00' });
  await wanted.selectOption({ label: 'Changed their mind' });
  await why.fill('She insists.');
  await preview.getByText(/Up to €50\.00 per case for agents\. €0\.00 given, €50\.00 left\./).waitFor();
  await panel.getByRole('button', { name: 'Send for approval' }).waitFor();
  expect((await atStore(order)).cancelledAt).toBeNull();
});

test('a complaint of somebody who wants to cancel begins with cancelling, while nothing is sent', async () => {
  const begin = async (input: Record<string, unknown>) => {
    const order = await amends.app.makeOrder(input);
    const { id } = await logComplaint(amends.app, order, { reason: 'cancel_order' });
    return putItRight(await amends.sitDown({ at: `/complaints/${id}` }));
  };
  expect(await (await begin(waiting)).kind('Cancel the order').isChecked()).toBe(true);
  expect(await (await begin({ amount: '40.00' })).kind('Refund').isChecked()).toBe(true);
});
