import { asNode } from '../engine/bind.ts';
import type { Args, Context, TypeResolvers } from '../engine/context.ts';
import { gid, idOf } from '../gid.ts';
import type { Family } from '../graphql/families.ts';
import { connection, moneyV2, type Connection } from '../graphql/resolvers/values.ts';
import { wireTime, wireTimeOrNull } from '../graphql/time.ts';
import type { Customer, GiftCard, GiftCardTransaction } from '../state/types.ts';
import {
  giftCardCredit,
  giftCardDeactivate,
  giftCardDebit,
  giftCardSendNotificationToCustomer,
  giftCardSendNotificationToRecipient,
} from './change.ts';
import { giftCardCreate } from './create.ts';
import { cardById, isExpired } from './ledger.ts';
import { issueLimit, purchaseLimit } from './limits.ts';
import { findCards } from './search.ts';

type EntrySource = { card: GiftCard; entry: GiftCardTransaction };

const cardResolvers: TypeResolvers<GiftCard> = {
  id: (card) => gid('GiftCard', card.id),
  balance: (card) => moneyV2(card.balance, card.currency),
  initialValue: (card) => moneyV2(card.initialValue, card.currency),
  createdAt: (card) => wireTime(card.createdAt),
  updatedAt: (card) => wireTime(card.updatedAt),
  deactivatedAt: (card) => wireTimeOrNull(card.deactivatedAt),
  enabled: (card) => card.deactivatedAt === null,
  // "Redeemable in any active market currency" [S]; that a deactivated or expired card is not is assumed.
  isRedeemable: (card, _args, { shop, store }) => card.deactivatedAt === null && !isExpired(card, shop, store.now()),
  expiresOn: (card) => card.expiresOn,
  lastCharacters: (card) => card.code.slice(-4),
  maskedCode: (card) => `•••• •••• •••• ${card.code.slice(-4)}`,
  note: (card) => card.note,
  templateSuffix: (card) => card.templateSuffix,
  crossCurrencyRedemptionStrategy: (card) => card.crossCurrency,
  customer: (card, _args, context) => customerOf(card.customerId, context),
  recipientAttributes: ({ recipient }, _args, context) =>
    recipient === null
      ? null
      : {
          message: recipient.message,
          preferredName: recipient.preferredName,
          sendNotificationAt: wireTimeOrNull(recipient.sendNotificationAt),
          recipient: customerOf(recipient.customerId, context),
        },
  order: () => null,
  lineItem: () => null,
  transactions: (card, args) => entries(card, args),
};

const entryResolvers: TypeResolvers<EntrySource> = {
  id: ({ entry }) => gid(typeOf(entry), entry.id),
  amount: ({ card, entry }) => moneyV2(entry.amount, card.currency),
  giftCard: ({ card }) => card,
  note: ({ entry }) => entry.note,
  processedAt: ({ entry }) => wireTime(entry.processedAt),
};

/** Gift cards. Every field needs a scope that Shopify grants on request only [D]. */
export const giftCards: Family = {
  queries: {
    giftCard: (_source, args, { store, shop }) => cardById(store, shop.domain, idOf(args['id'])) ?? null,
    giftCards: (_source, args, context) => connection(findCards(context, args), args, (card) => card.id),
    giftCardsCount: (_source, args, context) => {
      const found = findCards(context, args).length;
      const limit = typeof args['limit'] === 'number' ? args['limit'] : Infinity;
      return found > limit ? { count: limit, precision: 'AT_LEAST' } : { count: found, precision: 'EXACT' };
    },
    giftCardConfiguration: (_source, _args, { shop }) => ({
      issueLimit: moneyV2(issueLimit(shop, shop.currency), shop.currency),
      purchaseLimit: moneyV2(purchaseLimit(shop), shop.currency),
      expirationConfiguration: null,
    }),
  },
  mutations: {
    giftCardCreate,
    giftCardDeactivate,
    giftCardCredit,
    giftCardDebit,
    giftCardSendNotificationToCustomer,
    giftCardSendNotificationToRecipient,
  },
  types: {
    GiftCard: cardResolvers,
    GiftCardCreditTransaction: entryResolvers,
    GiftCardDebitTransaction: entryResolvers,
  },
  nodes: { GiftCard: ({ store, shop }, id) => cardById(store, shop.domain, id) },
};

function customerOf(id: number | null, { store, shop }: Context): Customer | null {
  return id === null ? null : (store.customer(shop.domain, id) ?? null);
}

function typeOf(entry: GiftCardTransaction): string {
  return entry.amount < 0 ? 'GiftCardDebitTransaction' : 'GiftCardCreditTransaction';
}

function entries(card: GiftCard, args: Args): Connection<EntrySource> {
  const all = card.transactions.map((entry) => {
    const source = { card, entry };
    asNode(source, typeOf(entry));
    return source;
  });
  return connection(all, args, ({ entry }) => entry.id);
}
