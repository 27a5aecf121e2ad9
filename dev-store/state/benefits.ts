/** What a customer may have besides goods: store credit, gift cards, discounts and the segments they are bound to. */
import type { Minor } from '../money.ts';
import type { Iso } from './commerce.ts';

export type StoreCreditAccount = {
  id: number;
  shop: string;
  customerId: number;
  currency: string;
  createdAt: Iso;
  /** Oldest first. */
  transactions: StoreCreditTransaction[];
};

export type StoreCreditEvent = 'ADJUSTMENT' | 'ORDER_CANCELLATION' | 'ORDER_PAYMENT' | 'ORDER_REFUND';

/** One entry of an account. Amounts are signed: what leaves the account is negative [W]. */
export type StoreCreditTransaction = {
  id: number;
  amount: Minor;
  balanceAfter: Minor;
  createdAt: Iso;
  event: StoreCreditEvent;
  /** The transaction of an order behind it; null for adjustments by app or staff. */
  origin: { orderId: number; transactionId: number } | null;
} & (
  | { type: 'CREDIT'; expiresAt: Iso | null; remaining: Minor; notified: boolean }
  /** `spent`: which credits paid, so that a revert can give back to the same ones. */
  | { type: 'DEBIT'; spent: { creditId: number; amount: Minor }[] }
  | { type: 'DEBIT_REVERT'; debitId: number }
  | { type: 'EXPIRATION'; creditId: number }
);

export type GiftCardTransaction = { id: number; amount: Minor; note: string | null; processedAt: Iso };

export type GiftCard = {
  id: number;
  shop: string;
  /** Small letters and digits only. */
  code: string;
  currency: string;
  initialValue: Minor;
  balance: Minor;
  note: string | null;
  templateSuffix: string | null;
  customerId: number | null;
  recipient: {
    customerId: number;
    message: string | null;
    preferredName: string | null;
    sendNotificationAt: Iso | null;
  } | null;
  /** A day, `2027-04-26`, in the shop's time zone. */
  expiresOn: string | null;
  createdAt: Iso;
  updatedAt: Iso;
  deactivatedAt: Iso | null;
  source: 'api_client' | 'manual';
  crossCurrency: 'MARKET_FX' | 'NONE' | 'SPOT_FX';
  transactions: GiftCardTransaction[];
};

export type DiscountClass = 'ORDER' | 'PRODUCT' | 'SHIPPING';

export type DiscountValue =
  { kind: 'percentage'; percentage: number } | { kind: 'amount'; amount: Minor; onEachItem: boolean };

export type DiscountBuyers =
  { kind: 'all' } | { kind: 'customers'; ids: number[] } | { kind: 'segments'; ids: number[] };

export type DiscountUse = { orderId: number; customerId: number | null; at: Iso; code: string | null };

/** A discount with a code or without one. Amounts are in the shop's currency. */
export type Discount = {
  id: number;
  shop: string;
  method: 'code' | 'automatic';
  title: string;
  /** Automatic discounts have none. */
  code: { id: number; text: string; byApp: boolean } | null;
  startsAt: Iso;
  endsAt: Iso | null;
  createdAt: Iso;
  updatedAt: Iso;
  buyers: DiscountBuyers;
  minimum: { kind: 'subtotal'; amount: Minor } | { kind: 'quantity'; quantity: number } | null;
  combinesWith: { order: boolean; product: boolean; shipping: boolean };
  usageLimit: number | null;
  oncePerCustomer: boolean;
  recurringCycleLimit: number | null;
  appliesOnOneTimePurchase: boolean;
  appliesOnSubscription: boolean;
  tags: string[];
  uses: DiscountUse[];
} & (
  | { kind: 'basic'; value: DiscountValue; items: { products: number[]; variants: number[] } | 'all' }
  | {
      kind: 'free_shipping';
      destination: { countries: string[]; restOfWorld: boolean } | 'all';
      maximumShippingPrice: Minor | null;
    }
);

/** A group of customers, by a condition on what is known of them. */
export type Segment = { id: number; shop: string; name: string; query: string; createdAt: Iso; updatedAt: Iso };
