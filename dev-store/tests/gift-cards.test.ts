import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answer, ask, BENEFIT_SCOPES, newCustomer, openDesk, type CodedErrors } from './benefits.ts';
import { MUG_HOUSE, type Desk, type Money } from './harness.ts';

const CREATE = `mutation Card($input: GiftCardCreateInput!) {
  giftCardCreate(input: $input) {
    giftCard {
      id lastCharacters maskedCode enabled isRedeemable deactivatedAt expiresOn note createdAt crossCurrencyRedemptionStrategy
      initialValue { amount currencyCode } balance { amount currencyCode } customer { id }
      recipientAttributes { message preferredName sendNotificationAt recipient { id } }
    }
    giftCardCode
    userErrors { field message code }
  }
}`;

type Card = {
  id: string;
  lastCharacters: string;
  maskedCode: string;
  enabled: boolean;
  isRedeemable: boolean;
  balance: Money;
  customer: { id: string } | null;
};
type Created = { giftCardCreate: { giftCard: Card | null; giftCardCode: string | null; userErrors: CodedErrors } };

let desk: Desk;
let number = 0;

beforeAll(async () => {
  desk = await openDesk();
});

afterAll(() => desk.close());

async function create(input: object): Promise<Created['giftCardCreate']> {
  const amount = { initialAmount: { amount: '25.00', currencyCode: 'EUR' } };
  return (await ask<Created>(desk, CREATE, { input: { ...amount, ...input } })).giftCardCreate;
}

function freshCode(): string {
  number += 1;
  return `SORRYCARD${String(number).padStart(4, '0')}`;
}

async function search(query: string): Promise<string[]> {
  const data = await ask<{ giftCards: { nodes: { id: string }[] }; giftCardsCount: { count: number } }>(
    desk,
    'query ($query: String!) { giftCards(first: 50, query: $query) { nodes { id } } giftCardsCount(query: $query) { count } }',
    { query },
  );
  expect(data.giftCardsCount.count).toBe(data.giftCards.nodes.length);
  return data.giftCards.nodes.map((card) => card.id);
}

describe('giftCardCreate', () => {
  it('keeps the code in small letters and tells it once, whole', async () => {
    const { id } = await newCustomer(desk);
    const made = await create({ code: 'HAR3101784046167', note: 'C-1042', expiresOn: '2099-04-26', customerId: id });
    expect(made.userErrors).toEqual([]);
    expect(made.giftCardCode).toBe('har3101784046167');
    expect(made.giftCard).toMatchObject({
      lastCharacters: '6167',
      maskedCode: '•••• •••• •••• 6167',
      enabled: true,
      isRedeemable: true,
      deactivatedAt: null,
      expiresOn: '2099-04-26',
      note: 'C-1042',
      crossCurrencyRedemptionStrategy: 'MARKET_FX',
      initialValue: { amount: '25.0', currencyCode: 'EUR' },
      balance: { amount: '25.0', currencyCode: 'EUR' },
      customer: { id },
      recipientAttributes: null,
    });
  });

  it('takes the deprecated initialValue in the shop’s currency', async () => {
    const made = await create({ initialAmount: null, initialValue: '10' });
    expect(made.giftCard?.balance).toEqual({ amount: '10.0', currencyCode: 'EUR' });
  });

  it('without a code makes one of 16 letters and digits', async () => {
    expect((await create({})).giftCardCode).toMatch(/^[a-z0-9]{16}$/);
  });

  it('with a code in use answers "Code has already been taken", without a code of its own, whatever the letters', async () => {
    const code = freshCode();
    const first = await create({ code });
    expect(await create({ code: code.toLowerCase() })).toEqual({
      giftCard: null,
      giftCardCode: null,
      userErrors: [{ field: ['input', 'code'], message: 'Code has already been taken', code: null }],
    });
    expect(await search(code)).toEqual([first.giftCard?.id]);
  });

  it('may reach a recipient later, within 90 days', async () => {
    const { id } = await newCustomer(desk);
    const at = new Date(desk.devStore.store.now() + 86_400_000).toISOString();
    const made = await create({
      recipientAttributes: { id, message: 'Sorry!', preferredName: 'Jana', sendNotificationAt: at },
    });
    expect(made.giftCard).toMatchObject({
      recipientAttributes: {
        message: 'Sorry!',
        preferredName: 'Jana',
        sendNotificationAt: `${at.slice(0, 19)}Z`,
        recipient: { id },
      },
    });
  });

  it('costs 13 points with the recorded selection', async () => {
    const { body } = await desk.graphql(CREATE, { input: { initialValue: '1' } });
    expect(body.extensions?.cost.requestedQueryCost).toBe(13);
  });
});

