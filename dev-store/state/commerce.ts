/** What a shop is made of: people, orders and the money that moved. Conventions stand in types.ts. */
import type { Bag } from '../money.ts';
import type { FinancialStatus } from './sales.ts';
import type { CancelReason, FulfillmentOrder, Return } from './after-sale.ts';

export type Iso = string;

export type StaffRole = 'owner' | 'lead' | 'agent';

export type StaffMember = {
  id: number;
  firstName: string;
  lastName: string;
  email: string;
  role: StaffRole;
  accountOwner: boolean;
  locale: string;
};

export type Address = {
  firstName: string | null;
  lastName: string | null;
  company: string | null;
  address1: string | null;
  address2: string | null;
  city: string | null;
  province: string | null;
  provinceCode: string | null;
  zip: string | null;
  country: string;
  countryCode: string;
  phone: string | null;
};

export type Shop = {
  id: number;
  domain: string;
  name: string;
  email: string;
  currency: string;
  presentmentCurrencies: string[];
  timezone: string;
  taxesIncluded: boolean;
  locale: string;
  address: Address;
  staff: StaffMember[];
  plan: { displayName: string; partnerDevelopment: boolean; shopifyPlus: boolean };
  /** Leaky bucket of the GraphQL Admin API, in points and points per second. */
  throttle: { maximumAvailable: number; restoreRate: number };
  /** Whether Shopify has approved the app for protected customer data of both levels. */
  protectedCustomerData: boolean;
  /** Whether store credit can be used at checkout; it takes new customer accounts as well. */
  storeCreditEnabled: boolean;
  /** Store credit needs the new ones [D]; default NEW_CUSTOMER_ACCOUNTS. */
  customerAccounts?: 'CLASSIC' | 'NEW_CUSTOMER_ACCOUNTS';
  /** Whether the shop's plan has gift cards; default true. */
  giftCards?: boolean;
  /** How long `asyncUsageCount` does not know of a use. Default 0. */
  usageLagMs?: number;
  /** Number the next order of this shop gets. */
  nextOrderNumber: number;
  /** Shop currency units for one presentment unit, in the store's settlement book: no client can know these. */
  settlementRates: Record<string, number>;
  nextDraftNumber?: number;
  /** How long searches do not find what was just made; reading by id does. Default 0. */
  searchLagMs?: number;
  /** Orders `orderCreate` makes in a minute, as on development and trial stores; absent or null is without end. */
  orderCreatesPerMinute?: number | null;
};

export type Customer = {
  id: number;
  shop: string;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  phone: string | null;
  locale: string;
  tags: string[];
  note: string | null;
  verifiedEmail: boolean;
  createdAt: Iso;
  updatedAt: Iso;
  address: Address | null;
  redactedAt: Iso | null;
};

export type TaxLine = { title: string; rate: number; amount: Bag };

export type LineItem = {
  id: number;
  title: string;
  variantTitle: string | null;
  sku: string | null;
  vendor: string | null;
  productId: number | null;
  variantId: number | null;
  image: string | null;
  quantity: number;
  requiresShipping: boolean;
  giftCard: boolean;
  unitPrice: Bag;
  /** Discounts allocated to the whole line (all units). */
  discount: Bag;
  taxLines: TaxLine[];
  customAttributes?: { key: string; value: string | null }[];
  /** Location whose stock the line holds; null holds none, absent is the first one. */
  stockLocationId?: number | null;
};

export type ShippingLine = {
  id: number;
  title: string;
  code: string | null;
  price: Bag;
  discount: Bag;
  taxLines: TaxLine[];
  /** Typed in for one order instead of a rate of the shop's. */
  custom?: boolean;
  source?: string | null;
};

export type FulfillmentEventStatus =
  | 'LABEL_PURCHASED'
  | 'LABEL_PRINTED'
  | 'CONFIRMED'
  | 'CARRIER_PICKED_UP'
  | 'IN_TRANSIT'
  | 'OUT_FOR_DELIVERY'
  | 'ATTEMPTED_DELIVERY'
  | 'READY_FOR_PICKUP'
  | 'DELIVERED'
  | 'DELAYED'
  | 'FAILURE';

export type FulfillmentEvent = {
  id: number;
  status: FulfillmentEventStatus;
  message: string | null;
  happenedAt: Iso;
  createdAt: Iso;
  city: string | null;
  province: string | null;
  country: string | null;
  zip: string | null;
};

export type Fulfillment = {
  id: number;
  name: string;
  status: 'SUCCESS' | 'CANCELLED' | 'ERROR' | 'FAILURE';
  createdAt: Iso;
  updatedAt: Iso;
  estimatedDeliveryAt: Iso | null;
  locationId: number | null;
  tracking: { company: string; number: string; url: string | null } | null;
  /** `orderLineId`: the line of a fulfillment order that was worked off; absent where it follows from the line item. */
  lines: { id: number; lineItemId: number; quantity: number; orderLineId?: number }[];
  events: FulfillmentEvent[];
};

