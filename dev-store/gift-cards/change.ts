import { z } from 'zod';
import type { Args, Context } from '../engine/context.ts';
import { idOf } from '../gid.ts';
import { mutation, refused, type Outcome } from '../graphql/mutation.ts';
import { wholeSecond } from '../graphql/time.ts';
import { parseMinor } from '../money.ts';
import type { GiftCard } from '../state/types.ts';
import { cardById, enter, isExpired } from './ledger.ts';
import { issueLimit } from './limits.ts';
import { NO_GIFT_CARDS } from './create.ts';

const NOT_FOUND = refused(['id'], 'The gift card could not be found.', 'GIFT_CARD_NOT_FOUND');
const EXPIRED = refused(['id'], 'The gift card has expired.', 'INVALID');
const DEACTIVATED = refused(['id'], 'The gift card is deactivated.', 'INVALID');

/** `giftCardDeactivate`: for good [S]. A repeat changes nothing and answers the card (evidence is silent). */
export const giftCardDeactivate = mutation(['giftCard'], (args, context) => {
  const card = cardOf(args, context);
  if (card === undefined) return NOT_FOUND;
  if (card.deactivatedAt === null) {
    card.deactivatedAt = context.store.nowIso();
    card.updatedAt = card.deactivatedAt;
    context.store.touch();
  }
  return { payload: { giftCard: card } };
});

const change = z.object({
  money: z.object({ amount: z.string(), currencyCode: z.string() }),
  note: z.string().nullish(),
  processedAt: z.string().nullish(),
});

/** `giftCardCredit`: money onto a card. Nothing recognises a repeat [S]. */
export const giftCardCredit = mutation(['giftCardCreditTransaction'], (args, context) =>
  move(args, context, { input: 'creditInput', money: 'creditAmount', payload: 'giftCardCreditTransaction', sign: 1 }),
);

/** `giftCardDebit`: money off a card; the amount of the entry is negative [W]. */
export const giftCardDebit = mutation(['giftCardDebitTransaction'], (args, context) =>
  move(args, context, { input: 'debitInput', money: 'debitAmount', payload: 'giftCardDebitTransaction', sign: -1 }),
);

type Names = { input: string; money: string; payload: string; sign: 1 | -1 };

/** The recorded refusals; their order beyond "card first" is not recorded. */
function move(args: Args, context: Context, names: Names): Outcome {
  if (context.shop.giftCards === false) return NO_GIFT_CARDS;
  const given = z.record(z.string(), z.unknown()).parse(args[names.input]);
  const { money, note, processedAt } = change.parse({ ...given, money: given[names.money] });
  const card = cardOf(args, context);
  if (card === undefined) return NOT_FOUND;
  if (card.deactivatedAt !== null) return DEACTIVATED;
  if (isExpired(card, context.shop, context.store.now())) return EXPIRED;
  const at = (name: string): string[] => [names.input, names.money, name];
  const amount = parseMinor(money.amount, money.currencyCode);
  if (amount === null || amount <= 0)
    return refused(at('amount'), 'A positive amount must be used.', 'NEGATIVE_OR_ZERO_AMOUNT');
  if (money.currencyCode !== card.currency) {
    const message = 'The currency provided does not match the currency of the gift card.';
    return refused(at('currencyCode'), message, 'MISMATCHING_CURRENCY');
  }
  const when = processedAt == null ? context.store.now() : Date.parse(processedAt);
  const date = [names.input, 'processedAt'];
  if (when > context.store.now()) return refused(date, 'The processed date must not be in the future.', 'INVALID');
  if (when < 0) return refused(date, 'A valid processed date must be used.', 'INVALID');
  if (names.sign === -1 && amount > card.balance) {
    const message = 'The gift card does not have sufficient funds to satisfy the request.';
    return refused(at('amount'), message, 'INSUFFICIENT_FUNDS');
  }
  if (names.sign === 1 && card.balance + amount > issueLimit(context.shop, card.currency))
    return refused(at('amount'), "The gift card's value exceeds the allowed limits.", 'GIFT_CARD_LIMIT_EXCEEDED');
  const entry = enter(context.store, card, {
    amount: names.sign * amount,
    note: note ?? null,
    processedAt: wholeSecond(new Date(when).toISOString()),
  });
  return { payload: { [names.payload]: { card, entry } } };
}

/** `giftCardSendNotificationToCustomer`. */
export const giftCardSendNotificationToCustomer = mutation(['giftCard'], (args, context) =>
  notify(args, context, 'customer', (card) => card.customerId),
);

/** `giftCardSendNotificationToRecipient`. */
export const giftCardSendNotificationToRecipient = mutation(['giftCard'], (args, context) =>
  notify(args, context, 'recipient', (card) => card.recipient?.customerId ?? null),
);

function notify(args: Args, context: Context, whom: string, idIn: (card: GiftCard) => number | null): Outcome {
  const { store, shop } = context;
  const card = cardOf(args, context);
  if (card === undefined) return NOT_FOUND;
  if (card.deactivatedAt !== null) return DEACTIVATED;
  if (isExpired(card, shop, store.now())) return EXPIRED;
  const id = idIn(card);
  if (id === null) return refused(null, `The gift card has no ${whom}.`, 'INVALID');
  const customer = store.customer(shop.domain, id);
  if (customer?.email == null && customer?.phone == null) {
    const message = `The ${whom} has no contact information (e.g. email address or phone number).`;
    return refused(null, message, 'INVALID');
  }
  if (customer.email !== null) {
    store.state.mails.push({
      id: store.nextId(),
      at: store.nowIso(),
      from: shop.email,
      to: [customer.email],
      subject: `Your gift card from ${shop.name}`,
      text: `Code: ${card.code}`,
      html: null,
    });
    store.touch();
  }
  return { payload: { giftCard: card } };
}

function cardOf(args: Args, { store, shop }: Context): GiftCard | undefined {
  return cardById(store, shop.domain, idOf(args['id']));
}
