import { asNode } from '../engine/bind.ts';
import type { Context, Resolver, TypeResolvers } from '../engine/context.ts';
import { gid, idOf } from '../gid.ts';
import type { Family } from '../graphql/families.ts';
import { address } from '../graphql/resolvers/order.ts';
import { connection, image, moneyBag, moneyV2, type MoneyV2 } from '../graphql/resolvers/values.ts';
import { moneyScalar, portion, sumBags, ZERO, type Bag } from '../money.ts';
import type { AppliedDiscount, DraftLine, DraftOrder } from '../state/types.ts';
import { findDraft } from './book.ts';
import { findDrafts, listDrafts } from './list.ts';
import {
  draftOrderCalculate,
  draftOrderComplete,
  draftOrderCreate,
  draftOrderDelete,
  draftOrderUpdate,
} from './mutations.ts';
import * as totals from './totals.ts';

type LineSource = { draft: DraftOrder; line: DraftLine };
type DiscountSource = { draft: DraftOrder; discount: AppliedDiscount };

const scalar = (draft: DraftOrder, bag: Bag): string => moneyScalar(bag.shop, draft.currency);
const inShop = (draft: DraftOrder, bag: Bag): MoneyV2 => moneyV2(bag.shop, draft.currency);

/** What drafts and calculations have in common. */
const shared: TypeResolvers<DraftOrder> = {
  acceptAutomaticDiscounts: (draft) => draft.acceptAutomaticDiscounts,
  appliedDiscount: (draft) => (draft.discount === null ? null : { draft, discount: draft.discount }),
  billingAddressMatchesShippingAddress: (draft) =>
    JSON.stringify(draft.billingAddress) === JSON.stringify(draft.shippingAddress),
  currencyCode: (draft) => draft.currency,
  presentmentCurrencyCode: (draft) => draft.presentmentCurrency,
  customer: (draft, _args, context) => customerOf(draft, context) ?? null,
  purchasingEntity: (draft, _args, context) => asNode(customerOf(draft, context), 'Customer'),
  discountCodes: (draft) => draft.discountCodes,
  platformDiscounts: () => [],
  phone: (draft) => draft.phone,
  shippingLine: (draft) => (draft.shippingLine === null ? null : { order: draft, record: draft.shippingLine }),
  taxesIncluded: (draft) => draft.taxesIncluded,
  taxLines: (draft) => totals.taxLines(draft).map((record) => ({ order: draft, record })),
  allVariantPricesOverridden: (draft) => draft.lines.every((line) => line.variantId === null || line.price !== null),
  anyVariantPricesOverridden: (draft) => draft.lines.some((line) => line.variantId !== null && line.price !== null),
  totalQuantityOfLineItems: (draft) => draft.lines.reduce((sum, line) => sum + line.quantity, 0),
  lineItemsSubtotalPrice: (draft) => moneyBag(draft, totals.lineItemsSubtotal(draft)),
  totalLineItemsPriceSet: (draft) => moneyBag(draft, sumBags(draft.lines.map(totals.lineGross))),
  subtotalPrice: (draft) => scalar(draft, totals.subtotal(draft)),
  subtotalPriceSet: (draft) => moneyBag(draft, totals.subtotal(draft)),
  totalDiscountsSet: (draft) => moneyBag(draft, totals.totalDiscounts(draft)),
  totalShippingPrice: (draft) => scalar(draft, totals.shippingPrice(draft)),
  totalShippingPriceSet: (draft) => moneyBag(draft, totals.shippingPrice(draft)),
  totalTax: (draft) => scalar(draft, totals.totalTax(draft)),
  totalTaxSet: (draft) => moneyBag(draft, totals.totalTax(draft)),
  totalPrice: (draft) => scalar(draft, totals.grandTotal(draft)),
  totalPriceSet: (draft) => moneyBag(draft, totals.grandTotal(draft)),
  amountDueNowSet: (draft) => moneyBag(draft, draft.status === 'COMPLETED' ? ZERO : totals.grandTotal(draft)),
  amountDueLaterSet: (draft) => moneyBag(draft, ZERO),
  transformerFingerprint: () => null,
  warnings: (draft) => draft.discountCodes.map(notApplied),
};

