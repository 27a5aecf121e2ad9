import { useRevalidator } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import type { RemedyState } from '#app/domain/remedy/remedy.ts';
import type { RemedyView } from '#app/services/views.ts';

// Most refunds settle within a second; a payment provider may take days.
const quickWaitsMs = [300, 500, 700, 1000, 1500, 2000, 3000, 5000, 8000, 10_000];
const slowWaitMs = 15_000;
const mostLooks = 60;

const movesSoon: readonly RemedyState[] = ['approved', 'sending', 'unknown'];
const movesLater: RemedyState = 'issued';

/**
 * Keeps the page up to date while a remedy is on its way: looks often at first, then rarely, and stops when all are
 * final. It asks beside Remix, so that a server that is away for a moment does not take the page with it.
 */
export function useSettling(complaintId: string, remedies: RemedyView[]): void {
  const { revalidate } = useRevalidator();
  const states = remedies.map((remedy) => `${remedy.id}:${remedy.state}`).join();
  const soon = remedies.some((remedy) => movesSoon.includes(remedy.state));
  const later = remedies.some((remedy) => remedy.state === movesLater);
  const known = useRef(states);
  useEffect(() => {
    known.current = states;
  }, [states]);

  useEffect(() => {
    if (!soon && !later) return undefined;
    let looks = 0;
    let timer: ReturnType<typeof setTimeout>;
    const stopped = new AbortController();
    const waitMs = () => (soon ? (quickWaitsMs[looks] ?? slowWaitMs) : slowWaitMs);
    const look = async () => {
      looks += 1;
      const now = document.hidden ? null : await readStates(complaintId, stopped.signal);
      if (stopped.signal.aborted) return;
      if (now !== null && now !== known.current) revalidate();
      if (looks < mostLooks) timer = setTimeout(() => void look(), waitMs());
    };
    timer = setTimeout(() => void look(), waitMs());
    return () => {
      stopped.abort();
      clearTimeout(timer);
    };
  }, [complaintId, soon, later, revalidate]);
}

/** null = nobody answered; the next look will tell. */
async function readStates(complaintId: string, signal: AbortSignal): Promise<string | null> {
  try {
    const answer = await fetch(`/app/complaints/${complaintId}/remedies`, { signal });
    if (!answer.ok) return null;
    const body: unknown = await answer.json();
    return typeof body === 'object' && body !== null && 'states' in body && typeof body.states === 'string'
      ? body.states
      : null;
  } catch {
    return null;
  }
}
