import { parseGid } from '../gid.ts';
import { isEmail } from '../orders/address.ts';
import type { Store } from '../state/store.ts';
import type { Shop } from '../state/types.ts';
import { amountOf, customerIdOf, priceOf, type DiscountAsk, type DraftAsk } from './input.ts';

/** A userError of the draft roots: plain, without a code, also in 2026-10 [S]. */
export type DraftError = { field: string[] | null; message: string };

/** Sentences of the draft roots [W]. */
export const ALREADY_PAID: DraftError = { field: null, message: 'This order has been paid' };
export const NOT_FOUND: DraftError = { field: null, message: 'Draft order not found' };

const MAX_TAG = 40;

/**
 * What speaks against an input; the first kind of trouble is told alone. `draftOrderUpdate` prefixes its fields with `input`
 * and counts tags from one [W].
 */
export function draftErrors(store: Store, shop: Shop, ask: DraftAsk, updating: boolean): DraftError[] {
  const prefix = updating ? ['input'] : [];
  const guards = [
    () => tagErrors(ask, prefix, updating),
    () => emptyErrors(ask, updating),
    () => contactErrors(store, shop, ask, prefix),
    () => lineErrors(store, shop, ask, prefix),
    () => discountErrors(ask, prefix),
    () => moneyErrors(shop, ask, prefix),
    () => timeErrors(store, ask),
  ];
  for (const guard of guards) {
    const errors = guard();
    if (errors.length > 0) return errors;
  }
  return [];
}

function tagErrors(ask: DraftAsk, prefix: string[], updating: boolean): DraftError[] {
  return (ask.tags ?? []).flatMap((tag, index) =>
    tag.length <= MAX_TAG
      ? []
      : [
          {
            field: [...prefix, 'tags', String(updating ? index + 1 : index)],
            message: `Title Tag exceeds the maximum length of ${MAX_TAG} characters`,
          },
        ],
  );
}

function emptyErrors(ask: DraftAsk, updating: boolean): DraftError[] {
  const unsaid = updating && ask.lineItems === undefined;
  return unsaid || (ask.lineItems ?? []).length > 0 ? [] : [{ field: null, message: 'Add at least 1 product' }];
}

function contactErrors(store: Store, shop: Shop, ask: DraftAsk, prefix: string[]): DraftError[] {
  if (ask.email != null && ask.email !== '' && !isEmail(ask.email)) {
    return [{ field: [...prefix, 'email'], message: 'Email is invalid' }];
  }
  const customerId = customerIdOf(ask);
  if (customerId == null || store.customer(shop.domain, customerId) !== undefined) return [];
  // No recording shows a customer that does not exist; wording assumed.
  const field = ask.purchasingEntity?.customerId == null ? ['customerId'] : ['purchasingEntity', 'customerId'];
  return [{ field: [...prefix, ...field], message: 'Customer does not exist' }];
}

function lineErrors(store: Store, shop: Shop, ask: DraftAsk, prefix: string[]): DraftError[] {
  return (ask.lineItems ?? []).flatMap((line, index): DraftError[] => {
    if (line.quantity < 1) {
      const field = [...prefix, 'lineItems', String(index), 'quantity'];
      return [{ field, message: 'Quantity must be greater than or equal to 1' }];
    }
    if (line.variantId != null) {
      const id = parseGid(line.variantId)?.id ?? -1;
      if (store.variant(shop.domain, id) !== undefined) return [];
      return [{ field: null, message: `Product with ID ${id} is no longer available.` }];
    }
    if ((line.title ?? '').trim() === '') return [{ field: null, message: 'Merchandise title is empty.' }];
    const price = priceOf(line, shop.currency);
    return price !== null && price.amount < 0
      ? [{ field: null, message: 'Cannot send negative price for line_item' }]
      : [];
  });
}

function discountErrors(ask: DraftAsk, prefix: string[]): DraftError[] {
  const ofLines = (ask.lineItems ?? []).flatMap((line, index) =>
    discountError(line.appliedDiscount, [...prefix, 'lineItems', String(index), 'appliedDiscount', 'value']),
  );
  return [...discountError(ask.appliedDiscount, [...prefix, 'appliedDiscount', 'value']), ...ofLines];
}

/** Above 100 % and more than two decimals are refused; negative values are not [W]. */
function discountError(discount: DiscountAsk | null | undefined, field: string[]): DraftError[] {
  if (discount == null) return [];
  if (discount.valueType === 'PERCENTAGE' && discount.value > 100) {
    return [{ field, message: 'Applied discount value must be less than or equal to 100%' }];
  }
  return /^-?\d+(\.\d{1,2})?$/.test(String(discount.value))
    ? []
    : [{ field, message: 'Applied discount value can have at most 2 digits after decimal point' }];
}

/** Amounts that are none of their currency, and currencies the shop does not take; evidence is silent, wording assumed. */
function moneyErrors(shop: Shop, ask: DraftAsk, prefix: string[]): DraftError[] {
  const currency = ask.presentmentCurrencyCode;
  if (currency != null && !shop.presentmentCurrencies.includes(currency)) {
    return [{ field: [...prefix, 'presentmentCurrencyCode'], message: 'Presentment currency is not enabled' }];
  }
  const lines = (ask.lineItems ?? []).flatMap((line, index): DraftError[] => {
    const given = line.priceOverride ?? line.originalUnitPriceWithCurrency;
    return given != null && amountOf(given) === null
      ? [{ field: [...prefix, 'lineItems', String(index)], message: 'Price is invalid' }]
      : [];
  });
  const shipping = ask.shippingLine?.priceWithCurrency;
  if (shipping != null && (amountOf(shipping)?.amount ?? -1) < 0) {
    lines.push({ field: [...prefix, 'shippingLine', 'priceWithCurrency'], message: 'Price is invalid' });
  }
  return lines;
}

function timeErrors(store: Store, ask: DraftAsk): DraftError[] {
  if (ask.paymentTerms != null && ask.paymentTerms.paymentTermsTemplateId == null) {
    return [{ field: null, message: 'Payment terms template id can not be empty.' }];
  }
  const until = ask.reserveInventoryUntil;
  return until != null && Date.parse(until) <= store.now()
    ? [{ field: null, message: "Reserve until can't be in the past" }]
    : [];
}
