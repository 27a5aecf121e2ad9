import { BlockStack, FormLayout, Text, TextField } from '@shopify/polaris';
import { Beside } from '#app/components/calm.tsx';
import { LineChoice } from '#app/components/line-choice.tsx';
import { repairTexts as limits } from '#app/domain/remedy/repair.ts';
import { repairTexts as texts } from '#app/i18n/en/repair.ts';
import { HandmadeFields } from './handmade-fields.tsx';
import type { RepairDraft } from './repair-draft.ts';
import type { RemedyFormProps } from './screen.ts';

type Props = RemedyFormProps<'repair', RepairDraft>;

/** What is repaired, by whom, what it costs, and how the customer sends it there. */
export function RepairForm({ page: { order }, draft, change, fields, preview }: Props) {
  const setQuantity = (lineItemId: string, quantity: number) => {
    const { [lineItemId]: _before, ...others } = draft.quantities;
    change({ quantities: quantity > 0 ? { ...others, [lineItemId]: quantity } : others });
  };
  const text = (field: 'partner' | 'label' | 'courier') => ({
    label: texts[field],
    autoComplete: 'off',
    maxLength: limits[field].most,
    value: draft[field],
    onChange: (typed: string) => change({ [field]: typed }),
    ...(fields[field] !== undefined && { error: fields[field] }),
  });
  return (
    <BlockStack gap="400">
      <BlockStack gap="300">
        <Text as="h3" variant="headingXs">
          {texts.items}
        </Text>
        {order.lines.map((line) => {
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
              {problem !== undefined && <Beside>{problem}</Beside>}
            </BlockStack>
          );
        })}
        {fields['items'] !== undefined && <Beside>{fields['items']}</Beside>}
      </BlockStack>
      <FormLayout>
        <TextField {...text('partner')} />
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
        <FormLayout.Group condensed>
          <TextField {...text('label')} helpText={texts.labelHelp} />
          <TextField {...text('courier')} />
        </FormLayout.Group>
      </FormLayout>
    </BlockStack>
  );
}
