import { useFetcher } from '@remix-run/react';
import { useEffect, useState } from 'react';
import type { ComplaintPage } from '#app/services/views.ts';
import type { loader } from '../app.complaints.$complaintId.preview.tsx';
import { asksSomething, wireOf } from './bundle-draft.ts';
import type { Card } from './bundle-draft.ts';
import type { Answered } from './preview-answer.ts';
import type { Screens } from './remedies/use-screens.ts';

const typingPauseMs = 250;

/**
 * What the remedies come to, asked a pause after the last change; those that ask for nothing yet are left out. `current`
 * is false while the answer is for something that has been changed since: such an answer may be shown, but not acted on.
 */
export function usePreview(page: ComplaintPage, cards: readonly Card[], screens: Screens) {
  const fetcher = useFetcher<typeof loader>();
  const { load } = fetcher;
  const complaintId = page.complaint.id;
  const asking = cards.filter((card) => asksSomething(card, screens, page));
  const asks = asking.length > 0;
  const wire = wireOf(asking, screens, page);
  const ids = asking.map((card) => card.id).join();
  const [asked, setAsked] = useState<{ wire: string; ids: string } | null>(null);
  const [tries, setTries] = useState(0);
  const first = asked === null;

  useEffect(() => {
    if (!asks) return undefined;
    const ask = () => {
      setAsked({ wire, ids });
      load(`/app/complaints/${complaintId}/preview?${new URLSearchParams({ remedies: wire }).toString()}`);
    };
    const timer = setTimeout(ask, first ? 0 : typingPauseMs);
    return () => clearTimeout(timer);
    // That the first was asked changes nothing; asking again for the same would be a call to Shopify for nothing.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [wire, ids, asks, complaintId, load, tries]);

  const answer = asks ? fetcher.data : undefined;
  const current = asks && fetcher.state === 'idle' && asked?.wire === wire && answer !== undefined;
  const places = asked?.ids.split(',').map(Number) ?? [];
  return {
    answer,
    current,
    again: () => setTries(tries + 1),
    /** What was said of a card; null when it was not asked about, or cannot be read. */
    of: ({ id, kind }: Card): Answered | null => {
      const told = answer?.ok ? answer.remedies[places.indexOf(id)] : undefined;
      return told?.kind === kind ? told : null;
    },
    /** Where a card stood when it was asked about; -1 = it was not. */
    placeOf: ({ id }: Card): number => places.indexOf(id),
  };
}

export type Preview = ReturnType<typeof usePreview>;
