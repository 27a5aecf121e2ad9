import { idOf } from '../gid.ts';
import { isEmail, isPhone } from '../orders/address.ts';
import type { Store } from '../state/store.ts';
import type { CodedError, Shop } from '../state/types.ts';
import { namedCustomer, type BagAsk, type OrderAsk } from './input.ts';
import type { OrderMoney } from './money.ts';

/** Of `orderCreate` with policies obeyed, when the stock does not suffice: measured, not the documented code. */
export const OUT_OF_STOCK: CodedError = {
  field: ['order', 'lineItems'],
  message: 'Line items Unable to reserve inventory',
  code: 'INVALID',
};

/** Of the sixth order in a minute on a development or trial store [W; field and code are assumed]. */
export const TOO_MANY: CodedError = {
  field: null,
  message: 'Too many attempts. Please try again later.',
  code: null,
};

const invalid = (field: string[], message: string): CodedError => ({
  field: ['order', ...field],
  message,
  code: 'INVALID',
});

/** What speaks against an order; the first kind of trouble is told alone. */
export function orderErrors(store: Store, shop: Shop, ask: OrderAsk, money: OrderMoney): CodedError[] {
  const guards = [
    () => customerErrors(store, shop, ask),
    () => contactErrors(ask),
    () => lineErrors(store, shop, ask),
    () => amountErrors(ask, money),
  ];
  for (const guard of guards) {
    const errors = guard();
    if (errors.length > 0) return errors;
  }
  return [];
}

/** Both ways to name a customer are refused [W code and field]; the sentences are assumed. */
function customerErrors(store: Store, shop: Shop, ask: OrderAsk): CodedError[] {
  if (ask.customerId != null && ask.customer != null) {
    const message = 'Only one of customer or customerId can be provided';
    return [{ field: ['order'], message, code: 'REDUNDANT_CUSTOMER_FIELDS' }];
  }
  const id = namedCustomer(ask);
  if (id === null || store.customer(shop.domain, id) !== undefined) return [];
  return [invalid(ask.customerId == null ? ['customer'] : ['customerId'], 'Customer does not exist')];
}

/** No recording; wording after `draftOrderCreate` and `orderUpdate`. */
function contactErrors(ask: OrderAsk): CodedError[] {
  if (ask.email != null && ask.email !== '' && !isEmail(ask.email)) return [invalid(['email'], 'Email is invalid')];
  return ask.phone == null || isPhone(ask.phone) ? [] : [invalid(['phone'], 'Phone is invalid')];
}

/** No lines [W]; a variant that is not there leaves a line without title and name [W]; quantities are assumed. */
function lineErrors(store: Store, shop: Shop, ask: OrderAsk): CodedError[] {
  const lines = ask.lineItems ?? [];
  if (lines.length === 0) return [invalid(['lineItems'], 'Line items must have at least one line item')];
  const nameless = lines.some(
    (line) =>
      (line.title ?? '').trim() === '' &&
      (line.variantId == null || store.variant(shop.domain, idOf(line.variantId)) === undefined),
  );
  if (nameless) {
    return [
      invalid([], 'Order Line items is invalid'),
      invalid(['lineItems'], "Line items Name can't be blank"),
      invalid(['lineItems'], "Line items Title can't be blank"),
    ];
  }
  return lines.some((line) => line.quantity < 1)
    ? [invalid(['lineItems'], 'Line items Quantity must be greater than 0')]
    : [];
}

/** Amounts that are none of their currency, or in a currency that is not the order's; evidence is silent, wording assumed. */
function amountErrors(ask: OrderAsk, money: OrderMoney): CodedError[] {
  const bags: [string, BagAsk | null | undefined][] = [
    ...(ask.lineItems ?? []).map((line): [string, BagAsk | null | undefined] => ['lineItems', line.priceSet]),
    ...(ask.shippingLines ?? []).map((line): [string, BagAsk] => ['shippingLines', line.priceSet]),
    ...(ask.transactions ?? []).map((one): [string, BagAsk] => ['transactions', one.amountSet]),
    ['discountCode', ask.discountCode?.itemFixedDiscountCode?.amountSet],
  ];
  const bad = bags.find(([, bag]) => bag != null && money.bag(bag) === null);
  return bad === undefined ? [] : [invalid([bad[0]], 'Price is invalid')];
}
