import { BlockStack, Button, InlineStack, Text } from '@shopify/polaris';
import { useState } from 'react';
import { Beside } from '#app/components/calm.tsx';
import { LineChoice } from '#app/components/line-choice.tsx';
import type { OrderLine } from '#app/domain/order.ts';
import type { ReturnableLine } from '#app/domain/remedy/return.ts';
import { returnTexts as texts } from '#app/i18n/en/return.ts';
import type { ChosenItem } from './chosen-item.ts';
import { PriceBeside, StockNote } from './item-notes.tsx';
import { ItemPicker } from './item-picker.tsx';
import type { ReturnDraft } from './return-draft.ts';
import type { RemedyFormProps } from './screen.ts';

type Props = Pick<RemedyFormProps<'return', ReturnDraft>, 'page' | 'draft' | 'change' | 'fields' | 'facts' | 'id'>;

/** Which items come back, how many of each, and what she gets in exchange. */
export function ReturnLines(props: Props) {
  const { page, draft, change, fields, facts } = props;
  const setQuantity = (lineItemId: string, quantity: number) => {
    const { [lineItemId]: _before, ...others } = draft.quantities;
    change({ quantities: quantity > 0 ? { ...others, [lineItemId]: quantity } : others });
  };
  return (
    <BlockStack gap="300">
      <Text as="h3" variant="headingXs">
        {texts.items}
      </Text>
      {page.order.lines.map((line) => {
        const problem = fields[`line-${line.id}`];
        const known = facts?.lines.find((each) => each.lineItemId === line.id);
        const quantity = draft.quantities[line.id] ?? 0;
        return (
          <BlockStack key={line.id} gap="100">
            <LineChoice
              line={line}
              quantity={quantity}
              // What is chosen already can be taken off, whatever is left.
              most={Math.max(known ? leftOf(known) : line.quantity, quantity)}
              onChange={(chosen) => setQuantity(line.id, chosen)}
              invalid={problem !== undefined || fields['items'] !== undefined}
              {...fewer(known)}
            />
            {quantity > 0 && <InExchange {...props} line={line} known={known} />}
            {problem !== undefined && <Beside>{problem}</Beside>}
          </BlockStack>
        );
      })}
      {fields['items'] !== undefined && <Beside>{fields['items']}</Beside>}
    </BlockStack>
  );
}

const leftOf = ({ parts }: ReturnableLine): number => parts.reduce((all, { left }) => all + left, 0);

/** Why fewer can come back than were ordered. */
function fewer(line: ReturnableLine | undefined): { fewer?: string } {
  if (!line) return {};
  const { unsent, quantity } = line;
  return { fewer: unsent > 0 ? texts.notSent(unsent, quantity) : texts.gone(quantity - leftOf(line), quantity) };
}

type LineProps = Props & { line: OrderLine; known: ReturnableLine | undefined };

/** Nothing, the same, or something else in exchange for a line that comes back. */
function InExchange({ page, draft, change, facts, line, known, id }: LineProps) {
  const [picking, setPicking] = useState(false);
  const chosen = draft.instead[line.id];
  const item = chosen && facts?.variants.find((each) => each.variantId === chosen.variantId);
  const set = (next: ChosenItem | null) => {
    const { [line.id]: _before, ...others } = draft.instead;
    change({ instead: next ? { ...others, [line.id]: next } : others });
    setPicking(false);
  };
  if (picking)
    return (
      <ItemPicker
        complaintId={page.complaint.id}
        label={texts.chooseExchange(line.title)}
        like={null}
        compareTo={known?.unitPaid ?? null}
        onChoose={({ variantId, title }) => set({ variantId, title })}
        onCancel={() => setPicking(false)}
        id={`${id}-${line.id}`}
      />
    );
  const own = known?.variantId ?? null;
  return (
    <InlineStack gap="200" blockAlign="center">
      <Text as="span">{chosen ? texts.exchange(chosen.title) : texts.noExchange}</Text>
      {chosen && <StockNote item={item} />}
      {item?.price && known && <PriceBeside price={item.price} original={known.unitPaid} />}
      {known && own !== null && chosen?.variantId !== own && (
        <Button variant="plain" onClick={() => set({ variantId: own, title: known.title })}>
          {texts.exchangeSame}
        </Button>
      )}
      <Button variant="plain" onClick={() => setPicking(true)}>
        {texts.exchangeOther}
      </Button>
      {chosen && (
        <Button variant="plain" onClick={() => set(null)}>
          {texts.dropExchange}
        </Button>
      )}
    </InlineStack>
  );
}
