import type { FileCalls } from '../files/calls.ts';
import type { OrderId } from '../ids.ts';
import type { CustomersOrder } from '../intake/orders.ts';
import type { Order, OrderSummary } from '../order.ts';
import type { Result } from '../result.ts';
import type { Comparisons } from './comparison.ts';
import type { RemedyKind } from './kinds.ts';
import type { ReadProblem, RemedyCalls } from './plug.ts';
import type { ShownAddress } from './replacement-address.ts';
import type { ItemPrices, StockedItem } from './replacement.ts';

export type ShopFacts = { name: string; currency: string; timeZone: string; scopes: string[] };

/** Everything the app asks of Shopify, for one shop. Implemented in app/shopify; services know only this. */
export type ShopifyGateway = {
  shopFacts(): Promise<Result<ShopFacts, ReadProblem>>;
  searchOrders(text: string): Promise<Result<OrderSummary[], ReadProblem>>;
  /** Orders of exactly this number, with what proves whose they are. */
  ordersByName(name: string): Promise<Result<CustomersOrder[], ReadProblem>>;
  /** Her latest orders, newest first. */
  ordersOfCustomer(customerId: string): Promise<Result<CustomersOrder[], ReadProblem>>;
  /** Where an order goes, as Shopify has it now. */
  readAddress(orderId: OrderId): Promise<Result<ShownAddress, ReadProblem>>;
  readOrder(orderId: OrderId): Promise<Result<Order, ReadProblem>>;
  /** Items of the shop by words, those that have run out among them. */
  searchItems(text: string, prices: ItemPrices): Promise<Result<StockedItem[], ReadProblem>>;
  /** Items in stock of the same kind as this one. */
  similarItems(variantId: string, prices: ItemPrices): Promise<Result<StockedItem[], ReadProblem>>;
  remedies: { readonly [K in RemedyKind]: RemedyCalls<K> };
  comparisons: Comparisons;
  files: FileCalls;
};
