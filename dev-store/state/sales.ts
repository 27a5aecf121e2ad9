/** Draft orders, stock by location and metafields. Conventions stand in types.ts. */
import type { Bag, Minor } from '../money.ts';
import type { Address, Iso, ShippingLine, TaxLine } from './commerce.ts';

export type FinancialStatus =
  'AUTHORIZED' | 'EXPIRED' | 'PAID' | 'PARTIALLY_PAID' | 'PARTIALLY_REFUNDED' | 'PENDING' | 'REFUNDED' | 'VOIDED';

export type Attribute = { key: string; value: string | null };

/** An amount in a currency of its own. */
export type Amount = { amount: Minor; currency: string };

/** A discount of a draft order or of one of its lines, as it was asked for and what it takes off. */
export type AppliedDiscount = {
  title: string | null;
  description: string;
  value: number;
  valueType: 'FIXED_AMOUNT' | 'PERCENTAGE';
  /** A fixed amount in a stated currency; null takes `value` in the shop's currency. */
  stated: Amount | null;
  amount: Bag;
};

export type DraftLine = {
  id: number;
  uuid: string;
  /** Null for a custom line. */
  variantId: number | null;
  productId: number | null;
  title: string;
  variantTitle: string | null;
  sku: string | null;
  vendor: string | null;
  image: string | null;
  quantity: number;
  requiresShipping: boolean;
  taxable: boolean;
  customAttributes: Attribute[];
  /** Price override of a variant, or the price of a custom line; null is the catalogue's price. */
  price: Amount | null;
  unitPrice: Bag;
  discount: AppliedDiscount | null;
  /** The line's part of the order's discount. */
  orderDiscount: Bag;
  taxLines: TaxLine[];
};

export type DraftOrder = {
  id: number;
  shop: string;
  number: number;
  name: string;
  status: 'OPEN' | 'INVOICE_SENT' | 'COMPLETED';
  createdAt: Iso;
  updatedAt: Iso;
  completedAt: Iso | null;
  /** The order it became. */
  orderId: number | null;
  currency: string;
  presentmentCurrency: string;
  /** The currency that was asked for; null follows the shipping address. */
  statedCurrency: string | null;
  taxesIncluded: boolean;
  taxExempt: boolean;
  customerId: number | null;
  email: string | null;
  phone: string | null;
  shippingAddress: Address | null;
  billingAddress: Address | null;
  note: string | null;
  poNumber: string | null;
  tags: string[];
  customAttributes: Attribute[];
  discountCodes: string[];
  acceptAutomaticDiscounts: boolean;
  allowDiscountCodesInCheckout: boolean;
  visibleToCustomer: boolean;
  lines: DraftLine[];
  discount: AppliedDiscount | null;
  shippingLine: (ShippingLine & { asked: Amount }) | null;
  reserveInventoryUntil: Iso | null;
  /** Stock that is set aside now. */
  reserved: { variantId: number; locationId: number; quantity: number }[];
};

export type MetafieldOwner = 'Customer' | 'DraftOrder' | 'Order' | 'Product' | 'ProductVariant' | 'Shop';

export type MetafieldRecord = {
  id: number;
  shop: string;
  ownerType: MetafieldOwner;
  ownerId: number;
  namespace: string;
  key: string;
  type: string;
  value: string;
  createdAt: Iso;
  updatedAt: Iso;
};

/**
 * Stock of a variant at one location. A variant's `inventoryQuantity` stays the sum of what is available everywhere:
 * the first location has what the other ones have not, so whoever moves `inventoryQuantity` moves the first location.
 */
export type StockLevel = {
  variantId: number;
  locationId: number;
  /** Available at a location that is not the first; 0 at the first. */
  available: number;
  /** Set aside by hand under other names: damaged, quality_control, reserved, safety_stock, incoming. */
  other: Record<string, number>;
  updatedAt: Iso;
};

export type StockAdjustment = {
  id: number;
  shop: string;
  at: Iso;
  reason: string;
  referenceDocumentUri: string | null;
  changes: {
    name: string;
    delta: number;
    variantId: number;
    locationId: number;
    ledgerDocumentUri: string | null;
  }[];
};