export type TransactionKind = 'AUTHORIZATION' | 'CAPTURE' | 'CHANGE' | 'REFUND' | 'SALE' | 'VOID';
export type TransactionStatus = 'PENDING' | 'SUCCESS' | 'FAILURE' | 'ERROR';

export type Transaction = {
  id: number;
  kind: TransactionKind;
  status: TransactionStatus;
  gateway: string;
  formattedGateway: string;
  amount: Bag;
  parentId: number | null;
  createdAt: Iso;
  processedAt: Iso | null;
  errorCode: string | null;
  /** Masked card, or null for gift cards, wallets and bank transfers. */
  card: { company: string; number: string; name: string | null } | null;
  accountNumber: string | null;
  test: boolean;
  /** What paid, where it is kept in this store: a refund goes back there. */
  source?: { kind: 'gift_card'; id: number } | { kind: 'store_credit'; id: number };
  /** What a refund of this payment does: settles at once, or waits (`afterMs` by the store's clock, null = until told). */
  refundSettlement: { mode: 'instant' } | { mode: 'pending'; afterMs: number | null };
};

export type RestockType = 'CANCEL' | 'LEGACY_RESTOCK' | 'NO_RESTOCK' | 'RETURN';

export type RefundLineItem = {
  id: number;
  lineItemId: number;
  quantity: number;
  restockType: RestockType;
  locationId: number | null;
  subtotal: Bag;
  tax: Bag;
};

export type RefundShippingLine = { id: number; shippingLineId: number | null; subtotal: Bag; tax: Bag };

export type OrderAdjustment = { id: number; reason: string; amount: Bag; tax: Bag };

export type Refund = {
  id: number;
  createdAt: Iso;
  processedAt: Iso;
  updatedAt: Iso;
  note: string | null;
  notify: boolean;
  staffId: number | null;
  /** `app`: made by `refundCreate`; `admin`: made by hand. */
  source: 'app' | 'admin';
  lines: RefundLineItem[];
  shippingLines: RefundShippingLine[];
  adjustments: OrderAdjustment[];
  /** Transactions of this refund; the records stand in `Order.transactions`. */
  transactionIds: number[];
  idempotencyKey: string | null;
  /** The return that was processed with it. */
  returnId?: number;
};

export type Dispute = {
  id: number;
  initiatedAs: 'CHARGEBACK' | 'INQUIRY';
  status: 'NEEDS_RESPONSE' | 'UNDER_REVIEW' | 'WON' | 'LOST' | 'ACCEPTED' | 'PREVENTED';
  openedAt: Iso;
  /** Money in dispute; absent is all that was paid. */
  amount?: Bag;
  reason?: string;
  networkReasonCode?: string | null;
  evidenceDueBy?: Iso | null;
  evidenceSentOn?: Iso | null;
  finalizedOn?: Iso | null;
};

export type RiskLevel = 'HIGH' | 'MEDIUM' | 'LOW' | 'NONE' | 'PENDING';

export type Order = {
  id: number;
  shop: string;
  number: number;
  name: string;
  /** The named scenario that made this order; null for everyday ones. */
  scenario: string | null;
  createdAt: Iso;
  processedAt: Iso;
  updatedAt: Iso;
  cancelledAt: Iso | null;
  cancelReason: CancelReason | null;
  closedAt: Iso | null;
  currency: string;
  presentmentCurrency: string;
  taxesIncluded: boolean;
  customerId: number | null;
  email: string | null;
  phone: string | null;
  customerLocale: string | null;
  shippingAddress: Address | null;
  billingAddress: Address | null;
  note: string | null;
  tags: string[];
  customAttributes: { key: string; value: string | null }[];
  sourceName: string;
  sourceIdentifier: string | null;
  discountCodes: string[];
  test: boolean;
  lineItems: LineItem[];
  shippingLines: ShippingLine[];
  fulfillments: Fulfillment[];
  transactions: Transaction[];
  refunds: Refund[];
  disputes: Dispute[];
  risk: { level: RiskLevel; facts: { description: string; sentiment: 'NEGATIVE' | 'NEUTRAL' | 'POSITIVE' }[] };
  poNumber?: string | null;
  /** When an app made it: the search index knows it a little later. */
  madeAt?: Iso;
  /** What `orderCreate` said about the money; holds as long as there are no more transactions than then. */
  statedStatus?: { status: FinancialStatus | null; transactions: number };
  returns?: Return[];
  /** Absent: one for the whole order, which follows from it (see fulfillment/work.ts). */
  fulfillmentOrders?: FulfillmentOrder[];
  cancellation?: { staffNote: string | null };
};
