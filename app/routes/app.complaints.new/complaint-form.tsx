import { Form, useNavigation, useSubmit } from '@remix-run/react';
import { BlockStack, Box, Button, InlineGrid, InlineStack } from '@shopify/polaris';
import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { Problem } from '#app/components/calm.tsx';
import { KeysHint } from '#app/components/keys-hint.tsx';
import { LoadingHint } from '#app/components/loading-hint.tsx';
import { SectionCard } from '#app/components/section-card.tsx';
import { useAlive } from '#app/components/use-alive.ts';
import { useKept } from '#app/components/use-kept.ts';
import { newComplaintTexts as texts } from '#app/i18n/en/new-complaint.ts';
import type { OrderForComplaint } from '#app/services/views.ts';
import type { FormProblem } from '#app/web/respond.server.ts';
import { SaveBar } from '#app/web/save-bar.tsx';
import { FileField } from './file-field.tsx';
import { Duplicates } from './duplicates.tsx';
import { emptyDraft, isDirty, linesOf, readKept, stillWrong } from './draft.ts';
import type { Draft } from './draft.ts';
import { LinePicker } from './line-picker.tsx';
import { OrderSummary } from './order-summary.tsx';
import { WhatHappened } from './what-happened.tsx';

/** "2 × Blue mug, 1 × Bowl" */
const itemsSaid = (order: OrderForComplaint['order'], chosen: ReturnType<typeof linesOf>): string =>
  chosen
    .map(({ lineItemId, quantity }) => {
      const title = order.lines.find((line) => line.id === lineItemId)?.title ?? '';
      return `${String(quantity)} × ${title}`;
    })
    .join(', ');

type Props = {
  page: OrderForComplaint;
  /** Who fills it in. */
  userId: string;
  highValueMinor: number;
  problem: FormProblem | null;
};

/** The complaint's form beside its order. What is typed lives here and in the tab: no answer and no reload can lose it. */
export function ComplaintForm({ page, userId, highValueMinor, problem }: Props) {
  const { order } = page;
  // With the id of the first page of this form: a save that seemed lost and is tried again is the same request.
  const kept = useKept(
    `complaint.${userId}.${order.id}`,
    () => ({ draft: emptyDraft(order), requestId: page.requestId }),
    (found) => readKept(found, order),
  );
  const { draft, requestId } = kept.value;
  const form = useRef<HTMLFormElement>(null);
  const navigation = useNavigation();
  const alive = useAlive();
  const saving = navigation.state !== 'idle' && navigation.formMethod === 'POST';
  // What was sent with the last save: a complaint about a field ends with its next change.
  const [sent, setSent] = useState<Draft | null>(null);
  const fields = sent ? stillWrong(problem?.fields ?? {}, sent, draft) : {};
  const change = (part: Partial<Draft>) => kept.set((before) => ({ ...before, draft: { ...before.draft, ...part } }));
  const chosen = linesOf(draft);

  // Whoever found the order by keyboard goes on by keyboard: to the items, or past them when there is only one. Whoever
  // is at work in the form already stays where she is.
  useEffect(() => {
    if (document.activeElement !== document.body) return;
    const first = order.lines.length > 1 ? 'input[type="checkbox"]' : 'select[name="reason"]';
    form.current?.querySelector<HTMLElement>(first)?.focus({ preventScroll: true });
  }, [order.id, order.lines.length]);

  useEffect(() => {
    if (problem) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [problem]);

  // On to the case: it has been logged.
  const logged = saving && navigation.state === 'loading' && navigation.location.pathname !== navigation.formAction;
  const { forget } = kept;
  useEffect(() => {
    if (logged) forget();
  }, [logged, forget]);

  const submit = useSubmit();
  // The same form, with everything in it, for a complaint that is there.
  const addTo = (complaintId: string) => {
    if (!form.current) return;
    const data = new FormData(form.current);
    data.set('intent', 'add');
    data.set('complaintId', complaintId);
    data.set('items', itemsSaid(order, chosen));
    setSent(draft);
    submit(data, { method: 'post', encType: 'multipart/form-data' });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    form.current?.requestSubmit();
  };

  return (
    <Form
      method="post"
      encType="multipart/form-data"
      ref={form}
      onSubmit={() => setSent(draft)}
      onKeyDown={onKeyDown}
      noValidate
      data-testid="complaint-form"
    >
      <input type="hidden" name="requestId" value={requestId} />
      <input type="hidden" name="orderId" value={order.id} />
      {chosen.map((line) => (
        <input key={line.lineItemId} type="hidden" name="lines" value={`${line.lineItemId}:${line.quantity}`} />
      ))}
      <SaveBar
        id="new-complaint"
        dirty={isDirty(draft, order)}
        saving={saving}
        onSave={() => form.current?.requestSubmit()}
        onDiscard={kept.startOver}
        onLeave={forget}
      />
      <InlineGrid columns={{ xs: 1, md: '2fr 1fr' }} gap="400" alignItems="start">
        <BlockStack gap="400">
          {problem && problem.message !== '' && (
            <Problem title={texts.errors.notSaved} focus>
              {problem.message}
            </Problem>
          )}
          <SectionCard title={texts.form.items}>
            <LinePicker lines={order.lines} draft={draft} change={change} error={fields['lines']} />
            <Duplicates
              complaints={page.complaints}
              lineItemIds={chosen.map((line) => line.lineItemId)}
              onAdd={alive ? addTo : null}
              adding={saving}
            />
          </SectionCard>
          <SectionCard title={texts.form.what}>
            <WhatHappened
              draft={draft}
              change={change}
              fields={fields}
              orderTotalMinor={order.total.shop.minor}
              highValueMinor={highValueMinor}
            />
            <FileField error={fields['files']} />
          </SectionCard>
          <Box paddingInline={{ xs: '400', sm: '0' }}>
            <InlineStack align="end" blockAlign="center" gap="300">
              {alive ? <KeysHint>{texts.form.shortcut}</KeysHint> : <LoadingHint />}
              <Button variant="primary" submit loading={saving} disabled={!alive}>
                {texts.form.submit}
              </Button>
            </InlineStack>
          </Box>
        </BlockStack>
        <OrderSummary page={page} />
      </InlineGrid>
    </Form>
  );
}
