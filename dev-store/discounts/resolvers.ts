import type { Args, Context, Resolver, TypeResolvers } from '../engine/context.ts';
import { gid, idOf, parseGid } from '../gid.ts';
import type { Family } from '../graphql/families.ts';
import { connection, moneyV2 } from '../graphql/resolvers/values.ts';
import { wireTime, wireTimeOrNull } from '../graphql/time.ts';
import { sumBags } from '../money.ts';
import { totalPrice } from '../orders/totals.ts';
import { benefits, codeKey, segmentById } from '../state/benefits-index.ts';
import type { Discount } from '../state/types.ts';
import { discountGid } from '../webhooks/payloads/benefits.ts';
import { discountMutations } from './mutations.ts';
import { findDiscounts } from './search.ts';
import { statusOf } from './status.ts';
import { classOf, shortSummaryOf, summaryOf } from './summary.ts';
import { timesUsed } from './usage.ts';

/** What stands behind a node; a wrapper of its own, so that one record can be a node and a discount. */
type Source = { __typename: string; discount: Discount };

function typed(discount: Discount): Source {
  const kind = discount.kind === 'basic' ? 'Basic' : 'FreeShipping';
  return { __typename: `Discount${discount.method === 'code' ? 'Code' : 'Automatic'}${kind}`, discount };
}

/** Fields that every kind of discount has. */
const common: TypeResolvers<Source> = {
  title: ({ discount }) => discount.title,
  status: ({ discount }, _args, { store }) => statusOf(discount, store.now()),
  startsAt: ({ discount }) => wireTime(discount.startsAt),
  endsAt: ({ discount }) => wireTimeOrNull(discount.endsAt),
  createdAt: ({ discount }) => wireTime(discount.createdAt),
  updatedAt: ({ discount }) => wireTime(discount.updatedAt),
  summary: ({ discount }, _args, { store, shop }) => summaryOf(store, shop, discount),
  shortSummary: ({ discount }, _args, { store, shop }) => shortSummaryOf(store, shop, discount),
  asyncUsageCount: ({ discount }, _args, { store, shop }) => timesUsed(store, shop, discount),
  discountClasses: ({ discount }) => [classOf(discount)],
  discountClass: ({ discount }) => classOf(discount),
  combinesWith: ({ discount: { combinesWith } }) => ({
    orderDiscounts: combinesWith.order,
    productDiscounts: combinesWith.product,
    shippingDiscounts: combinesWith.shipping,
    productDiscountsWithTagsOnSameCartLine: null,
  }),
  context: ({ discount }, _args, context) =>
    buyers(discount, context) ?? { __typename: 'DiscountBuyerSelectionAll', all: 'ALL' },
  minimumRequirement: ({ discount: { minimum } }, _args, { shop }) => minimumOf(minimum, shop.currency),
  recurringCycleLimit: ({ discount }) => discount.recurringCycleLimit,
  tags: ({ discount }) => discount.tags,
};

const withCode: TypeResolvers<Source> = {
  ...common,
  appliesOncePerCustomer: ({ discount }) => discount.oncePerCustomer,
  usageLimit: ({ discount }) => discount.usageLimit,
  codes: ({ discount }, args, { store, shop }) => {
    const codes = discount.code === null ? [] : [{ ...discount.code, count: timesUsed(store, shop, discount) }];
    return connection(codes, args, (code) => code.id);
  },
  codesCount: () => ({ count: 1, precision: 'EXACT' }),
  customerSelection: ({ discount }, _args, context) =>
    buyers(discount, context) ?? { __typename: 'DiscountCustomerAll', allCustomers: true },
  shareableUrls: () => [],
  hasTimelineComment: () => false,
  totalSales: ({ discount }, _args, { store, shop }) => {
    const orders = discount.uses.flatMap((use) => store.order(shop.domain, use.orderId) ?? []);
    return moneyV2(sumBags(orders.map(totalPrice)).shop, shop.currency);
  },
};

const customerGets: Resolver<Source> = ({ discount }, _args, { shop }) => {
  if (discount.kind !== 'basic') return null;
  const { value, items } = discount;
  return {
    appliesOnOneTimePurchase: discount.appliesOnOneTimePurchase,
    appliesOnSubscription: discount.appliesOnSubscription,
    value:
      value.kind === 'percentage'
        ? { __typename: 'DiscountPercentage', percentage: value.percentage }
        : {
            __typename: 'DiscountAmount',
            amount: moneyV2(value.amount, shop.currency),
            appliesOnEachItem: value.onEachItem,
          },
    items:
      items === 'all' ? { __typename: 'AllDiscountItems', allItems: true } : { __typename: 'DiscountProducts', items },
  };
};

type Items = { items: { products: number[]; variants: number[] } };

