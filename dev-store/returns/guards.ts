import { userError } from '../graphql/mutation.ts';
import { parseMinor } from '../money.ts';
import type { Store } from '../state/store.ts';
import type { CodedError, Order } from '../state/types.ts';
import type { LineWish, ReturnWish } from './input.ts';
import { returnableQuantity, sentLines } from './quantities.ts';
import { OTHER_REASON, reasonOf } from './reasons.ts';

/** Who asks: `returnCreate` and `returnRequest` word some refusals differently [W]. */
export type Root = 'input' | 'returnInput';

const LONGEST_NOTE = 255;
const LONGEST_CUSTOMER_NOTE = 300;

/**
 * Everything that speaks against a return, first come first served. Sentences and codes of reasons, unknown lines and
 * quantities are recorded [W]; those marked "assumed" are not, and in which order Shopify looks is not known.
 */
export function returnErrors(store: Store, order: Order, wish: ReturnWish, root: Root): CodedError[] {
  const checks = [reasonErrors, lineErrors, quantityErrors, noteErrors];
  if (wish.lines.length === 0)
    return [userError([root, 'returnLineItems'], "Return line items can't be blank", 'BLANK')];
  for (const check of checks) {
    const errors = check(order, wish, root);
    if (errors.length > 0) return errors;
  }
  const fees = feeErrors(order, wish, root);
  return fees.length > 0 ? fees : exchangeErrors(store, order, wish, root);
}

function eachLine(
  wish: ReturnWish,
  root: Root,
  check: (line: LineWish, at: (name?: string) => (string | number)[], index: number) => CodedError | null,
): CodedError[] {
  return wish.lines.flatMap((line, index) => {
    const at = (name?: string): (string | number)[] => [
      root,
      'returnLineItems',
      index,
      ...(name === undefined ? [] : [name]),
    ];
    const error = check(line, at, index);
    return error === null ? [] : [error];
  });
}

const NO_REASON = 'Return line items Either return reason or return reason definition must be provided';
const NO_NOTE = 'Return line items return reason note The note is required when the return reason is "Other"';

/** Only `returnCreate` asks for a note with "Other" [W]. */
function reasonErrors(_order: Order, wish: ReturnWish, root: Root): CodedError[] {
  return eachLine(wish, root, (line, at) => {
    if (line.reason === null) {
      return root === 'returnInput'
        ? userError(at(), NO_REASON, 'NOT_FOUND')
        : userError(at('returnReason'), "Return reason can't be blank", 'BLANK');
    }
    // Assumed.
    if (reasonOf(line.reason) === undefined) {
      return userError(at('returnReasonDefinitionId'), 'Return reason definition was not found.', 'NOT_FOUND');
    }
    const silent = root === 'returnInput' && line.reason === OTHER_REASON && line.note.trim() === '';
    return silent ? userError(at('returnReasonNote'), NO_NOTE, 'BLANK') : null;
  });
}

function lineErrors(order: Order, wish: ReturnWish, root: Root): CodedError[] {
  const known = new Set(sentLines(order).map((line) => line.id));
  return eachLine(wish, root, (line, at) =>
    known.has(line.fulfillmentLineId)
      ? null
      : userError(at('fulfillmentLineItemId'), 'Fulfillment Line Item was not found.', 'NOT_FOUND'),
  );
}

/** More than was sent and is not yet in a return or refunded; zero and less are assumed to read the same. */
function quantityErrors(order: Order, wish: ReturnWish, root: Root): CodedError[] {
  const taken = new Map<number, number>();
  return eachLine(wish, root, (line, at) => {
    const sent = sentLines(order).find((one) => one.id === line.fulfillmentLineId);
    const upToHere = (taken.get(line.fulfillmentLineId) ?? 0) + line.quantity;
    taken.set(line.fulfillmentLineId, upToHere);
    const fits = sent !== undefined && line.quantity > 0 && upToHere <= returnableQuantity(order, sent);
    return fits ? null : userError(at('quantity'), 'Return line item has an invalid quantity.', 'INVALID');
  });
}

/** The limits are in the schema, the sentences assumed. */
function noteErrors(_order: Order, wish: ReturnWish, root: Root): CodedError[] {
  return eachLine(wish, root, (line, at) => {
    if (line.note.length > LONGEST_NOTE) return tooLong(at('returnReasonNote'), LONGEST_NOTE);
    const long = (line.customerNote?.length ?? 0) > LONGEST_CUSTOMER_NOTE;
    return long ? tooLong(at('customerNote'), LONGEST_CUSTOMER_NOTE) : null;
  });
}

/** A text above its limit; wording assumed. */
export function tooLong(field: (string | number)[], most: number): CodedError {
  return userError(field, `is too long (maximum is ${most} characters)`, 'TOO_LONG');
}

/** Fees are amounts in what the customer paid in; wording assumed. */
function feeErrors(order: Order, wish: ReturnWish, root: Root): CodedError[] {
  const errors = eachLine(wish, root, (line, at) =>
    line.restockingPercent === null || (line.restockingPercent >= 0 && line.restockingPercent <= 100)
      ? null
      : userError(at('restockingFee'), 'Restocking fee percentage must be between 0 and 100', 'INVALID'),
  );
  if (errors.length > 0 || wish.shippingFee === null) return errors;
  const field = [root, 'returnShippingFee', 'amount'];
  const { currencyCode, amount } = wish.shippingFee;
  if (currencyCode !== order.presentmentCurrency) {
    return [userError([...field, 'currencyCode'], "Currency must match the order's presentment currency", 'INVALID')];
  }
  const minor = parseMinor(amount, currencyCode);
  return minor !== null && minor >= 0 ? [] : [userError([...field, 'amount'], 'Amount is invalid', 'INVALID')];
}

/** Evidence on exchange lines is silent; wording assumed. */
function exchangeErrors(store: Store, order: Order, wish: ReturnWish, root: Root): CodedError[] {
  return wish.exchanges.flatMap((line, index) => {
    const at = (name: string): (string | number)[] => [root, 'exchangeLineItems', index, name];
    if (line.variantId === null) return [userError(at('variantId'), "Variant can't be blank", 'BLANK')];
    if (store.variant(order.shop, line.variantId) === undefined)
      return [userError(at('variantId'), 'Product variant was not found.', 'NOT_FOUND')];
    if (line.quantity <= 0) return [userError(at('quantity'), 'Quantity must be greater than 0', 'GREATER_THAN')];
    const foreign =
      line.discount !== null &&
      'amount' in line.discount &&
      line.discount.amount.currencyCode !== order.presentmentCurrency;
    const message = "Currency must match the order's presentment currency";
    return foreign ? [userError(at('appliedDiscount'), message, 'INVALID')] : [];
  });
}
