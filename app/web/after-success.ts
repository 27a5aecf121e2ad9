import type { ShouldRevalidateFunctionArgs } from '@remix-run/react';

/**
 * `export { afterSuccess as shouldRevalidate }` in routes whose data no refusal changes. Without it, single fetch reads
 * them anew after every answer to a fetcher, even when the answer was that nobody can be reached: and then the page is lost.
 */
export function afterSuccess({ actionStatus, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs): boolean {
  return actionStatus !== undefined && actionStatus >= 400 ? false : defaultShouldRevalidate;
}
