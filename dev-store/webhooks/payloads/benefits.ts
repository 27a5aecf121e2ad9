/** Bodies of the `discounts/…` and `segments/…` families. */
import { gid } from '../../gid.ts';
import type { Discount, Segment } from '../../state/types.ts';

/** Body of `discounts/create` and `discounts/update`. */
export function discountPayload(discount: Discount, status: string): object {
  return {
    admin_graphql_api_id: discountGid(discount),
    title: discount.title,
    status,
    created_at: discount.createdAt,
    updated_at: discount.updatedAt,
  };
}

/** Body of `discounts/delete`. */
export function discountDeletedPayload(discount: Discount, at: string): object {
  return { admin_graphql_api_id: discountGid(discount), deleted_at: at };
}

/** Body of `discounts/redeemcode_added` and `discounts/redeemcode_removed`. */
export function redeemCodePayload(discount: Discount, code: { id: number; text: string }, at: string): object {
  return {
    admin_graphql_api_id: discountGid(discount),
    redeem_code: { id: gid('DiscountRedeemCode', code.id), code: code.text },
    updated_at: at,
  };
}

/** Body of `segments/create`, `segments/update` and `segments/delete`. */
export function segmentPayload(segment: Segment): object {
  return {
    id: segment.id,
    name: segment.name,
    query: segment.query,
    creationDate: segment.createdAt,
    lastEditDate: segment.updatedAt,
  };
}

/** The id of a discount's node: by method, not by kind [S]. */
export function discountGid(discount: Discount): string {
  return gid(discount.method === 'code' ? 'DiscountCodeNode' : 'DiscountAutomaticNode', discount.id);
}
