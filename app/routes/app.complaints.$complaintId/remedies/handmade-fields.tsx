import { FormLayout, TextField } from '@shopify/polaris';
import { useFormats } from '#app/components/reader.tsx';
import type { HandmadePlan } from '#app/domain/remedy/handmade-plan.ts';
import { handmadeTexts as texts } from '#app/i18n/en/handmade.ts';

/** What it costs and within how many days it is done, as typed. */
export type HandmadeDraft = { cost: string; days: string };

type Props = {
  draft: HandmadeDraft;
  change: (part: Partial<HandmadeDraft>) => void;
  fields: Readonly<Record<string, string | undefined>>;
  label: string;
  help: string;
  /** The shop's own: that is what it is paid in. */
  currency: string;
  /** What would be given, once that is known: it says the day. */
  plan: HandmadePlan | null;
};

/** The cost and the day of what people carry out. */
export function HandmadeFields({ draft, change, fields, label, help, currency, plan }: Props) {
  const { day } = useFormats();
  const days = plan && fields['days'] === undefined ? day(plan.dueOn) : null;
  return (
    <FormLayout>
      <FormLayout.Group condensed>
        <TextField
          label={label}
          inputMode="decimal"
          autoComplete="off"
          suffix={currency}
          maxLength={40}
          value={draft.cost}
          onChange={(cost) => change({ cost })}
          helpText={help}
          {...(fields['cost'] !== undefined && { error: fields['cost'] })}
        />
        <TextField
          label={texts.days}
          inputMode="numeric"
          autoComplete="off"
          suffix={texts.daysUnit}
          maxLength={4}
          value={draft.days}
          onChange={(typed) => change({ days: typed })}
          helpText={texts.daysHelp(days)}
          {...(fields['days'] !== undefined && { error: fields['days'] })}
        />
      </FormLayout.Group>
    </FormLayout>
  );
}
