import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountsOf, ask, creditEuros, newCustomer, openDesk } from './benefits.ts';
import { newAutomatic, newCode } from './discount-kit.ts';
import { MUG_HOUSE, type Desk } from './harness.ts';

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk();
});

afterAll(() => desk.close());

function account(id: string): string {
  return `/storefront/mug-house/account/${id.split('/').at(-1) ?? ''}`;
}

async function page(path: string): Promise<{ status: number; text: string }> {
  const response = await fetch(desk.base + path);
  return { status: response.status, text: (await response.text()).replaceAll(/\s+/g, ' ') };
}

/** Sends the form of an account page and follows to the page it leads to. */
async function submit(id: string, fields: Record<string, string>): Promise<string> {
  const response = await fetch(`${desk.base}${account(id)}/orders`, {
    method: 'POST',
    body: new URLSearchParams({ amount: '50.00', currency: 'EUR', shipping: '0', code: '', giftCard: '', ...fields }),
    redirect: 'manual',
  });
  expect(response.status).toBe(303);
  return (await page(response.headers.get('location') ?? '')).text;
}

describe('the account page of a customer', () => {
  it('shows store credit with each credit’s end, codes, standing prices, gift cards and orders', async () => {
    const { id, order } = await newCustomer(desk);
    await creditEuros(desk, id, '7.50', { expiresAt: '2099-05-01T12:00:00Z' });
    await creditEuros(desk, id, '2.50');
    const { code } = await newCode(desk, { context: { customers: { add: [id] } }, endsAt: '2099-01-01T00:00:00Z' });
    await newAutomatic(desk, { title: 'VIP price', context: { customers: { add: [id] } } });
    const input = {
      code: `gift${order.legacyId}`,
      initialAmount: { amount: '30', currencyCode: 'EUR' },
      customerId: id,
    };
    await ask(
      desk,
      'mutation ($input: GiftCardCreateInput!) { giftCardCreate(input: $input) { userErrors { message } } }',
      {
        input,
      },
    );
    const { text } = await page(account(id));
    expect(text).toContain('€10.00');
    expect(text).toMatch(/€7\.50 <small>until 1 May 2099, 14:00<\/small>/);
    expect(text).toMatch(/€2\.50 <small>without an end<\/small>/);
    expect(text).toContain(code);
    expect(text).toContain('VIP price');
    expect(text).toContain(`gift${order.legacyId}`);
    expect(text).toContain(order.name);
    expect(text.match(/Ready to use/g)).toHaveLength(3);
  });

  it('does not show what is for other customers', async () => {
    const [one, other] = [await newCustomer(desk), await newCustomer(desk)];
    const { code } = await newCode(desk, { context: { customers: { add: [other.id] } } });
    expect((await page(account(one.id))).text).not.toContain(code);
  });

  it('buys with a code and store credit by its form, and says what came of it', async () => {
    const { id } = await newCustomer(desk);
    await creditEuros(desk, id, '20.00');
    const { code } = await newCode(desk, { context: { customers: { add: [id] } }, usageLimit: 1 });
    const text = await submit(id, { code, storeCredit: 'yes' });
    expect(text).toMatch(/Order #\d+ over €45\.00 is placed: €20\.00 by store credit, €25\.00 by shopify payments\./);
    expect(text).toMatch(/Used/);
    expect((await accountsOf(desk, id))[0]?.balance.amount).toBe('0.0');
    expect(await submit(id, { code })).toContain(`${code} has reached its usage limit.`);
  });

  it('shows what is typed in as text and never as markup', async () => {
    const { id } = await newCustomer(desk);
    const text = await submit(id, { code: '<script>alert(1)</script>' });
    expect(text).not.toContain('<script>');
    expect(text).toContain('&lt;script&gt;');
  });

  it('says so where store credit can’t be used', async () => {
    const { id } = await newCustomer(desk);
    await desk.made(`/dev-store/shops/${MUG_HOUSE}`, { customerAccounts: 'CLASSIC' });
    expect((await page(account(id))).text).toContain('Mug House does not take store credit at the moment.');
    await desk.made(`/dev-store/shops/${MUG_HOUSE}`, { customerAccounts: 'NEW_CUSTOMER_ACCOUNTS' });
  });

  it('is not there in another shop', async () => {
    const { id } = await newCustomer(desk);
    expect((await page(account(id).replace('mug-house', 'tokyo-paper'))).status).toBe(404);
  });

  it('is reached from the admin’s page of the customer, and from the list of accounts', async () => {
    const { id, order } = await newCustomer(desk);
    const admin = await page(`/store/mug-house/customers/${id.split('/').at(-1) ?? ''}`);
    expect(admin.text).toContain(`href="${account(id)}"`);
    expect((await page(`/storefront/mug-house?q=${encodeURIComponent(order.email ?? '')}`)).text).toContain(
      account(id),
    );
  });
});

describe('the control API', () => {
  it('shows what a customer has, with the reason why something can’t be used', async () => {
    const { id } = await newCustomer(desk);
    await creditEuros(desk, id, '7.50');
    const { code } = await newCode(desk, { context: { customers: { add: [id] } }, startsAt: '2099-01-01T00:00:00Z' });
    const seen = await desk.get<object>(`/dev-store/customers/${encodeURIComponent(id)}`);
    expect(seen).toMatchObject({
      id,
      storeCredit: [
        { currency: 'EUR', balance: '7.5', transactions: [{ type: 'CREDIT', amount: '7.5', remaining: '7.5' }] },
      ],
      discounts: [{ code, status: 'SCHEDULED', timesUsed: 0, usable: 'not_started' }],
    });
  });

  it('lists all benefits in the state, until it is reset', async () => {
    const own = await openDesk();
    const { id } = await newCustomer(own);
    await creditEuros(own, id, '1.00');
    await newCode(own);
    const read = (): Promise<Record<string, unknown[]>> => own.get('/dev-store/state');
    expect([(await read())['storeCreditAccounts']?.length, (await read())['discounts']?.length]).toEqual([1, 1]);
    await own.made('/dev-store/reset', { seed: 'empty' });
    expect([(await read())['storeCreditAccounts'], (await read())['discounts']]).toEqual([[], []]);
    await own.close();
  });
});
