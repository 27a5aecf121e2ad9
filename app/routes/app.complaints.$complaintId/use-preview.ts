import { useEffect, useRef, useState } from 'react';
import { notReached, notSaved } from '#app/i18n/en/problems.ts';
import type { ComplaintPage } from '#app/services/views.ts';
import { asksSomething, wireOf } from './bundle-draft.ts';
import type { Card } from './bundle-draft.ts';
import type { Answered, PreviewAnswer } from './preview-answer.ts';
import type { Screens } from './remedies/use-screens.ts';

const typingPauseMs = 250;

/** What was answered, and to what question. `ids` are the cards that were asked about, in their order. */
type Told = { wire: string; ids: readonly number[]; answer: PreviewAnswer };

/**
 * What the remedies come to, asked a pause after the last change; those that ask for nothing yet are left out. `current`
 * is false while the answer is for something that has been changed since: such an answer may be shown, but not acted on.
 */
export function usePreview(page: ComplaintPage, cards: readonly Card[], screens: Screens) {
  const complaintId = page.complaint.id;
  const asking = cards.filter((card) => asksSomething(card, screens, page));
  const asks = asking.length > 0;
  const wire = wireOf(asking, screens, page);
  const ids = asking.map((card) => card.id).join();
  const [told, setTold] = useState<Told | null>(null);
  const [tries, setTries] = useState(0);
  const asked = useRef(false);

  useEffect(() => {
    if (!asks) return undefined;
    const stopped = new AbortController();
    const ask = async () => {
      asked.current = true;
      const answer = await askFor(complaintId, wire, stopped.signal);
      if (!stopped.signal.aborted) setTold({ wire, ids: ids.split(',').map(Number), answer });
    };
    const timer = setTimeout(() => void ask(), asked.current ? typingPauseMs : 0);
    return () => {
      stopped.abort();
      clearTimeout(timer);
    };
  }, [wire, ids, asks, complaintId, tries]);

  const answer = asks ? told?.answer : undefined;
  const placeOf = ({ id }: Card): number => told?.ids.indexOf(id) ?? -1;
  return {
    answer,
    current: asks && told?.wire === wire,
    again: () => {
      setTold((before) => before && { ...before, wire: '' });
      setTries(tries + 1);
    },
    /** What was said of a card; null when it was not asked about, or cannot be read. */
    of: (card: Card): Answered | null => {
      const one = answer?.ok ? answer.remedies[placeOf(card)] : undefined;
      return one?.kind === card.kind ? one : null;
    },
    /** Where a card stood when it was asked about; -1 = it was not. */
    placeOf,
  };
}

export type Preview = ReturnType<typeof usePreview>;

/** Asked beside Remix: a question that is given up for the next one is no event on the page. */
async function askFor(complaintId: string, remedies: string, signal: AbortSignal): Promise<PreviewAnswer> {
  try {
    const body = new URLSearchParams({ remedies });
    const answer = await fetch(`/app/complaints/${complaintId}/preview`, { method: 'POST', body, signal });
    return answer.ok ? ((await answer.json()) as PreviewAnswer) : { ok: false, message: notSaved, fields: {} };
  } catch {
    return { ok: false, message: notReached, fields: {} };
  }
}
