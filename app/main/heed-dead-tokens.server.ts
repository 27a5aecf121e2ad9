import type { ShopifyGateway } from '#app/domain/remedy/gateway.ts';
import type { RemedyKind } from '#app/domain/remedy/kinds.ts';
import type { IssueOutcome, ReadProblem, RemedyCalls } from '#app/domain/remedy/plug.ts';
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
  const heedEnd = async <K extends RemedyKind>(called: Promise<IssueOutcome<K>>): Promise<IssueOutcome<K>> => {
    const end = await called;
    if (end.outcome === 'refused' && end.code === 'uninstalled') await onDead();
    return end;
  };
  const heedCalls = <K extends RemedyKind>(calls: RemedyCalls<K>): RemedyCalls<K> => {
    const { undo, abandon, usedOn } = calls;
    return {
      read: (orderId, ask) => heed(calls.read(orderId, ask)),
      execute: (step) => heedEnd(calls.execute(step)),
      findExisting: (step) => heed(calls.findExisting(step)),
      watch: (step) => heed(calls.watch(step)),
      ...(abandon && { abandon: (step) => heed(abandon(step)) }),
      ...(usedOn && { usedOn: (step, orderId) => heed(usedOn(step, orderId)) }),
      ...(undo && { undo: (step) => heedEnd(undo(step)) }),
    };
  };
  return {
    shopFacts: () => heed(gateway.shopFacts()),
    searchOrders: (text) => heed(gateway.searchOrders(text)),
    ordersByName: (name) => heed(gateway.ordersByName(name)),
    ordersOfCustomer: (customerId) => heed(gateway.ordersOfCustomer(customerId)),
    readOrder: (orderId) => heed(gateway.readOrder(orderId)),
    readAddress: (orderId) => heed(gateway.readAddress(orderId)),
    searchItems: (text, prices) => heed(gateway.searchItems(text, prices)),
    similarItems: (variantId, prices) => heed(gateway.similarItems(variantId, prices)),
    remedies: everyKind(gateway.remedies, heedCalls),
    // What they meet is met by every other call soon after.
    comparisons: gateway.comparisons,
    files: gateway.files,
  };
}

type AllCalls = ShopifyGateway['remedies'];

/** Does the same with the calls of every kind. */
function everyKind(all: AllCalls, change: <K extends RemedyKind>(calls: RemedyCalls<K>) => RemedyCalls<K>): AllCalls {
  const kinds = Object.keys(all) as RemedyKind[];
  const changed = <K extends RemedyKind>(kind: K): RemedyCalls<K> => change(all[kind]);
  return Object.fromEntries(kinds.map((kind) => [kind, changed(kind)])) as AllCalls;
}
