import { z } from 'zod';
import type { StoreEvent } from '../engine/context.ts';
import { idOf } from '../gid.ts';
import { mutation, userError, type Outcome } from '../graphql/mutation.ts';
import { moveStock } from '../inventory/levels.ts';
import type { Store } from '../state/store.ts';
import type { CodedError, Disposition, DispositionType } from '../state/types.ts';
import { stockEvent } from '../webhooks/stock-events.ts';
import { disposeEvents } from './events.ts';
import { reverseLineById, type ReverseLineSource } from './find.ts';

export const disposeInput = z.object({
  dispositionType: z.enum(['MISSING', 'NOT_RESTOCKED', 'PROCESSING_REQUIRED', 'RESTOCKED']),
  locationId: z.string().nullish(),
  quantity: z.number().int(),
  reverseFulfillmentOrderLineItemId: z.string(),
});

export type Disposal = {
  lineId: number;
  type: DispositionType;
  quantity: number;
  locationId: number | null;
};

/** Reads coerced `ReverseFulfillmentOrderDisposeInput`s. */
export function readDisposals(input: unknown): Disposal[] {
  return z
    .array(disposeInput)
    .parse(input)
    .map((one) => ({
      lineId: idOf(one.reverseFulfillmentOrderLineItemId),
      type: one.dispositionType,
      quantity: one.quantity,
      locationId: one.locationId == null ? null : idOf(one.locationId),
    }));
}

/** `reverseFulfillmentOrderDispose`: what became of what came back. The order stays open however much is disposed [W]. */
export const reverseFulfillmentOrderDispose = mutation(
  ['reverseFulfillmentOrderLineItems'],
  (args, { store, shop, emit }): Outcome => {
    const disposals = readDisposals(args['dispositionInputs']);
    const field = ['dispositionInputs'];
    if (disposals.length === 0) return { errors: [userError(field, 'The array cannot be empty.', 'BLANK')] };
    const errors = disposalErrors(store, shop.domain, disposals, field);
    if (errors.length > 0) return { errors };
    for (const event of dispose(store, shop.domain, disposals)) emit(event);
    const lines = [...new Set(disposals.map((one) => one.lineId))];
    return {
      payload: { reverseFulfillmentOrderLineItems: lines.map((id) => reverseLineById(store, shop.domain, id)) },
    };
  },
);

const MIXED = 'Cannot dispose items from more than one reverse fulfillment order.';

/**
 * Refusals as recorded [W]: an unknown line reads like a foreign one, and several errors of one entry come together. That
 * more is disposed than came back is no error: a live shop took it [W].
 */
export function disposalErrors(
  store: Store,
  shop: string,
  disposals: readonly Disposal[],
  field: readonly (string | number)[],
): CodedError[] {
  const sources = disposals.map((one) => reverseLineById(store, shop, one.lineId));
  const orders = new Set(sources.map((source) => source?.reverse.id));
  if (orders.size > 1 || orders.has(undefined)) return [userError(field, MIXED, 'INVALID')];
  return disposals.flatMap((one, index) => entryErrors(store, shop, one, sources[index], [...field, index]));
}

function entryErrors(
  store: Store,
  shop: string,
  one: Disposal,
  source: ReverseLineSource | undefined,
  at: readonly (string | number)[],
): CodedError[] {
  const errors: CodedError[] = [];
  if (one.quantity <= 0) errors.push(userError([...at, 'quantity'], 'Quantity must be greater than 0', 'GREATER_THAN'));
  if (one.type === 'RESTOCKED' && source !== undefined && variantIdOf(source) === null) {
    const message = 'RESTOCKED is an invalid disposition type for a custom line item.';
    errors.push(userError([...at, 'dispositionType'], message, 'INVALID'));
  }
  if (one.locationId !== null && store.location(shop, one.locationId) === undefined)
    errors.push(userError([...at, 'locationId'], 'Location not found.', 'NOT_FOUND'));
  // Required by the schema's own words; the sentence is assumed.
  if (one.locationId === null && one.type === 'RESTOCKED')
    errors.push(userError([...at, 'locationId'], "Location can't be blank", 'BLANK'));
  return errors;
}

function variantIdOf(source: ReverseLineSource): number | null {
  const line = source.record.lines.find((one) => one.id === source.line.returnLineId);
  return source.order.lineItems.find((one) => one.id === line?.lineItemId)?.variantId ?? null;
}

/** Writes dispositions that passed their guards; what is restocked goes back into stock at its location. */
export function dispose(store: Store, shop: string, disposals: readonly Disposal[]): StoreEvent[] {
  const events: StoreEvent[] = [];
  const made: { source: ReverseLineSource; lineId: number; disposition: Disposition }[] = [];
  for (const one of disposals) {
    const source = reverseLineById(store, shop, one.lineId);
    if (source === undefined) continue;
    const { type, quantity, locationId } = one;
    const disposition: Disposition = { id: store.nextId(), type, quantity, locationId, createdAt: store.nowIso() };
    source.line.dispositions.push(disposition);
    made.push({ source, lineId: one.lineId, disposition });
    if (type === 'RESTOCKED') events.push(...restock(store, source, disposition));
  }
  store.touch();
  const [first] = made;
  return first === undefined ? events : [...events, ...disposeEvents(first.source, first.source.reverse.id, made)];
}

function restock(store: Store, source: ReverseLineSource, disposition: Disposition): StoreEvent[] {
  const variantId = variantIdOf(source);
  const found = variantId === null ? undefined : store.variant(source.order.shop, variantId);
  const location = store.location(source.order.shop, disposition.locationId ?? -1);
  if (found === undefined || location === undefined) return [];
  const stock = { ...found, location };
  moveStock(store, stock, 'available', disposition.quantity);
  return [stockEvent(store, stock)];
}
