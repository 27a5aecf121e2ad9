/** What Shopify takes beyond the GID types that its file names. */

/** A `DiscountNode` is known by the id of the code or automatic discount it stands for, a dispute by its longer name [W]. */
const SAME_AS: Readonly<Record<string, readonly string[]>> = {
  Dispute: ['Dispute', 'ShopifyPaymentsDispute'],
  DiscountNode: ['DiscountNode', 'DiscountCodeNode', 'DiscountAutomaticNode'],
};

/** These answer a userError, not an error, to an id of the other method of discount [W]. */
const EITHER_DISCOUNT = /^Mutation\.discount(Code|Automatic)(Activate|Deactivate|Delete)\(id\)$/;

/** GID types that an argument (`Type.field(argument)`) or input field takes, given those that the file names. */
export function acceptedGidTypes(name: string, named: readonly string[] | undefined): readonly string[] | undefined {
  if (EITHER_DISCOUNT.test(name)) return ['DiscountCodeNode', 'DiscountAutomaticNode'];
  return named?.flatMap((type) => SAME_AS[type] ?? [type]);
}
