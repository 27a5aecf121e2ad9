/** Goodwill store credit for the customer of an order, and what the store's accounts say of it afterwards. */
import { expect } from 'vitest';
import { newRequestId } from '#app/db/new-id.server.ts';
import {
  parseRemedyId,
  trusted,
  type ComplaintId,
  type RemedyId,
  type RequestId,
  type ShopId,
} from '#app/domain/ids.ts';
import type { Money } from '#app/domain/money.ts';
import type { Staff } from '#app/domain/people.ts';
import type { Validity } from '#app/domain/remedy/goodwill.ts';
import { expiryOf, type StoreCreditPlan } from '#app/domain/remedy/store-credit.ts';
import { requestResolution } from '#app/services/resolutions/request-resolution.server.ts';
import { accountsOf } from '#dev-store/store-credit/ledger.ts';
import type { Order, StoreCreditAccount } from '#dev-store/state/types.ts';
import type { World } from '#tests/setup/world.ts';
import { complain, eur, makeOrder, oneRemedy } from './cases.ts';
import { complaintFacts, ledgerOf, remedyFacts, requestsSince } from './facts.ts';

export type CreditCase = { order: Order; complaintId: ComplaintId; remedyId: RemedyId };

export type CreditAsk = {
  complaintId: ComplaintId;
  amount?: Money;
  months?: Validity;
  requestId?: RequestId;
  who?: Staff;
  shopId?: ShopId;
};

/** Asks for 15.00 of store credit for a year, or as told. */
export async function askCredit(world: World, { complaintId, amount, months, requestId, who, shopId }: CreditAsk) {
  const answer = await requestResolution(world.as(who, shopId), {
    requestId: requestId ?? newRequestId(),
    complaintId,
    remedies: [{ kind: 'store_credit', ask: { amount: amount ?? eur(15_00), months: months ?? 12 } }],
    reason: 'an apology',
  });
  return oneRemedy(answer);
}

/** Decided for the customer of an order (a new one, unless told), and not yet sent. */
export async function creditDecided(
  world: World,
  order: Order = makeOrder(world),
  asked: Omit<CreditAsk, 'complaintId'> = {},
): Promise<CreditCase> {
  const complaintId = await complain(world, order, asked.who, asked.shopId);
  const answer = await askCredit(world, { complaintId, ...asked });
  if (!answer.ok) throw new Error(`not allowed: ${JSON.stringify(answer.error)}`);
  return { order, complaintId, remedyId: answer.value.remedyId };
}

/** Given, and on the account. */
export async function creditGiven(world: World, order?: Order): Promise<CreditCase> {
  const each = await creditDecided(world, order);
  await world.runUntilQuiet();
  await expectOneCredit(world, each);
  return each;
}

/** Another order of the same customer. */
export function anotherOrder(world: World, { customerId }: Order): Order {
  if (customerId === null) throw new Error('a guest');
  return makeOrder(world, { customer: { id: customerId } });
}

/** The customer's account in a currency. */
export function accountOf(world: World, { customerId }: Order, currency = 'EUR'): StoreCreditAccount {
  const accounts = customerId === null ? [] : accountsOf(world.store.store, customerId);
  const account = accounts.find((each) => each.currency === currency);
  if (!account) throw new Error(`no account in ${currency}`);
  return account;
}

/** Credits that staff or apps have put on the customer's accounts, with their expiries. */
export const creditsOf = (world: World, { customerId }: Order) =>
  (customerId === null ? [] : accountsOf(world.store.store, customerId))
    .flatMap((account) => account.transactions)
    .filter((entry) => entry.type === 'CREDIT' && entry.event === 'ADJUSTMENT');

/** Debits of the customer's accounts that no order caused. */
export const debitsOf = (world: World, { customerId }: Order) =>
  (customerId === null ? [] : accountsOf(world.store.store, customerId))
    .flatMap((account) => account.transactions)
    .filter((entry) => entry.type === 'DEBIT' && entry.event === 'ADJUSTMENT');

/** How often the store was asked for an operation since a request. */
export const callsSince = (world: World, from: number, operation: string): number =>
  requestsSince(world, from).filter((request) => request.operation === operation).length;

/** The expiry by which the credit of a remedy is known. */
export async function expectedExpiry(world: World, remedyId: RemedyId): Promise<string> {
  const [row] = await world.sql<{ plan: StoreCreditPlan }>('SELECT plan FROM remedies WHERE id = $1', [remedyId]);
  if (!row) throw new Error(`no remedy ${remedyId}`);
  return expiryOf(row.plan, trusted(parseRemedyId, remedyId));
}

/** On the account once, settled here, and the complaint done. */
export async function expectOneCredit(world: World, { order, complaintId, remedyId }: CreditCase): Promise<void> {
  const expiresAt = await expectedExpiry(world, remedyId);
  const ours = creditsOf(world, order).filter(
    (entry) =>
      entry.type === 'CREDIT' && entry.amount === 15_00 && Date.parse(entry.expiresAt ?? '') === Date.parse(expiresAt),
  );
  expect(ours).toHaveLength(1);
  expect(await remedyFacts(world, remedyId)).toMatchObject({ state: 'settled', externalId: String(ours[0]?.id) });
  expect(await ledgerOf(world, remedyId)).toEqual(['reserved', 'settled']);
  expect(await complaintFacts(world, complaintId)).toEqual({ state: 'resolved', nextAction: null });
}

/** Nobody knows, so a person is asked; what it is worth stays held. */
export async function expectWithPerson(world: World, { complaintId, remedyId }: CreditCase): Promise<void> {
  expect(await remedyFacts(world, remedyId)).toMatchObject({ state: 'needs_person' });
  expect(await ledgerOf(world, remedyId)).toEqual(['reserved']);
  expect(await complaintFacts(world, complaintId)).toEqual({ state: 'open', nextAction: 'check_remedy' });
}
