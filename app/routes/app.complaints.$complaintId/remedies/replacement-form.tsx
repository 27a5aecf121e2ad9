import { BlockStack, Button, ChoiceList, InlineStack, Text, TextField } from '@shopify/polaris';
import { useRef, useState } from 'react';
import { replacementTexts as texts } from '#app/i18n/en/replacement.ts';
import { AddressBlock } from './address-block.tsx';
import { GiftChoice } from './gift-choice.tsx';
import type { ReplacementDraft } from './replacement-draft.ts';
import { ReplacementLines } from './replacement-lines.tsx';
import type { RemedyFormProps } from './screen.ts';

const longestWords = 500;

type Props = RemedyFormProps<'replacement', ReplacementDraft>;

/** What to send, how, with which words, and where to. */
export function ReplacementForm(props: Props) {
  const { draft, change, fields, facts, preview, page, id } = props;
  const shipping = facts?.shipping?.title;
  return (
    <BlockStack gap="400">
      <ReplacementLines page={page} draft={draft} change={change} fields={fields} facts={facts} id={id} />
      <GiftChoice
        complaintId={page.complaint.id}
        gift={draft.gift}
        facts={facts}
        error={fields['gift']}
        onChange={(gift) => change({ gift })}
        id={`${id}-gift`}
      />
      <ChoiceList
        title={texts.delivery}
        name={`${id}-delivery`}
        choices={[
          { value: 'as_ordered', label: texts.asOrdered, ...(shipping !== undefined && { helpText: shipping }) },
          { value: 'free', label: texts.free, helpText: texts.deliveryHint },
        ]}
        selected={[draft.delivery]}
        onChange={([chosen]) => change({ delivery: chosen === 'free' ? 'free' : 'as_ordered' })}
      />
      <Words draft={draft} change={change} fields={fields} />
      <AddressBlock
        shown={facts?.address ?? null}
        answered={facts?.ofCase.address ?? null}
        draft={draft}
        change={change}
        error={fields['address']}
        id={`${id}-address`}
      />
      {preview && (
        <Text as="p" tone="subdued">
          {texts.costIs[preview.plan.costIs]}
        </Text>
      )}
    </BlockStack>
  );
}

/** Words for the card and for the warehouse: most parcels need none. */
function Words({ draft, change, fields }: Pick<Props, 'draft' | 'change' | 'fields'>) {
  const [open, setOpen] = useState(draft.card !== '' || draft.note !== '');
  const box = useRef<HTMLDivElement>(null);
  const unfold = () => {
    setOpen(true);
    requestAnimationFrame(() => box.current?.querySelector('textarea')?.focus());
  };
  if (!open)
    return (
      <InlineStack>
        <Button variant="plain" onClick={unfold}>
          {texts.addWords}
        </Button>
      </InlineStack>
    );
  return (
    <div ref={box}>
      <BlockStack gap="300">
        <TextField
          label={texts.card}
          helpText={texts.cardHint}
          multiline={2}
          autoComplete="off"
          maxLength={longestWords}
          value={draft.card}
          onChange={(card) => change({ card })}
          {...(fields['card'] !== undefined && { error: fields['card'] })}
        />
        <TextField
          label={texts.note}
          autoComplete="off"
          maxLength={longestWords}
          value={draft.note}
          onChange={(note) => change({ note })}
          {...(fields['note'] !== undefined && { error: fields['note'] })}
        />
      </BlockStack>
    </div>
  );
}
