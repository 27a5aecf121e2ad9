import { useFetcher } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { Beside } from '#app/components/calm.tsx';
import { useFormats } from '#app/components/reader.tsx';
import { composerTexts as texts } from '#app/i18n/en/messages.ts';
import type { ComplaintPage } from '#app/services/views.ts';
import { tellDone } from '#app/web/tell-done.ts';
import type { action } from '../../app.complaints.$complaintId.hold.tsx';

type Props = { complaintId: string; hold: ComplaintPage['hold']; close: () => void };

/** Asks for more time as it appears, once; stays only when that was not possible. */
export function Hold({ complaintId, hold, close }: Props) {
  const fetcher = useFetcher<typeof action>();
  const { dayOf } = useFormats();
  const asked = useRef(false);
  const { submit, data: answer } = fetcher;
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    void submit(hold, { method: 'post', action: `/app/complaints/${complaintId}/hold` });
  }, [submit, hold, complaintId]);
  const end = useRef(close);
  useEffect(() => {
    if (!answer?.ok) return;
    tellDone(texts.held(dayOf(answer.day)));
    end.current();
    // Once an answer.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [answer]);
  return answer && !answer.ok ? <Beside>{answer.message}</Beside> : null;
}
