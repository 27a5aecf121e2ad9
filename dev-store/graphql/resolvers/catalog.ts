import type { TypeResolvers } from '../../engine/context.ts';
import { gid } from '../../gid.ts';
import { moneyScalar, type Minor } from '../../money.ts';
import { marketCurrency } from '../../orders/markets.ts';
import { presentmentPrice } from '../../orders/pricing.ts';
import { matchesNumber, matchesText, matchesTime, matchesWords, type Matcher, type Term } from '../../search/query.ts';
import type { Customer, Location, Product, ProductVariant } from '../../state/types.ts';
import { addressLines } from './order-parts.ts';
import { connection, image, moneyV2 } from './values.ts';

export type VariantSource = { product: Product; variant: ProductVariant };

/** Fields of `Product`. */
export const productResolvers: TypeResolvers<Product> = {
  id: (product) => gid('Product', product.id),
  legacyResourceId: (product) => String(product.id),
  title: (product) => product.title,
  handle: (product) => product.handle,
  vendor: (product) => product.vendor,
  productType: (product) => product.productType,
  status: (product) => product.status,
  tags: (product) => product.tags,
  createdAt: (product) => product.createdAt,
  updatedAt: (product) => product.createdAt,
  isGiftCard: () => false,
  totalInventory: (product) => totalInventory(product),
  totalVariants: (product) => product.variants.length,
  variantsCount: (product) => ({ count: product.variants.length, precision: 'EXACT' }),
  tracksInventory: () => true,
  hasOutOfStockVariants: (product) => product.variants.some((variant) => variant.inventoryQuantity <= 0),
  publishedAt: (product) => (product.status === 'ACTIVE' ? product.createdAt : null),
  description: () => '',
  descriptionHtml: () => '',
  options: (product) => [
    {
      id: gid('ProductOption', product.id),
      name: OPTION,
      position: 1,
      values: product.variants.map((variant) => variant.title),
      optionValues: product.variants.map(optionValue),
    },
  ],
  priceRangeV2: (product, _args, { shop }) => ({
    minVariantPrice: moneyV2(Math.min(...product.variants.map((variant) => variant.price)), shop.currency),
    maxVariantPrice: moneyV2(Math.max(...product.variants.map((variant) => variant.price)), shop.currency),
  }),
  featuredImage: (product, _args, context) => image(context, product.image, product.title),
  onlineStoreUrl: (product) => `https://${product.shop}/products/${product.handle}`,
  hasOnlyDefaultVariant: (product) => product.variants.length === 1,
  variants: (product, args) =>
    connection(
      product.variants.map((variant) => ({ product, variant })),
      args,
      (one) => one.variant.id,
    ),
};

/** Fields of `ProductVariant`. */
export const variantResolvers: TypeResolvers<VariantSource> = {
  id: ({ variant }) => gid('ProductVariant', variant.id),
  legacyResourceId: ({ variant }) => String(variant.id),
  title: ({ variant }) => variant.title,
  displayName: ({ product, variant }) => `${product.title} - ${variant.title}`,
  sku: ({ variant }) => variant.sku,
  barcode: () => null,
  price: ({ variant }, _args, { shop }) => price(variant.price, shop.currency),
  compareAtPrice: ({ variant }, _args, { shop }) =>
    variant.compareAtPrice == null ? null : price(variant.compareAtPrice, shop.currency),
  inventoryQuantity: ({ variant }) => variant.inventoryQuantity,
  sellableOnlineQuantity: ({ variant }) => variant.inventoryQuantity,
  availableForSale: ({ variant }) => variant.inventoryQuantity > 0 || variant.inventoryPolicy === 'CONTINUE',
  selectedOptions: ({ variant }) => [{ name: OPTION, value: variant.title, optionValue: optionValue(variant) }],
  contextualPricing: ({ variant }, args, { shop }) => {
    const { country } = args['context'] as { country?: string | null };
    const currency = marketCurrency(shop, country ?? null);
    const { compareAtPrice = null } = variant;
    return {
      price: moneyV2(presentmentPrice(shop, variant.price, currency), currency),
      compareAtPrice:
        compareAtPrice === null ? null : moneyV2(presentmentPrice(shop, compareAtPrice, currency), currency),
    };
  },
  position: ({ product, variant }) => product.variants.indexOf(variant) + 1,
  taxable: () => true,
  image: ({ product, variant }, _args, context) => image(context, variant.image ?? product.image, variant.title),
  product: ({ product }) => product,
  createdAt: ({ product }) => product.createdAt,
  updatedAt: ({ product }) => product.createdAt,
};

