/**
 * Ids as they travel through the app. Shopify's own objects are named by their numeric legacy id as text;
 * GIDs exist only in app/shopify.
 */
declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** The myshopify domain, for instance `mug-house.myshopify.com`. */
export type ShopId = Branded<'ShopId'>;
export type ComplaintId = Branded<'ComplaintId'>;
export type ResolutionId = Branded<'ResolutionId'>;
export type RemedyId = Branded<'RemedyId'>;
export type MailId = Branded<'MailId'>;
export type ApprovalId = Branded<'ApprovalId'>;
export type AttachmentId = Branded<'AttachmentId'>;
/** Made when a form is rendered; sent back with it, so that a second submit is known as the same request. */
export type RequestId = Branded<'RequestId'>;
/** Shopify's numeric order id as text. */
export type OrderId = Branded<'OrderId'>;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const digits = /^[1-9][0-9]{0,18}$/;
// Shopify's rule for shop handles; anchored, so that `x.myshopify.com.evil.example` is none.
const shopDomain = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/;

const parser =
  <Id extends string>(pattern: RegExp) =>
  (text: unknown): Id | null =>
    typeof text === 'string' && pattern.test(text) ? (text as Id) : null;

/** Each answers the id, or null when the text is not one. */
export const parseShopId = parser<ShopId>(shopDomain);
export const parseComplaintId = parser<ComplaintId>(uuid);
export const parseResolutionId = parser<ResolutionId>(uuid);
export const parseRemedyId = parser<RemedyId>(uuid);
export const parseMailId = parser<MailId>(uuid);
export const parseApprovalId = parser<ApprovalId>(uuid);
export const parseAttachmentId = parser<AttachmentId>(uuid);
export const parseRequestId = parser<RequestId>(uuid);
export const parseOrderId = parser<OrderId>(digits);

/** An id that our own database or code made: anything else is a bug, so it throws. */
export function trusted<Id extends string>(parse: (text: unknown) => Id | null, text: string): Id {
  const id = parse(text);
  if (id === null) throw new Error(`not an id of the expected kind: ${text.slice(0, 64)}`);
  return id;
}
