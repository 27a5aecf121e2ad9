import { BlockStack, Checkbox, FormLayout, Text, TextField } from '@shopify/polaris';
import { useFormats } from '#app/components/reader.tsx';
import { longestVipTitle } from '#app/domain/remedy/vip-price.ts';
import { vipPriceWarnings } from '#app/domain/remedy/vip-price-rules.ts';
import { vipPriceTexts as texts, vipPriceWarning } from '#app/i18n/en/vip-price.ts';
import type { RemedyFormProps } from './screen.ts';
import type { VipPriceDraft } from './vip-price.tsx';
import { Warnings } from './warnings.tsx';

/** How many percent, under which name; what it is taken to be worth, and what may keep it from applying. */
export function VipPriceForm({ draft, change, fields, preview }: RemedyFormProps<'vip_price', VipPriceDraft>) {
  const { pair } = useFormats();
  const warnings = preview ? vipPriceWarnings(preview.plan, preview.facts) : [];
  return (
    <BlockStack gap="400">
      <FormLayout>
        <FormLayout.Group condensed>
          <TextField
            label={texts.percent}
            inputMode="numeric"
            autoComplete="off"
            suffix="%"
            maxLength={3}
            value={draft.percent}
            onChange={(percent) => change({ percent })}
            {...(fields['percent'] !== undefined && { error: fields['percent'] })}
          />
          <TextField
            label={texts.title}
            autoComplete="off"
            maxLength={longestVipTitle}
            value={draft.title}
            onChange={(title) => change({ title })}
            helpText={texts.titleHelp}
            {...(fields['title'] !== undefined && { error: fields['title'] })}
          />
        </FormLayout.Group>
        <Checkbox label={texts.combines} checked={draft.combines} onChange={(combines) => change({ combines })} />
      </FormLayout>
      <div>
        {preview && (
          <Text as="p" tone="subdued">
            {texts.estimate(pair(preview.worth.amount, preview.worth.shopAmount))}
          </Text>
        )}
        <Warnings title={texts.warnings} warnings={warnings.map((each) => vipPriceWarning(each))} />
      </div>
    </BlockStack>
  );
}
