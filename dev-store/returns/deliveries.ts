import { z } from 'zod';
import { idOf } from '../gid.ts';
import { mutation, refused, userError, type Outcome } from '../graphql/mutation.ts';
import type { Store } from '../state/store.ts';
import type { CodedError, ReverseDelivery, ReverseOrder } from '../state/types.ts';
import { deliverableEvents } from './events.ts';
import { reverseDeliveryById, reverseOrderById } from './find.ts';

const tracking = z.object({ number: z.string().nullish(), url: z.string().nullish() }).nullish();
const label = z.object({ fileUrl: z.string() }).nullish();
const lineInputs = z.array(z.object({ reverseFulfillmentOrderLineItemId: z.string(), quantity: z.number().int() }));

type Wanted = { reverseLineId: number; quantity: number };

/** `reverseDeliveryCreateWithShipping`: a parcel on its way back. No lines mean all of them, in full [W]. */
export const reverseDeliveryCreateWithShipping = mutation(
  ['reverseDelivery'],
  (args, { store, shop, emit }): Outcome => {
    const source = reverseOrderById(store, shop.domain, idOf(args['reverseFulfillmentOrderId']));
    if (source === undefined)
      return refused(['reverseFulfillmentOrderId'], 'Reverse fulfillment order was not found.', 'NOT_FOUND');
    const wanted = wantedLines(source.reverse, args['reverseDeliveryLineItems']);
    const errors = deliveryErrors(source.reverse, wanted);
    if (errors.length > 0) return { errors };
    const delivery = addDelivery(store, source.reverse, wanted, {
      tracking: trackingOf(args['trackingInput']),
      labelUrl: label.parse(args['labelInput'])?.fileUrl ?? null,
    });
    const made = { ...source, delivery };
    for (const event of deliverableEvents(made)) emit(event);
    return { payload: { reverseDelivery: made } };
  },
);

/** `reverseDeliveryShippingUpdate`: what is not given stays. */
export const reverseDeliveryShippingUpdate = mutation(['reverseDelivery'], (args, { store, shop, emit }): Outcome => {
  const source = reverseDeliveryById(store, shop.domain, idOf(args['reverseDeliveryId']));
  if (source === undefined) return refused(['reverseDeliveryId'], 'Reverse delivery was not found.', 'NOT_FOUND');
  const { delivery } = source;
  delivery.tracking = trackingOf(args['trackingInput']) ?? delivery.tracking;
  const url = label.parse(args['labelInput'])?.fileUrl;
  const now = store.nowIso();
  if (url !== undefined) delivery.label = { url, createdAt: delivery.label?.createdAt ?? now, updatedAt: now };
  store.touch();
  for (const event of deliverableEvents(source)) emit(event);
  return { payload: { reverseDelivery: source } };
});

function trackingOf(input: unknown): ReverseDelivery['tracking'] {
  const given = tracking.parse(input);
  // The carrier's name stays empty, whatever the number looks like [W].
  return given == null ? null : { number: given.number ?? null, url: given.url ?? null, carrierName: null };
}

function wantedLines(reverse: ReverseOrder, input: unknown): Wanted[] {
  const given = lineInputs
    .parse(input)
    .map((one) => ({ reverseLineId: idOf(one.reverseFulfillmentOrderLineItemId), quantity: one.quantity }));
  return given.length > 0 ? given : reverse.lines.map((line) => ({ reverseLineId: line.id, quantity: line.quantity }));
}

/**
 * Refusals as recorded [W]; they have no code. Within one call quantities add up; that earlier deliveries of the same units
 * count as well is assumed.
 */
export function deliveryErrors(reverse: ReverseOrder, wanted: readonly Wanted[]): CodedError[] {
  const sent = new Map<number, number>();
  for (const line of reverse.deliveries.flatMap((one) => one.lines)) {
    sent.set(line.reverseLineId, (sent.get(line.reverseLineId) ?? 0) + line.quantity);
  }
  return wanted.flatMap((one, index) => {
    const at = (name: string): (string | number)[] => ['reverseDeliveryLineItems', index, name];
    const line = reverse.lines.find((entry) => entry.id === one.reverseLineId);
    if (line === undefined) return [userError(at('reverseFulfillmentOrderLineItemId'), 'must exist', null)];
    const upToHere = (sent.get(line.id) ?? 0) + one.quantity;
    sent.set(line.id, upToHere);
    return upToHere > line.quantity
      ? [userError(at('quantity'), 'cannot deliver more items than are returned', null)]
      : [];
  });
}

/** Writes a delivery that passed its guards. */
export function addDelivery(
  store: Store,
  reverse: ReverseOrder,
  wanted: readonly Wanted[],
  given: { tracking: ReverseDelivery['tracking']; labelUrl: string | null },
): ReverseDelivery {
  const now = store.nowIso();
  const delivery: ReverseDelivery = {
    id: store.nextId(),
    createdAt: now,
    lines: wanted.map((one) => ({ id: store.nextId(), ...one })),
    tracking: given.tracking,
    label: given.labelUrl === null ? null : { url: given.labelUrl, createdAt: now, updatedAt: now },
  };
  reverse.deliveries.push(delivery);
  store.touch();
  return delivery;
}
