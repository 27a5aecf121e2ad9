import { z } from 'zod';
import { idOf } from '../gid.ts';
import { addressInput } from '../orders/address.ts';

const moneyInput = z.object({ amount: z.string(), currencyCode: z.string() });
const bagInput = z.object({ shopMoney: moneyInput, presentmentMoney: moneyInput.nullish() });
const rateInput = z.union([z.number(), z.string()]).transform(Number);
const taxInput = z.object({ title: z.string(), rate: rateInput, priceSet: bagInput.nullish() });

const lineInput = z.object({
  variantId: z.string().nullish(),
  productId: z.string().nullish(),
  title: z.string().nullish(),
  variantTitle: z.string().nullish(),
  sku: z.string().nullish(),
  vendor: z.string().nullish(),
  quantity: z.number().int(),
  priceSet: bagInput.nullish(),
  requiresShipping: z.boolean().nullish(),
  giftCard: z.boolean().nullish(),
  properties: z.array(z.object({ name: z.string(), value: z.string() })).nullish(),
  taxLines: z.array(taxInput).nullish(),
});

const transactionInput = z.object({
  amountSet: bagInput,
  gateway: z.string().nullish(),
  kind: z.enum(['AUTHORIZATION', 'CAPTURE', 'CHANGE', 'REFUND', 'SALE', 'VOID']).nullish(),
  status: z.enum(['PENDING', 'SUCCESS', 'FAILURE', 'ERROR']).nullish(),
  processedAt: z.string().nullish(),
  test: z.boolean().nullish(),
});

const customerInput = z.object({
  toAssociate: z.object({ id: z.string().nullish(), email: z.string().nullish() }).nullish(),
  toUpsert: z
    .object({
      id: z.string().nullish(),
      email: z.string().nullish(),
      firstName: z.string().nullish(),
      lastName: z.string().nullish(),
      phone: z.string().nullish(),
      note: z.string().nullish(),
      tags: z.array(z.string()).nullish(),
    })
    .nullish(),
});

const orderInput = z.object({
  billingAddress: addressInput.nullish(),
  shippingAddress: addressInput.nullish(),
  closedAt: z.string().nullish(),
  currency: z.string().nullish(),
  presentmentCurrency: z.string().nullish(),
  customAttributes: z.array(z.object({ key: z.string(), value: z.string() })).nullish(),
  customer: customerInput.nullish(),
  customerId: z.string().nullish(),
  discountCode: z
    .object({
      freeShippingDiscountCode: z.object({ code: z.string() }).nullish(),
      itemFixedDiscountCode: z.object({ code: z.string(), amountSet: bagInput.nullish() }).nullish(),
      itemPercentageDiscountCode: z.object({ code: z.string(), percentage: z.number().nullish() }).nullish(),
    })
    .nullish(),
  email: z.string().nullish(),
  phone: z.string().nullish(),
  financialStatus: z
    .enum(['AUTHORIZED', 'EXPIRED', 'PAID', 'PARTIALLY_PAID', 'PARTIALLY_REFUNDED', 'PENDING', 'REFUNDED', 'VOIDED'])
    .nullish(),
  fulfillment: z
    .object({
      locationId: z.string(),
      trackingCompany: z.string().nullish(),
      trackingNumber: z.string().nullish(),
      trackingNumbers: z.array(z.string()).nullish(),
    })
    .nullish(),
  fulfillmentStatus: z.enum(['FULFILLED', 'PARTIAL', 'RESTOCKED']).nullish(),
  lineItems: z.array(lineInput).nullish(),
  metafields: z.array(z.unknown()).nullish(),
  name: z.string().nullish(),
  note: z.string().nullish(),
  poNumber: z.string().nullish(),
  processedAt: z.string().nullish(),
  shippingLines: z
    .array(
      z.object({
        title: z.string(),
        code: z.string().nullish(),
        source: z.string().nullish(),
        priceSet: bagInput,
        taxLines: z.array(taxInput).nullish(),
      }),
    )
    .nullish(),
  sourceIdentifier: z.string().nullish(),
  tags: z.array(z.string()).nullish(),
  taxesIncluded: z.boolean().nullish(),
  taxLines: z.array(taxInput).nullish(),
  test: z.boolean().nullish(),
  transactions: z.array(transactionInput).nullish(),
});

const optionsInput = z
  .object({
    inventoryBehaviour: z.enum(['BYPASS', 'DECREMENT_IGNORING_POLICY', 'DECREMENT_OBEYING_POLICY']).nullish(),
    sendReceipt: z.boolean().nullish(),
    sendFulfillmentReceipt: z.boolean().nullish(),
  })
  .nullish();

/** A coerced `OrderCreateOrderInput`. */
export type OrderAsk = z.infer<typeof orderInput>;
export type OrderLineAsk = z.infer<typeof lineInput>;
export type BagAsk = z.infer<typeof bagInput>;
export type TaxAsk = z.infer<typeof taxInput>;
export type OrderOptions = {
  inventory: 'BYPASS' | 'DECREMENT_IGNORING_POLICY' | 'DECREMENT_OBEYING_POLICY';
  sendReceipt: boolean;
};

/** Reads a coerced `OrderCreateOrderInput`. @throws ZodError when the schema let something through that it should not have */
export function readOrderInput(input: unknown): OrderAsk {
  return orderInput.parse(input);
}

/** Reads coerced `OrderCreateOptionsInput`: no stock is claimed and nothing is sent unless told [S]. */
export function readOptions(input: unknown): OrderOptions {
  const given = optionsInput.parse(input);
  return { inventory: given?.inventoryBehaviour ?? 'BYPASS', sendReceipt: given?.sendReceipt ?? false };
}

/** Numeric id of the customer that an input associates, by either of its fields; null names none. */
export function namedCustomer(ask: OrderAsk): number | null {
  const id = ask.customerId ?? ask.customer?.toAssociate?.id ?? ask.customer?.toUpsert?.id;
  return id == null ? null : idOf(id);
}
