import { useFetcher } from '@remix-run/react';
import { useDeferredValue, useEffect, useMemo } from 'react';
import { useReading } from '#app/components/use-tone-check.ts';
import { namesIn } from '#app/domain/messages/render.ts';
import { isVariable } from '#app/domain/messages/variables.ts';
import { startTexts, toneWords } from '#app/i18n/en/tone.ts';
import type { loader } from '../../app.complaints.$complaintId.text.tsx';
import type { ReplyDraft } from './reply-draft.ts';

/** How a message reads that is being written, what it promises, and what keeps it from being sent. */
export function useWriting(complaintId: string, draft: ReplyDraft) {
  const fetcher = useFetcher<typeof loader>();
  const { load } = fetcher;
  useEffect(() => {
    void load(`/app/complaints/${complaintId}/text`);
  }, [load, complaintId]);
  const help = fetcher.data?.help ?? null;
  const reading = useReading();
  // Reading a long letter takes longer than a key stroke.
  const body = useDeferredValue(draft.body);
  const found = useMemo(() => {
    if (!help || !reading) return { findings: [], promises: [] };
    const { language, tone, today } = help;
    return {
      findings: reading.checkTone(body, language, tone),
      promises: reading.findPromises(body, language, today),
    };
  }, [help, reading, body]);
  const unfilled = namesIn(draft).some(isVariable);
  const unsaid = found.findings.length > 0 && draft.why.trim() === '';
  const details = {
    ...(draft.topic !== null && { template: draft.topic }),
    ...(found.findings.length > 0 && {
      tone: found.findings.map(({ kind, words }) => ({ kind, words })),
      why: draft.why.trim(),
    }),
  };
  return {
    help,
    ...found,
    details: JSON.stringify(details),
    /** What is to be done first, beside its field. */
    body: unfilled ? startTexts.missingMany : undefined,
    why: unsaid ? toneWords.whyMissing : undefined,
  };
}
