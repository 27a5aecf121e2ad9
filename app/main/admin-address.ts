import type { ShopId } from '#app/domain/ids.ts';

const SHOPIFY_ADMIN = 'https://admin.shopify.com';

/**
 * Where a person opens a page of the app: inside the admin of the shop, which asks who she is. For links in e-mails.
 * @param path in the app, for instance `/app/complaints/<id>`
 */
export function adminAddress(
  env: { readonly SHOPIFY_API_KEY: string; readonly DEV_ADMIN_ORIGIN?: string | undefined },
  shopId: ShopId,
  path: string,
): string {
  const handle = shopId.replace(/\.myshopify\.com$/, '');
  return `${env.DEV_ADMIN_ORIGIN ?? SHOPIFY_ADMIN}/store/${handle}/apps/${encodeURIComponent(env.SHOPIFY_API_KEY)}${path}`;
}
