import { asNode } from '../engine/bind.ts';
import type { Context, ResolverMap, TypeResolvers } from '../engine/context.ts';
import { draftOrders } from '../draft-orders/resolvers.ts';
import { cancellation } from '../cancellation/family.ts';
import { discounts } from '../discounts/resolvers.ts';
import { disputes } from '../disputes/family.ts';
import { files } from '../files/family.ts';
import { fulfillment } from '../fulfillment/family.ts';
import { parseGid } from '../gid.ts';
import { giftCards } from '../gift-cards/resolvers.ts';
import { returns } from '../returns/family.ts';
import { inventory } from '../inventory/family.ts';
import { metafields } from '../metafields/family.ts';
import { orderWriting } from '../order-create/family.ts';
import { segments } from '../segments/family.ts';
import { storeCredit } from '../store-credit/resolvers.ts';
import { tagging } from '../tags/family.ts';

/**
 * One part of the Admin API with everything it adds to the schema: root fields, types (also single fields of types that
 * others own, such as `Customer.storeCreditAccounts`) and what `node(id:)` finds by the type of a GID.
 */
export type Family = {
  queries?: TypeResolvers<unknown>;
  mutations?: TypeResolvers<unknown>;
  types?: ResolverMap;
  /** `key` is the id as it was written: a number, or a UUID. */
  nodes?: Readonly<Record<string, (context: Context, id: number, key: string) => object | undefined>>;
};

/** Every family beyond orders, people and products. Order does not matter. */
const families: readonly Family[] = [
  draftOrders,
  inventory,
  metafields,
  orderWriting,
  tagging,
  discounts,
  segments,
  giftCards,
  storeCredit,
  cancellation,
  disputes,
  files,
  fulfillment,
  returns,
];

/** The resolvers of all families laid over a first set; two may not claim the same field. */
export function withFamilies(base: ResolverMap): ResolverMap {
  const merged: Record<string, Record<string, unknown>> = {};
  const add = (map: ResolverMap): void => {
    for (const [type, fields] of Object.entries(map)) {
      const into = (merged[type] ??= {});
      for (const [name, resolver] of Object.entries(fields)) {
        if (name in into) throw new Error(`two resolvers for ${type}.${name}`);
        into[name] = resolver;
      }
    }
  };
  add(base);
  for (const { queries = {}, mutations = {}, types = {} } of families) {
    add({ QueryRoot: queries, Mutation: mutations });
    add(types);
  }
  return merged as ResolverMap;
}

/** What `node(id:)` finds in a family; null when no family knows the type or the record. */
export function familyNode(context: Context, gidText: string): object | null {
  const parsed = parseGid(gidText);
  if (parsed === null) return null;
  const find = families.map((family) => family.nodes?.[parsed.type]).find((one) => one !== undefined);
  return asNode(find?.(context, parsed.id, parsed.key), parsed.type);
}
