import type { Context, Resolver } from '../engine/context.ts';
import { invalidId } from '../engine/errors.ts';
import { parseGid } from '../gid.ts';
import type { Family } from '../graphql/families.ts';
import { isOwnerType, requireWrite, resourceOf } from '../metafields/owners.ts';
import type { Customer, DraftOrder, Order, Product } from '../state/types.ts';
import { draftUpdated } from '../webhooks/draft-events.ts';
import { orderUpdated } from '../webhooks/events.ts';
import { addTags, removeTags } from './tags.ts';

type Tagged = Customer | DraftOrder | Order | Product;

const NAMES: Readonly<Record<string, string>> = {
  Customer: 'Customer',
  DraftOrder: 'DraftOrder',
  Order: 'Order',
  Product: 'Product',
};

/** A mutation on the tags of a resource. One that does not exist is a userError [W]; a type without tags is no id at all [W]. */
function changeTags(
  fieldName: string,
  change: (have: readonly string[], tags: readonly string[]) => string[],
): Resolver<unknown> {
  return (_source, args, context): object => {
    const id = String(args['id']);
    const type = parseGid(id)?.type ?? '';
    const name = NAMES[type];
    if (name === undefined || !isOwnerType(type)) throw invalidId('');
    requireWrite(context, type, fieldName);
    const resource = resourceOf(context, id);
    if (context.forcedUserErrors !== null) {
      return { node: resource?.node ?? null, userErrors: context.forcedUserErrors };
    }
    if (resource === null) return { node: null, userErrors: [{ field: ['id'], message: `${name} does not exist` }] };
    const tagged = resource.node as Tagged;
    tagged.tags = change(tagged.tags, args['tags'] as string[]);
    tell(context, tagged, type);
    return { node: resource.node, userErrors: [] };
  };
}

function tell({ store, emit }: Context, tagged: Tagged, type: string): void {
  if ('updatedAt' in tagged) tagged.updatedAt = store.nowIso();
  store.touch();
  if (type === 'Order') emit(orderUpdated(store, tagged as Order));
  if (type === 'DraftOrder') emit(draftUpdated(store, tagged as DraftOrder));
}

/** Tags of orders, drafts, customers and products. */
export const tagging: Family = {
  mutations: { tagsAdd: changeTags('tagsAdd', addTags), tagsRemove: changeTags('tagsRemove', removeTags) },
};
