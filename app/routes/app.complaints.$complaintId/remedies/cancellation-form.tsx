import {
  BlockStack,
  Box,
  Button,
  Checkbox,
  FormLayout,
  InlineGrid,
  InlineStack,
  Select,
  Text,
  TextField,
} from '@shopify/polaris';
import { Beside } from '#app/components/calm.tsx';
import { cancelReasons, cancelWhys, longestStaffNote } from '#app/domain/remedy/cancellation.ts';
import type { CancelWhy } from '#app/domain/remedy/cancellation.ts';
import { cancellationTexts as texts, cancelReasonWords, cancelWhyWords } from '#app/i18n/en/cancellation.ts';
import type { CancellationDraft } from './cancellation-draft.ts';
import { CancellationWayOut } from './cancellation-way-out.tsx';
import { emptyCode } from './discount-code-draft.ts';
import type { RemedyFormProps } from './screen.ts';

type Props = RemedyFormProps<'cancellation', CancellationDraft>;

// The others are mistakes, and nothing that one could offer mends them.
const mayBeKept: readonly CancelWhy[] = ['late', 'cheaper', 'changed_mind'];

/** First why, with what may be better than cancelling; then how. An order that was sent gets the way out instead. */
export function CancellationForm(props: Props) {
  const { draft, facts, page, switchTo } = props;
  const sent = facts?.sent ?? draft.sent;
  if (sent !== 'nothing') return <CancellationWayOut page={page} sent={sent} facts={facts} switchTo={switchTo} />;
  return (
    <FormLayout>
      <Why {...props} />
      {draft.why !== '' && <Advice why={draft.why} onInstead={() => switchTo('discount_code', emptyCode)} />}
      {draft.why !== '' && <How {...props} />}
    </FormLayout>
  );
}

function Why({ draft, change, fields }: Props) {
  return (
    <BlockStack gap="200">
      <Select
        label={texts.why}
        placeholder={texts.choose}
        options={cancelWhys.map((value) => ({ value, label: cancelWhyWords[value] }))}
        value={draft.why}
        onChange={(value) => change({ why: cancelWhys.find((each) => each === value) ?? '' })}
      />
      {fields['why'] !== undefined && <Beside>{fields['why']}</Beside>}
    </BlockStack>
  );
}

function Advice({ why, onInstead }: { why: CancelWhy; onInstead: () => void }) {
  return (
    <Box padding="300" background="bg-surface-info" borderRadius="200">
      <div aria-live="polite">
        <BlockStack gap="200">
          <Text as="p">{texts.advice[why]}</Text>
          {mayBeKept.includes(why) && (
            <InlineStack>
              <Button onClick={onInstead}>{texts.instead}</Button>
            </InlineStack>
          )}
        </BlockStack>
      </div>
    </Box>
  );
}

function How({ draft, change, fields }: Props) {
  return (
    <FormLayout>
      <InlineGrid columns={{ xs: 1, sm: 2 }} gap="400">
        <Select
          label={texts.reason}
          options={cancelReasons.map((value) => ({ value, label: cancelReasonWords[value] }))}
          value={draft.reason}
          onChange={(value) => change({ reason: cancelReasons.find((each) => each === value) ?? 'customer' })}
        />
        <TextField
          label={texts.note}
          helpText={texts.noteHelp}
          autoComplete="off"
          maxLength={longestStaffNote}
          value={draft.note}
          onChange={(note) => change({ note })}
          {...(fields['note'] !== undefined && { error: fields['note'] })}
        />
      </InlineGrid>
      <BlockStack>
        <Checkbox label={texts.restock} checked={draft.restock} onChange={(restock) => change({ restock })} />
        <Checkbox label={texts.notify} checked={draft.notify} onChange={(notify) => change({ notify })} />
      </BlockStack>
    </FormLayout>
  );
}
