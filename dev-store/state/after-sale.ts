/** What follows a sale: returns, fulfillment orders, jobs, files. Conventions stand in types.ts. */
import type { Bag } from '../money.ts';
import type { Iso } from './commerce.ts';

/** A userError that has a code, as most roots answer it. */
export type CodedError = { field: string[] | null; message: string; code: string | null };

// --- returns --------------------------------------------------------------------------------------

export type ReturnStatus = 'CANCELED' | 'CLOSED' | 'DECLINED' | 'OPEN' | 'REQUESTED';

/** Units of a return line that were processed at once, and what they were worth. */
export type ProcessedUnits = {
  at: Iso;
  quantity: number;
  subtotal: Bag;
  tax: Bag;
  /** Restocking fee that was kept back. */
  fee: Bag;
  /** The refund that took these units off the order; null when none was given with them. */
  refundId: number | null;
};

export type ReturnLine = {
  id: number;
  fulfillmentLineId: number;
  lineItemId: number;
  quantity: number;
  /** Number of a `ReturnReasonDefinition`. */
  reason: number;
  reasonNote: string;
  customerNote: string | null;
  restockingFee: { id: number; percentage: number } | null;
  processed: ProcessedUnits[];
};

export type ExchangeLine = {
  id: number;
  variantId: number;
  productId: number;
  title: string;
  variantTitle: string;
  sku: string;
  quantity: number;
  unitPrice: Bag;
  /** Discount on the whole line. */
  discount: Bag;
  processed: { quantity: number; lineItemId: number }[];
};

export type DispositionType = 'MISSING' | 'NOT_RESTOCKED' | 'PROCESSING_REQUIRED' | 'RESTOCKED';

export type Disposition = {
  id: number;
  type: DispositionType;
  quantity: number;
  locationId: number | null;
  createdAt: Iso;
};

export type ReverseLine = { id: number; returnLineId: number; quantity: number; dispositions: Disposition[] };

export type ReverseDelivery = {
  id: number;
  createdAt: Iso;
  lines: { id: number; reverseLineId: number; quantity: number }[];
  tracking: { number: string | null; url: string | null; carrierName: string | null } | null;
  label: { url: string; createdAt: Iso; updatedAt: Iso } | null;
};

export type ReverseOrder = {
  id: number;
  status: 'CANCELED' | 'CLOSED' | 'OPEN';
  lines: ReverseLine[];
  deliveries: ReverseDelivery[];
};

export type Return = {
  id: number;
  name: string;
  status: ReturnStatus;
  /** `app`: made through the API; `admin`: by hand; `customer`: asked for in the customer's account. */
  source: 'admin' | 'app' | 'customer';
  staffId: number | null;
  createdAt: Iso;
  requestApprovedAt: Iso | null;
  closedAt: Iso | null;
  decline: { reason: string; note: string | null } | null;
  note: string | null;
  lines: ReturnLine[];
  exchangeLines: ExchangeLine[];
  shippingFee: { id: number; amount: Bag; chargedAt: Iso | null } | null;
  reverseOrders: ReverseOrder[];
};

// --- fulfillment orders -----------------------------------------------------------------------------

export type HoldReason =
  | 'AWAITING_PAYMENT'
  | 'AWAITING_RETURN_ITEMS'
  | 'HIGH_RISK_OF_FRAUD'
  | 'INCORRECT_ADDRESS'
  | 'INVENTORY_OUT_OF_STOCK'
  | 'ONLINE_STORE_POST_PURCHASE_CROSS_SELL'
  | 'OTHER'
  | 'UNKNOWN_DELIVERY_DATE';

export type FulfillmentHold = {
  id: number;
  handle: string | null;
  externalId: string | null;
  reason: HoldReason;
  reasonNotes: string | null;
  /** False for holds that Shopify itself or a person placed. */
  byApp: boolean;
};

/** What is to be sent from one place. Quantities that are done or cancelled follow from the order. */
export type FulfillmentOrder = {
  id: number;
  locationId: number | null;
  createdAt: Iso;
  updatedAt: Iso;
  holds: FulfillmentHold[];
  lines: { id: number; lineItemId: number; quantity: number }[];
  /** The return whose exchange made it. */
  returnId: number | null;
};

// --- cancellation and its job -----------------------------------------------------------------------

export type CancelReason = 'CUSTOMER' | 'DECLINED' | 'FRAUD' | 'INVENTORY' | 'OTHER' | 'STAFF';

export type CancelRequest = {
  reason: CancelReason;
  restock: boolean;
  notifyCustomer: boolean;
  staffNote: string | null;
  refund: { to: 'none' } | { to: 'payments' } | { to: 'store-credit'; expiresAt: Iso | null };
  staffId: number | null;
};

/** Asynchronous work that a client may ask after. */
export type Job = {
  /** The UUID in its GIDs. */
  key: string;
  shop: string;
  kind: 'orderCancel';
  orderId: number;
  status: 'FAILED' | 'STARTED' | 'SUCCEEDED';
  errors: CodedError[];
  createdAt: Iso;
  finishedAt: Iso | null;
  request: CancelRequest;
};

/** How jobs behave, as the control API sets it. */
export type JobRules = {
  /** Time by the store's clock until a job is done; null waits until it is told. */
  delayMs: number | null;
  /** The next jobs that fail, and with what. */
  fail: { times: number; message: string; code: string | null } | null;
};

// --- files ------------------------------------------------------------------------------------------

export type StagedUpload = {
  shop: string;
  /** Path in the bucket; also the name of the stored bytes. */
  key: string;
  filename: string;
  mimeType: string;
  resource: string;
  method: 'POST' | 'PUT';
  createdAt: Iso;
  /** What arrived; null until then. */
  received: { size: number; at: Iso } | null;
};

export type StoredFile = {
  id: number;
  shop: string;
  type: 'GenericFile' | 'MediaImage' | 'Video';
  status: 'FAILED' | 'PROCESSING' | 'READY' | 'UPLOADED';
  alt: string;
  filename: string;
  mimeType: string;
  /** Address it was made from, and the key of the staged bytes when it is one of ours. */
  source: string;
  key: string | null;
  size: number | null;
  error: { code: string; message: string } | null;
  createdAt: Iso;
  updatedAt: Iso;
};

/** How files behave, as the control API sets it. */
export type FileRules = { readyAfterMs: number | null };
