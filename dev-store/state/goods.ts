/** What a shop sells, and where it lies. Conventions stand in types.ts. */
import type { Minor } from '../money.ts';
import type { Address, Iso } from './commerce.ts';

export type ProductVariant = {
  id: number;
  title: string;
  sku: string;
  price: Minor;
  inventoryQuantity: number;
  /** Whether it sells on when nothing is left; default DENY. */
  inventoryPolicy?: 'CONTINUE' | 'DENY';
  compareAtPrice?: Minor | null;
  /** What one costs the shop; null or absent where nobody has written it down. */
  unitCost?: Minor | null;
  image: string | null;
};

export type Product = {
  id: number;
  shop: string;
  title: string;
  handle: string;
  vendor: string;
  productType: string;
  status: 'ACTIVE' | 'ARCHIVED' | 'DRAFT';
  tags: string[];
  createdAt: Iso;
  image: string | null;
  variants: ProductVariant[];
};

export type Location = {
  id: number;
  shop: string;
  name: string;
  active: boolean;
  address: Address;
};
