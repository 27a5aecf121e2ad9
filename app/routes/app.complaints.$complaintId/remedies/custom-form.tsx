import { BlockStack, TextField } from '@shopify/polaris';
import { customTexts as limits } from '#app/domain/remedy/custom.ts';
import { customTexts as texts } from '#app/i18n/en/custom.ts';
import type { CustomDraft } from './custom.tsx';
import { HandmadeFields } from './handmade-fields.tsx';
import type { RemedyFormProps } from './screen.ts';

/** What the customer gets, in words; what it costs and by when. */
export function CustomForm({ page, draft, change, fields, preview }: RemedyFormProps<'custom', CustomDraft>) {
  return (
    <BlockStack gap="400">
      <TextField
        label={texts.what}
        multiline={2}
        autoComplete="off"
        maxLength={limits.what.most}
        value={draft.what}
        onChange={(what) => change({ what })}
        helpText={texts.whatHelp}
        {...(fields['what'] !== undefined && { error: fields['what'] })}
      />
      <HandmadeFields
        draft={draft}
        change={change}
        fields={fields}
        label={texts.cost}
        help={texts.costHelp}
        currency={page.order.shopCurrency}
        plan={preview?.plan ?? null}
      />
    </BlockStack>
  );
}
