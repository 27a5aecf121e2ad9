/** What the admin's own script asks for: session tokens, frame addresses, products for the resource picker. */
import type { Request, Response } from 'express';
import { z } from 'zod';
import { mintSessionToken } from '../oauth/session-token.ts';
import { plain } from '../money.ts';
import type { DevStoreOptions } from '../options.ts';
import type { Store } from '../state/store.ts';
import type { Product, ProductVariant, Shop } from '../state/types.ts';
import { localAdminPath, signedFrameUrl } from './app-url.ts';
import { fullName, handleOf, type Desk } from './shops.ts';

const WhoSchema = z.object({ shop: z.string(), user: z.coerce.number().int() });
const PathSchema = WhoSchema.extend({
  path: z
    .string()
    .startsWith('/')
    .refine((path) => !path.startsWith('//')),
});
const AddressSchema = WhoSchema.extend({ url: z.string() });

/** The desk a page was rendered for. A page keeps its person even when another tab switched. */
function deskOf(store: Store, who: z.infer<typeof WhoSchema>): Desk | null {
  const shop = store.shop(who.shop);
  const user = store.staffMember(who.shop, who.user);
  return shop && user ? { shop, user, handle: handleOf(shop.domain) } : null;
}

function answer<Schema extends z.ZodType<z.infer<typeof WhoSchema>>>(
  store: Store,
  schema: Schema,
  reply: (input: z.infer<Schema>, desk: Desk, base: string) => object,
): (request: Request, response: Response) => void {
  return (request, response) => {
    const input = schema.safeParse(request.query);
    const desk = input.success ? deskOf(store, input.data) : null;
    if (!input.success || desk === null) {
      response.status(400).json({ error: 'Unknown shop, person or address.' });
      return;
    }
    response
      .set('Cache-Control', 'no-store')
      .json(reply(input.data, desk, `${request.protocol}://${request.get('host') ?? 'localhost'}`));
  };
}

function moneyText(amount: number, shop: Shop): string {
  return plain(amount, shop.currency);
}

/** Pictures are kept as paths of this server; the app, on another origin, needs the whole address. */
function imageAddress(image: string, base: string): string {
  return new URL(image, base).href;
}

function variantResource(shop: Shop, product: Product, variant: ProductVariant, base: string): object {
  const image = variant.image ?? product.image;
  return {
    id: `gid://shopify/ProductVariant/${variant.id}`,
    title: variant.title,
    displayName: `${product.title} - ${variant.title}`,
    sku: variant.sku,
    price: moneyText(variant.price, shop),
    inventoryQuantity: variant.inventoryQuantity,
    availableForSale: variant.inventoryQuantity > 0,
    image: image === null ? null : { originalSrc: imageAddress(image, base) },
    product: { id: `gid://shopify/Product/${product.id}`, title: product.title },
  };
}

/** Products as the resource picker answers them (the part of Shopify's `Product` that the store knows). */
function productResource(shop: Shop, product: Product, base: string): object {
  return {
    id: `gid://shopify/Product/${product.id}`,
    title: product.title,
    handle: product.handle,
    vendor: product.vendor,
    productType: product.productType,
    status: product.status,
    tags: product.tags,
    createdAt: product.createdAt,
    hasOnlyDefaultVariant: product.variants.length === 1,
    totalVariants: product.variants.length,
    totalInventory: product.variants.reduce((sum, variant) => sum + variant.inventoryQuantity, 0),
    images:
      product.image === null
        ? []
        : [{ id: `gid://shopify/ProductImage/${product.id}`, originalSrc: imageAddress(product.image, base) }],
    variants: product.variants.map((variant) => variantResource(shop, product, variant, base)),
  };
}

/** The handlers, by the last part of their path below `/dev-admin/`. */
export function adminApi(
  store: Store,
  options: DevStoreOptions,
): Record<string, (request: Request, response: Response) => void> {
  return {
    'session-token': answer(store, WhoSchema, (_input, desk) => ({
      token: mintSessionToken(store, options, { shop: desk.shop.domain, userId: desk.user.id }),
    })),
    user: answer(store, WhoSchema, (_input, desk) => ({
      id: desk.user.id,
      name: fullName(desk.user),
      email: desk.user.email,
      accountAccess: desk.user.accountOwner ? 'Account owner' : 'Limited access',
    })),
    'frame-url': answer(store, PathSchema, (input, desk) => ({
      url: signedFrameUrl(store, options, desk, input.path),
    })),
    'admin-path': answer(store, AddressSchema, (input, desk) => ({ path: localAdminPath(desk, input.url) })),
    products: answer(store, WhoSchema, (_input, desk, base) => ({
      products: store.products(desk.shop.domain).map((product) => productResource(desk.shop, product, base)),
    })),
  };
}
