import { BlockStack, Checkbox, FormLayout, Select, TextField } from '@shopify/polaris';
import { Beside } from '#app/components/calm.tsx';
import { promiseKinds } from '#app/domain/promise/promise.ts';
import { composerTexts as texts } from '#app/i18n/en/messages.ts';
import type { ReplyDraft } from './reply-draft.ts';

type Promised = Omit<ReplyDraft['promise'], 'on'>;
type Props = {
  promise: Promised;
  set: (next: Partial<Promised>) => void;
  today: string;
  error: string | undefined;
};

/** What is promised, and until when. */
export function PromiseFields({ promise, set, today, error }: Props) {
  return (
    <FormLayout>
      <FormLayout.Group>
        <Select
          label={texts.promiseKind}
          options={promiseKinds.map((value) => ({ value, label: texts.promiseKinds[value] }))}
          value={promise.kind}
          onChange={(kind) => set({ kind: promiseKinds.find((each) => each === kind) ?? 'other' })}
        />
        <TextField
          label={texts.promiseDay}
          type="date"
          autoComplete="off"
          min={today}
          value={promise.day}
          onChange={(day) => set({ day })}
        />
      </FormLayout.Group>
      {promise.kind !== 'answer' && (
        <TextField
          label={texts.promiseWhat}
          autoComplete="off"
          maxLength={300}
          value={promise.what}
          onChange={(what) => set({ what })}
        />
      )}
      {error !== undefined && <Beside>{error}</Beside>}
    </FormLayout>
  );
}

type DoubtProps = {
  message: string;
  doubts: string;
  despite: string;
  onDespite: (why: string) => void;
  error: string | undefined;
};

/** What speaks against a promise, and the field for why it is made all the same. */
export function Doubtful({ message, doubts, despite, onDespite, error }: DoubtProps) {
  return (
    <BlockStack gap="200">
      <Beside>
        {message} {doubts}
      </Beside>
      <TextField
        label={texts.despite}
        autoComplete="off"
        maxLength={300}
        value={despite}
        onChange={onDespite}
        {...(error !== undefined && { error })}
      />
    </BlockStack>
  );
}

/** With the choice whether there is one at all. */
export function MaybePromise({
  draft: { promise },
  change,
  ...rest
}: Pick<Props, 'today' | 'error'> & { draft: ReplyDraft; change: (next: Partial<ReplyDraft>) => void }) {
  const set = (next: Partial<ReplyDraft['promise']>) => change({ promise: { ...promise, ...next } });
  return (
    <BlockStack gap="200">
      <Checkbox label={texts.promise} checked={promise.on} onChange={(on) => set({ on })} />
      {promise.on && <PromiseFields {...{ promise, set, ...rest }} />}
    </BlockStack>
  );
}
