import type { OrderId, RemedyId } from '../ids.ts';
import type { Order, OrderRefund, OrderSummary, RefundTransaction } from '../order.ts';
import type { Money } from '../money.ts';
import type { Result } from '../result.ts';
import type { Refundable, RefundPlan, RefundRequest } from './refund.ts';

/** Why a read of Shopify gave nothing. Reads may be repeated freely. */
export type ReadProblem =
  | { kind: 'not_found' }
  | { kind: 'missing_scope'; scope: string }
  | { kind: 'uninstalled' }
  | { kind: 'unavailable'; detail: string };

/** What a refund that exists at Shopify looks like. */
export type RefundFound = {
  refundId: string;
  orderId: OrderId;
  createdAt: string;
  amount: Money;
  transactions: RefundTransaction[];
};

/** The end of one call that may have moved money. Three outcomes, never folded, and one that is certainly no attempt. */
export type IssueOutcome =
  | { outcome: 'succeeded'; refund: RefundFound }
  | { outcome: 'refused'; messages: string[]; code: 'user_errors' | 'missing_scope' | 'uninstalled' | 'invalid' }
  | { outcome: 'unknown'; detail: string }
  /** Shopify did not execute it, for sure (bucket empty, 429, connection refused before a byte was sent). */
  | { outcome: 'throttled'; retryAfterMs: number; detail: string };

export type ShopFacts = { name: string; currency: string; timeZone: string; scopes: string[] };

/** Everything the app asks of Shopify, for one shop. Implemented in app/shopify; services know only this. */
export type ShopifyGateway = {
  shopFacts(): Promise<Result<ShopFacts, ReadProblem>>;
  searchOrders(text: string): Promise<Result<OrderSummary[], ReadProblem>>;
  readOrder(orderId: OrderId): Promise<Result<Order, ReadProblem>>;
  readRefundable(orderId: OrderId, request: RefundRequest): Promise<Result<Refundable, ReadProblem>>;
  issueRefund(plan: RefundPlan, identity: RefundIdentity): Promise<IssueOutcome>;
  /** Every refund of an order, ours and those made elsewhere. */
  listRefunds(orderId: OrderId): Promise<Result<OrderRefund[], ReadProblem>>;
  /** Looks for the refund that carries this remedy's marker. `value: null` = not there at this moment. */
  findRefund(
    orderId: OrderId,
    remedyId: RemedyId,
    refundId: string | null,
  ): Promise<Result<RefundFound | null, ReadProblem>>;
};

/** How a refund is recognised again: Shopify's key for 24 hours, our marker in the note for ever. */
export type RefundIdentity = { remedyId: RemedyId; idempotencyKey: string; complaintNumber: number };
