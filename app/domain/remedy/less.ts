import type { Money } from '../money.ts';
import type { RemedyAsk } from './kinds.ts';

/**
 * The same with another amount, where what is asked for is an amount of money (a refund of items becomes one of the
 * amount); null where it is a thing, a share, or several.
 */
export function withAmount(asks: readonly RemedyAsk[], amount: Money): RemedyAsk[] | null {
  const [one, ...others] = asks;
  if (!one || others.length > 0) return null;
  switch (one.kind) {
    case 'refund': {
      const { method } = one.ask;
      // A split names the part that becomes credit: with another whole it would be a guess.
      if (method?.kind === 'split') return null;
      return [{ kind: 'refund', ask: { kind: 'amount', amount, ...(method && { method }) } }];
    }
    case 'store_credit':
      return [{ kind: 'store_credit', ask: { ...one.ask, amount } }];
    case 'gift_card':
      return [{ kind: 'gift_card', ask: { ...one.ask, amount } }];
    case 'discount_code': {
      const { value } = one.ask;
      return value.kind === 'amount'
        ? [{ kind: 'discount_code', ask: { ...one.ask, value: { kind: 'amount', amount } } }]
        : null;
    }
    case 'replacement':
    case 'vip_price':
    case 'cancellation':
    case 'return':
    case 'repair':
    case 'external_gift':
    case 'custom':
      return null;
  }
}

/** The amount of money that is asked for, where it is one; null where it is a thing, items, a share, or several. */
export function amountOf(asks: readonly RemedyAsk[]): Money | null {
  const [one, ...others] = asks;
  if (!one || others.length > 0) return null;
  switch (one.kind) {
    case 'refund':
      return one.ask.kind === 'amount' ? one.ask.amount : null;
    case 'store_credit':
    case 'gift_card':
      return one.ask.amount;
    case 'discount_code':
      return one.ask.value.kind === 'amount' ? one.ask.value.amount : null;
    default:
      return null;
  }
}