/** Fields of `Location`. */
export const locationResolvers: TypeResolvers<Location> = {
  id: (location) => gid('Location', location.id),
  legacyResourceId: (location) => String(location.id),
  name: (location) => location.name,
  isActive: (location) => location.active,
  shipsInventory: () => true,
  fulfillsOnlineOrders: () => true,
  isFulfillmentService: () => false,
  address: ({ address }) => ({
    address1: address.address1,
    address2: address.address2,
    city: address.city,
    country: address.country,
    countryCode: address.countryCode,
    formatted: addressLines(address),
    phone: address.phone,
    province: address.province,
    provinceCode: address.provinceCode,
    zip: address.zip,
    latitude: null,
    longitude: null,
  }),
};

export const variantMatcher: Matcher<VariantSource> = {
  fields: {
    sku: ({ variant }, term) => matchesText(variant.sku, term),
    id: ({ variant }, term) => matchesNumber(variant.id, term),
    product_id: ({ product }, term) => matchesNumber(product.id, term),
    title: ({ product, variant }, term) => matchesWords([product.title, variant.title], term),
    product_status: ({ product }, term) => isOneOf(product.status, term),
    product_type: ({ product }, term) => isOneOf(product.productType, term),
    vendor: ({ product }, term) => matchesText(product.vendor, term),
    tag: ({ product }, term) => product.tags.some((tag) => matchesText(tag, term)),
    inventory_quantity: ({ variant }, term) => matchesNumber(variant.inventoryQuantity, term),
  },
  text: ({ product, variant }, term) => matchesWords([product.title, variant.title, variant.sku], term),
};

export const productMatcher: Matcher<Product> = {
  fields: {
    id: (product, term) => matchesNumber(product.id, term),
    title: (product, term) => matchesWords([product.title], term),
    handle: (product, term) => isOneOf(product.handle, term),
    sku: (product, term) => product.variants.some((variant) => matchesText(variant.sku, term)),
    status: (product, term) => isOneOf(product.status, term),
    vendor: (product, term) => matchesText(product.vendor, term),
    product_type: (product, term) => isOneOf(product.productType, term),
    tag: (product, term) => product.tags.some((tag) => matchesText(tag, term)),
    inventory_total: (product, term) => matchesNumber(totalInventory(product), term),
    created_at: (product, term) => matchesTime(product.createdAt, term),
  },
  text: (product, term) =>
    matchesWords([product.title, product.vendor, product.productType, ...product.variants.map((one) => one.sku)], term),
};

const PRODUCT_KEYS: Readonly<Record<string, (product: Product) => string | number>> = {
  TITLE: (product) => product.title,
  VENDOR: (product) => product.vendor,
  PRODUCT_TYPE: (product) => product.productType,
  CREATED_AT: (product) => product.createdAt,
  INVENTORY_TOTAL: totalInventory,
};

/** Products in the order of a `ProductSortKeys`; by id unless a key is known. */
export function sortedProducts(products: readonly Product[], sortKey: unknown): Product[] {
  const key = PRODUCT_KEYS[String(sortKey)] ?? ((product: Product): number => product.id);
  const keyed = products.map((product) => ({ product, key: key(product) }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.product.id - b.product.id));
  return keyed.map((one) => one.product);
}

export const customerMatcher: Matcher<Customer> = {
  fields: {
    id: (customer, term) => matchesNumber(customer.id, term),
    email: (customer, term) => matchesText(customer.email, term),
    phone: (customer, term) => matchesText(customer.phone, term),
    first_name: (customer, term) => matchesText(customer.firstName, term),
    last_name: (customer, term) => matchesText(customer.lastName, term),
    tag: (customer, term) => customer.tags.some((tag) => matchesText(tag, term)),
  },
  text: (customer, term) =>
    matchesWords(
      [
        [customer.firstName, customer.lastName].filter(Boolean).join(' '),
        customer.lastName,
        customer.email,
        customer.phone,
      ],
      term,
    ),
};

/** The one option that the products of this store have. */
const OPTION = 'Option';

function optionValue(variant: ProductVariant): object {
  return { id: gid('ProductOptionValue', variant.id), name: variant.title, hasVariants: true };
}

function totalInventory(product: Product): number {
  return product.variants.reduce((sum, variant) => sum + variant.inventoryQuantity, 0);
}

/** Filters of products take several values with commas [S]. */
function isOneOf(value: string, term: Term): boolean {
  return term.value.split(',').some((one) => matchesText(value, { ...term, value: one }));
}

function price(amount: Minor, currency: string): string {
  return moneyScalar(amount, currency);
}
