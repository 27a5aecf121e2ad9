import { useFetcher } from '@remix-run/react';
import { BlockStack, Button, ButtonGroup, Checkbox, InlineStack, Text, TextField } from '@shopify/polaris';
import { useEffect, useRef, useState } from 'react';
import { Beside } from '#app/components/calm.tsx';
import { SectionCard } from '#app/components/section-card.tsx';
import { useKept } from '#app/components/use-kept.ts';
import { kindOfPromise } from '#app/domain/messages/tone/kind-of-promise.ts';
import type { Topic } from '#app/domain/messages/topics.ts';
import { composerTexts as texts, languageNames } from '#app/i18n/en/messages.ts';
import type { ComposerPage } from '#app/services/messages/get-composer.server.ts';
import { tellDone } from '#app/web/tell-done.ts';
import type { action } from '../../app.complaints.$complaintId.reply.tsx';
import { HowItReads, PromisesSeen } from './how-it-reads.tsx';
import { Doubtful, MaybePromise } from './promise-fields.tsx';
import { readDraft, type ReplyDraft } from './reply-draft.ts';
import { StartFrom } from './start-from.tsx';
import { useWriting } from './use-writing.ts';

type Props = {
  complaintId: string;
  userId: string;
  page: ComposerPage;
  /** The text that it begins with; null = the person begins. */
  topic: Topic | null;
  close: () => void;
};

/** A message to the customer. What is typed stays until it is sent, through a reload too. */
export function Composer({ complaintId, userId, page, topic: begins, close }: Props) {
  const fetcher = useFetcher<typeof action>();
  const first = (): ReplyDraft => ({
    ...{ subject: page.subject, body: page.body, thenWait: false, topic: null, why: '' },
    promise: { on: false, kind: 'answer', what: '', day: '' },
  });
  const kept = useKept(`reply.${userId}.${complaintId}`, first, readDraft);
  const { value: draft, set, forget } = kept;
  const change = (next: Partial<ReplyDraft>) => set((before) => ({ ...before, ...next }));
  const writing = useWriting(complaintId, draft);
  const { help } = writing;
  /** She has tried to send it: from then on it is said what is missing. */
  const [tried, setTried] = useState(false);
  const answer = fetcher.data;
  /** Why she promises it, whatever speaks against that. */
  const [despite, setDespite] = useState('');
  const [whyMissing, setWhyMissing] = useState(false);
  const done = useRef(close);
  useEffect(() => {
    if (!answer?.ok) return;
    forget();
    tellDone(texts.sent);
    done.current();
  }, [answer, forget]);
  const problem = answer && !answer.ok ? answer : null;
  const error = (field: string) => {
    const text = (field === 'body' && tried ? writing.body : undefined) ?? problem?.fields[field];
    return text === undefined ? {} : { error: text };
  };
  const doubt = problem?.fields['anyway'];
  const send = (anyway: boolean) => {
    setTried(true);
    setWhyMissing(anyway && despite.trim() === '');
    if (writing.body !== undefined || writing.why !== undefined || (anyway && despite.trim() === '')) return;
    const { on, ...promise } = draft.promise;
    const promises = JSON.stringify(on ? [{ ...promise, what: promise.kind === 'answer' ? '' : promise.what }] : []);
    const form = {
      requestId: page.requestId,
      subject: draft.subject,
      body: draft.body,
      promises,
      details: writing.details,
    };
    fetcher.submit(
      { ...form, ...(draft.thenWait && { thenWait: 'on' }), ...(anyway && { despite }) },
      { method: 'post', action: `/app/complaints/${complaintId}/reply` },
    );
  };
  const busy = fetcher.state !== 'idle';
  return (
    <SectionCard title={texts.title(page.to.name)} testId="composer">
      <BlockStack gap="300">
        <Text as="p" tone="subdued">
          {texts.to(page.to.address ?? '', languageNames[page.language])}
        </Text>
        {help && (
          <StartFrom
            complaintId={complaintId}
            first={begins}
            proposed={help.proposed}
            text={draft}
            onText={(text, topic) => change({ ...text, topic })}
          />
        )}
        <TextField
          label={texts.subject}
          autoComplete="off"
          maxLength={150}
          value={draft.subject}
          onChange={(subject) => change({ subject })}
          {...error('subject')}
        />
        <TextField
          label={texts.body}
          autoComplete="off"
          multiline={8}
          maxHeight={400}
          maxLength={10_000}
          autoFocus
          value={draft.body}
          onChange={(body) => change({ body })}
          {...error('body')}
        />
        {help && (
          <HowItReads
            findings={writing.findings}
            help={help}
            why={draft.why}
            onWhy={(why) => change({ why })}
            error={tried ? writing.why : undefined}
          />
        )}
        <PromisesSeen
          promises={writing.promises}
          watched={draft.promise.on ? draft.promise.day : ''}
          onWatch={(what, day) =>
            change({ promise: { on: true, kind: kindOfPromise(what), what: what.slice(0, 300), day } })
          }
        />
        <MaybePromise draft={draft} change={change} today={page.today} error={problemOf(problem?.fields)} />
        <Checkbox label={texts.thenWait} checked={draft.thenWait} onChange={(thenWait) => change({ thenWait })} />
        {problem && doubt === undefined && problem.message !== '' && <Beside>{problem.message}</Beside>}
        {problem && doubt !== undefined && (
          <Doubtful
            {...{ message: problem.message, doubts: doubt, despite, onDespite: setDespite }}
            error={whyMissing && despite.trim() === '' ? texts.despiteMissing : undefined}
          />
        )}
        <InlineStack align="end">
          <ButtonGroup>
            <Button onClick={close} disabled={busy}>
              {texts.cancel}
            </Button>
            {doubt !== undefined && (
              <Button onClick={() => send(true)} loading={busy}>
                {texts.anyway}
              </Button>
            )}
            <Button variant={doubt === undefined ? 'primary' : 'secondary'} onClick={() => send(false)} loading={busy}>
              {texts.send}
            </Button>
          </ButtonGroup>
        </InlineStack>
      </BlockStack>
    </SectionCard>
  );
}

/** The first thing that is wrong with what is promised. */
const problemOf = (fields: Record<string, string> | undefined): string | undefined =>
  Object.entries(fields ?? {}).find(([field]) => field.startsWith('promises'))?.[1];