const draftResolvers: TypeResolvers<DraftOrder> = {
  ...shared,
  id: (draft) => gid('DraftOrder', draft.id),
  legacyResourceId: (draft) => String(draft.id),
  name: (draft) => draft.name,
  status: (draft) => draft.status,
  ready: () => true,
  createdAt: (draft) => draft.createdAt,
  updatedAt: (draft) => draft.updatedAt,
  completedAt: (draft) => draft.completedAt,
  email: (draft) => draft.email,
  note2: (draft) => draft.note,
  poNumber: (draft) => draft.poNumber,
  tags: (draft) => draft.tags,
  customAttributes: (draft) => draft.customAttributes,
  taxExempt: (draft) => draft.taxExempt,
  visibleToCustomer: (draft) => draft.visibleToCustomer,
  allowDiscountCodesInCheckout: (draft) => draft.allowDiscountCodesInCheckout,
  reserveInventoryUntil: (draft) => draft.reserveInventoryUntil,
  shippingAddress: (draft) => address(draft.shippingAddress, `${draft.id}1`),
  billingAddress: (draft) => address(draft.billingAddress, `${draft.id}2`),
  lineItems: (draft, args) => connection(linesOf(draft), args, (one) => one.line.id),
  order: (draft, _args, { store, shop }) =>
    draft.orderId === null ? null : (store.order(shop.domain, draft.orderId) ?? null),
  invoiceUrl: (draft) => `https://${draft.shop}/${draft.id}/invoices/${draft.id.toString(36)}`,
  invoiceSentAt: () => null,
  paymentTerms: () => null,
  deposit: () => null,
};

const calculatedResolvers: TypeResolvers<DraftOrder> = {
  ...shared,
  lineItems: (draft) => linesOf(draft),
  alerts: () => [],
  // Drafts here take typed-in shipping lines only.
  availableShippingRates: () => [],
  deposit: () => null,
};

/** What lines of drafts and of calculations have in common. */
const sharedLine: TypeResolvers<LineSource> = {
  uuid: ({ line }) => line.uuid,
  title: ({ line }) => line.title,
  name: ({ line }) => (line.variantTitle === null ? line.title : `${line.title} - ${line.variantTitle}`),
  variantTitle: ({ line }) => line.variantTitle,
  sku: ({ line }) => line.sku,
  vendor: ({ line }) => line.vendor,
  quantity: ({ line }) => line.quantity,
  custom: ({ line }) => line.variantId === null,
  requiresShipping: ({ line }) => line.requiresShipping,
  taxable: ({ line }) => line.taxable,
  isGiftCard: () => false,
  customAttributes: ({ line }) => line.customAttributes,
  components: () => [],
  image: ({ line }, _args, context) => image(context, line.image, line.title),
  variant: ({ line }, _args, { store, shop }) =>
    line.variantId === null ? null : (store.variant(shop.domain, line.variantId) ?? null),
  product: ({ line }, _args, { store, shop }) =>
    line.productId === null ? null : (store.product(shop.domain, line.productId) ?? null),
  appliedDiscount: ({ draft, line }) => (line.discount === null ? null : { draft, discount: line.discount }),
  priceOverride: ({ line }) =>
    line.variantId === null || line.price === null ? null : moneyV2(line.price.amount, line.price.currency),
  originalUnitPriceSet: ({ draft, line }) => moneyBag(draft, line.unitPrice),
  originalUnitPriceWithCurrency: ({ draft, line }) => moneyV2(line.unitPrice.presentment, draft.presentmentCurrency),
  originalTotalSet: ({ draft, line }) => moneyBag(draft, totals.lineGross(line)),
  discountedTotalSet: ({ draft, line }) => moneyBag(draft, totals.lineTotal(line)),
  discountedUnitPriceSet: ({ draft, line }) => moneyBag(draft, perUnit(line)),
  approximateDiscountedUnitPriceSet: ({ draft, line }) => moneyBag(draft, perUnit(line)),
  totalDiscountSet: ({ draft, line }) => moneyBag(draft, line.discount?.amount ?? ZERO),
};

