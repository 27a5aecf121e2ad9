import { CancelOrderDocument } from '#app/types/admin.generated.ts';
import type { CancelJobFragment, CancelOrderMutationVariables } from '#app/types/admin.generated.ts';
import { call } from './transport.server.ts';
import type { CallEnd, TransportOptions } from './transport.server.ts';

/**
 * What became of asking Shopify to cancel an order. It does so in a job of its own; `already`: the order is cancelled, or
 * is being cancelled, by us or by somebody else, and only looking tells.
 */
export type CancelAnswer =
  | { kind: 'begun'; job: string }
  | { kind: 'already' }
  | { kind: 'refused'; messages: string[] }
  | Exclude<CallEnd<never>, { kind: 'answered' }>;

/** Asks Shopify to cancel an order without a refund. Asked for twice, the second one is refused. */
export async function askToCancel(
  options: TransportOptions,
  variables: CancelOrderMutationVariables,
): Promise<CancelAnswer> {
  const end = await call(options, CancelOrderDocument, variables);
  if (end.kind !== 'answered') return end;
  const { jobResult, orderCancelUserErrors = [] } = end.data.orderCancel ?? {};
  const messages = orderCancelUserErrors.map((error) => error.message);
  // "Cannot cancel an order that has already been canceled", "Cancellation is already in progress" [W].
  if (messages.some((message) => /already/i.test(message))) return { kind: 'already' };
  if (messages.length > 0) return { kind: 'refused', messages };
  return jobResult ? { kind: 'begun', job: jobResult.id } : { kind: 'uncertain', detail: 'an answer without a job' };
}

/** What Shopify's job says against cancelling; null while it has not failed, or cannot be seen. */
export function failureOf(job: CancelJob): string[] | null {
  if (!job || !('status' in job) || job.status !== 'FAILED') return null;
  const messages = job.errors.map((error) => error.message);
  return messages.length > 0 ? messages : ['Shopify could not cancel the order.'];
}

export const isRunning = (job: CancelJob): boolean => job != null && 'status' in job && job.status === 'STARTED';

/** Any node: one of another kind is no job of ours. */
type CancelJob = CancelJobFragment | object | null | undefined;
