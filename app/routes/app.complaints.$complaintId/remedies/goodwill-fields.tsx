import { FormLayout, Select, TextField } from '@shopify/polaris';
import { validities } from '#app/domain/remedy/goodwill.ts';
import { goodwillTexts as texts } from '#app/i18n/en/goodwill.ts';
import { validityOf } from './goodwill-draft.ts';
import type { GoodwillDraft } from './goodwill-draft.ts';

type Props = {
  draft: GoodwillDraft;
  change: (part: Partial<GoodwillDraft>) => void;
  fields: Readonly<Record<string, string | undefined>>;
  /** The order's: it is given in the currency that the customer pays in. */
  currency: string;
  /** Below the amount; null = nothing to say. */
  amountHelp: string | null;
};

/** How much is given, and for how long it can be used. */
export function GoodwillFields({ draft, change, fields, currency, amountHelp }: Props) {
  return (
    <FormLayout>
      <FormLayout.Group condensed>
        <TextField
          label={texts.amount}
          inputMode="decimal"
          autoComplete="off"
          suffix={currency}
          maxLength={40}
          value={draft.amount}
          onChange={(amount) => change({ amount })}
          {...(amountHelp !== null && { helpText: amountHelp })}
          {...(fields['amount'] !== undefined && { error: fields['amount'] })}
        />
        <Select
          label={texts.months}
          options={validities.map((months) => ({ value: String(months), label: texts.monthsOf(months) }))}
          value={String(draft.months)}
          onChange={(months) => change({ months: validityOf(Number(months)) })}
          helpText={texts.monthsHelp}
          {...(fields['months'] !== undefined && { error: fields['months'] })}
        />
      </FormLayout.Group>
    </FormLayout>
  );
}
