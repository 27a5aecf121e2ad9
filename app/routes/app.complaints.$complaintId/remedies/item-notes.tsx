import { Text } from '@shopify/polaris';
import { useFormats } from '#app/components/reader.tsx';
import { subtract } from '#app/domain/money.ts';
import type { MoneyPair } from '#app/domain/money.ts';
import type { StockedItem } from '#app/domain/remedy/replacement.ts';
import { replacementTexts as texts } from '#app/i18n/en/replacement.ts';

/** How many of an item there are; nothing before Shopify has said. */
export function StockNote({ item }: { item: Pick<StockedItem, 'available'> | undefined }) {
  if (!item) return null;
  return (
    <Text as="span" tone="subdued">
      {item.available === null ? texts.alwaysThere : texts.inStock(item.available)}
    </Text>
  );
}

/** How far an item's price is from what was ordered, for staff: the customer pays neither. */
export function PriceBeside({ price, original }: { price: MoneyPair; original: MoneyPair }) {
  const { pair } = useFormats();
  const more = price.presentment.minor > original.presentment.minor;
  const [high, low] = more ? [price, original] : [original, price];
  const off = pair(subtract(high.presentment, low.presentment), subtract(high.shop, low.shop));
  const same = high.presentment.minor === low.presentment.minor;
  return (
    <Text as="span" tone="subdued">
      {same ? texts.samePrice : more ? texts.more(off) : texts.less(off)}
    </Text>
  );
}
