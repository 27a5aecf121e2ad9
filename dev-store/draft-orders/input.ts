import { z } from 'zod';
import { idOf } from '../gid.ts';
import { parseMinor } from '../money.ts';
import { addressInput, readAddress } from '../orders/address.ts';
import type { Address, Amount, Attribute } from '../state/types.ts';

const moneyInput = z.object({ amount: z.string(), currencyCode: z.string() });
const attributes = z.array(z.object({ key: z.string(), value: z.string() })).nullish();

const discountInput = z.object({
  title: z.string().nullish(),
  description: z.string().nullish(),
  value: z.number(),
  valueType: z.enum(['FIXED_AMOUNT', 'PERCENTAGE']),
  amountWithCurrency: moneyInput.nullish(),
});

const lineInput = z.object({
  uuid: z.string().nullish(),
  variantId: z.string().nullish(),
  quantity: z.number().int(),
  title: z.string().nullish(),
  sku: z.string().nullish(),
  requiresShipping: z.boolean().nullish(),
  taxable: z.boolean().nullish(),
  originalUnitPrice: z.string().nullish(),
  originalUnitPriceWithCurrency: moneyInput.nullish(),
  priceOverride: moneyInput.nullish(),
  appliedDiscount: discountInput.nullish(),
  customAttributes: attributes,
});

const draftInput = z.object({
  acceptAutomaticDiscounts: z.boolean().nullish(),
  allowDiscountCodesInCheckout: z.boolean().nullish(),
  appliedDiscount: discountInput.nullish(),
  billingAddress: addressInput.nullish(),
  shippingAddress: addressInput.nullish(),
  useCustomerDefaultAddress: z.boolean().nullish(),
  customAttributes: attributes,
  customerId: z.string().nullish(),
  purchasingEntity: z.object({ customerId: z.string().nullish(), purchasingCompany: z.unknown().optional() }).nullish(),
  discountCodes: z.array(z.string()).nullish(),
  email: z.string().nullish(),
  phone: z.string().nullish(),
  lineItems: z.array(lineInput).nullish(),
  metafields: z.array(z.unknown()).nullish(),
  note: z.string().nullish(),
  poNumber: z.string().nullish(),
  paymentTerms: z.object({ paymentTermsTemplateId: z.string().nullish() }).nullish(),
  presentmentCurrencyCode: z.string().nullish(),
  reserveInventoryUntil: z.string().nullish(),
  shippingLine: z
    .object({
      title: z.string().nullish(),
      price: z.string().nullish(),
      priceWithCurrency: moneyInput.nullish(),
      shippingRateHandle: z.string().nullish(),
    })
    .nullish(),
  tags: z.array(z.string()).nullish(),
  taxExempt: z.boolean().nullish(),
  visibleToCustomer: z.boolean().nullish(),
});

/** A coerced `DraftOrderInput`: what is absent stays as it is, null takes away. */
export type DraftAsk = z.infer<typeof draftInput>;
export type LineAsk = z.infer<typeof lineInput>;
export type DiscountAsk = z.infer<typeof discountInput>;

/** Reads a coerced `DraftOrderInput`. @throws ZodError when the schema let something through that it should not have */
export function readDraftInput(input: unknown): DraftAsk {
  return draftInput.parse(input);
}

/** A `MoneyInput` in minor units; null when its amount has more decimals than its currency. */
export function amountOf(given: z.infer<typeof moneyInput>): Amount | null {
  const amount = parseMinor(given.amount, given.currencyCode);
  return amount === null ? null : { amount, currency: given.currencyCode };
}

/** The price that a line asks for: an override, or a custom line's own; null takes the catalogue's. */
export function priceOf(line: LineAsk, shopCurrency: string): Amount | null {
  if (line.variantId != null) return line.priceOverride == null ? null : amountOf(line.priceOverride);
  // Fields of custom lines are ignored on variants [S, W]; `priceOverride` on a custom line is taken as its price.
  const stated = line.originalUnitPriceWithCurrency ?? line.priceOverride;
  if (stated != null) return amountOf(stated);
  return line.originalUnitPrice == null
    ? null
    : amountOf({ amount: line.originalUnitPrice, currencyCode: shopCurrency });
}

/** The customer that an input names, by either of its two fields; undefined when it names none. */
export function customerIdOf(ask: DraftAsk): number | null | undefined {
  const text = ask.purchasingEntity?.customerId ?? ask.customerId;
  if (text != null) return idOf(text);
  return ask.customerId === null || ask.purchasingEntity === null ? null : undefined;
}

export function readAttributes(given: DraftAsk['customAttributes']): Attribute[] {
  return (given ?? []).map(({ key, value }) => ({ key, value }));
}

export function addressOf(given: DraftAsk['shippingAddress']): Address | null {
  return given == null ? null : readAddress(given);
}
