import { randomUUID } from 'node:crypto';
import type { StoreEvent } from '../engine/context.ts';
import { userError } from '../graphql/mutation.ts';
import type { Store } from '../state/store.ts';
import type { CancelRequest, CodedError, Job, Order } from '../state/types.ts';
import { cancelOrder } from './effect.ts';

/** Starts the job of a cancellation. When it runs the control API decides; by itself after a second. */
export function startCancellation(store: Store, order: Order, request: CancelRequest): Job {
  const job: Job = {
    key: randomUUID(),
    shop: order.shop,
    kind: 'orderCancel',
    orderId: order.id,
    status: 'STARTED',
    errors: [],
    createdAt: new Date(store.now()).toISOString(),
    finishedAt: null,
    request,
  };
  store.state.jobs.push(job);
  const { delayMs } = store.state.jobRules;
  if (delayMs !== null) store.schedule({ kind: 'job', key: job.key }, delayMs);
  store.touch();
  return job;
}

/** A job of a shop by the UUID in its GIDs. */
export function findJob(store: Store, shop: string, key: string): Job | undefined {
  return store.state.jobs.find((job) => job.key === key && job.shop === shop);
}

/** Carries a job out. Answers what it sets off; nothing when it is over already. */
export function runJob(store: Store, key: string): StoreEvent[] {
  const job = store.state.jobs.find((one) => one.key === key);
  const order = job === undefined ? undefined : store.order(job.shop, job.orderId);
  if (job?.status !== 'STARTED' || order === undefined) return [];
  const wanted = plannedFailure(store);
  if (wanted !== null) {
    finish(store, job, [wanted]);
    return [];
  }
  const result = cancelOrder(store, order, job.request);
  finish(store, job, result.errors);
  return result.events;
}

/** Ends a job without carrying it out. */
export function failJob(store: Store, job: Job, error: CodedError): void {
  finish(store, job, [error]);
}

function finish(store: Store, job: Job, errors: readonly CodedError[]): void {
  job.errors = [...errors];
  job.status = errors.length > 0 ? 'FAILED' : 'SUCCEEDED';
  job.finishedAt = new Date(store.now()).toISOString();
  store.touch();
}

function plannedFailure(store: Store): CodedError | null {
  const { fail } = store.state.jobRules;
  if (fail === null) return null;
  fail.times -= 1;
  if (fail.times <= 0) store.state.jobRules.fail = null;
  return userError(null, fail.message, fail.code);
}
