import { idOf } from '../gid.ts';
import { wholeSecond } from '../graphql/time.ts';
import { parseMinor } from '../money.ts';
import { renameCode } from '../state/benefits-index.ts';
import type { Store } from '../state/store.ts';
import type { Discount, DiscountBuyers, DiscountValue, Shop } from '../state/types.ts';
import type { BuyersInput, DiscountInput } from './input.ts';

/** A discount that nobody has described yet. It becomes one by `changeDiscount`. */
export function blankDiscount(store: Store, shop: Shop, method: Discount['method'], kind: Discount['kind']): Discount {
  const now = store.nowIso();
  const base = {
    id: store.nextId(),
    shop: shop.domain,
    method,
    title: '',
    code: method === 'code' ? { id: store.nextId(), text: '', byApp: true } : null,
    startsAt: now,
    endsAt: null,
    createdAt: now,
    updatedAt: now,
    buyers: { kind: 'all' as const },
    minimum: null,
    combinesWith: { order: false, product: false, shipping: false },
    usageLimit: null,
    oncePerCustomer: false,
    recurringCycleLimit: 1,
    appliesOnOneTimePurchase: true,
    appliesOnSubscription: false,
    tags: [],
    uses: [],
  };
  return kind === 'basic'
    ? { ...base, kind, value: { kind: 'percentage', percentage: 0 }, items: 'all' }
    : { ...base, kind, destination: 'all', maximumShippingPrice: null };
}

/** Writes a checked input into a discount: what is not named stays, what is null goes. */
export function changeDiscount(store: Store, shop: Shop, discount: Discount, input: DiscountInput): void {
  if (input.title != null) discount.title = input.title;
  if (input.code != null && discount.code !== null) renameCode(store, discount, input.code);
  if (input.startsAt != null) discount.startsAt = wholeSecond(input.startsAt);
  if (input.endsAt !== undefined) discount.endsAt = input.endsAt === null ? null : wholeSecond(input.endsAt);
  if (input.usageLimit !== undefined) discount.usageLimit = input.usageLimit;
  if (input.appliesOncePerCustomer != null) discount.oncePerCustomer = input.appliesOncePerCustomer;
  if (input.recurringCycleLimit !== undefined) discount.recurringCycleLimit = input.recurringCycleLimit;
  if (input.tags != null) discount.tags = [...input.tags];
  const buyers = input.context ?? input.customerSelection;
  if (buyers != null) discount.buyers = buyersAfter(discount.buyers, buyers);
  if (input.combinesWith != null) {
    const { orderDiscounts, productDiscounts, shippingDiscounts } = input.combinesWith;
    discount.combinesWith = {
      order: orderDiscounts ?? false,
      product: productDiscounts ?? false,
      shipping: shippingDiscounts ?? false,
    };
  }
  if (input.minimumRequirement !== undefined) discount.minimum = minimumOf(input, shop);
  if (discount.kind === 'basic') changeBasic(discount, input, shop);
  else changeFreeShipping(discount, input, shop);
  discount.updatedAt = store.nowIso();
  store.touch();
}

/** Customers and segments are added and removed one by one; another kind of buyers takes the place of the old one [W]. */
function buyersAfter(before: DiscountBuyers, input: BuyersInput): DiscountBuyers {
  const change = input.customers ?? input.customerSegments;
  if (change == null) return { kind: 'all' };
  const kind = input.customers != null ? 'customers' : 'segments';
  const kept = before.kind === kind ? before.ids : [];
  const removed = (change.remove ?? []).map(idOf);
  const ids = [...new Set([...kept, ...(change.add ?? []).map(idOf)])].filter((id) => !removed.includes(id));
  return { kind, ids };
}

function minimumOf({ minimumRequirement }: DiscountInput, shop: Shop): Discount['minimum'] {
  const subtotal = minimumRequirement?.subtotal?.greaterThanOrEqualToSubtotal ?? null;
  if (subtotal !== null) return { kind: 'subtotal', amount: parseMinor(subtotal, shop.currency) ?? 0 };
  const quantity = minimumRequirement?.quantity?.greaterThanOrEqualToQuantity ?? null;
  return quantity === null ? null : { kind: 'quantity', quantity: Number(quantity) };
}

function changeBasic(discount: Extract<Discount, { kind: 'basic' }>, input: DiscountInput, shop: Shop): void {
  const { customerGets } = input;
  if (customerGets?.value != null) discount.value = valueOf(customerGets.value, shop);
  if (customerGets?.appliesOnOneTimePurchase != null)
    discount.appliesOnOneTimePurchase = customerGets.appliesOnOneTimePurchase;
  if (customerGets?.appliesOnSubscription != null) discount.appliesOnSubscription = customerGets.appliesOnSubscription;
  const items = customerGets?.items;
  if (items == null) return;
  if (items.products == null) {
    discount.items = 'all';
    return;
  }
  const before = discount.items === 'all' ? { products: [], variants: [] } : discount.items;
  const { productsToAdd, productsToRemove, productVariantsToAdd, productVariantsToRemove } = items.products;
  discount.items = {
    products: changed(before.products, productsToAdd, productsToRemove),
    variants: changed(before.variants, productVariantsToAdd, productVariantsToRemove),
  };
}

type Value = NonNullable<NonNullable<DiscountInput['customerGets']>['value']>;

function valueOf(value: Value, shop: Shop): DiscountValue {
  if (value.discountAmount == null) return { kind: 'percentage', percentage: value.percentage ?? 0 };
  const amount = parseMinor(value.discountAmount.amount ?? '0', shop.currency) ?? 0;
  return { kind: 'amount', amount, onEachItem: value.discountAmount.appliesOnEachItem ?? false };
}

function changed(
  before: readonly number[],
  add: readonly string[] | null | undefined,
  remove: readonly string[] | null | undefined,
): number[] {
  const gone = (remove ?? []).map(idOf);
  return [...new Set([...before, ...(add ?? []).map(idOf)])].filter((id) => !gone.includes(id));
}

function changeFreeShipping(
  discount: Extract<Discount, { kind: 'free_shipping' }>,
  input: DiscountInput,
  shop: Shop,
): void {
  if (input.appliesOnOneTimePurchase != null) discount.appliesOnOneTimePurchase = input.appliesOnOneTimePurchase;
  if (input.appliesOnSubscription != null) discount.appliesOnSubscription = input.appliesOnSubscription;
  if (input.maximumShippingPrice !== undefined) {
    const text = input.maximumShippingPrice;
    discount.maximumShippingPrice = text === null ? null : parseMinor(text, shop.currency);
  }
  const countries = input.destination?.countries;
  if (input.destination == null) return;
  if (countries == null) discount.destination = 'all';
  else {
    const before = discount.destination === 'all' ? [] : discount.destination.countries;
    const kept = before.filter((code) => !(countries.remove ?? []).includes(code));
    discount.destination = {
      countries: [...new Set([...kept, ...(countries.add ?? [])])],
      restOfWorld: countries.includeRestOfWorld ?? false,
    };
  }
}
