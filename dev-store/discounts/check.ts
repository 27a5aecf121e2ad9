import type { Context } from '../engine/context.ts';
import { idOf } from '../gid.ts';
import { userError } from '../graphql/mutation.ts';
import { parseMinor } from '../money.ts';
import { benefits, codeKey, segmentById } from '../state/benefits-index.ts';
import type { CodedError, Discount } from '../state/types.ts';
import type { DiscountInput } from './input.ts';

/** What is checked: the input, where it stands (`basicCodeDiscount`), and the discount that is changed; none is new. */
export type Check = {
  context: Context;
  root: string;
  method: Discount['method'];
  kind: Discount['kind'];
  input: DiscountInput;
  before: Discount | null;
};

type Problem = (path: string | readonly string[], message: string, code: string | null) => void;

/** Everything that speaks against an input, with the recorded sentences [W] except where a comment says otherwise. */
export function discountErrors(check: Check): CodedError[] {
  const errors: CodedError[] = [];
  const problem: Problem = (path, message, code) => {
    errors.push(userError([check.root, ...(typeof path === 'string' ? [path] : path)], message, code));
  };
  combinations(check, problem);
  buyersOf(check, problem);
  texts(check, problem);
  dates(check, problem);
  if (check.method === 'code') codeOf(check, problem);
  if (check.kind === 'basic') gets(check, problem);
  minimum(check, problem);
  limits(check, problem);
  return errors;
}

function combinations({ kind, input }: Check, problem: Problem): void {
  const { combinesWith } = input;
  if (kind === 'free_shipping' && combinesWith?.shippingDiscounts === true)
    problem(
      'combinesWith',
      'The combinesWith settings are not valid for the discount class.',
      'INVALID_COMBINES_WITH_FOR_DISCOUNT_CLASS',
    );
  if (combinesWith?.productDiscountsWithTagsOnSameCartLine != null)
    problem(
      ['combinesWith', 'productDiscountsWithTagsOnSameCartLine'],
      "The shop's plan does not allow setting `productDiscountsWithTagsOnSameCartLine`.",
      'PRODUCT_DISCOUNTS_WITH_TAGS_ON_SAME_CART_LINE_NOT_ENTITLED',
    );
}

function buyersOf({ context: { store, shop }, method, input, before }: Check, problem: Problem): void {
  const { context, customerSelection } = input;
  if (context != null && customerSelection != null)
    problem('context', 'Only one of context or customerSelection can be provided.', 'INVALID');
  // Required for new code discounts [S]; how its absence is worded is not recorded.
  if (context == null && customerSelection == null && before === null && method === 'code')
    problem('context', "Context can't be blank", 'BLANK');
  const name = context == null ? 'customerSelection' : 'context';
  const chosen = context ?? customerSelection;
  // Customers and segments that do not exist: worded like products (evidence is silent).
  for (const id of chosen?.customers?.add ?? []) {
    if (store.customer(shop.domain, idOf(id)) === undefined)
      problem([name, 'customers', 'add'], `Customer with id: ${idOf(id)} is invalid`, 'INVALID');
  }
  for (const id of chosen?.customerSegments?.add ?? []) {
    if (segmentById(store, shop.domain, idOf(id)) === undefined)
      problem([name, 'customerSegments', 'add'], `Segment with id: ${idOf(id)} is invalid`, 'INVALID');
  }
  if (chosen?.markets != null) problem([name, 'markets'], 'Markets are not available', 'INVALID');
}

function texts({ input, before }: Check, problem: Problem): void {
  const { title, tags } = input;
  if (title == null ? before === null : title.trim() === '') problem('title', "Title can't be blank", 'BLANK');
  else if ((title?.length ?? 0) > 255) problem('title', 'Title is too long (maximum is 255 characters)', 'TOO_LONG');
  // Limits of tags are those of the error codes' descriptions [S].
  if ((tags?.length ?? 0) > 5) problem('tags', 'The number of tags exceeds the maximum of 5.', 'TOO_MANY_TAGS');
  if (tags?.some((tag) => tag.length > 255) === true)
    problem('tags', 'The tag title exceeds the maximum length of 255 characters.', 'INVALID_TAG_LENGTH');
}

function dates({ input, before }: Check, problem: Problem): void {
  const startsAt = input.startsAt ?? before?.startsAt ?? null;
  if (startsAt === null) problem('startsAt', "Starts at can't be blank", 'BLANK');
  const endsAt = input.endsAt === undefined ? (before?.endsAt ?? null) : input.endsAt;
  if (startsAt !== null && endsAt !== null && Date.parse(endsAt) <= Date.parse(startsAt))
    problem('endsAt', 'Ends at needs to be after starts_at', 'INVALID');
}

function codeOf({ context, input, before }: Check, problem: Problem): void {
  const { code } = input;
  if (code == null) {
    if (before === null) problem('code', "Code can't be blank", 'BLANK');
    return;
  }
  if (code === '') problem('code', 'Code is too short (minimum is 1 character)', 'TOO_SHORT');
  else if (/[\r\n]/.test(code)) problem('code', 'Code cannot contain newline characters.', 'INVALID');
  else if (code.length > 255) problem('code', 'Code is too long (maximum is 255 characters)', 'TOO_LONG');
  else {
    const holder = benefits(context.store).discountByCode.get(codeKey(context.shop.domain, code));
    if (holder !== undefined && holder !== before)
      problem('code', 'Code must be unique. Please try a different code.', 'TAKEN');
  }
}

