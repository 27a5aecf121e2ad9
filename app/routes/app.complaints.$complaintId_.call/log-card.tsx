import {
  BlockStack,
  Button,
  Checkbox,
  ChoiceList,
  FormLayout,
  InlineStack,
  Select,
  Text,
  TextField,
} from '@shopify/polaris';
import { Problem } from '#app/components/calm.tsx';
import { SectionCard } from '#app/components/section-card.tsx';
import { useKept } from '#app/components/use-kept.ts';
import {
  callDirections,
  callOutcomes,
  longestAgreed,
  longestCallNote,
  longestPhone,
  mostTries,
} from '#app/domain/calls/call.ts';
import { callPageTexts, outcomeWords } from '#app/i18n/en/calls.ts';
import type { CallPage } from '#app/services/call-views.ts';
import { emptyCall, readCall, type TypedCall } from './typed-call.ts';
import { useCallAction } from './use-call-action.ts';

const texts = callPageTexts.log;
const kinds = (['other', 'remedy', 'answer'] as const).map((value) => ({ value, label: texts.promiseKinds[value] }));

type Props = { page: CallPage; userId: string };
type Fields = { typed: TypedCall; change: (part: Partial<TypedCall>) => void; call: ReturnType<typeof useCallAction> };

/** How a call went. What is typed stays until it is saved, through a reload too. */
export function LogCard({ page, userId }: Props) {
  const kept = useKept(
    `call.${userId}.${page.complaint.id}`,
    () => emptyCall(page),
    (found) => readCall(found, page),
  );
  const { value: typed } = kept;
  const call = useCallAction(page.complaint.id, texts.saved, kept.startOver);
  const change = (part: Partial<TypedCall>) => kept.set((before) => ({ ...before, ...part }));
  const { promise, ...rest } = typed;
  const save = () => call.send({ ...rest, intent: 'log', promise: promise ? 'on' : 'off' });
  const fields = { typed, change, call };
  return (
    <SectionCard title={texts.title} testId="log-call">
      <BlockStack gap="400">
        {call.message !== '' && (
          <Problem title={texts.notSaved} focus>
            {call.message}
          </Problem>
        )}
        <ChoiceList
          title={texts.outcome}
          choices={callOutcomes.map((value) => ({ value, label: outcomeWords[value] }))}
          selected={typed.outcome === '' ? [] : [typed.outcome]}
          onChange={([outcome]: TypedCall['outcome'][]) => change({ outcome: outcome ?? '' })}
          {...call.error('outcome')}
        />
        {typed.outcome === 'reached' ? <Reached {...fields} /> : <NotReached {...fields} page={page} />}
        <TextField
          label={texts.note}
          multiline={2}
          autoComplete="off"
          maxLength={longestCallNote}
          value={typed.note}
          onChange={(note) => change({ note })}
          {...call.error('note')}
        />
        <When {...fields} />
        <InlineStack align="end">
          <Button variant="primary" loading={call.busy} onClick={save}>
            {texts.save}
          </Button>
        </InlineStack>
      </BlockStack>
    </SectionCard>
  );
}

function When({ typed, change, call }: Fields) {
  return (
    <FormLayout>
      <FormLayout.Group condensed>
        <Select
          label={texts.direction}
          options={callDirections.map((value) => ({ value, label: texts.directions[value] }))}
          value={typed.direction}
          onChange={(direction) => change({ direction: direction === 'in' ? 'in' : 'out' })}
        />
        <TextField
          label={texts.minutes}
          inputMode="numeric"
          autoComplete="off"
          maxLength={3}
          value={typed.minutes}
          onChange={(minutes) => change({ minutes })}
          {...call.error('minutes')}
        />
      </FormLayout.Group>
      <FormLayout.Group condensed>
        <TextField
          label={texts.day}
          type="date"
          autoComplete="off"
          value={typed.day}
          onChange={(day) => change({ day })}
          {...call.error('day')}
        />
        <TextField
          label={texts.time}
          type="time"
          autoComplete="off"
          value={typed.time}
          onChange={(time) => change({ time })}
          {...call.error('time')}
        />
      </FormLayout.Group>
    </FormLayout>
  );
}

/** What was agreed, and whether it is a promise. */
function Reached({ typed, change, call }: Fields) {
  return (
    <BlockStack gap="300">
      <TextField
        label={texts.agreed}
        helpText={texts.agreedHelp}
        autoComplete="off"
        maxLength={longestAgreed}
        value={typed.agreed}
        onChange={(agreed) => change({ agreed })}
        {...call.error('agreed')}
      />
      <Checkbox label={texts.promise} checked={typed.promise} onChange={(promise) => change({ promise })} />
      {typed.promise && (
        <FormLayout>
          <FormLayout.Group condensed>
            <Select
              label={texts.promiseKind}
              options={kinds}
              value={typed.promiseKind}
              onChange={(kind) => change({ promiseKind: kind as TypedCall['promiseKind'] })}
            />
            <TextField
              label={texts.promiseDay}
              type="date"
              autoComplete="off"
              value={typed.promiseDay}
              onChange={(promiseDay) => change({ promiseDay })}
              {...call.error('promiseDay')}
            />
          </FormLayout.Group>
        </FormLayout>
      )}
    </BlockStack>
  );
}

/** When she is tried again; after the third time, that she is written to. */
function NotReached({ typed, change, call, page: { waiting, slots } }: Fields & { page: CallPage }) {
  const wrong = typed.outcome === 'wrong_number';
  if (typed.outcome === '' || typed.direction === 'in') return null;
  const isLast = waiting !== null && waiting.tries + 1 >= mostTries;
  const again = waiting !== null && !isLast && (!wrong || typed.otherPhone.trim() !== '');
  return (
    <BlockStack gap="300">
      {wrong && !isLast && (
        <>
          <Text as="p">{texts.wrong}</Text>
          {waiting !== null && (
            <TextField
              label={texts.otherPhone}
              helpText={texts.otherPhoneHelp}
              type="tel"
              autoComplete="off"
              maxLength={longestPhone}
              value={typed.otherPhone}
              onChange={(otherPhone) => change({ otherPhone })}
              {...call.error('otherPhone')}
            />
          )}
        </>
      )}
      {again && (
        <Select
          label={texts.nextTry}
          helpText={texts.nextTryHelp}
          options={slots}
          value={typed.nextTry}
          onChange={(nextTry) => change({ nextTry })}
          {...call.error('nextTry')}
        />
      )}
      {isLast && <Text as="p">{texts.lastTry}</Text>}
    </BlockStack>
  );
}
