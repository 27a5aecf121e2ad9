import { z } from 'zod';
import { shopifyError } from '../engine/errors.ts';
import { idOf } from '../gid.ts';
import { mutation, refused, userError, type Outcome } from '../graphql/mutation.ts';
import type { Store } from '../state/store.ts';
import type { CodedError, FulfillmentHold, HoldReason, Order } from '../state/types.ts';
import { holdEvents, releaseEvents } from './events.ts';
import { workById } from './find.ts';
import { findWork, storedFulfillmentOrders, type Work } from './work.ts';

const MOST_HOLDS = 10;

const holdInput = z.object({
  reason: z.string(),
  reasonNotes: z.string().nullish(),
  handle: z.string().nullish(),
  externalId: z.string().nullish(),
  fulfillmentOrderLineItems: z.array(z.object({ id: z.string(), quantity: z.number().int() })).nullish(),
});

type HoldInput = z.infer<typeof holdInput>;
type Wanted = { id: number; quantity: number }[];

/** `fulfillmentOrderHold`: up to ten holds of an app on one fulfillment order, each by a handle of its own [S]. */
export const fulfillmentOrderHold = mutation(
  ['fulfillmentHold', 'fulfillmentOrder', 'remainingFulfillmentOrder'],
  (args, { store, shop, emit }): Outcome => {
    const work = workById(store, shop.domain, idOf(args['id']));
    // No recording shows an unknown one; the code is in the schema, the sentence assumed.
    if (work === undefined) return refused(['id'], 'Fulfillment order not found.', 'FULFILLMENT_ORDER_NOT_FOUND');
    const input = holdInput.parse(args['fulfillmentHold']);
    const wanted = (input.fulfillmentOrderLineItems ?? []).map((one) => ({ ...one, id: idOf(one.id) }));
    const errors = holdErrors(work, input, wanted);
    if (errors.length > 0) return { errors };
    const remaining = wanted.length === 0 ? null : splitOff(store, work, wanted);
    const hold = addHold(store, work.order, work.record.id, { ...input, reason: input.reason as HoldReason });
    const held = findWork(work.order, work.record.id);
    for (const event of holdEvents(work.order, held, hold, remaining)) emit(event);
    return { payload: { fulfillmentHold: hold, fulfillmentOrder: held, remainingFulfillmentOrder: remaining } };
  },
);

/** `fulfillmentOrderReleaseHold`: the holds named, or all of them. */
export const fulfillmentOrderReleaseHold = mutation(['fulfillmentOrder'], (args, { store, shop, emit }): Outcome => {
  const work = workById(store, shop.domain, idOf(args['id']));
  if (work === undefined) return refused(['id'], 'Fulfillment order not found.', 'FULFILLMENT_ORDER_NOT_FOUND');
  const ids = args['holdIds'];
  const named = Array.isArray(ids) ? ids.map(idOf) : null;
  const externalId = args['externalId'];
  releaseHolds(store, work.order, work.record.id, (hold) => {
    if (typeof externalId === 'string' && hold.externalId !== externalId) return false;
    return named === null || named.includes(hold.id);
  });
  const now = findWork(work.order, work.record.id);
  if (now?.record.holds.length === 0 && work.status === 'ON_HOLD') for (const event of releaseEvents(now)) emit(event);
  return { payload: { fulfillmentOrder: now } };
});

