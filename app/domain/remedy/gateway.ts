import type { OrderId } from '../ids.ts';
import type { Order, OrderRefund, OrderSummary } from '../order.ts';
import type { Result } from '../result.ts';
import type { RemedyKind } from './kinds.ts';
import type { ReadProblem, RemedyCalls } from './plug.ts';

export type ShopFacts = { name: string; currency: string; timeZone: string; scopes: string[] };

/** Everything the app asks of Shopify, for one shop. Implemented in app/shopify; services know only this. */
export type ShopifyGateway = {
  shopFacts(): Promise<Result<ShopFacts, ReadProblem>>;
  searchOrders(text: string): Promise<Result<OrderSummary[], ReadProblem>>;
  readOrder(orderId: OrderId): Promise<Result<Order, ReadProblem>>;
  /** Every refund of an order, ours and those made elsewhere. */
  listRefunds(orderId: OrderId): Promise<Result<OrderRefund[], ReadProblem>>;
  remedies: { readonly [K in RemedyKind]: RemedyCalls<K> };
};
