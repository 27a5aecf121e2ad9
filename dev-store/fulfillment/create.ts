import { z } from 'zod';
import { idOf } from '../gid.ts';
import { mutation, refused, userError, type Outcome } from '../graphql/mutation.ts';
import type { Store } from '../state/store.ts';
import type { CodedError, Fulfillment } from '../state/types.ts';
import { fulfillmentById, workById } from './find.ts';
import { locationIdOf, parcelChanged, parcelEvents, remainingLines, sendParcel, type Parcel } from './ship.ts';
import type { Work } from './work.ts';

const trackingInput = z.object({
  company: z.string().nullish(),
  number: z.string().nullish(),
  numbers: z.array(z.string()).nullish(),
  url: z.string().nullish(),
  urls: z.array(z.string()).nullish(),
});

const createInput = z.object({
  lineItemsByFulfillmentOrder: z.array(
    z.object({
      fulfillmentOrderId: z.string(),
      fulfillmentOrderLineItems: z.array(z.object({ id: z.string(), quantity: z.number().int() })).nullish(),
    }),
  ),
  trackingInfo: trackingInput.nullish(),
});

type Group = { work: Work | undefined; lines: { id: number; quantity: number }[] | null };

/** `fulfillmentCreate`: sends what fulfillment orders of one order and one location still hold. */
export const fulfillmentCreate = mutation(['fulfillment'], (args, { store, shop, emit }): Outcome => {
  const input = createInput.parse(args['fulfillment']);
  const groups = input.lineItemsByFulfillmentOrder.map((group) => ({
    work: workById(store, shop.domain, idOf(group.fulfillmentOrderId)),
    lines: group.fulfillmentOrderLineItems?.map((line) => ({ id: idOf(line.id), quantity: line.quantity })) ?? null,
  }));
  const errors = createErrors(store, groups);
  const works = groups.flatMap(({ work }) => (work === undefined ? [] : [work]));
  const [first] = works;
  if (errors.length > 0 || first === undefined) return { errors };
  const record = sendParcel(store, first.order, {
    lines: groups.flatMap(chosen),
    tracking: trackingOf(input.trackingInfo ?? null),
    locationId: locationIdOf(store, first),
  });
  for (const event of parcelEvents(store, first.order, record)) emit(event);
  return { payload: { fulfillment: { order: first.order, record } } };
});

/** `fulfillmentTrackingInfoUpdate`. One number is kept of several. */
export const fulfillmentTrackingInfoUpdate = mutation(['fulfillment'], (args, { store, shop, emit }): Outcome => {
  const found = fulfillmentById(store, shop.domain, idOf(args['fulfillmentId']));
  if (found === undefined) return refused(['fulfillmentId'], 'Fulfillment does not exist.', null);
  found.record.tracking = trackingOf(trackingInput.parse(args['trackingInfoInput']));
  found.record.updatedAt = store.nowIso();
  store.touch();
  for (const event of parcelChanged(store, found.order, found.record)) emit(event);
  return { payload: { fulfillment: found } };
});

function trackingOf(input: z.infer<typeof trackingInput> | null): Fulfillment['tracking'] {
  const number = input?.number ?? input?.numbers?.[0];
  if (input === null || number == null) return null;
  return { company: input.company ?? 'Other', number, url: input.url ?? input.urls?.[0] ?? null };
}

function chosen({ work, lines }: Group): Parcel['lines'] {
  if (work === undefined) return [];
  if (lines === null || lines.length === 0) return remainingLines(work);
  return lines.flatMap((wanted) => {
    const line = work.lines.find((one) => one.id === wanted.id);
    return line === undefined ? [] : [{ lineItemId: line.line.id, quantity: wanted.quantity, orderLineId: line.id }];
  });
}

/** Refusals as recorded [W]; they have no code. The sentence about a hold follows that about a closed one. */
function createErrors(store: Store, groups: readonly Group[]): CodedError[] {
  const field = ['fulfillment'];
  for (const [index, group] of groups.entries()) {
    const at = (group.lines ?? []).findIndex((line) => line.quantity <= 0);
    if (at === -1) continue;
    const path = [...field, 'lineItemsByFulfillmentOrder', index, 'fulfillmentOrderLineItems', at, 'quantity'];
    return [userError(path, 'Quantity must be greater than 0', null)];
  }
  const works = groups.flatMap(({ work }) => (work === undefined ? [] : [work]));
  if (works.length < groups.length) return [userError(field, 'Fulfillment order does not exist.', null)];
  const mixed = mixedErrors(store, works);
  if (mixed !== null) return [userError(field, mixed, null)];
  for (const group of groups) {
    const message = groupError(group);
    if (message !== null) return [userError(field, message, null)];
  }
  return [];
}

function mixedErrors(store: Store, works: readonly Work[]): string | null {
  const orders = [...new Set(works.map((work) => work.order.id))];
  if (orders.length > 1) {
    return `All fulfillment orders must belong to the same order. Multiple orders with ids [${orders.join(', ')}] were found.`;
  }
  const places = [...new Set(works.map((work) => locationIdOf(store, work)))];
  return places.length > 1
    ? `All fulfillment orders must be assigned to a single location. Multiple locations with ids [${places.join(', ')}] were found.`
    : null;
}

function groupError({ work, lines }: Group): string | null {
  if (work === undefined) return null;
  if (work.status === 'CLOSED' || work.status === 'ON_HOLD') {
    return `Fulfillment order ${work.record.id} has an unfulfillable status= ${work.status.toLowerCase()}.`;
  }
  for (const wanted of lines ?? []) {
    const line = work.lines.find((one) => one.id === wanted.id);
    if (line === undefined) return 'Fulfillment order line item does not exist.';
    if (wanted.quantity > line.remaining) return 'Invalid fulfillment order line item quantity requested.';
  }
  return null;
}