/** Refusals as recorded [W], in the order in which they are looked for (that order is assumed). */
function holdErrors(work: Work, input: HoldInput, wanted: Wanted): CodedError[] {
  const lines = ['fulfillmentHold', 'fulfillmentOrderLineItems'];
  const index = wanted.findIndex((one) => one.quantity <= 0);
  if (index !== -1) {
    const message = 'You must select at least one item to place on partial hold.';
    return [userError([...lines, index, 'quantity'], message, 'GREATER_THAN_ZERO')];
  }
  if (new Set(wanted.map((one) => one.id)).size < wanted.length) {
    return [userError(lines, 'must contain unique line item ids', 'DUPLICATED_FULFILLMENT_ORDER_LINE_ITEMS')];
  }
  const own = work.record.holds.filter((hold) => hold.byApp);
  if (own.length >= MOST_HOLDS) return [userError(['id'], LIMIT_REACHED, 'FULFILLMENT_ORDER_HOLD_LIMIT_REACHED')];
  if (own.some((hold) => hold.handle === (input.handle ?? ''))) {
    return [userError(['fulfillmentHold', 'handle'], HANDLE_TAKEN, 'DUPLICATE_FULFILLMENT_HOLD_HANDLE')];
  }
  if (wanted.length === 0) return work.status === 'CLOSED' ? [notHoldable()] : [];
  if (work.status !== 'OPEN') {
    const message = 'The fulfillment order is not in a splittable state.';
    return [userError(lines, message, 'FULFILLMENT_ORDER_NOT_SPLITTABLE')];
  }
  return wanted.some((one) => one.quantity > (work.lines.find((line) => line.id === one.id)?.remaining ?? 0))
    ? [userError(lines, 'Invalid fulfillment order line item quantity requested.', 'INVALID_LINE_ITEM_QUANTITY')]
    : [];
}

const LIMIT_REACHED =
  'The maximum number of fulfillment holds for this fulfillment order has been reached for this app. An app can only have up to 10 holds on a single fulfillment order at any one time.';
const HANDLE_TAKEN =
  'The handle provided for the fulfillment hold is already in use by this app for another hold on this fulfillment order.';

/** Nothing left to hold; wording assumed. */
function notHoldable(): CodedError {
  return userError(['id'], 'The fulfillment order is not in a holdable state.', null);
}

/** Puts a hold on a fulfillment order. */
export function addHold(
  store: Store,
  order: Order,
  recordId: number,
  given: {
    reason: HoldReason;
    reasonNotes?: string | null | undefined;
    handle?: string | null | undefined;
    externalId?: string | null | undefined;
    byApp?: boolean;
  },
): FulfillmentHold {
  const record = storedFulfillmentOrders(order).find((one) => one.id === recordId);
  if (record === undefined) throw shopifyError(`no fulfillment order ${recordId}`, 'INTERNAL_SERVER_ERROR');
  const hold: FulfillmentHold = {
    id: store.nextId(),
    handle: given.handle ?? '',
    externalId: given.externalId ?? null,
    reason: given.reason,
    reasonNotes: given.reasonNotes ?? null,
    byApp: given.byApp ?? true,
  };
  record.holds.push(hold);
  record.updatedAt = store.nowIso();
  store.touch();
  return hold;
}

/** Takes the holds off that `matches` names. */
export function releaseHolds(
  store: Store,
  order: Order,
  recordId: number,
  matches: (hold: FulfillmentHold) => boolean,
): void {
  const record = storedFulfillmentOrders(order).find((one) => one.id === recordId);
  if (record === undefined) return;
  record.holds = record.holds.filter((hold) => !matches(hold));
  record.updatedAt = store.nowIso();
  store.touch();
}

/** Keeps the wanted units in the fulfillment order and moves the rest to a new one. Answers the new one, if any. */
function splitOff(store: Store, work: Work, wanted: Wanted): Work | null {
  const records = storedFulfillmentOrders(work.order);
  const record = records.find((one) => one.id === work.record.id);
  if (record === undefined) return null;
  const keep = (id: number): number => wanted.find((one) => one.id === id)?.quantity ?? 0;
  const rest = record.lines.filter((line) => line.quantity > keep(line.id));
  if (rest.length === 0) return null;
  const id = store.nextId();
  records.push({
    ...record,
    id,
    createdAt: store.nowIso(),
    updatedAt: store.nowIso(),
    holds: [],
    lines: rest.map((line) => ({
      id: store.nextId(),
      lineItemId: line.lineItemId,
      quantity: line.quantity - keep(line.id),
    })),
  });
  record.lines = record.lines.filter((line) => keep(line.id) > 0).map((line) => ({ ...line, quantity: keep(line.id) }));
  return findWork(work.order, id) ?? null;
}
