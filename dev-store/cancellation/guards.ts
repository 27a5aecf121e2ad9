import { userError } from '../graphql/mutation.ts';
import { hasActiveReturn } from '../returns/quantities.ts';
import type { Store } from '../state/store.ts';
import type { CodedError, Order, Shop } from '../state/types.ts';
import { storeCreditUsable } from '../store-credit/ledger.ts';
import type { CancelWish } from './input.ts';

const LONGEST_NOTE = 255;

/** What the arguments themselves say against it [W]. */
export function argumentErrors(wish: CancelWish): CodedError[] {
  if ((wish.staffNote?.length ?? 0) > LONGEST_NOTE) {
    const message = `Staff note is too long. Maximum length is ${LONGEST_NOTE} characters.`;
    return [userError(['staffNote'], message, 'INVALID')];
  }
  const message = 'Only one of the arguments `refund` or `refund_method` is allowed.';
  return wish.bothRefunds ? [userError(['refund'], message, 'INVALID')] : [];
}

/**
 * What speaks against cancelling the order, in the order in which recordings show it [W]: cancelled, being cancelled, with
 * returns, with parcels that left. Recordings contradict each other for sent orders with a return (some were taken); this
 * keeps to the schema's words. A payment that is still being authorized is in the schema, its sentence is assumed.
 */
export function cancelErrors(store: Store, order: Order): CodedError[] {
  const refuse = (message: string): CodedError[] => [userError(['orderId'], message, 'INVALID')];
  if (order.cancelledAt !== null) return refuse('Cannot cancel an order that has already been canceled');
  if (runningJob(store, order)) return [userError(null, 'Cancellation is already in progress', null)];
  return stateErrors(order).map((message) => userError(['orderId'], message, 'INVALID'));
}

/** The same without what a running job is: the job looks again when it starts. */
export function stateErrors(order: Order): string[] {
  if (hasActiveReturn(order)) return ['Cannot cancel an order that has returns'];
  if (order.fulfillments.some((one) => one.status === 'SUCCESS'))
    return ['Cannot cancel an order that has outstanding fulfillments'];
  const waiting = order.transactions.some((one) => one.kind === 'AUTHORIZATION' && one.status === 'PENDING');
  return waiting ? ['Cannot cancel an order that has pending payment authorizations'] : [];
}

function runningJob(store: Store, order: Order): boolean {
  return store.state.jobs.some((job) => job.orderId === order.id && job.status === 'STARTED');
}

/** Codes are in the schema; the sentences are assumed. */
export function creditErrors(store: Store, shop: Shop, order: Order, wish: CancelWish): CodedError[] {
  if (wish.refund.to !== 'store-credit') return [];
  const at = (...names: string[]): string[] => ['refundMethod', 'storeCreditRefund', ...names];
  if (order.customerId === null) {
    const message = 'Order must have a customer to be refunded to store credit';
    return [userError(at(), message, 'STORE_CREDIT_REFUND_MISSING_CUSTOMER')];
  }
  const { expiresAt } = wish.refund;
  if (expiresAt !== null && Date.parse(expiresAt) <= store.now()) {
    const message = 'Expiration date must be in the future';
    return [userError(at('expiresAt'), message, 'STORE_CREDIT_REFUND_EXPIRATION_IN_PAST')];
  }
  return storeCreditUsable(shop) ? [] : [userError(at(), 'Store credit is not enabled', 'INVALID')];
}
