import type { IssueOutcome, ReadProblem } from '#app/domain/remedy/plug.ts';
import type { CallEnd } from '../transport.server.ts';

/**
 * What a call that was not answered means for the remedy that it was to give: certainly not executed, in doubt, or
 * refused before Shopify began.
 * @param scope the permission that this call needs, for a person to hear of when it is missing
 */
export function notDone(
  end: Exclude<CallEnd<never>, { kind: 'answered' }>,
  scope: string,
): Exclude<IssueOutcome<never>, { outcome: 'succeeded' }> {
  switch (end.kind) {
    case 'not_executed':
      return { outcome: 'throttled', retryAfterMs: end.retryAfterMs, detail: end.detail };
    case 'uncertain':
      return { outcome: 'unknown', detail: end.detail };
    case 'denied':
      return {
        outcome: 'refused',
        code: end.why,
        messages: [end.why === 'missing_scope' ? lacking(scope, end.detail) : end.detail],
      };
  }
}

/**
 * What it means for a call that was never made because what must be known before it could not be read: nothing was
 * given, and nothing is in doubt.
 */
export function notLooked(
  problem: ReadProblem,
  scope: string,
): Exclude<IssueOutcome<never>, { outcome: 'succeeded' | 'unknown' }> {
  switch (problem.kind) {
    case 'unavailable':
      return { outcome: 'throttled', retryAfterMs: 2_000, detail: `could not look: ${problem.detail}` };
    case 'missing_scope':
      return { outcome: 'refused', code: 'missing_scope', messages: [lacking(scope, problem.scope)] };
    case 'uninstalled':
      return { outcome: 'refused', code: 'uninstalled', messages: ['no access token'] };
    case 'not_found':
      return { outcome: 'refused', code: 'invalid', messages: ['Shopify no longer has what this is about.'] };
  }
}

/** Shopify names the scope in a fragment ("`orders` access scope, …"); a person needs to hear what to do about it. */
const lacking = (scope: string, fragment: string): string =>
  `Amends lacks the permission ${scope}, which this needs. The store owner grants it by opening Amends. (${fragment})`;
