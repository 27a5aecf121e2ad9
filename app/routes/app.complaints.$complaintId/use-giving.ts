import { useFetcher } from '@remix-run/react';
import { useEffect, useState } from 'react';
import type { Kept } from '#app/components/use-kept.ts';
import type { ComplaintPage } from '#app/services/views.ts';
import type { action } from '../app.complaints.$complaintId.resolution.tsx';
import { wireOf } from './bundle-draft.ts';
import type { Bundle } from './bundle-draft.ts';
import type { Screens } from './remedies/use-screens.ts';

/** Sends the decision. One request id until the server has answered: a second press is the same request. */
export function useGiving(page: ComplaintPage, { value, set, forget }: Kept<Bundle>, screens: Screens) {
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

  const wire = wireOf(value.cards, screens, page);
  /** @param mayAsk what is not hers to give is sent to somebody who may */
  const give = (mayAsk: boolean) => {
    if (busy) return;
    setAskedFor(wire);
    const { requestId, reason, despite } = value;
    const form = { requestId, reason, despite, remedies: wire, ...(mayAsk && { mayAsk: 'yes' }) };
    fetcher.submit(form, { method: 'post', action: `/app/complaints/${page.complaint.id}/resolution` });
  };
  return { give, busy: busy || given, problem: busy || askedFor !== wire ? null : problem };
}

export type Giving = ReturnType<typeof useGiving>;
