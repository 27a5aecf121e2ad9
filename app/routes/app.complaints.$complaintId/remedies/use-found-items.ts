import { useEffect, useState } from 'react';
import type { StockedItem } from '#app/domain/remedy/replacement.ts';
import { notReached, notSaved } from '#app/i18n/en/problems.ts';

/** What a search for items is answered, as JSON. */
export type FoundItems = { ok: true; items: StockedItem[] } | { ok: false; message: string };

/**
 * The items that a question finds; null while nothing is asked, or has been answered yet. Asked beside Remix: a question
 * that is given up for the next one is no event on the page.
 * @param query what the route of items reads; null = nothing to look for
 * @param pauseMs how long after the last change it is asked
 */
export function useFoundItems(complaintId: string, query: string | null, pauseMs: number) {
  const [told, setTold] = useState<{ query: string; found: FoundItems } | null>(null);
  const [asking, setAsking] = useState(false);

  useEffect(() => {
    if (query === null) return undefined;
    const stopped = new AbortController();
    const ask = async () => {
      setAsking(true);
      const found = await askFor(`/app/complaints/${complaintId}/variants?${query}`, stopped.signal);
      if (stopped.signal.aborted) return;
      setTold({ query, found });
      setAsking(false);
    };
    const timer = setTimeout(() => void ask(), pauseMs);
    return () => {
      stopped.abort();
      clearTimeout(timer);
    };
  }, [complaintId, query, pauseMs]);

  return { found: query === null ? null : (told?.found ?? null), searching: asking && query !== null };
}

async function askFor(url: string, signal: AbortSignal): Promise<FoundItems> {
  try {
    const answer = await fetch(url, { signal });
    return answer.ok ? ((await answer.json()) as FoundItems) : { ok: false, message: notSaved };
  } catch {
    return { ok: false, message: notReached };
  }
}
