import { BlockStack, Box, Button, Icon, InlineStack, Spinner, Text, TextField, Thumbnail } from '@shopify/polaris';
import { ImageIcon, SearchIcon } from '@shopify/polaris-icons';
import { useState } from 'react';
import { Beside } from '#app/components/calm.tsx';
import { useFormats } from '#app/components/reader.tsx';
import type { MoneyPair } from '#app/domain/money.ts';
import type { StockedItem } from '#app/domain/remedy/replacement.ts';
import { replacementTexts as texts } from '#app/i18n/en/replacement.ts';
import { PriceBeside, StockNote } from './item-notes.tsx';
import { useFoundItems } from './use-found-items.ts';

const typingPauseMs = 300;

type Props = {
  complaintId: string;
  label: string;
  /** What has run out, and its price: what is alike is offered before anything is typed. */
  like: { item: StockedItem; price: MoneyPair } | null;
  /** Prices are told beside this one. */
  compareTo: MoneyPair | null;
  onChoose: (item: StockedItem) => void;
  onCancel: () => void;
  id: string;
};

/** Finds an item of the shop, with stock and price. */
export function ItemPicker({ complaintId, label, like, compareTo, onChoose, onCancel, id }: Props) {
  const [typed, setTyped] = useState('');
  const text = typed.trim();
  const query = wishOf(text, like);
  const { found, searching } = useFoundItems(complaintId, query, text === '' ? 0 : typingPauseMs);

  return (
    <div role="group" aria-label={label} data-testid="item-picker">
      <Box padding="300" borderWidth="025" borderColor="border" borderRadius="200">
        <BlockStack gap="300">
          <TextField
            id={`${id}-search`}
            label={texts.search}
            type="search"
            autoComplete="off"
            autoFocus
            prefix={<Icon source={SearchIcon} />}
            value={typed}
            onChange={setTyped}
            maxLength={100}
          />
          {text === '' && like && <Text as="p">{texts.ranOut(like.item.title)}</Text>}
          {searching && <Spinner size="small" accessibilityLabel={texts.searching} />}
          {found && !found.ok && <Beside>{found.message}</Beside>}
          {found?.ok && <Found items={found.items} text={text} compareTo={compareTo} onChoose={onChoose} />}
          <InlineStack>
            <Button onClick={onCancel}>{texts.cancel}</Button>
          </InlineStack>
        </BlockStack>
      </Box>
    </div>
  );
}

/** What to ask the server for; null while there is nothing to look for. */
function wishOf(text: string, like: Props['like']): string | null {
  if (text !== '') return new URLSearchParams({ q: text }).toString();
  if (!like) return null;
  const priceMinor = String(like.price.shop.minor);
  return new URLSearchParams({ like: like.item.variantId, priceMinor }).toString();
}

type FoundProps = Pick<Props, 'compareTo' | 'onChoose'> & { items: readonly StockedItem[]; text: string };

function Found({ items, text, compareTo, onChoose }: FoundProps) {
  if (items.length === 0)
    return (
      <Text as="p" tone="subdued">
        {text === '' ? texts.nothingLike : texts.nothingFound(text)}
      </Text>
    );
  return (
    <ul aria-label={texts.searchResults} style={{ listStyle: 'none', margin: 0, padding: 0 }}>
      {items.map((item) => (
        <li key={item.variantId}>
          <Item item={item} compareTo={compareTo} onChoose={onChoose} />
        </li>
      ))}
    </ul>
  );
}

function Item({ item, compareTo, onChoose }: Omit<FoundProps, 'items' | 'text'> & { item: StockedItem }) {
  const { pair } = useFormats();
  const { title, price, imageUrl, available, sku } = item;
  return (
    <Box paddingBlock="100">
      <InlineStack gap="300" align="space-between" blockAlign="center" wrap={false}>
        <InlineStack gap="300" blockAlign="center" wrap={false}>
          <Thumbnail source={imageUrl ?? ImageIcon} alt="" size="small" />
          <BlockStack>
            <Text as="span" fontWeight="medium">
              {title}
            </Text>
            <InlineStack gap="200">
              {sku !== null && (
                <Text as="span" tone="subdued">
                  {sku}
                </Text>
              )}
              {price && <Text as="span">{pair(price.presentment, price.shop)}</Text>}
              {price && compareTo && <PriceBeside price={price} original={compareTo} />}
              <StockNote item={item} />
            </InlineStack>
          </BlockStack>
        </InlineStack>
        <Button
          onClick={() => onChoose(item)}
          disabled={price === null || available === 0}
          accessibilityLabel={texts.choose(title)}
        >
          {texts.chooseShort}
        </Button>
      </InlineStack>
    </Box>
  );
}
