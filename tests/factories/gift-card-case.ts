/** A goodwill gift card for the customer of an order, and what the store's cards say of it afterwards. */
import { expect } from 'vitest';
import { newRequestId } from '#app/db/new-id.server.ts';
import type { ComplaintId, RemedyId, RequestId, ShopId } from '#app/domain/ids.ts';
import type { Money } from '#app/domain/money.ts';
import type { Staff } from '#app/domain/people.ts';
import { requestResolution } from '#app/services/resolutions/request-resolution.server.ts';
import type { GiftCard, Order } from '#dev-store/state/types.ts';
import type { World } from '#tests/setup/world.ts';
import { complain, eur, makeOrder, oneRemedy } from './cases.ts';
import { complaintFacts, ledgerOf, remedyFacts } from './facts.ts';

export type CardCase = { order: Order; complaintId: ComplaintId; remedyId: RemedyId };

export type CardAsk = {
  complaintId: ComplaintId;
  amount?: Money;
  requestId?: RequestId;
  who?: Staff;
  shopId?: ShopId;
};

/** Asks for a card of 25.00 for a year, or as told. */
export async function askCard(world: World, { complaintId, amount, requestId, who, shopId }: CardAsk) {
  const answer = await requestResolution(world.as(who, shopId), {
    requestId: requestId ?? newRequestId(),
    complaintId,
    remedies: [{ kind: 'gift_card', ask: { amount: amount ?? eur(25_00), months: 12 } }],
    reason: 'an apology',
  });
  return oneRemedy(answer);
}

/** Decided for the customer of a new order, or of this one, and not yet sent. */
export async function cardDecided(
  world: World,
  order: Order = makeOrder(world),
  asked: Omit<CardAsk, 'complaintId'> = {},
): Promise<CardCase> {
  const complaintId = await complain(world, order, asked.who, asked.shopId);
  const answer = await askCard(world, { complaintId, ...asked });
  if (!answer.ok) throw new Error(`not allowed: ${JSON.stringify(answer.error)}`);
  return { order, complaintId, remedyId: answer.value.remedyId };
}

/** The customer's gift cards at the store. */
export const cardsOf = (world: World, { customerId }: Order): GiftCard[] =>
  world.store.store.state.giftCards.filter((card) => card.customerId === customerId);

/** The customer's only card. */
export function cardOf(world: World, order: Order): GiftCard {
  const [card, ...more] = cardsOf(world, order);
  if (!card || more.length > 0) throw new Error('not one card');
  return card;
}

/** E-mails with which Shopify has sent this card's code. */
export const mailsWith = (world: World, { code }: GiftCard) =>
  world.store.store.state.mails.filter((mail) => mail.text?.includes(code));

/** Made once, sent to her, settled here, and the complaint done. */
export async function expectOneCard(world: World, { order, complaintId, remedyId }: CardCase): Promise<void> {
  const card = cardOf(world, order);
  expect(card).toMatchObject({ balance: card.initialValue, deactivatedAt: null });
  expect(card.note).toContain(`[amends:${remedyId}]`);
  expect(mailsWith(world, card).length).toBeGreaterThan(0);
  expect(await remedyFacts(world, remedyId)).toMatchObject({ state: 'settled', externalId: String(card.id) });
  expect(await ledgerOf(world, remedyId)).toEqual(['reserved', 'settled']);
  expect(await complaintFacts(world, complaintId)).toEqual({ state: 'resolved', nextAction: null });
}
