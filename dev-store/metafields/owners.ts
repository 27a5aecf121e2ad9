import { findDraft } from '../draft-orders/book.ts';
import { asNode } from '../engine/bind.ts';
import type { Context } from '../engine/context.ts';
import { accessDenied } from '../engine/errors.ts';
import { parseGid } from '../gid.ts';
import type { MetafieldOwner } from '../state/types.ts';
import type { Owner } from './book.ts';

/** The scope that changes a resource; a shop's own metafields need none. */
const WRITES: Readonly<Record<MetafieldOwner, string | null>> = {
  Customer: 'write_customers',
  DraftOrder: 'write_draft_orders',
  Order: 'write_orders',
  Product: 'write_products',
  ProductVariant: 'write_products',
  Shop: null,
};

/** A resource that a GID names, as a `Node`. */
export type Resource = { owner: Owner; node: object };

/** True when metafields and tags of that type are kept here. */
export function isOwnerType(type: string): type is MetafieldOwner {
  return type in WRITES;
}

/** The resource behind a GID of this shop; null when there is none. */
export function resourceOf(context: Context, gid: string): Resource | null {
  const parsed = parseGid(gid);
  if (parsed === null || !isOwnerType(parsed.type)) return null;
  const node = asNode(lookUp(context, parsed.type, parsed.id), parsed.type);
  return node === null ? null : { owner: { type: parsed.type, shop: context.shop.domain, id: parsed.id }, node };
}

function lookUp(context: Context, type: MetafieldOwner, id: number): object | undefined {
  const { store, shop } = context;
  switch (type) {
    case 'Customer':
      return store.customer(shop.domain, id);
    case 'DraftOrder':
      return findDraft(store, shop.domain, id);
    case 'Order':
      return store.order(shop.domain, id);
    case 'Product':
      return store.product(shop.domain, id);
    case 'ProductVariant':
      return store.variant(shop.domain, id);
    case 'Shop':
      return shop.id === id ? shop : undefined;
  }
}

/**
 * Changing a resource needs the scope that changes it ("the same access level needed to mutate the owner resource" [S]).
 * @throws ACCESS_DENIED; that it is a top-level error is assumed
 */
export function requireWrite(context: Context, type: MetafieldOwner, fieldName: string): void {
  const scope = WRITES[type];
  if (scope === null) return;
  const requirement = { scopes: [scope], text: `\`${scope}\` access scope.` };
  if (!context.allows(requirement)) throw accessDenied(fieldName, requirement.text);
}
