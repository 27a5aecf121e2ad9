import { fromDecimal } from '#app/domain/money.ts';
import { retailPrice } from '#app/domain/remedy/replacement-price.ts';
import type { ReplacementFacts, StockedItem } from '#app/domain/remedy/replacement.ts';
import type { StockedItemFragment, StockFragment } from '#app/types/admin.generated.ts';
import { fromGid } from './gid.ts';
import { readMoney } from './map-money.ts';

type Priced = Pick<ReplacementFacts, 'currency' | 'total' | 'shopCurrency'>;

/** Of what was asked for by id: null is what the shop no longer has, or never had. A gift card is money, and nothing to be sent. */
export const isItem = (node: object | null): node is StockedItemFragment =>
  node !== null && 'product' in node && !(node as StockedItemFragment).product.isGiftCard;

/** An item with its prices for the customer of an order. */
export function readItem(item: StockedItemFragment, order: Priced): StockedItem {
  const abroad = item.contextualPricing?.price;
  return {
    ...readStock(item),
    title: itemTitle(item.product.title, item.title),
    sku: item.sku,
    imageUrl: item.image?.url ?? null,
    price: retailPrice(fromDecimal(item.price, order.shopCurrency), abroad ? readMoney(abroad) : null, order),
  };
}

/** What can be sold of an item, and what one costs the shop. */
export function readStock(item: StockFragment): Pick<StockedItem, 'variantId' | 'available' | 'unitCost'> {
  const { tracked, unitCost } = item.inventoryItem;
  const counted = tracked && item.inventoryPolicy === 'DENY';
  return {
    variantId: fromGid(item.id),
    available: counted ? (item.inventoryQuantity ?? 0) : null,
    unitCost: unitCost ? readMoney(unitCost) : null,
  };
}

/** "Stoneware Mug, Blue"; Shopify calls the only variant of a product "Default Title". */
export const itemTitle = (product: string, variant: string | null): string =>
  variant === null || variant === '' || variant === 'Default Title' ? product : `${product}, ${variant}`;
