import type { OrderId, RemedyId } from '../ids.ts';
import type { Money, MoneyPair } from '../money.ts';
import type { Keeping } from './keep-or-return.ts';
import type { Basis } from './plug.ts';
import type { StockedItem } from './replacement.ts';
import type { ReturnReason } from './return-reasons.ts';

/** What opening a return takes. A shop that installed Amends before it gave returns may not have granted it. */
export const returnScope = 'write_returns';

export type ReturnParts = {
  ask: ReturnAsk;
  facts: ReturnFacts;
  plan: ReturnPlan;
  proof: ReturnProof;
  problem: ReturnProblem;
};

/** What a person asks for: the customer sends something back. It gives her no money by itself. */
export type ReturnAsk = {
  items: { lineItemId: string; quantity: number }[];
  reason: ReturnReason;
  label: ReturnLabel;
  /** What she should know about sending it back. */
  note: string;
  /** What she gets in place of a line that comes back, as many as come back of it. */
  exchange: { lineItemId: string; variantId: string }[];
  /** Where the customer lives (ISO 3166), for the prices that she sees. */
  country: string | null;
};

/**
 * Who pays for the parcel, and what there is of it: a label that the shop has made (where it is, its number, or both),
 * none yet, or she sends it at her own cost.
 */
export type ReturnLabel =
  { kind: 'made'; url: string | null; number: string | null } | { kind: 'later' } | { kind: 'own_cost' };

/** What Shopify says can come back now. */
export type ReturnFacts = Basis & {
  /** Shopify's id of the reason; null where this shop has no such reason. */
  reasonId: string | null;
  lines: ReturnableLine[];
  /** The items asked for in exchange. */
  variants: StockedItem[];
  /** Our returns that these numbers already count. */
  seen: RemedyId[];
};

export type ReturnableLine = {
  lineItemId: string;
  title: string;
  quantity: number;
  /** Ordered, and not sent yet. */
  unsent: number;
  /** After every discount. */
  unitPaid: MoneyPair;
  variantId: string | null;
  /** What one costs the shop, where that is written down. */
  unitCost: Money | null;
  /** What was sent of it and can come back, parcel by parcel. */
  parts: { fulfillmentLineItemId: string; left: number }[];
};

/** Exactly what will be sent. */
export type ReturnPlan = {
  orderId: OrderId;
  orderName: string;
  lines: ReturnPlanLine[];
  reason: ReturnReason;
  reasonId: string;
  label: ReturnLabel;
  note: string;
  exchange: ReturnExchange[];
  /** Prices of the exchange less what was paid for what comes back: more than zero is hers to pay. Null without exchange. */
  difference: Money | null;
  keeping: Keeping;
};

export type ReturnPlanLine = {
  fulfillmentLineItemId: string;
  lineItemId: string;
  title: string;
  quantity: number;
  /** How many could come back when it was decided. */
  left: number;
};

export type ReturnExchange = { variantId: string; title: string; quantity: number; unitPrice: Money };

/** The return as Shopify shows it. */
export type ReturnProof = {
  returnId: string;
  /** As Shopify writes it, for instance "#2041-R1". */
  name: string;
  createdAt: string;
  status: 'open' | 'requested' | 'closed' | 'cancelled' | 'declined';
  /** Units: asked for, seen by the warehouse, and those that it says never came. */
  units: { asked: number; back: number; missing: number };
  /** Whether what she gets in exchange has been ordered at Shopify. */
  exchanged: boolean;
  parcel: { labelUrl: string | null; number: string | null; url: string | null } | null;
  /** What Shopify said when it did not take the label; null when it did, or was not asked. */
  labelRefused: string | null;
};

export type ReturnProblem =
  | { kind: 'nothing_asked' }
  | { kind: 'unknown_line'; lineItemId: string }
  /** Of the units asked for, some have not left the shop. */
  | { kind: 'not_sent'; lineItemId: string; title: string; left: number }
  /** They are being returned already, or were returned or refunded. */
  | { kind: 'quantity_too_large'; lineItemId: string; title: string; left: number; asked: number }
  | { kind: 'unknown_reason' }
  | { kind: 'unknown_item'; lineItemId: string }
  | { kind: 'out_of_stock'; lineItemId: string; title: string; left: number }
  | { kind: 'price_unknown'; lineItemId: string; title: string };
