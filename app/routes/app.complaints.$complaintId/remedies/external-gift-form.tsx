import { BlockStack, FormLayout, TextField } from '@shopify/polaris';
import { externalGiftTexts as limits } from '#app/domain/remedy/external-gift.ts';
import { externalGiftTexts as texts } from '#app/i18n/en/external-gift.ts';
import { AddressBlock } from './address-block.tsx';
import type { ExternalGiftDraft } from './external-gift-draft.ts';
import { HandmadeFields } from './handmade-fields.tsx';
import type { RemedyFormProps } from './screen.ts';

type Props = RemedyFormProps<'external_gift', ExternalGiftDraft>;

/** What it is, where it is bought and for how much, and where it goes. */
export function ExternalGiftForm({ page: { order }, draft, change, fields, facts, preview, id }: Props) {
  const text = (field: 'what' | 'vendor' | 'link') => ({
    label: texts[field],
    autoComplete: 'off',
    maxLength: limits[field].most,
    value: draft[field],
    onChange: (typed: string) => change({ [field]: typed }),
    ...(fields[field] !== undefined && { error: fields[field] }),
  });
  return (
    <BlockStack gap="400">
      <FormLayout>
        <FormLayout.Group condensed>
          <TextField {...text('what')} helpText={texts.whatHelp} />
          <TextField {...text('vendor')} />
        </FormLayout.Group>
      </FormLayout>
      <HandmadeFields
        draft={draft}
        change={change}
        fields={fields}
        label={texts.cost}
        help={texts.costHelp}
        currency={order.shopCurrency}
        plan={preview?.plan ?? null}
      />
      <FormLayout>
        <TextField {...text('link')} helpText={texts.linkHelp} />
      </FormLayout>
      <AddressBlock
        shown={facts?.address ?? null}
        answered={facts?.ofCase.address ?? null}
        draft={draft}
        change={change}
        error={fields['address']}
        id={`${id}-address`}
      />
    </BlockStack>
  );
}
