import type { OrderId } from '#app/domain/ids.ts';
import type { Money, MoneyPair } from '#app/domain/money.ts';
import type { Basis, ReadProblem } from '#app/domain/remedy/plug.ts';
import type { DiscountClass, RunningDiscount } from '#app/domain/remedy/running-discounts.ts';
import type { DiscountStatus } from '#app/domain/remedy/discount-code.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import { ReadDiscountBasisDocument } from '#app/types/admin.generated.ts';
import type {
  CombiningFragment,
  DiscountStatus as WireStatus,
  ReadDiscountBasisQuery,
} from '#app/types/admin.generated.ts';
import { fromGid, toGid } from './gid.ts';
import { readBasis } from './map-basis.ts';
import { readMoney, readPair } from './map-money.ts';
import { readProblem } from './read-problem.ts';
import { read } from './transport.server.ts';
import type { TransportOptions } from './transport.server.ts';

/** Every tag of ours begins so. */
const tagPrefix = 'amends-';

/** The tag by which a discount is found again: the remedy's id without its dashes. */
export const tagOf = (remedyId: string): string => `${tagPrefix}${remedyId.replaceAll('-', '')}`;

export type DiscountBasis = Basis & {
  timeZone: string;
  shipping: MoneyPair;
  spent: Money | null;
  hasAccount: boolean | null;
  running: RunningDiscount[];
};

/** What discounts of both methods are planned on (one read). */
export async function readDiscountBasis(
  options: TransportOptions,
  orderId: OrderId,
): Promise<Result<DiscountBasis, ReadProblem>> {
  const end = await read(options, ReadDiscountBasisDocument, { id: toGid('Order', orderId) });
  if (end.kind !== 'answered') return err(readProblem(end));
  const { order, shop, discountNodes } = end.data;
  if (!order) return err({ kind: 'not_found' });
  const newAccounts = shop.customerAccountsV2.customerAccountsVersion === 'NEW_CUSTOMER_ACCOUNTS';
  return ok({
    ...readBasis(orderId, order),
    timeZone: shop.ianaTimezone,
    shipping: readPair(order.totalShippingPriceSet),
    spent: order.customer && readMoney(order.customer.amountSpent),
    // With the new accounts she signs in by her e-mail address alone; `state` is about the classic ones.
    hasAccount: order.customer && (newAccounts || order.customer.state === 'ENABLED'),
    running: discountNodes.nodes.flatMap(({ discount }) => readRunning(discount)),
  });
}

type Node = ReadDiscountBasisQuery['discountNodes']['nodes'][number]['discount'];

function readRunning(discount: Node): RunningDiscount[] {
  if (!('context' in discount)) return [];
  const { title, tags, discountClasses, combinesWith, context } = discount;
  return [
    {
      title,
      classes: discountClasses.map((each) => classes[each]),
      combinesWith: readCombining(combinesWith),
      buyers: readBuyers(context),
      ours: tags.some((tag) => tag.startsWith(tagPrefix)),
    },
  ];
}

const classes: Record<'ORDER' | 'PRODUCT' | 'SHIPPING', DiscountClass> = {
  ORDER: 'order',
  PRODUCT: 'product',
  SHIPPING: 'shipping',
};

function readCombining({ orderDiscounts, productDiscounts, shippingDiscounts }: CombiningFragment): DiscountClass[] {
  const flags = { order: orderDiscounts, product: productDiscounts, shipping: shippingDiscounts };
  return (['order', 'product', 'shipping'] as const).filter((each) => flags[each]);
}

function readBuyers(context: Extract<Node, { context: unknown }>['context']): RunningDiscount['buyers'] {
  if (context.__typename === 'DiscountBuyerSelectionAll') return 'all';
  if (context.__typename !== 'DiscountCustomers') return 'some';
  return { customerIds: context.customers.map((customer) => fromGid(customer.id)) };
}

/** How a discount of ours combines with others, as Shopify is told. */
export const combining = (combinesWith: readonly DiscountClass[]) => ({
  orderDiscounts: combinesWith.includes('order'),
  productDiscounts: combinesWith.includes('product'),
  shippingDiscounts: combinesWith.includes('shipping'),
});

export const statuses: Record<WireStatus, DiscountStatus> = {
  ACTIVE: 'active',
  SCHEDULED: 'scheduled',
  EXPIRED: 'ended',
};
