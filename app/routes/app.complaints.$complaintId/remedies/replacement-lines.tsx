import { BlockStack, Button, InlineStack, Text } from '@shopify/polaris';
import { useState } from 'react';
import { Beside } from '#app/components/calm.tsx';
import { LineChoice } from '#app/components/line-choice.tsx';
import type { OrderLine } from '#app/domain/order.ts';
import type { ReplacementFacts } from '#app/domain/remedy/replacement.ts';
import { replacementTexts as texts } from '#app/i18n/en/replacement.ts';
import { ItemPicker } from './item-picker.tsx';
import { PriceBeside, StockNote } from './item-notes.tsx';
import type { ReplacementDraft } from './replacement-draft.ts';
import type { RemedyFormProps } from './screen.ts';

type Props = Pick<
  RemedyFormProps<'replacement', ReplacementDraft>,
  'page' | 'draft' | 'change' | 'fields' | 'facts' | 'id'
>;

/** Which items are sent again, how many of each, and what in their place. */
export function ReplacementLines(props: Props) {
  const { page, draft, change, fields } = props;
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
        return (
          <BlockStack key={line.id} gap="100">
            <LineChoice
              line={line}
              quantity={draft.quantities[line.id] ?? 0}
              most={line.quantity}
              onChange={(quantity) => setQuantity(line.id, quantity)}
              invalid={problem !== undefined || fields['items'] !== undefined}
            />
            {draft.quantities[line.id] !== undefined && <SentInPlace {...props} line={line} />}
            {problem !== undefined && <Beside>{problem}</Beside>}
          </BlockStack>
        );
      })}
      {fields['items'] !== undefined && <Beside>{fields['items']}</Beside>}
    </BlockStack>
  );
}

/** The same again, or what is sent in its place. */
function SentInPlace({ page, draft, change, facts, line, id }: Props & { line: OrderLine }) {
  const [picking, setPicking] = useState(false);
  const known = facts?.lines.find((each) => each.lineItemId === line.id);
  const own = itemOf(facts, known?.variantId);
  const other = draft.others[line.id];
  const ranOut = own?.available !== null && (own?.available ?? 1) < (draft.quantities[line.id] ?? 0);
  const backToSame = () => {
    const { [line.id]: _before, ...others } = draft.others;
    change({ others });
  };
  if (picking) {
    return (
      <ItemPicker
        complaintId={page.complaint.id}
        label={texts.sendInstead(line.title)}
        like={ranOut && own && known ? { item: own, price: known.unitPrice } : null}
        compareTo={known?.unitPrice ?? null}
        onChoose={({ variantId, title }) => {
          change({ others: { ...draft.others, [line.id]: { variantId, title } } });
          setPicking(false);
        }}
        onCancel={() => setPicking(false)}
        id={`${id}-${line.id}`}
      />
    );
  }
  const chosen = other && itemOf(facts, other.variantId);
  return (
    <InlineStack gap="200" blockAlign="center">
      <Text as="span">{other ? texts.instead(other.title) : texts.same}</Text>
      <StockNote item={other ? chosen : own} />
      {other && chosen?.price && known && <PriceBeside price={chosen.price} original={known.unitPrice} />}
      <Button variant="plain" onClick={() => setPicking(true)} id={`${id}-${line.id}-pick`}>
        {other ? texts.change : texts.somethingElse}
      </Button>
      {other && (
        <Button variant="plain" onClick={backToSame}>
          {texts.backToSame}
        </Button>
      )}
    </InlineStack>
  );
}

const itemOf = (facts: ReplacementFacts | null, variantId: string | null | undefined) =>
  facts?.variants.find((item) => item.variantId === variantId);
