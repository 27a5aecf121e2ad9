import { BlockStack, ChoiceList, InlineGrid, Select, TextField } from '@shopify/polaris';
import { returnReasons } from '#app/domain/remedy/return-reasons.ts';
import { returnTexts as texts } from '#app/i18n/en/return.ts';
import { returnLabels } from './return-draft.ts';
import type { ReturnDraft } from './return-draft.ts';
import { ReturnKeeping } from './return-keeping.tsx';
import { ReturnLines } from './return-lines.tsx';
import type { RemedyFormProps } from './screen.ts';

type Props = RemedyFormProps<'return', ReturnDraft>;

/** What comes back, why and how, and what she gets in exchange; and whether it is worth sending it back at all. */
export function ReturnForm(props: Props) {
  const { draft, change, fields, preview, page, switchTo, id } = props;
  return (
    <BlockStack gap="400">
      <ReturnLines {...props} />
      <ReturnKeeping
        keeping={preview?.plan.keeping ?? null}
        page={page}
        quantities={draft.quantities}
        switchTo={switchTo}
      />
      <Select
        label={texts.reason}
        options={returnReasons.map((value) => ({ value, label: texts.reasons[value] }))}
        value={draft.reason}
        onChange={(value) => change({ reason: returnReasons.find((each) => each === value) ?? draft.reason })}
        {...error(fields['reason'])}
      />
      <ChoiceList
        title={texts.label}
        name={`${id}-label`}
        choices={returnLabels.map((value) => ({ value, label: texts.labels[value] }))}
        selected={[draft.label]}
        onChange={([chosen]) => change({ label: returnLabels.find((each) => each === chosen) ?? draft.label })}
      />
      {draft.label === 'made' && <Label {...props} />}
      <TextField
        label={texts.note}
        helpText={texts.noteHelp}
        multiline={2}
        autoComplete="off"
        maxLength={500}
        value={draft.note}
        onChange={(note) => change({ note })}
        {...error(fields['note'])}
      />
    </BlockStack>
  );
}

const error = (message: string | undefined) => (message === undefined ? {} : { error: message });

/** Where the label is, and its number: one of them is enough. */
function Label({ draft, change, fields }: Props) {
  return (
    <InlineGrid columns={{ xs: 1, sm: 2 }} gap="400">
      <TextField
        label={texts.labelUrl}
        helpText={texts.labelUrlHelp}
        type="url"
        inputMode="url"
        autoComplete="off"
        maxLength={2_000}
        value={draft.labelUrl}
        onChange={(labelUrl) => change({ labelUrl })}
        {...error(fields['labelUrl'])}
      />
      <TextField
        label={texts.trackingNumber}
        autoComplete="off"
        maxLength={100}
        value={draft.trackingNumber}
        onChange={(trackingNumber) => change({ trackingNumber })}
        {...error(fields['trackingNumber'])}
      />
    </InlineGrid>
  );
}