function gets(check: Check, problem: Problem): void {
  const { customerGets } = check.input;
  if (customerGets == null) {
    // Required [S]; not recorded.
    if (check.before === null) problem('customerGets', "Customer gets can't be blank", 'BLANK');
    return;
  }
  if (customerGets.appliesOnOneTimePurchase === false && customerGets.appliesOnSubscription === false)
    problem(
      'customerGets',
      'A discount cannot have both appliesOnOneTimePurchase and appliesOnSubscription set to false.',
      'APPLIES_ON_NOTHING',
    );
  valueOf(check, problem);
  itemsOf(check, problem);
}

function valueOf({ context, method, input, before }: Check, problem: Problem): void {
  const value = input.customerGets?.value;
  const at = ['customerGets', 'value'];
  if (value?.discountOnQuantity != null)
    problem(
      [...at, 'discountOnQuantity'],
      'discountOnQuantity field is only permitted with bxgy discounts.',
      'INVALID',
    );
  else if (value?.percentage != null) {
    // Nothing off is fine for a code, and not for a discount that applies by itself.
    const [least, given] = [method === 'code' ? 0 : Number.MIN_VALUE, value.percentage];
    if (given < least || given > 1)
      problem([...at, 'percentage'], 'Value must be between 0.0 and 1.0', 'VALUE_OUTSIDE_RANGE');
  } else if (value?.discountAmount?.amount != null) {
    const amount = parseMinor(value.discountAmount.amount, context.shop.currency);
    const path = [...at, 'discountAmount', 'amount'];
    // The comparison reads the wrong way round: amounts are kept below zero.
    if (amount === null) problem(path, 'Value must be greater than -1000000000000000000', 'LESS_THAN');
    else if (method === 'code' && amount < 0)
      problem(path, 'Value must be less than or equal to 0', 'LESS_THAN_OR_EQUAL_TO');
    else if (method === 'automatic' && amount <= 0) problem(path, 'Value must be less than 0', 'GREATER_THAN');
  } else if (before === null) problem(at, "Value can't be blank", 'BLANK');
}

function itemsOf({ context: { store, shop }, input, before }: Check, problem: Problem): void {
  const items = input.customerGets?.items;
  const at = (...names: string[]): string[] => ['customerGets', 'items', ...names];
  if (items == null) {
    if (before === null) problem(at(), "Items can't be blank", 'BLANK');
    return;
  }
  if (items.collections?.add != null && items.products != null)
    problem(
      at('collections', 'add'),
      'Cannot entitle collections in combination with product variants or products',
      'CONFLICT',
    );
  // There are no collections here, so every one of them is unknown.
  for (const id of items.products == null ? (items.collections?.add ?? []) : [])
    problem(at('collections', 'add'), `Collection with id: ${idOf(id)} is invalid`, 'INVALID');
  for (const id of items.products?.productsToAdd ?? []) {
    if (store.product(shop.domain, idOf(id)) === undefined)
      problem(at('products', 'productsToAdd'), `Product with id: ${idOf(id)} is invalid`, 'INVALID');
  }
  for (const id of items.products?.productVariantsToAdd ?? []) {
    if (store.variant(shop.domain, idOf(id)) === undefined)
      problem(at('products', 'productVariantsToAdd'), `Product variant with id: ${idOf(id)} is invalid`, 'INVALID');
  }
}

function minimum({ input }: Check, problem: Problem): void {
  const subtotal = input.minimumRequirement?.subtotal?.greaterThanOrEqualToSubtotal ?? null;
  const quantity = input.minimumRequirement?.quantity?.greaterThanOrEqualToQuantity ?? null;
  const [forSubtotal, forQuantity] = [
    ['minimumRequirement', 'subtotal', 'greaterThanOrEqualToSubtotal'],
    ['minimumRequirement', 'quantity', 'greaterThanOrEqualToQuantity'],
  ];
  if (subtotal !== null && quantity !== null) {
    problem(forSubtotal ?? [], 'Minimum subtotal cannot be defined when minimum quantity is.', 'CONFLICT');
    problem(forQuantity ?? [], 'Minimum quantity cannot be defined when minimum subtotal is.', 'CONFLICT');
  } else if (quantity !== null && Number(quantity) >= 2_147_483_647)
    problem(forQuantity ?? [], 'Minimum quantity must be less than 2147483647', 'LESS_THAN');
  else if (subtotal !== null && Number(subtotal) >= 1e18)
    problem(forSubtotal ?? [], 'Minimum subtotal must be less than 1000000000000000000', 'LESS_THAN');
}

const MOST_AUTOMATIC = 25;

function limits({ context: { store, shop }, method, input, before }: Check, problem: Problem): void {
  if (input.usageLimit != null && input.usageLimit <= 0)
    problem('usageLimit', 'Usage limit must be greater than 0', 'GREATER_THAN');
  if (method !== 'automatic' || before !== null) return;
  const running = store.state.discounts.filter(
    (one) =>
      one.shop === shop.domain &&
      one.method === 'automatic' &&
      (one.endsAt === null || Date.parse(one.endsAt) > store.now()),
  );
  // Number and sentence stand in the description of the code [S]; the field is assumed.
  if (running.length >= MOST_AUTOMATIC)
    problem(
      'startsAt',
      'The active period overlaps with other automatic discounts. At any given time, only 25 automatic discounts can be active.',
      'ACTIVE_PERIOD_OVERLAP',
    );
}
