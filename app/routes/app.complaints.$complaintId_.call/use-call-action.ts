import { useFetcher } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { tellDone } from '#app/web/tell-done.ts';
import type { action } from './route.tsx';

/** One thing that the page can be asked for: sending it, what is wrong with it, and a word when it is done. */
export function useCallAction(complaintId: string, said: string, afterwards: () => void = () => undefined) {
  const fetcher = useFetcher<typeof action>();
  const answer = fetcher.data;
  const told = useRef(answer);
  const busy = fetcher.state !== 'idle';
  useEffect(() => {
    if (busy || told.current === answer) return;
    told.current = answer;
    if (!answer?.ok) return;
    tellDone(said);
    afterwards();
  }, [answer, busy, said, afterwards]);
  const problem = answer && !answer.ok && !busy ? answer : null;
  return {
    busy,
    send: (form: Record<string, string>) =>
      fetcher.submit(form, { method: 'post', action: `/app/complaints/${complaintId}/call` }),
    message: problem?.message ?? '',
    error: (field: string): { error?: string } => {
      const error = problem?.fields[field];
      return error === undefined ? {} : { error };
    },
  };
}
