import type { Context, Resolver, TypeResolvers } from '../engine/context.ts';
import { gid, parseGid } from '../gid.ts';
import { userError } from '../graphql/mutation.ts';
import type { Family } from '../graphql/families.ts';
import { forcedErrors } from '../graphql/forced-errors.ts';
import type { CodedError, Job, Order } from '../state/types.ts';
import { argumentErrors, cancelErrors, creditErrors } from './guards.ts';
import { readCancelArguments, type CancelWish } from './input.ts';
import { findJob, startCancellation } from './jobs.ts';

/**
 * `orderCancel`: answers a job that has not run. `userErrors` repeats `orderCancelUserErrors` without codes [W].
 */
const orderCancel: Resolver<unknown> = (_source, args, context) => {
  const forced = forcedErrors(context);
  if (forced !== null) return refused(forced);
  const wish = readCancelArguments(args);
  const { store, shop, token } = context;
  const order = store.order(shop.domain, wish.orderId);
  const errors = guard(context, order, wish);
  if (order === undefined || errors.length > 0) return refused(errors);
  const { reason, restock, notifyCustomer, staffNote, refund } = wish;
  const request = { reason, restock, notifyCustomer, staffNote, refund, staffId: token.userId };
  const job = startCancellation(store, order, request);
  return { job: jobSource(job), jobResult: job, orderCancelUserErrors: [], userErrors: [] };
};

function guard({ store, shop }: Context, order: Order | undefined, wish: CancelWish): CodedError[] {
  const errors = argumentErrors(wish);
  if (errors.length > 0) return errors;
  // The code is in the schema; the sentence is that of `orderMarkAsPaid` [W].
  if (order === undefined) return [userError(['orderId'], 'Order does not exist', 'NOT_FOUND')];
  const refusals = cancelErrors(store, order);
  return refusals.length > 0 ? refusals : creditErrors(store, shop, order, wish);
}

function refused(errors: readonly CodedError[]): object {
  return {
    job: null,
    jobResult: null,
    orderCancelUserErrors: errors,
    userErrors: errors.map(({ field, message }) => ({ field, message })),
  };
}

/** A `Job`. While it runs it has no `query` [W: of other jobs]. */
function jobSource(job: Job): object {
  const done = job.status !== 'STARTED';
  return { id: gid('Job', job.key), done, query: done ? {} : null };
}

/** Fields of `OrderCancelJobResult`; which UUID its GID has is assumed. */
const resultResolvers: TypeResolvers<Job> = {
  id: (job) => gid('OrderCancelJobResult', job.key),
  done: (job) => job.status !== 'STARTED',
  status: (job) => job.status,
  errors: (job) => job.errors,
  order: (job, _args, { store }) => store.order(job.shop, job.orderId) ?? null,
};

/** Cancelling orders, and jobs. */
export const cancellation: Family = {
  queries: {
    // A job that nobody knows reads as done [W].
    job: (_source, args, { store, shop }) => {
      const id = String(args['id']);
      const job = findJob(store, shop.domain, parseGid(id)?.key ?? '');
      return job === undefined ? { id, done: true, query: {} } : jobSource(job);
    },
  },
  mutations: { orderCancel },
  types: {
    Order: {
      cancellation: (order: Order) =>
        order.cancelledAt === null ? null : { staffNote: order.cancellation?.staffNote ?? null },
    },
    OrderCancelJobResult: resultResolvers,
  },
  nodes: {
    OrderCancelJobResult: ({ store, shop }, _id, key) => findJob(store, shop.domain, key),
  },
};