describe('a gift card is refused', () => {
  const missing = 'gid://shopify/Customer/999999999999';
  const cases: [string, object, CodedErrors[number]][] = [
    [
      'of nothing',
      { initialAmount: null, initialValue: '0' },
      { field: ['input', 'initialValue'], message: 'must be greater than 0', code: 'GREATER_THAN' },
    ],
    [
      'above the issue limit',
      { initialAmount: null, initialValue: '2000.01' },
      { field: ['input', 'initialValue'], message: "can't exceed €2,000.00 EUR", code: 'GIFT_CARD_LIMIT_EXCEEDED' },
    ],
    [
      'with a short code',
      { code: 'abc' },
      { field: ['input', 'code'], message: 'Code must be at least 8 characters long', code: 'TOO_SHORT' },
    ],
    [
      'with a long code',
      { code: 'x'.repeat(25) },
      { field: ['input', 'code'], message: 'Code must be at most 20 characters long', code: 'TOO_LONG' },
    ],
    [
      'with other characters in its code',
      { code: 'bad!code' },
      { field: ['input', 'code'], message: 'Code can only contain letters(a-z) and numbers(0-9)', code: 'INVALID' },
    ],
    [
      'for an unknown customer, which is said before the short code',
      { code: 'abc', customerId: missing },
      { field: ['input', 'customerId'], message: 'The customer could not be found.', code: 'CUSTOMER_NOT_FOUND' },
    ],
    [
      'for an unknown recipient',
      { recipientAttributes: { id: missing } },
      {
        field: ['input', 'recipientAttributes', 'id'],
        message: 'Recipient could not be found',
        code: 'RECIPIENT_NOT_FOUND',
      },
    ],
  ];

  it.each(cases)('%s', async (_name, input, error) => {
    expect(await create(input)).toEqual({ giftCard: null, giftCardCode: null, userErrors: [error] });
  });

  it('with a message that is blank, has HTML, or is to be sent too late', async () => {
    const { id } = await newCustomer(desk);
    const to = async (more: object): Promise<string | undefined> =>
      (await create({ recipientAttributes: { id, ...more } })).userErrors[0]?.message;
    expect(await to({ message: '' })).toBe("Message can't be blank");
    expect(await to({ preferredName: '<b>Jana</b>' })).toBe('Preferred name cannot contain HTML tags');
    expect(await to({ sendNotificationAt: '2099-01-01T00:00:00Z' })).toBe(
      'Send notification at must be within 90 days from now',
    );
  });

  it('as a whole when the message is longer than 200 characters: INVALID_FIELD_ARGUMENTS', async () => {
    const { id } = await newCustomer(desk);
    const input = { initialValue: '1', recipientAttributes: { id, message: 'x'.repeat(201) } };
    expect((await answer(desk, CREATE, { input })).errors).toMatchObject([
      { message: 'message is too long (maximum is 200)', extensions: { code: 'INVALID_FIELD_ARGUMENTS' } },
    ]);
  });

  it('where the plan has no gift cards', async () => {
    await desk.made(`/dev-store/shops/${MUG_HOUSE}`, { giftCards: false });
    expect((await create({})).userErrors).toEqual([
      { field: null, message: 'Gift cards are unavailable on your plan.', code: null },
    ]);
    await desk.made(`/dev-store/shops/${MUG_HOUSE}`, { giftCards: true });
  });

  it('without the scope: ACCESS_DENIED, and customers need write_customers besides', async () => {
    const without = async (scope: string): Promise<unknown> => {
      const scopes = BENEFIT_SCOPES.filter((one) => one !== scope);
      const plain = await openDesk({ scopes });
      const { id } = await newCustomer(plain);
      const { data, errors } = await answer(plain, CREATE, { input: { initialValue: '1', customerId: id } });
      await plain.close();
      return { data, requiredAccess: errors?.[0]?.extensions?.['requiredAccess'] };
    };
    expect(await without('write_gift_cards')).toEqual({
      data: { giftCardCreate: null },
      requiredAccess: '`write_gift_cards` access scope.',
    });
    expect(await without('write_customers')).toEqual({
      data: { giftCardCreate: null },
      requiredAccess: '`write_customers` access scope.',
    });
  });
});
