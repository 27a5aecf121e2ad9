import type { RemedyState } from './remedy.ts';

/** Where a complaint's remedies stand, in the order given, as one line that page and server can compare. */
export function standingsOf(remedies: readonly { id: string; state: RemedyState }[]): string {
  return remedies.map(({ id, state }) => `${id}:${state}`).join();
}

/**
 * Whether `now` tells nothing to a page that shows `known`. That a decided remedy is being sent is nothing to be told:
 * it takes a moment, and what follows is what the page waits for.
 */
export function sameStandings(known: string, now: string): boolean {
  return withoutSending(known) === withoutSending(now);
}

const withoutSending = (standings: string) => standings.replaceAll(':sending' satisfies `:${RemedyState}`, ':approved');
