import { useFetcher } from '@remix-run/react';
import { useEffect, useState } from 'react';
import type { loader } from '../app.complaints.$complaintId.preview.tsx';
import { asksSomething, requestFields, requestKey } from './refund-draft.ts';
import type { RefundDraft } from './refund-draft.ts';

const typingPauseMs = 250;

/**
 * What the draft comes to, asked a pause after the last change. `current` is false while the answer is for something
 * that has been changed since: such an answer may be shown, but not acted on.
 */
export function usePreview(complaintId: string, draft: RefundDraft, currency: string) {
  const fetcher = useFetcher<typeof loader>();
  const { load } = fetcher;
  const key = requestKey(draft);
  const asks = asksSomething(draft);
  const [askedFor, setAskedFor] = useState<string | null>(null);
  const [tries, setTries] = useState(0);

  useEffect(() => {
    if (!asks) return undefined;
    const ask = () => {
      setAskedFor(key);
      load(`/app/complaints/${complaintId}/preview?${requestFields(draft, currency).toString()}`);
    };
    const timer = setTimeout(ask, askedFor === null ? 0 : typingPauseMs);
    return () => clearTimeout(timer);
    // The key stands for the draft; asking again for the same would be a call to Shopify for nothing.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key, asks, complaintId, currency, load, tries]);

  const current = asks && fetcher.state === 'idle' && askedFor === key && fetcher.data !== undefined;
  return { answer: asks ? fetcher.data : undefined, current, again: () => setTries(tries + 1) };
}
