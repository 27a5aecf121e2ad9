import { z } from 'zod';
import { parseShopId, type ShopId } from '#app/domain/ids.ts';
import type { ShopifyApp } from '#app/shopify.server.ts';

export type SignedInCustomer = { shopId: ShopId; customerId: string };

/** Anything else is no token of a customer account: of a token of the admin for instance `sub` is a number. */
const claimsSchema = z.object({
  exp: z.number(),
  dest: z.string(),
  sub: z.string().regex(/^gid:\/\/shopify\/Customer\/[1-9]\d{0,18}$/),
});

/**
 * Who is signed in where a customer account extension runs, by the session token that Shopify gave it. A customer who has
 * only followed a link to her order's page has a token without `sub`: she is nobody.
 * @returns null for whatever is not a valid token of a customer of a shop
 */
export async function customerOfToken(
  { tokenClaims }: Pick<ShopifyApp, 'tokenClaims'>,
  authorization: string | undefined,
): Promise<SignedInCustomer | null> {
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization ?? '')?.[1];
  if (token === undefined) return null;
  const claims = claimsSchema.safeParse(await tokenClaims(token));
  if (!claims.success) return null;
  const { dest, sub } = claims.data;
  // With "https://" or without it: Shopify writes both.
  const shopId = parseShopId(dest.replace(/^https:\/\//, ''));
  const customerId = sub.split('/').at(-1);
  return shopId === null || customerId === undefined ? null : { shopId, customerId };
}
