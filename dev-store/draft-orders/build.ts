import { randomUUID } from 'node:crypto';
import { shopifyError } from '../engine/errors.ts';
import { ZERO } from '../money.ts';
import { customerByEmail, customerForEmail } from '../orders/customers.ts';
import { parseGid } from '../gid.ts';
import type { Store } from '../state/store.ts';
import type { AppliedDiscount, Customer, DraftLine, DraftOrder, Shop } from '../state/types.ts';
import { normalTags } from '../tags/tags.ts';
import {
  addressOf,
  amountOf,
  customerIdOf,
  priceOf,
  readAttributes,
  type DiscountAsk,
  type DraftAsk,
  type LineAsk,
} from './input.ts';
import { priceDraft } from './price.ts';

/** A draft of nothing, before an input fills it. `name` is empty until it is kept. */
export function emptyDraft(store: Store, shop: Shop): DraftOrder {
  const now = store.nowIso();
  return {
    id: store.nextId(),
    shop: shop.domain,
    number: 0,
    name: '',
    status: 'OPEN',
    createdAt: now,
    updatedAt: now,
    completedAt: null,
    orderId: null,
    currency: shop.currency,
    presentmentCurrency: shop.currency,
    statedCurrency: null,
    taxesIncluded: shop.taxesIncluded,
    taxExempt: false,
    customerId: null,
    email: null,
    phone: null,
    shippingAddress: null,
    billingAddress: null,
    note: null,
    poNumber: null,
    tags: [],
    customAttributes: [],
    discountCodes: [],
    acceptAutomaticDiscounts: false,
    allowDiscountCodesInCheckout: false,
    visibleToCustomer: false,
    lines: [],
    discount: null,
    shippingLine: null,
    reserveInventoryUntil: null,
    reserved: [],
  };
}

/**
 * Writes an input that passed its guards over a draft and prices it anew: what is absent stays, null takes away.
 * @param keep false only calculates: nobody becomes a customer by it
 */
export function fillDraft(store: Store, shop: Shop, draft: DraftOrder, ask: DraftAsk, keep: boolean): void {
  refuseUnmodelled(ask);
  fillPeople(store, shop, draft, ask, keep);
  if (ask.presentmentCurrencyCode !== undefined) draft.statedCurrency = ask.presentmentCurrencyCode;
  if (ask.note !== undefined) draft.note = ask.note;
  if (ask.poNumber !== undefined) draft.poNumber = ask.poNumber;
  if (ask.tags !== undefined) draft.tags = normalTags(ask.tags ?? []);
  if (ask.customAttributes !== undefined) draft.customAttributes = readAttributes(ask.customAttributes);
  if (ask.discountCodes !== undefined) draft.discountCodes = ask.discountCodes ?? [];
  if (ask.taxExempt != null) draft.taxExempt = ask.taxExempt;
  if (ask.acceptAutomaticDiscounts != null) draft.acceptAutomaticDiscounts = ask.acceptAutomaticDiscounts;
  if (ask.allowDiscountCodesInCheckout != null) draft.allowDiscountCodesInCheckout = ask.allowDiscountCodesInCheckout;
  if (ask.visibleToCustomer != null) draft.visibleToCustomer = ask.visibleToCustomer;
  if (ask.reserveInventoryUntil !== undefined) draft.reserveInventoryUntil = ask.reserveInventoryUntil;
  if (ask.lineItems !== undefined) draft.lines = (ask.lineItems ?? []).map((line) => draftLine(store, shop, line));
  if (ask.appliedDiscount !== undefined) draft.discount = discountOf(ask.appliedDiscount);
  if (ask.shippingLine !== undefined) draft.shippingLine = shippingOf(store, shop, ask.shippingLine);
  priceDraft(store, shop, draft);
}

