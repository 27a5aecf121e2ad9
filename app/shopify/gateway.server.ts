import { err, ok } from '#app/domain/result.ts';
import type { ShopifyGateway } from '#app/domain/remedy/gateway.ts';
import {
  ReadOrderAddressDocument,
  ReadOrderDocument,
  SearchOrdersDocument,
  ShopFactsDocument,
} from '#app/types/admin.generated.ts';
import { fileCalls } from './files.server.ts';
import { ordersByName, ordersOfCustomer } from './customers-orders.server.ts';
import { toGid } from './gid.ts';
import { searchItems, similarItems } from './items.server.ts';
import { readAddress } from './map-address.ts';
import { readOrderSummary, readWireOrder } from './map-order.ts';
import { orderSearchQuery } from './order-search.ts';
import { readProblem } from './read-problem.ts';
import { remedyCalls } from './remedies/calls.server.ts';
import { comparisons } from './comparisons/registry.server.ts';
import { read } from './transport.server.ts';
import type { TransportOptions } from './transport.server.ts';

const searchResults = 10;

/** Everything the app asks of Shopify for one shop, with the shop's offline token. */
export function createGateway(options: TransportOptions): ShopifyGateway {
  return {
    async shopFacts() {
      const end = await read(options, ShopFactsDocument, {});
      if (end.kind !== 'answered') return err(readProblem(end));
      const { shop, currentAppInstallation } = end.data;
      return ok({
        name: shop.name,
        currency: shop.currencyCode,
        timeZone: shop.ianaTimezone,
        scopes: currentAppInstallation.accessScopes.map((scope) => scope.handle),
      });
    },
    async searchOrders(text) {
      const query = orderSearchQuery(text);
      if (query === '') return ok([]);
      const end = await read(options, SearchOrdersDocument, { query, first: searchResults });
      return end.kind === 'answered' ? ok(end.data.orders.nodes.map(readOrderSummary)) : err(readProblem(end));
    },
    async readOrder(orderId) {
      const end = await read(options, ReadOrderDocument, { id: toGid('Order', orderId) });
      if (end.kind !== 'answered') return err(readProblem(end));
      return end.data.order ? ok(readWireOrder(end.data.order)) : err({ kind: 'not_found' });
    },
    async readAddress(orderId) {
      const end = await read(options, ReadOrderAddressDocument, { id: toGid('Order', orderId) });
      if (end.kind !== 'answered') return err(readProblem(end));
      return end.data.order ? ok(readAddress(orderId, end.data.order)) : err({ kind: 'not_found' });
    },
    ordersByName: (name) => ordersByName(options, name),
    ordersOfCustomer: (customerId) => ordersOfCustomer(options, customerId),
    searchItems: (text, prices) => searchItems(options, text, prices),
    similarItems: (variantId, prices) => similarItems(options, variantId, prices),
    remedies: remedyCalls(options),
    comparisons: comparisons(options),
    files: fileCalls(options),
  };
}
