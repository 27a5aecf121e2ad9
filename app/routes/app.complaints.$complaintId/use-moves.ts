import { useFetcher } from '@remix-run/react';
import { useEffect } from 'react';
import { complaintTransitions } from '#app/domain/complaint/complaint.ts';
import type { ComplaintState } from '#app/domain/complaint/complaint.ts';
import { complaintTexts as texts } from '#app/i18n/en/complaint.ts';
import { tellDone } from '#app/web/tell-done.ts';
import type { action } from '../app.complaints.$complaintId.move.tsx';

/** The states a complaint can be moved to from here, as buttons, and what went wrong with the last one. */
export function useMoves({ id, state }: { id: string; state: ComplaintState }) {
  const fetcher = useFetcher<typeof action>();
  const answer = fetcher.data;
  const busy = fetcher.state !== 'idle';
  useEffect(() => {
    if (answer?.ok) tellDone(texts.moved[answer.to]);
  }, [answer]);

  const move = (to: ComplaintState) => fetcher.submit({ to }, { method: 'post', action: `/app/complaints/${id}/move` });
  const label = (to: ComplaintState): string =>
    to === 'open' && (state === 'closed' || state === 'resolved') ? texts.reopen : texts.moves[to];
  return {
    actions: complaintTransitions[state].map((to) => ({
      content: label(to),
      onAction: () => move(to),
      disabled: busy,
    })),
    reopen: { move: () => move('open'), busy },
    problem: answer && !answer.ok ? answer.message : null,
  };
}
