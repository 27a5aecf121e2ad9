import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, mails, newCustomer, openDesk, type CodedErrors } from './benefits.ts';
import { MUG_HOUSE, TOKYO_PAPER, type Desk, type Money } from './harness.ts';

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

async function newCard(input: object = {}): Promise<Card> {
  const { giftCard } = await create(input);
  if (giftCard === null) throw new Error('no card was made');
  return giftCard;
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

describe('giftCardDeactivate', () => {
  const DEACTIVATE =
    'mutation ($id: ID!) { giftCardDeactivate(id: $id) { giftCard { id enabled isRedeemable balance { amount } } userErrors { field message code } } }';

  it('ends a card for good and leaves its balance as it was', async () => {
    const { id } = await newCard();
    expect(await ask(desk, DEACTIVATE, { id })).toEqual({
      giftCardDeactivate: {
        giftCard: { id, enabled: false, isRedeemable: false, balance: { amount: '25.0' } },
        userErrors: [],
      },
    });
  });

  it('of an unknown card: GIFT_CARD_NOT_FOUND', async () => {
    expect(await ask(desk, DEACTIVATE, { id: 'gid://shopify/GiftCard/1' })).toEqual({
      giftCardDeactivate: {
        giftCard: null,
        userErrors: [{ field: ['id'], message: 'The gift card could not be found.', code: 'GIFT_CARD_NOT_FOUND' }],
      },
    });
  });
});

describe('giftCardCredit and giftCardDebit', () => {
  const MOVES = `mutation Credit($id: ID!, $credit: GiftCardCreditInput!) { giftCardCredit(id: $id, creditInput: $credit) {
    giftCardCreditTransaction { id note amount { amount } giftCard { balance { amount } } } userErrors { field message code } } }`;
  const DEBIT = `mutation Debit($id: ID!, $debit: GiftCardDebitInput!) { giftCardDebit(id: $id, debitInput: $debit) {
    giftCardDebitTransaction { id note amount { amount } giftCard { balance { amount } } } userErrors { field message code } } }`;
  type Moved = Record<string, { userErrors: CodedErrors }>;

  async function credit(id: string, amount: string, more: object = {}, currencyCode = 'EUR'): Promise<Moved> {
    return ask<Moved>(desk, MOVES, { id, credit: { creditAmount: { amount, currencyCode }, ...more } });
  }

  async function debit(id: string, amount: string): Promise<Moved> {
    return ask<Moved>(desk, DEBIT, {
      id,
      debit: { debitAmount: { amount, currencyCode: 'EUR' }, note: 'used by hand' },
    });
  }

  it('move the balance, and a debit’s amount is negative', async () => {
    const { id } = await newCard();
    expect(await credit(id, '2.00', { note: 'more' })).toMatchObject({
      giftCardCredit: {
        giftCardCreditTransaction: {
          note: 'more',
          amount: { amount: '2.0' },
          giftCard: { balance: { amount: '27.0' } },
        },
      },
    });
    expect(await debit(id, '3.00')).toMatchObject({
      giftCardDebit: {
        giftCardDebitTransaction: { amount: { amount: '-3.0' }, giftCard: { balance: { amount: '24.0' } } },
      },
    });
    const read =
      'query ($id: ID!) { giftCard(id: $id) { transactions(first: 5) { nodes { __typename note amount { amount } } } } }';
    expect(await ask(desk, read, { id })).toEqual({
      giftCard: {
        transactions: {
          nodes: [
            { __typename: 'GiftCardCreditTransaction', note: 'more', amount: { amount: '2.0' } },
            { __typename: 'GiftCardDebitTransaction', note: 'used by hand', amount: { amount: '-3.0' } },
          ],
        },
      },
    });
  });

  it('are refused with the recorded sentences', async () => {
    const { id } = await newCard();
    const first = (moved: Moved): CodedErrors[number] | undefined => Object.values(moved)[0]?.userErrors[0];
    expect(first(await credit(id, '-1.00'))).toEqual({
      field: ['creditInput', 'creditAmount', 'amount'],
      message: 'A positive amount must be used.',
      code: 'NEGATIVE_OR_ZERO_AMOUNT',
    });
    expect(first(await debit(id, '999.00'))).toEqual({
      field: ['debitInput', 'debitAmount', 'amount'],
      message: 'The gift card does not have sufficient funds to satisfy the request.',
      code: 'INSUFFICIENT_FUNDS',
    });
    expect(first(await credit(id, '1.00', {}, 'CHF'))?.code).toBe('MISMATCHING_CURRENCY');
    expect(first(await credit(id, '1999.00'))?.message).toBe("The gift card's value exceeds the allowed limits.");
    expect(first(await credit(id, '1.00', { processedAt: '2099-01-01T00:00:00Z' }))?.message).toBe(
      'The processed date must not be in the future.',
    );
    const expired = await newCard({ expiresOn: '2000-01-01' });
    expect(first(await debit(expired.id, '1.00'))).toEqual({
      field: ['id'],
      message: 'The gift card has expired.',
      code: 'INVALID',
    });
  });
});

describe('gift cards are found', () => {
  it('by their whole code and by their last characters', async () => {
    const code = freshCode();
    const { id } = await newCard({ code });
    expect(await search(code)).toEqual([id]);
    expect(await search(code.slice(-4))).toContain(id);
  });

  it('by customer, balance and state', async () => {
    const { id: customerId } = await newCustomer(desk);
    const { id } = await newCard({ customerId });
    const mine = `customer_id:${customerId.split('/').at(-1) ?? ''}`;
    expect(await search(`${mine} AND balance_status:full AND status:enabled AND initial_value:>=25`)).toEqual([id]);
    expect(await search(`${mine} AND status:disabled`)).toEqual([]);
    expect(await search(`${mine} AND source:api_client`)).toEqual([id]);
  });

  it('a little later than they are made, where the shop’s search lags behind', async () => {
    await desk.made(`/dev-store/shops/${MUG_HOUSE}`, { searchLagMs: 5000 });
    const code = freshCode();
    const { id } = await newCard({ code });
    expect(await search(code)).toEqual([]);
    await desk.advance(6000);
    expect(await search(code)).toEqual([id]);
    await desk.made(`/dev-store/shops/${MUG_HOUSE}`, { searchLagMs: 0 });
  });

  it('in their own shop only, whose limits are its own', async () => {
    const { id } = await newCard();
    const token = await desk.accessToken(TOKYO_PAPER);
    const query =
      'query ($id: ID!) { giftCard(id: $id) { id } giftCardConfiguration { issueLimit { amount currencyCode } } }';
    const { body } = await desk.graphql(query, { id }, { shop: TOKYO_PAPER, token });
    expect(body.data).toEqual({
      giftCard: null,
      giftCardConfiguration: { issueLimit: { amount: '300000.0', currencyCode: 'JPY' } },
    });
  });
});

describe('giftCardSendNotificationToCustomer', () => {
  const NOTIFY =
    'mutation ($id: ID!) { giftCardSendNotificationToCustomer(id: $id) { giftCard { id } userErrors { field message code } } }';

  it('sends the code to the card’s customer', async () => {
    const { id: customerId } = await newCustomer(desk);
    const { id } = await newCard({ customerId, code: freshCode() });
    await ask(desk, NOTIFY, { id });
    expect((await mails(desk)).at(-1)?.text).toMatch(/^Code: sorrycard/);
  });

  it('is refused where there is nobody to tell', async () => {
    const { id } = await newCard();
    expect(await ask(desk, NOTIFY, { id })).toEqual({
      giftCardSendNotificationToCustomer: {
        giftCard: null,
        userErrors: [{ field: null, message: 'The gift card has no customer.', code: 'INVALID' }],
      },
    });
  });
});
