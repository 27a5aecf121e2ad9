import type { ReadProblem } from '#app/domain/remedy/plug.ts';
import type { CallEnd } from './transport.server.ts';

/** Why a read gave nothing, in the app's own words. Reads move nothing, so uncertain and not executed are the same. */
export function readProblem(end: Exclude<CallEnd<unknown>, { kind: 'answered' }>): ReadProblem {
  if (end.kind !== 'denied') return { kind: 'unavailable', detail: end.detail };
  switch (end.why) {
    case 'uninstalled':
      return { kind: 'uninstalled' };
    case 'missing_scope':
      return { kind: 'missing_scope', scope: end.detail };
    case 'invalid':
      // An id that Shopify does not take for one of this shop's objects.
      return /invalid id|not found/i.test(end.detail)
        ? { kind: 'not_found' }
        : { kind: 'unavailable', detail: end.detail };
  }
}
