import { BlockStack, Checkbox, Text, TextField } from '@shopify/polaris';
import { measureAt } from '#app/domain/limits/typed-policy.ts';
import type { Measure } from '#app/domain/limits/typed-policy.ts';
import { limitsTexts as texts } from '#app/i18n/en/limits-settings.ts';
import type { PolicyForm } from './use-policy-form.ts';

type Props = {
  form: PolicyForm;
  path: string;
  label: string;
  /** Who it is for, after "No limit for". */
  whom: string;
  /** What no value means; null where there has to be one. */
  none?: string | null;
  labelHidden?: boolean;
};

/** One number of the rules, or the choice of none: none is never an empty field. */
export function RuleField({ form, path, label, whom, none = texts.none, labelHidden = false }: Props) {
  const value = form.values[path];
  const error = form.error(path);
  const typed = typeof value === 'string' ? value : '';
  return (
    <BlockStack gap="100">
      <TextField
        label={label}
        labelHidden={labelHidden}
        inputMode="decimal"
        autoComplete="off"
        suffix={suffixOf(measureAt(path), form.currency)}
        value={typed}
        placeholder={value === null && none !== null ? none : ''}
        disabled={form.fixed || value === null}
        onChange={(next) => form.change(path, next)}
        maxLength={40}
        {...(error !== undefined && { error })}
      />
      {none !== null && (
        <Checkbox
          label={
            <>
              {none}
              <Text as="span" visuallyHidden>
                {texts.noneFor(whom)}
              </Text>
            </>
          }
          checked={value === null}
          disabled={form.fixed}
          onChange={(unlimited) => form.change(path, unlimited ? null : '')}
        />
      )}
    </BlockStack>
  );
}

function suffixOf(measure: Measure | null, currency: string): string {
  if (measure === 'money') return currency;
  if (measure === 'percent' || measure === 'growth') return '%';
  return measure === 'hours' ? texts.approval.hoursSuffix : '';
}
