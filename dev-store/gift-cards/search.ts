import type { Args, Context } from '../engine/context.ts';
import { shopifyError } from '../engine/errors.ts';
import { parseMinor } from '../money.ts';
import {
  compileQuery,
  matchesNumber,
  matchesText,
  matchesTime,
  matchesWords,
  type Matcher,
  type Term,
} from '../search/query.ts';
import { isIndexed } from '../search/lag.ts';
import type { GiftCard } from '../state/types.ts';
import { isExpired } from './ledger.ts';

/** Cards of the shop that `query` matches, sorted; a query may not know yet what was made just now. */
export function findCards(context: Context, args: Args): GiftCard[] {
  const { store, shop } = context;
  const query = typeof args['query'] === 'string' ? args['query'] : '';
  const matches = compileQuery(query, matcherFor(context));
  const mine = store.state.giftCards.filter((card) => card.shop === shop.domain);
  const found = mine.filter((card) => matches(card) && (query === '' || isIndexed(context, card.createdAt)));
  const key = typeof args['sortKey'] === 'string' ? SORT_KEYS[args['sortKey']] : undefined;
  if (key === undefined) return found;
  return found.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a.id - b.id));
}

const SORT_KEYS: Readonly<Record<string, (card: GiftCard) => string | number>> = {
  ID: (card) => card.id,
  CREATED_AT: (card) => card.createdAt,
  UPDATED_AT: (card) => card.updatedAt,
  BALANCE: (card) => card.balance,
  INITIAL_VALUE: (card) => card.initialValue,
  AMOUNT_SPENT: (card) => card.initialValue - card.balance,
  CODE: (card) => card.code,
  EXPIRES_ON: (card) => card.expiresOn ?? '9999-12-31',
  DISABLED_AT: (card) => card.deactivatedAt ?? '',
};

function matcherFor(context: Context): Matcher<GiftCard> {
  const name = (id: number | null): (string | null)[] => {
    const customer = id === null ? undefined : context.store.customer(context.shop.domain, id);
    return customer === undefined ? [] : [customer.firstName, customer.lastName, customer.email];
  };
  return {
    fields: {
      id: (card, term) => matchesNumber(card.id, term),
      customer_id: (card, term) => card.customerId !== null && matchesNumber(card.customerId, term),
      recipient_id: (card, term) => card.recipient !== null && matchesNumber(card.recipient.customerId, term),
      created_at: (card, term) => matchesTime(card.createdAt, term),
      // Recorded as having no effect: `updated_at:>=2099-01-01` finds a card of today [W].
      updated_at: () => true,
      expires_on: (card, term) => card.expiresOn !== null && matchesTime(card.expiresOn, term),
      initial_value: (card, term) => comparesMoney(card.initialValue, card.currency, term),
      source: (card, term) => matchesText(card.source, term),
      balance_status: (card, term) => balanceStatus(card, term.value.toLowerCase()),
      status: (card, term) => status(card, term.value.toLowerCase(), context),
    },
    // The code in whole or in part [W: "2B5" finds …2b5a], or whom the card is for [S].
    text: (card, term) =>
      card.code.includes(term.value.toLowerCase()) ||
      matchesWords([...name(card.customerId), ...name(card.recipient?.customerId ?? null)], term),
  };
}

function comparesMoney(amount: number, currency: string, term: Term): boolean {
  const wanted = parseMinor(term.value, currency);
  return wanted !== null && matchesNumber(amount, { ...term, value: String(wanted) });
}

function balanceStatus(card: GiftCard, wanted: string): boolean {
  const full = card.balance >= card.initialValue;
  switch (wanted) {
    case 'full':
      return full;
    case 'partial':
      return !full && card.balance > 0;
    case 'empty':
      return card.balance === 0;
    case 'full_or_partial':
      return card.balance > 0;
    default:
      throw shopifyError(`dev store: balance_status '${wanted}' is not supported`, 'BAD_REQUEST');
  }
}

function status(card: GiftCard, wanted: string, { shop, store }: Context): boolean {
  const expired = isExpired(card, shop, store.now());
  switch (wanted) {
    case 'disabled':
      return card.deactivatedAt !== null;
    case 'enabled':
      return card.deactivatedAt === null && !expired;
    case 'expired':
      return expired;
    default:
      throw shopifyError(`dev store: gift card status '${wanted}' is not supported`, 'BAD_REQUEST');
  }
}
