/** GIDs exist only in this folder: the rest of the app names Shopify's objects by their numeric id as text. */
type GidType =
  | 'Order'
  | 'LineItem'
  | 'OrderTransaction'
  | 'Refund'
  | 'ProductVariant'
  | 'DraftOrder'
  | 'Customer'
  | 'StoreCreditAccount'
  | 'GiftCard'
  | 'DiscountCodeNode'
  | 'DiscountAutomaticNode'
  | 'FulfillmentLineItem'
  | 'Return'
  | 'ReturnReasonDefinition'
  | 'ReverseFulfillmentOrder';

export const toGid = (type: GidType, id: string): string => `gid://shopify/${type}/${id}`;

/** The numeric id at the end of a GID. Throws on anything else: Shopify always sends one. */
export function fromGid(gid: string): string {
  const match = /^gid:\/\/shopify\/[A-Za-z]+\/(\d+)(?:\?.*)?$/.exec(gid);
  if (!match?.[1]) throw new Error(`not a GID: ${gid.slice(0, 80)}`);
  return match[1];
}
