import type { OrderId } from '../ids.ts';
import type { Money, MoneyPair } from '../money.ts';
import type { GoodwillValue } from './families.ts';
import type { Basis, WithAnswer } from './plug.ts';
import type { AddressProblem, AskedAddress, SentTo, ShownAddress } from './replacement-address.ts';

export type ReplacementParts = {
  ask: ReplacementAsk;
  facts: ReplacementFacts;
  plan: ReplacementPlan;
  proof: ReplacementProof;
  problem: ReplacementProblem;
};

/** What a person asks for: a second order that costs the customer nothing. */
export type ReplacementAsk = {
  items: ReplacementItem[];
  /** Something on top, which replaces nothing. */
  gift: { variantId: string; quantity: number } | null;
  /** `as_ordered`: by the method that the customer chose; `free`: by whatever the shop sends by. Free of charge both. */
  delivery: 'free' | 'as_ordered';
  address: AskedAddress;
  /** For the warehouse. */
  note: string;
  /** The words on the card that goes into the parcel. */
  card: string;
  /** Where the customer lives (ISO 3166), for the prices that she sees. */
  country: string | null;
};

/** Units of one of the order's lines, and what is sent in their place; null = the same again. */
export type ReplacementItem = { lineItemId: string; quantity: number; variantId: string | null };

/** What Shopify says about the order, what it has of each item, and where the parcel would go. */
export type ReplacementFacts = Basis &
  WithAnswer & {
    lines: ReplaceableLine[];
    /** The items of the lines, and those asked for besides. */
    variants: StockedItem[];
    /** How the order was sent, and what that cost before any discount. */
    shipping: { title: string; price: MoneyPair } | null;
    address: ShownAddress;
  };

export type ReplaceableLine = {
  lineItemId: string;
  title: string;
  quantity: number;
  /** At retail, before any discount, when it was bought. */
  unitPrice: MoneyPair;
  /** Null where the shop no longer has this item. */
  variantId: string | null;
};

/** An item of the shop that could be sent. */
export type StockedItem = {
  variantId: string;
  title: string;
  sku: string | null;
  imageUrl: string | null;
  /** At retail now; null where Shopify names no price in the customer's currency and the order gives no rate. */
  price: MoneyPair | null;
  /** How many can be sold; null = as many as one likes (not counted, or sold on when nothing is left). */
  available: number | null;
  /** What it costs the shop, where that is written down. */
  unitCost: Money | null;
};

/** What prices are told by: the order's currencies and its rate, and where the customer lives (ISO 3166). */
export type ItemPrices = Pick<ReplacementFacts, 'currency' | 'shopCurrency' | 'total'> & { country: string | null };

/** Exactly what will be sent. Of the address only what was corrected: the rest is the order's, read when it is sent. */
export type ReplacementPlan = {
  orderId: OrderId;
  orderName: string;
  currency: string;
  /** Null for a guest, who is known by her e-mail alone. */
  customerId: string | null;
  lines: ReplacementPlanLine[];
  /** `title` null: the shop's own way. */
  delivery: { title: string | null; worth: GoodwillValue };
  address: SentTo;
  note: string;
  card: string;
  /** What the cost to the shop rests on: what is written down for all of the goods, for some, or only their prices. */
  costIs: 'known' | 'partly_known' | 'face_value';
};

export type ReplacementPlanLine = {
  /** The order's line that it replaces; null = a gift. */
  lineItemId: string | null;
  variantId: string;
  title: string;
  quantity: number;
  /** Sent in place of something else. */
  other: boolean;
  unitPrice: GoodwillValue;
};

/** The order that was made of it. */
export type ReplacementProof = {
  orderId: string;
  name: string;
  createdAt: string;
  cancelled: boolean;
  /** Nothing is left to be sent. */
  allSent: boolean;
  parcels: ReplacementParcel[];
};

export type ReplacementParcel = {
  /** Shopify's display status in lower case, for instance `in_transit`. */
  status: string;
  deliveredAt: string | null;
  carrier: string | null;
  number: string | null;
  url: string | null;
};

export type ReplacementProblem =
  | { kind: 'nothing_asked' }
  | { kind: 'unknown_line'; lineItemId: string }
  | { kind: 'quantity_too_large'; lineItemId: string; title: string; left: number; asked: number }
  /** The shop no longer has the item of a line: only another one can be sent. */
  | { kind: 'item_gone'; lineItemId: string; title: string }
  /** `lineItemId` null: the gift. */
  | { kind: 'unknown_item'; lineItemId: string | null }
  | { kind: 'out_of_stock'; lineItemId: string | null; title: string; left: number; asked: number }
  | { kind: 'price_unknown'; lineItemId: string | null; title: string }
  | AddressProblem;
