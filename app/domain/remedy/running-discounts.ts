/** What a discount takes off: the whole order, some products, or the shipping. Shopify combines by these. */
export type DiscountClass = 'order' | 'product' | 'shipping';

/** A discount that applies by itself. */
export type RunningDiscount = {
  /** Customers see it at checkout. */
  title: string;
  classes: DiscountClass[];
  /** With discounts of which classes it can be combined. */
  combinesWith: DiscountClass[];
  /** Everybody, these customers, or others that a segment or a market tells. */
  buyers: 'all' | { customerIds: string[] } | 'some';
  /** It was made for a remedy of ours. */
  ours: boolean;
};

export type Combinable = Pick<RunningDiscount, 'classes' | 'combinesWith'>;

/** Whether both of two discounts let the other one apply too. */
export const combine = (one: Combinable, other: Combinable): boolean => allows(one, other) && allows(other, one);

const allows = (one: Combinable, other: Combinable): boolean =>
  other.classes.every((each) => one.combinesWith.includes(each));

/** Running discounts that this customer gets, as far as it can be told, and that do not combine with one of hers. */
export const inTheWay = (
  running: readonly RunningDiscount[],
  hers: Combinable,
  customerId: string | null,
): RunningDiscount[] => running.filter((each) => appliesTo(each, customerId) && !combine(each, hers));

export const appliesTo = ({ buyers }: RunningDiscount, customerId: string | null): boolean =>
  buyers === 'all' || (buyers !== 'some' && customerId !== null && buyers.customerIds.includes(customerId));

/** What a discount of ours combines with. Two discounts on shipping never combine (Shopify refuses to make such a one). */
export const combinesWith = (combines: boolean, ours: DiscountClass): DiscountClass[] => {
  if (!combines) return [];
  return ours === 'shipping' ? ['order', 'product'] : ['order', 'product', 'shipping'];
};
