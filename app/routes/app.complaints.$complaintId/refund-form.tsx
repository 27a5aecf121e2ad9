import { useFetcher } from '@remix-run/react';
import { BlockStack, TextField } from '@shopify/polaris';
import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { Problem } from '#app/components/calm.tsx';
import { useFormats } from '#app/components/reader.tsx';
import { useAlive } from '#app/components/use-alive.ts';
import { useKept } from '#app/components/use-kept.ts';
import type { Kept } from '#app/components/use-kept.ts';
import { panelTexts as texts } from '#app/i18n/en/complaint.ts';
import { notAllowed } from '#app/i18n/en/problems.ts';
import type { ComplaintPage } from '#app/services/views.ts';
import type { action } from '../app.complaints.$complaintId.refund.tsx';
import { AmountFields } from './amount-fields.tsx';
import { BroughtBack } from './brought-back.tsx';
import { KindChoice } from './kind-choice.tsx';
import { LineFields } from './line-fields.tsx';
import { firstDraft, asksSomething, readKept, requestFields, requestKey } from './refund-draft.ts';
import type { KeptRefund, RefundDraft } from './refund-draft.ts';
import { RefundGive } from './refund-give.tsx';
import { RefundPreviewBox } from './refund-preview-box.tsx';
import { usePreview } from './use-preview.ts';

/** A refund: what, why, what it comes to, and the button that gives it. */
export function RefundForm({ page, userId }: { page: ComplaintPage; userId: string }) {
  const { complaint, order, remedies } = page;
  const after = remedies[0]?.id ?? '';
  const kept = useKept<KeptRefund>(
    `refund.${userId}.${complaint.id}`,
    () => ({ after, draft: firstDraft(page), requestId: page.requestId }),
    (found) => readKept(found, page, after),
  );
  const { draft } = kept.value;
  const { money } = useFormats();
  const change = (part: Partial<RefundDraft>) =>
    kept.set((before) => ({ ...before, draft: { ...before.draft, ...part } }));
  const preview = usePreview(complaint.id, draft, order.currency);
  const giving = useGiving(page, kept);
  const alive = useAlive();
  const form = useRef<HTMLDivElement>(null);

  const refused = giving.problem && giving.askedFor === requestKey(draft) ? giving.problem : null;
  const previewProblem = preview.answer && !preview.answer.ok ? preview.answer : null;
  const shown = preview.answer?.ok ? preview.answer : null;
  const overLimit =
    shown?.decision?.verdict === 'refused' ? notAllowed(shown.decision, money) : refused?.fields['limit'];
  // The limit's no stands beside what was asked: the amount, or the items.
  const limitField = overLimit === undefined ? {} : { [draft.kind]: overLimit };
  const fields: Record<string, string> = { ...limitField, ...previewProblem?.fields, ...refused?.fields };
  const whyNot = reasonWhyNot(draft, preview, overLimit !== undefined);

  useEffect(() => {
    if (giving.problem) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [giving.problem]);

  const give = () => {
    if (whyNot === null) giving.give(draft);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    give();
  };

  return (
    <div ref={form} onKeyDown={onKeyDown} role="group" aria-label={texts.refund} data-testid="refund-form">
      <BlockStack gap="400">
        {kept.broughtBack && <BroughtBack startOver={kept.startOver} />}
        <KindChoice kind={draft.kind} onChange={(kind) => change({ kind })} />
        {draft.kind === 'lines' ? (
          <LineFields
            order={order}
            draft={draft}
            change={change}
            fields={fields}
            refundable={shown?.refundable ?? null}
          />
        ) : (
          <AmountFields
            order={order}
            draft={draft}
            change={change}
            error={fields['amount']}
            refundable={shown?.refundable ?? null}
          />
        )}
        <TextField
          label={texts.why}
          helpText={texts.whyHint}
          autoComplete="off"
          maxLength={500}
          value={draft.reason}
          onChange={(reason) => change({ reason })}
          {...(refused?.fields['reason'] !== undefined && { error: refused.fields['reason'] })}
        />
        <RefundPreviewBox
          page={page}
          asks={asksSomething(draft)}
          working={!preview.current}
          shown={shown}
          unanswered={previewProblem?.message ?? ''}
          no={fields['refund'] ?? null}
          again={preview.again}
        />
        {refused && refused.message !== '' && (
          <Problem title={texts.formProblem} focus>
            {refused.message}
          </Problem>
        )}
        <RefundGive
          alive={alive}
          amount={shown?.plan?.amount ?? null}
          whyNot={whyNot}
          busy={giving.busy}
          onGive={give}
        />
      </BlockStack>
    </div>
  );
}

/** Sends the refund. One request id until the server has answered: a second press is the same request. */
function useGiving(page: ComplaintPage, { value, set, forget }: Kept<KeptRefund>) {
  const fetcher = useFetcher<typeof action>();
  const [askedFor, setAskedFor] = useState<string | null>(null);
  const answer = fetcher.data;
  const busy = fetcher.state !== 'idle';
  const problem = answer && !answer.ok ? answer : null;
  // An answer uses the id up; only "nobody answered" (no values came back) must be asked again as the same request.
  const used = problem !== null && !busy && Object.keys(problem.values).length > 0;
  const nextId = used && value.requestId !== page.requestId ? page.requestId : null;
  useEffect(() => {
    if (nextId !== null) set((before) => ({ ...before, requestId: nextId }));
  }, [nextId, set]);

  const given = answer?.ok === true;
  useEffect(() => {
    if (given) forget();
  }, [given, forget]);

  const give = (draft: RefundDraft) => {
    if (busy) return;
    const form = requestFields(draft, page.order.currency);
    form.set('requestId', value.requestId);
    form.set('reason', draft.reason);
    setAskedFor(requestKey(draft));
    fetcher.submit(form, { method: 'post', action: `/app/complaints/${page.complaint.id}/refund` });
  };
  return { give, busy: busy || given, problem: busy ? null : problem, askedFor };
}

type Preview = ReturnType<typeof usePreview>;

/** Why the button cannot be pressed, to stand beside it; null = it can. */
function reasonWhyNot(draft: RefundDraft, preview: Preview, overLimit: boolean): string | null {
  if (!asksSomething(draft)) return texts.whyNot.nothing;
  if (!preview.current) return texts.whyNot.working;
  const { answer } = preview;
  if (!answer) return texts.whyNot.working;
  if (!answer.ok) {
    if (answer.message !== '') return texts.whyNot.unreadable;
    return answer.fields['refund'] === undefined ? texts.whyNot.problem : texts.whyNot.impossible;
  }
  if (overLimit) return texts.whyNot.limit;
  return draft.reason.trim() === '' ? texts.whyNot.reason : null;
}
