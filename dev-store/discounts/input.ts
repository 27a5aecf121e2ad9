import { z } from 'zod';
import { shopifyError } from '../engine/errors.ts';

const ids = z.array(z.string()).nullish();
const addRemove = z.object({ add: ids, remove: ids });
const buyers = z.object({
  all: z.union([z.boolean(), z.string()]).nullish(),
  customers: addRemove.nullish(),
  customerSegments: addRemove.nullish(),
  markets: addRemove.nullish(),
});

/** A decimal comes as text or as a number, as it was written. */
const decimal = z.union([z.string(), z.number()]).transform(String);

/** What `DiscountCodeBasicInput`, `DiscountCodeFreeShippingInput` and `DiscountAutomaticBasicInput` may say, in one. */
const discountInput = z.object({
  title: z.string().nullish(),
  code: z.string().nullish(),
  startsAt: z.string().nullish(),
  endsAt: z.string().nullish(),
  appliesOncePerCustomer: z.boolean().nullish(),
  appliesOnOneTimePurchase: z.boolean().nullish(),
  appliesOnSubscription: z.boolean().nullish(),
  recurringCycleLimit: z.number().nullish(),
  usageLimit: z.number().nullish(),
  tags: z.array(z.string()).nullish(),
  maximumShippingPrice: decimal.nullish(),
  context: buyers.nullish(),
  customerSelection: buyers.nullish(),
  combinesWith: z
    .object({
      orderDiscounts: z.boolean().nullish(),
      productDiscounts: z.boolean().nullish(),
      shippingDiscounts: z.boolean().nullish(),
      productDiscountsWithTagsOnSameCartLine: z.unknown().optional(),
    })
    .nullish(),
  minimumRequirement: z
    .object({
      quantity: z.object({ greaterThanOrEqualToQuantity: decimal.nullish() }).nullish(),
      subtotal: z.object({ greaterThanOrEqualToSubtotal: decimal.nullish() }).nullish(),
    })
    .nullish(),
  destination: z
    .object({
      all: z.boolean().nullish(),
      countries: z.object({ add: ids, remove: ids, includeRestOfWorld: z.boolean().nullish() }).nullish(),
    })
    .nullish(),
  customerGets: z
    .object({
      appliesOnOneTimePurchase: z.boolean().nullish(),
      appliesOnSubscription: z.boolean().nullish(),
      items: z
        .object({
          all: z.boolean().nullish(),
          collections: addRemove.nullish(),
          products: z
            .object({
              productsToAdd: ids,
              productsToRemove: ids,
              productVariantsToAdd: ids,
              productVariantsToRemove: ids,
            })
            .nullish(),
        })
        .nullish(),
      value: z
        .object({
          percentage: z.number().nullish(),
          discountAmount: z.object({ amount: decimal.nullish(), appliesOnEachItem: z.boolean().nullish() }).nullish(),
          discountOnQuantity: z.unknown().optional(),
        })
        .nullish(),
    })
    .nullish(),
});

export type DiscountInput = z.infer<typeof discountInput>;
export type BuyersInput = z.infer<typeof buyers>;

/**
 * Reads a coerced input.
 * @throws BAD_REQUEST for inputs that contradict themselves: those are errors of the whole field and no userErrors [W]
 */
export function readDiscountInput(given: unknown): DiscountInput {
  const input = discountInput.parse(given);
  const value = input.customerGets?.value;
  const kinds = [value?.percentage, value?.discountAmount, value?.discountOnQuantity].filter((one) => one != null);
  if (kinds.length > 1)
    throw shopifyError(
      'A discount can only have one of percentage, discountOnQuantity or discountAmount.',
      'BAD_REQUEST',
    );
  checkSelection(input.customerSelection ?? {});
  for (const selection of [input.context, input.customerSelection]) {
    if (overlap(selection?.customers))
      throw shopifyError('A customer id is present in `add` and `remove` fields', 'BAD_REQUEST');
  }
  if (overlap(input.customerGets?.items?.collections))
    throw shopifyError("The same Collection id is present in both 'add' and 'remove' fields", 'BAD_REQUEST');
  if (overlap(input.destination?.countries))
    throw shopifyError('A country code is present in `add` and `remove` field', 'BAD_REQUEST');
  return input;
}

function checkSelection({ all, customers, customerSegments }: BuyersInput): void {
  if (all !== true) return;
  const named =
    customers != null ? 'customers or customerSavedSearches' : customerSegments != null ? 'customerSegments' : null;
  if (named === null) return;
  throw shopifyError(`A discount cannot have customerSelection set to all, when ${named} is specified.`, 'BAD_REQUEST');
}

function overlap(change: z.infer<typeof addRemove> | null | undefined): boolean {
  return (change?.add ?? []).some((id) => change?.remove?.includes(id));
}
