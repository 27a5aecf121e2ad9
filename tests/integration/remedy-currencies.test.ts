import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newRequestId } from '#app/db/new-id.server.ts';
import type { ComplaintId, ShopId } from '#app/domain/ids.ts';
import { money } from '#app/domain/money.ts';
import type { Staff } from '#app/domain/people.ts';
import type { RemedyAsk } from '#app/domain/remedy/kinds.ts';
import { requestResolution } from '#app/services/resolutions/request-resolution.server.ts';
import { balanceOf } from '#dev-store/store-credit/ledger.ts';
import type { Order } from '#dev-store/state/types.ts';
import { amountOf, complain, makeOrder, oneRemedy } from '#tests/factories/cases.ts';
import { refundedAtStore, remedyFacts } from '#tests/factories/facts.ts';
import { cardOf } from '#tests/factories/gift-card-case.ts';
import { accountOf } from '#tests/factories/store-credit-case.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, MUG_HOUSE, people, TOKYO_PAPER } from '#tests/setup/world.ts';
import type { World } from '#tests/setup/world.ts';

let database: TestDatabase;
let world: World;
beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld({ database, optionalScopes: ['write_gift_cards', 'write_customers'] });
});
afterAll(async () => {
  await world.close();
  await database.drop();
});

type Payment = { shopId: ShopId; who: Staff; currency: string; order: Parameters<typeof makeOrder>[1]; minor: number };
// The amounts use every digit that the currency has, and the last one is odd.
const payments: [string, Payment][] = [
  [
    'złoty in a shop that counts in euros',
    {
      shopId: MUG_HOUSE,
      who: people.olga,
      currency: 'PLN',
      order: { scenario: 'multi-currency', currency: 'PLN', country: 'PL' },
      minor: 10_01,
    },
  ],
  [
    'yen, which have no smaller unit',
    {
      shopId: TOKYO_PAPER,
      who: people.haruka,
      currency: 'JPY',
      order: { shop: TOKYO_PAPER, scenario: 'delivered' },
      minor: 101,
    },
  ],
  [
    'Kuwaiti dinars, which have three decimals, in a shop that counts in euros',
    {
      shopId: MUG_HOUSE,
      who: people.olga,
      currency: 'KWD',
      order: { scenario: 'three-decimals', currency: 'KWD', country: 'KW' },
      minor: 1_001,
    },
  ],
];

/** Gives one thing on a new order that was paid in that currency, until it has arrived. */
async function give({ shopId, who, currency, order: input, minor }: Payment, remedy: RemedyAsk) {
  const order: Order = makeOrder(world, input);
  expect(order.presentmentCurrency).toBe(currency);
  const complaintId: ComplaintId = await complain(world, order, who, shopId);
  const answer = oneRemedy(
    await requestResolution(world.as(who, shopId), {
      requestId: newRequestId(),
      complaintId,
      remedies: [remedy],
      reason: 'an apology',
    }),
  );
  if (!answer.ok) throw new Error(`not allowed: ${JSON.stringify(answer.error)}`);
  await world.runUntilQuiet();
  const [row] = await world.sql<{ amount_minor: string; currency: string; state: string }>(
    'SELECT amount_minor, currency, state FROM remedies WHERE id = $1',
    [answer.value.remedyId],
  );
  expect(row).toEqual({ amount_minor: String(minor), currency, state: 'settled' });
  expect((await remedyFacts(world, answer.value.remedyId)).attempts).toBe(1);
  return order;
}

describe.each(payments)('an order that was paid in %s', (_name, payment) => {
  const { currency, minor } = payment;
  const amount = money(minor, currency);

  it('is refunded to the minor unit', async () => {
    const order = await give(payment, { kind: 'refund', ask: amountOf(amount) });
    expect(refundedAtStore(order)).toBe(minor);
    expect(order.refunds).toHaveLength(1);
  });

  it('is refunded to store credit in that currency, to the minor unit', async () => {
    const ask = { ...amountOf(amount), method: { kind: 'store_credit' as const, amount: null } };
    const order = await give(payment, { kind: 'refund', ask });
    expect(balanceOf(accountOf(world, order, currency))).toBe(minor);
  });

  it('gets goodwill store credit in that currency, to the minor unit', async () => {
    const order = await give(payment, { kind: 'store_credit', ask: { amount, months: 12 } });
    expect(accountOf(world, order, currency).transactions).toMatchObject([{ type: 'CREDIT', amount: minor }]);
  });

  it('gets a gift card in that currency, to the minor unit', async () => {
    const order = await give(payment, { kind: 'gift_card', ask: { amount, months: 12 } });
    expect(cardOf(world, order)).toMatchObject({ currency, initialValue: minor });
  });
});