const draftLineResolvers: TypeResolvers<LineSource> = {
  ...sharedLine,
  id: ({ line }) => gid('DraftOrderLineItem', line.id),
  taxLines: ({ draft, line }) => line.taxLines.map((record) => ({ order: draft, record })),
  originalUnitPrice: ({ draft, line }) => scalar(draft, line.unitPrice),
  originalTotal: ({ draft, line }) => scalar(draft, totals.lineGross(line)),
  discountedTotal: ({ draft, line }) => scalar(draft, totals.lineTotal(line)),
  totalDiscount: ({ draft, line }) => scalar(draft, line.discount?.amount ?? ZERO),
};

const calculatedLineResolvers: TypeResolvers<LineSource> = {
  ...sharedLine,
  originalUnitPrice: ({ draft, line }) => inShop(draft, line.unitPrice),
  originalTotal: ({ draft, line }) => inShop(draft, totals.lineGross(line)),
  discountedTotal: ({ draft, line }) => inShop(draft, totals.lineTotal(line)),
  totalDiscount: ({ draft, line }) => inShop(draft, line.discount?.amount ?? ZERO),
};

const discountResolvers: TypeResolvers<DiscountSource> = {
  title: ({ discount }) => discount.title,
  description: ({ discount }) => discount.description,
  value: ({ discount }) => discount.value,
  valueType: ({ discount }) => discount.valueType,
  amount: ({ draft, discount }) => scalar(draft, discount.amount),
  amountV2: ({ draft, discount }) => inShop(draft, discount.amount),
  amountSet: ({ draft, discount }) => moneyBag(draft, discount.amount),
};

const draftOrder: Resolver<unknown> = (_source, args, { store, shop }) =>
  findDraft(store, shop.domain, idOf(args['id'])) ?? null;

function linesOf(draft: DraftOrder): LineSource[] {
  return draft.lines.map((line) => ({ draft, line }));
}

function perUnit(line: DraftLine): Bag {
  const total = totals.lineTotal(line);
  return { shop: portion(total.shop, 1, line.quantity), presentment: portion(total.presentment, 1, line.quantity) };
}

function customerOf(draft: DraftOrder, { store, shop }: Context): object | undefined {
  return draft.customerId === null ? undefined : store.customer(shop.domain, draft.customerId);
}

/** Codes on drafts are kept but not applied here; Shopify warns where a draft is not eligible (wording assumed). */
function notApplied(code: string): object {
  return {
    __typename: 'DraftOrderDiscountNotAppliedWarning',
    errorCode: 'DISCOUNT_NOT_APPLIED',
    field: 'discountCodes',
    message: `Discount code ${code} was not applied`,
    discountCode: code,
    discountTitle: null,
  };
}

/** Draft orders: the ways to a replacement order. */
export const draftOrders: Family = {
  queries: {
    draftOrder,
    draftOrders: (_source, args, context) => listDrafts(args, context),
    draftOrdersCount: (_source, args, context) => ({
      count: findDrafts(args, context).length,
      precision: 'EXACT',
    }),
  },
  mutations: { draftOrderCreate, draftOrderUpdate, draftOrderCalculate, draftOrderComplete, draftOrderDelete },
  types: {
    DraftOrder: draftResolvers,
    DraftOrderLineItem: draftLineResolvers,
    DraftOrderAppliedDiscount: discountResolvers,
    CalculatedDraftOrder: calculatedResolvers,
    CalculatedDraftOrderLineItem: calculatedLineResolvers,
  },
  nodes: { DraftOrder: ({ store, shop }, id) => findDraft(store, shop.domain, id) },
};