/** Inputs this stand-in takes no part in are loud. */
function refuseUnmodelled(ask: DraftAsk): void {
  const what =
    ask.purchasingEntity?.purchasingCompany != null
      ? 'companies'
      : ask.paymentTerms != null
        ? 'payment terms'
        : ask.shippingLine?.shippingRateHandle != null
          ? 'shipping rate handles'
          : null;
  if (what !== null) throw shopifyError(`dev store: draft orders know no ${what}`, 'DEV_STORE_NOT_IMPLEMENTED');
}

/** A draft with an e-mail address and no customer makes its customer [W]; one with a customer takes her address. */
function fillPeople(store: Store, shop: Shop, draft: DraftOrder, ask: DraftAsk, keep: boolean): void {
  if (ask.email !== undefined) draft.email = ask.email;
  if (ask.phone !== undefined) draft.phone = ask.phone;
  const named = customerIdOf(ask);
  if (named !== undefined) draft.customerId = named;
  if (draft.customerId === null && named === undefined && draft.email !== null && draft.email !== '') {
    draft.customerId = byEmail(store, shop, draft.email, keep)?.id ?? null;
  }
  const customer = draft.customerId === null ? undefined : store.customer(shop.domain, draft.customerId);
  draft.email ??= customer?.email ?? null;
  if (ask.shippingAddress !== undefined) draft.shippingAddress = addressOf(ask.shippingAddress);
  if (ask.billingAddress !== undefined) draft.billingAddress = addressOf(ask.billingAddress);
  if (ask.useCustomerDefaultAddress === true) draft.shippingAddress ??= customer?.address ?? null;
}

function byEmail(store: Store, shop: Shop, email: string, keep: boolean): Customer | undefined {
  return keep ? customerForEmail(store, shop, email) : customerByEmail(store, shop.domain, email);
}

function draftLine(store: Store, shop: Shop, ask: LineAsk): DraftLine {
  const found = ask.variantId == null ? undefined : store.variant(shop.domain, parseGid(ask.variantId)?.id ?? -1);
  const own =
    found === undefined
      ? {
          variantId: null,
          productId: null,
          title: ask.title ?? '',
          variantTitle: null,
          sku: ask.sku ?? null,
          vendor: null,
          image: null,
          requiresShipping: ask.requiresShipping ?? true,
          taxable: ask.taxable ?? true,
        }
      : {
          variantId: found.variant.id,
          productId: found.product.id,
          title: found.product.title,
          variantTitle: found.variant.title,
          sku: found.variant.sku,
          vendor: found.product.vendor,
          image: found.variant.image ?? found.product.image,
          requiresShipping: true,
          taxable: true,
        };
  return {
    ...own,
    id: store.nextId(),
    uuid: ask.uuid ?? randomUUID(),
    quantity: ask.quantity,
    customAttributes: readAttributes(ask.customAttributes),
    price: priceOf(ask, shop.currency),
    unitPrice: ZERO,
    discount: discountOf(ask.appliedDiscount),
    orderDiscount: ZERO,
    taxLines: [],
  };
}

function discountOf(ask: DiscountAsk | null | undefined): AppliedDiscount | null {
  if (ask == null) return null;
  return {
    title: ask.title ?? null,
    description: ask.description ?? '',
    value: ask.value,
    valueType: ask.valueType,
    stated: ask.amountWithCurrency == null ? null : amountOf(ask.amountWithCurrency),
    amount: ZERO,
  };
}

/** A typed-in shipping line has the code `custom` [W]; one without a title is accepted [W] (what it shows is assumed). */
function shippingOf(store: Store, shop: Shop, ask: DraftAsk['shippingLine']): DraftOrder['shippingLine'] {
  if (ask == null) return null;
  const price = ask.priceWithCurrency ?? { amount: ask.price ?? '0', currencyCode: shop.currency };
  return {
    id: store.nextId(),
    title: ask.title ?? 'Shipping',
    code: 'custom',
    custom: true,
    asked: amountOf(price) ?? { amount: 0, currency: shop.currency },
    price: ZERO,
    discount: ZERO,
    taxLines: [],
  };
}
