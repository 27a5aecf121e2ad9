import { z } from 'zod';
import type { Args, Context } from '../engine/context.ts';
import { idOf } from '../gid.ts';
import { mutation, refused, type Outcome } from '../graphql/mutation.ts';
import type { Store } from '../state/store.ts';
import type { Return } from '../state/types.ts';
import { approveEvents, declineEvents, stateEvents } from './events.ts';
import { returnById, type ReturnSource } from './find.ts';
import { tooLong } from './guards.ts';
import { addReverseOrder } from './open.ts';
import { workWasDone } from './quantities.ts';

const LONGEST_DECLINE_NOTE = 500;
const INVALID_STATUS = 'Return status is invalid.';

type Place = readonly string[];

function found({ store, shop }: Context, id: unknown, place: Place, work: (source: ReturnSource) => Outcome): Outcome {
  const source = returnById(store, shop.domain, idOf(id));
  return source === undefined ? refused(place, 'Return not found.', 'NOT_FOUND') : work(source);
}

/** `returnApproveRequest`: final, and opens the reverse fulfillment order [W]. */
export const returnApproveRequest = mutation(['return'], (args, context) => {
  const { id } = z.object({ id: z.string() }).parse(args['input']);
  return found(context, id, ['input', 'id'], (source) => {
    if (source.record.status !== 'REQUESTED') {
      const message = 'Return is not approvable. Only returns with status REQUESTED can be approved.';
      return refused(['input', 'id'], message, 'INVALID_STATE');
    }
    approve(context.store, source.record);
    for (const event of approveEvents(source)) context.emit(event);
    return { payload: { return: source } };
  });
});

/** Opens a return that was asked for. */
export function approve(store: Store, record: Return): void {
  record.status = 'OPEN';
  record.requestApprovedAt = store.nowIso();
  record.decline = null;
  addReverseOrder(store, record);
  store.touch();
}

const declineInput = z.object({ id: z.string(), declineReason: z.string(), declineNote: z.string().nullish() });

/** `returnDeclineRequest`: final; the units are free for another return [S]. */
export const returnDeclineRequest = mutation(['return'], (args, context) => {
  const input = declineInput.parse(args['input']);
  return found(context, input.id, ['input', 'id'], (source) => {
    const { record } = source;
    if (record.status === 'DECLINED')
      return refused(['input', 'id'], 'The return is already declined.', 'INVALID_STATE');
    if (record.status !== 'REQUESTED') {
      const message = 'Return is not declinable. Only non-refunded returns with status REQUESTED can be declined.';
      return refused(['input', 'id'], message, 'INVALID_STATE');
    }
    const note = input.declineNote ?? null;
    if ((note?.length ?? 0) > LONGEST_DECLINE_NOTE)
      return { errors: [tooLong(['input', 'declineNote'], LONGEST_DECLINE_NOTE)] };
    decline(context.store, record, { reason: input.declineReason, note });
    for (const event of declineEvents(source)) context.emit(event);
    return { payload: { return: source } };
  });
});

/** Declines a return that was asked for. */
export function decline(store: Store, record: Return, why: NonNullable<Return['decline']>): void {
  record.status = 'DECLINED';
  record.decline = why;
  store.touch();
}

type Change = {
  change: 'cancel' | 'close' | 'reopen';
  done: Return['status'];
  error: (record: Return) => string | null;
};

/** A change of status that leaves a return alone which has it already [W]. The order's `updatedAt` stays [W]. */
function transition({ change, done, error }: Change, apply: (store: Store, record: Return) => void) {
  return mutation(['return'], (args: Args, context) =>
    found(context, args['id'], ['id'], (source) => {
      const { record } = source;
      if (record.status === done) return { payload: { return: source } };
      const message = error(record);
      if (message !== null) return refused(['id'], message, 'INVALID_STATE');
      record.status = done;
      apply(context.store, record);
      context.store.touch();
      for (const event of stateEvents(source, change)) context.emit(event);
      return { payload: { return: source } };
    }),
  );
}

/** `returnCancel`: only before any work was done [S, W]. That a mere request can't be cancelled is assumed. */
export const returnCancel = transition(
  {
    change: 'cancel',
    done: 'CANCELED',
    error: (record) => (record.status === 'OPEN' && !workWasDone(record) ? null : 'Return is not cancelable.'),
  },
  (_store, record) => {
    for (const reverse of record.reverseOrders) reverse.status = 'CANCELED';
  },
);

/** `returnClose`. That its reverse fulfillment orders close with it is assumed. */
export const returnClose = transition(
  { change: 'close', done: 'CLOSED', error: (record) => (record.status === 'OPEN' ? null : INVALID_STATUS) },
  close,
);

/** Ends a return. */
export function close(store: Store, record: Return): void {
  record.status = 'CLOSED';
  record.closedAt = store.nowIso();
  for (const reverse of record.reverseOrders) reverse.status = 'CLOSED';
}

/** `returnReopen`. */
export const returnReopen = transition(
  { change: 'reopen', done: 'OPEN', error: (record) => (record.status === 'CLOSED' ? null : INVALID_STATUS) },
  (_store, record) => {
    record.closedAt = null;
    for (const reverse of record.reverseOrders) reverse.status = 'OPEN';
  },
);
