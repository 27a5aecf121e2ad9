import type { ReadProblem, ShopifyGateway } from '#app/domain/remedy/gateway.ts';
import type { Result } from '#app/domain/result.ts';

/**
 * A gateway that tells when Shopify no longer takes the shop's token although it has not run out: the app was
 * uninstalled and nobody told us, or its secret was changed. `onDead` has ended before the answer is given.
 */
export function heedDeadTokens(gateway: ShopifyGateway, onDead: () => Promise<void>): ShopifyGateway {
  const heed = async <Value>(asked: Promise<Result<Value, ReadProblem>>): Promise<Result<Value, ReadProblem>> => {
    const result = await asked;
    if (!result.ok && result.error.kind === 'uninstalled') await onDead();
    return result;
  };
  return {
    shopFacts: () => heed(gateway.shopFacts()),
    searchOrders: (text) => heed(gateway.searchOrders(text)),
    readOrder: (orderId) => heed(gateway.readOrder(orderId)),
    readRefundable: (orderId, request) => heed(gateway.readRefundable(orderId, request)),
    listRefunds: (orderId) => heed(gateway.listRefunds(orderId)),
    findRefund: (orderId, remedyId, refundId) => heed(gateway.findRefund(orderId, remedyId, refundId)),
    issueRefund: async (plan, identity) => {
      const end = await gateway.issueRefund(plan, identity);
      if (end.outcome === 'refused' && end.code === 'uninstalled') await onDead();
      return end;
    },
  };
}
