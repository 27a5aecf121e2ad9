import type { TypeResolvers } from '../../engine/context.ts';
import { gid } from '../../gid.ts';
import { moneyScalar, type Minor } from '../../money.ts';
import { matchesNumber, matchesText, matchesWords, type Matcher } from '../../search/query.ts';
import type { Customer, Location, Product, ProductVariant } from '../../state/types.ts';
import { addressLines } from './order-parts.ts';
import { connection, image } from './values.ts';

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
  totalInventory: (product) => product.variants.reduce((sum, variant) => sum + variant.inventoryQuantity, 0),
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
  compareAtPrice: () => null,
  inventoryQuantity: ({ variant }) => variant.inventoryQuantity,
  sellableOnlineQuantity: ({ variant }) => variant.inventoryQuantity,
  availableForSale: ({ variant }) => variant.inventoryQuantity > 0,
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
    product_status: ({ product }, term) => matchesText(product.status, term),
  },
  text: ({ product, variant }, term) => matchesWords([product.title, variant.title, variant.sku], term),
};

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

function price(amount: Minor, currency: string): string {
  return moneyScalar(amount, currency);
}