/** Discounts with a code and discounts that apply by themselves. */
export const discounts: Family = {
  queries: {
    discountNode: (_source, args, context) => byGid(args, context),
    codeDiscountNode: (_source, args, context) => byGid(args, context),
    automaticDiscountNode: (_source, args, context) => byGid(args, context),
    // Small and capital letters are the same [S].
    codeDiscountNodeByCode: (_source, args, { store, shop }) =>
      benefits(store).discountByCode.get(codeKey(shop.domain, String(args['code']))) ?? null,
    discountNodes: (_source, args, context) => listed(context, args, null),
    codeDiscountNodes: (_source, args, context) => listed(context, args, 'code'),
    automaticDiscountNodes: (_source, args, context) => listed(context, args, 'automatic'),
    discountNodesCount: (_source, args, context) => ({
      count: findDiscounts(context, args, null).length,
      precision: 'EXACT',
    }),
  },
  mutations: discountMutations,
  types: {
    DiscountNode: { id: discountGid, discount: typed },
    DiscountCodeNode: { id: discountGid, codeDiscount: typed },
    DiscountAutomaticNode: { id: discountGid, automaticDiscount: typed },
    DiscountCodeBasic: { ...withCode, customerGets },
    DiscountAutomaticBasic: { ...common, customerGets },
    DiscountCodeFreeShipping: {
      ...withCode,
      appliesOnOneTimePurchase: (({ discount }) => discount.appliesOnOneTimePurchase) satisfies Resolver<Source>,
      appliesOnSubscription: (({ discount }) => discount.appliesOnSubscription) satisfies Resolver<Source>,
      destinationSelection: (({ discount }) => destination(discount)) satisfies Resolver<Source>,
      maximumShippingPrice: (({ discount }, _args, { shop }) =>
        discount.kind === 'free_shipping' && discount.maximumShippingPrice !== null
          ? moneyV2(discount.maximumShippingPrice, shop.currency)
          : null) satisfies Resolver<Source>,
    },
    DiscountRedeemCode: {
      id: ((code) => gid('DiscountRedeemCode', code.id)) satisfies Resolver<{ id: number }>,
      code: ((code) => code.text) satisfies Resolver<{ text: string }>,
      asyncUsageCount: ((code) => code.count) satisfies Resolver<{ count: number }>,
      createdBy: () => null,
    },
    DiscountProducts: {
      products: (({ items }, args, { store, shop }) =>
        connection(
          items.products.flatMap((id) => store.product(shop.domain, id) ?? []),
          args,
          (product) => product.id,
        )) satisfies Resolver<Items>,
      productVariants: (({ items }, args, { store, shop }) =>
        connection(
          items.variants.flatMap((id) => store.variant(shop.domain, id) ?? []),
          args,
          ({ variant }) => variant.id,
        )) satisfies Resolver<Items>,
    },
    DiscountUserError: {
      field: ((error) => error.field) satisfies Resolver<{ field: unknown }>,
      message: ((error) => error.message) satisfies Resolver<{ message: string }>,
      code: ((error) => error.code) satisfies Resolver<{ code: unknown }>,
      extraInfo: () => null,
    },
  },
  nodes: {
    DiscountCodeNode: (context, id) => byId(context, id, 'code'),
    DiscountAutomaticNode: (context, id) => byId(context, id, 'automatic'),
  },
};

function byId({ store, shop }: Context, id: number, method: Discount['method']): Discount | undefined {
  const discount = benefits(store).discounts.get(id);
  return discount?.shop === shop.domain && discount.method === method ? discount : undefined;
}

function byGid(args: Args, context: Context): Discount | null {
  const type = parseGid(String(args['id']))?.type;
  const id = idOf(args['id']);
  if (type === 'DiscountNode') return byId(context, id, 'code') ?? byId(context, id, 'automatic') ?? null;
  return byId(context, id, type === 'DiscountCodeNode' ? 'code' : 'automatic') ?? null;
}

function listed(context: Context, args: Args, method: Discount['method'] | null): object {
  return connection(findDiscounts(context, args, method), args, (discount) => discount.id);
}

/** Who may use it; null is everybody, which the old and the new field name differently. */
function buyers({ buyers: who }: Discount, { store, shop }: Context): object | null {
  if (who.kind === 'customers')
    return {
      __typename: 'DiscountCustomers',
      customers: who.ids.flatMap((id) => store.customer(shop.domain, id) ?? []),
    };
  if (who.kind === 'segments')
    return {
      __typename: 'DiscountCustomerSegments',
      segments: who.ids.flatMap((id) => segmentById(store, shop.domain, id) ?? []),
    };
  return null;
}

function minimumOf(minimum: Discount['minimum'], currency: string): object | null {
  if (minimum === null) return null;
  return minimum.kind === 'subtotal'
    ? { __typename: 'DiscountMinimumSubtotal', greaterThanOrEqualToSubtotal: moneyV2(minimum.amount, currency) }
    : { __typename: 'DiscountMinimumQuantity', greaterThanOrEqualToQuantity: String(minimum.quantity) };
}

function destination(discount: Discount): object {
  if (discount.kind !== 'free_shipping' || discount.destination === 'all')
    return { __typename: 'DiscountCountryAll', allCountries: true };
  const { countries, restOfWorld } = discount.destination;
  return { __typename: 'DiscountCountries', countries, includeRestOfWorld: restOfWorld };
}
