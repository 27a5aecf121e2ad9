import { useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';
import type { RemedyState } from '#app/domain/remedy/remedy.ts';
import { standingsOf } from '#app/domain/remedy/standings.ts';
import type { RemedyView } from '#app/services/views.ts';

// Most refunds settle within a second; a payment provider may take days.
const quickWaitsMs = [300, 500, 700, 1000, 1500, 2000, 3000, 5000, 8000, 10_000];
const slowWaitMs = 15_000;
const mostLooks = 60;
/** The server holds an answer for up to 20 s. One that comes earlier with nothing new had a reason not to wait. */
const heldMs = 10_000;

const movesSoon: readonly RemedyState[] = ['approved', 'sending', 'unknown', 'undoing'];
const movesLater: RemedyState = 'issued';

/**
 * Keeps the page up to date while a remedy is on its way, and stops when all are final. While one moves soon the server
 * holds its answer until there is news; for the rest the page looks now and then. It asks beside Remix, so that a server
 * that is away for a moment does not take the page with it.
 */
export function useSettling(complaintId: string, remedies: RemedyView[]): void {
  const { revalidate } = useRevalidator();
  const shown = standingsOf(remedies);
  const soon = remedies.some((remedy) => movesSoon.includes(remedy.state));
  const later = remedies.some((remedy) => remedy.state === movesLater);

  useEffect(() => {
    if (!soon && !later) return undefined;
    let looks = 0;
    let timer: ReturnType<typeof setTimeout>;
    const stopped = new AbortController();
    const address = `/app/complaints/${complaintId}/remedies${soon ? `?${new URLSearchParams({ known: shown }).toString()}` : ''}`;
    const look = async () => {
      const asked = performance.now();
      const now = document.hidden ? null : await readStates(address, stopped.signal);
      if (stopped.signal.aborted) return;
      // With the page read anew this effect begins anew; until then, and should that fail, it goes on.
      if (now !== null && now !== shown) revalidate();
      const held = now === shown && performance.now() - asked >= heldMs;
      const waitMs = soon ? (quickWaitsMs[looks] ?? slowWaitMs) : slowWaitMs;
      looks += 1;
      if (looks < mostLooks) timer = setTimeout(() => void look(), held ? 0 : waitMs);
    };
    timer = setTimeout(() => void look(), soon ? 0 : slowWaitMs);
    return () => {
      stopped.abort();
      clearTimeout(timer);
    };
  }, [complaintId, shown, soon, later, revalidate]);
}

/** null = nobody answered; the next look will tell. */
async function readStates(address: string, signal: AbortSignal): Promise<string | null> {
  try {
    const answer = await fetch(address, { signal });
    if (!answer.ok) return null;
    const body: unknown = await answer.json();
    return typeof body === 'object' && body !== null && 'states' in body && typeof body.states === 'string'
      ? body.states
      : null;
  } catch {
    return null;
  }
}
