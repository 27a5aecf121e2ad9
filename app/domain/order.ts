import type { OrderId, RemedyId } from './ids.ts';
import type { Money, MoneyPair } from './money.ts';

/** What the app knows of an order: read from Shopify in one call, kept as a snapshot, shown beside a complaint. */
export type Order = {
  id: OrderId;
  /** As the shop writes it, for instance "#2041". */
  name: string;
  createdAt: string;
  processedAt: string;
  cancelledAt: string | null;
  shopCurrency: string;
  /** The currency the customer paid in; refunds are made in it. */
  currency: string;
  financialStatus: FinancialStatus;
  fulfillmentStatus: string;
  total: MoneyPair;
  received: MoneyPair;
  /** Only refunds that the payment provider has confirmed (Shopify counts SUCCESS transactions alone). */
  refunded: MoneyPair;
  shippingTotal: Money;
  customer: OrderCustomer | null;
  /** The order's own e-mail: a guest has one without being a customer. */
  email: string | null;
  shipTo: { city: string | null; countryCode: string | null } | null;
  lines: OrderLine[];
  fulfillments: Fulfillment[];
  refunds: OrderRefund[];
  disputes: { id: string; type: 'chargeback' | 'inquiry'; open: boolean }[];
};

export type FinancialStatus =
  | 'authorized'
  | 'expired'
  | 'paid'
  | 'partially_paid'
  | 'partially_refunded'
  | 'pending'
  | 'refunded'
  | 'voided'
  | 'unknown';

export type OrderCustomer = {
  id: string;
  name: string;
  email: string | null;
  locale: string | null;
  orders: number;
  spent: Money;
  since: string;
};

export type OrderLine = {
  id: string;
  title: string;
  variantTitle: string | null;
  sku: string | null;
  imageUrl: string | null;
  quantity: number;
  refundableQuantity: number;
  unitPrice: Money;
};

export type Fulfillment = {
  id: string;
  /** Shopify's display status in lower case, for instance `in_transit`, `delivered`. */
  status: string;
  createdAt: string;
  estimatedDeliveryAt: string | null;
  deliveredAt: string | null;
  tracking: { company: string | null; number: string | null; url: string | null }[];
  /** Newest first. */
  events: { status: string; at: string; message: string | null; city: string | null; country: string | null }[];
  lines: { lineItemId: string; quantity: number }[];
};

export type OrderRefund = {
  id: string;
  createdAt: string;
  amount: Money;
  note: string | null;
  /** The remedy that made it, read from our marker in the note; null when it was made elsewhere. */
  remedyId: RemedyId | null;
  transactions: RefundTransaction[];
};

export type TransactionStatus = 'pending' | 'success' | 'failure' | 'error' | 'unknown';

export type RefundTransaction = { id: string; status: TransactionStatus; amount: Money; gateway: string };

/** A line of the search result: enough to recognise the order. */
export type OrderSummary = {
  id: OrderId;
  name: string;
  processedAt: string;
  customerName: string | null;
  email: string | null;
  total: Money;
  financialStatus: FinancialStatus;
  fulfillmentStatus: string;
};
