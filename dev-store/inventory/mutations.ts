import { z } from 'zod';
import type { Context, Resolver } from '../engine/context.ts';
import { shopifyError } from '../engine/errors.ts';
import { idOf } from '../gid.ts';
import { stockEvent } from '../webhooks/stock-events.ts';
import type { StockAdjustment } from '../state/types.ts';
import { ADJUSTABLE, isOnHand, moveStock, quantityOf, variantOfItem, type Stock } from './levels.ts';
import { once, refused, type StockError, type StockPayload } from './once.ts';

const place = { inventoryItemId: z.string(), locationId: z.string(), changeFromQuantity: z.number().int().nullish() };
const head = { name: z.string(), reason: z.string(), referenceDocumentUri: z.string().nullish() };

const adjustInput = z.object({
  ...head,
  changes: z.array(z.object({ ...place, delta: z.number().int(), ledgerDocumentUri: z.string().nullish() })),
});

const setInput = z.object({ ...head, quantities: z.array(z.object({ ...place, quantity: z.number().int() })) });

/** Reasons that are taken, as the refusal lists them [W]. */
const REASONS =
  'correction, cycle_count_available, damaged, movement_canceled, movement_created, movement_received, movement_updated, other, promotion, quality_control, received, reservation_created, reservation_deleted, reservation_updated, restock, safety_stock, shrinkage'.split(
    ', ',
  );

const MOST = 1_000_000_000;

type Change = { stock: Stock; name: (typeof ADJUSTABLE)[number]; delta: number; ledgerDocumentUri: string | null };

/** `inventoryAdjustQuantities`: moves quantities by a difference. */
export const inventoryAdjustQuantities: Resolver<unknown> = (_source, args, context, info): StockPayload => {
  requireCompare(args['input'], 'changes', 'InventoryChangeInput');
  return once(context, info, () => {
    const input = adjustInput.parse(args['input']);
    const name = ADJUSTABLE.find((one) => one === input.name);
    if (name === undefined) {
      const message = `The specified quantity name is invalid. Valid values are: ${ADJUSTABLE.join(', ')}.`;
      return refused([{ field: ['input', 'name'], message, code: 'INVALID_QUANTITY_NAME' }]);
    }
    const errors = [...reasonErrors(input.reason), ...documentErrors(name, input.changes)];
    if (errors.length > 0) return refused(errors);
    const found = input.changes.map((one, index) => stockAt(context, one, ['input', 'changes', String(index)]));
    const stale = input.changes.flatMap((one, index) => {
      const stock = found[index]?.stock;
      if (stock == null || one.changeFromQuantity == null) return [];
      if (quantityOf(context.store, stock, name) === one.changeFromQuantity) return [];
      // Message from the code's description [S]; the place is assumed.
      const message = 'The changeFromQuantity argument no longer matches the persisted quantity.';
      const field = ['input', 'changes', String(index), 'changeFromQuantity'];
      return [{ field, message, code: 'CHANGE_FROM_QUANTITY_STALE' }];
    });
    const refusals = [...found.flatMap((one) => one.errors), ...stale];
    if (refusals.length > 0) return refused(refusals);
    const changes = input.changes.flatMap((one, index): Change[] => {
      const stock = found[index]?.stock;
      return stock == null ? [] : [{ stock, name, delta: one.delta, ledgerDocumentUri: one.ledgerDocumentUri ?? null }];
    });
    return applied(context, input, changes);
  });
};

/** `inventorySetQuantities`: sets `available` or `on_hand`; either way `available` is what moves [W]. */
export const inventorySetQuantities: Resolver<unknown> = (_source, args, context, info): StockPayload => {
  requireCompare(args['input'], 'quantities', 'InventoryQuantityInput');
  return once(context, info, () => {
    const input = setInput.parse(args['input']);
    if (!['available', 'on_hand'].includes(input.name)) {
      const message = "The quantity name must be either 'available' or 'on_hand'.";
      return refused([{ field: ['input', 'name'], message, code: 'INVALID_NAME' }]);
    }
    const errors = [...reasonErrors(input.reason), ...boundErrors(input), ...duplicateErrors(input.quantities)];
    if (errors.length > 0) return refused(errors);
    const found = input.quantities.map((one, index) => stockAt(context, one, ['input', 'quantities', String(index)]));
    const stale = input.quantities.flatMap((one, index) => {
      const stock = found[index]?.stock;
      if (stock == null || one.changeFromQuantity == null) return [];
      if (quantityOf(context.store, stock, input.name) === one.changeFromQuantity) return [];
      const message = 'The changeFromQuantity value does not match persisted value.';
      const field = ['input', 'quantities', String(index), 'changeFromQuantity'];
      return [{ field, message, code: 'CHANGE_FROM_QUANTITY_STALE' }];
    });
    const refusals = [...found.flatMap((one) => one.errors), ...stale];
    if (refusals.length > 0) return refused(refusals);
    const changes = input.quantities.flatMap((one, index): Change[] => {
      const stock = found[index]?.stock;
      if (stock == null) return [];
      const delta = one.quantity - quantityOf(context.store, stock, input.name);
      return [{ stock, name: 'available', delta, ledgerDocumentUri: null }];
    });
    return applied(context, input, changes);
  });
};

/** Nothing moves by 0: no group [W]. What lies there is changed too, and said so beside it [W]. */
function applied(context: Context, input: z.infer<z.ZodObject<typeof head>>, changes: readonly Change[]): StockPayload {
  const { store, shop } = context;
  const moving = changes.filter((one) => one.delta !== 0);
  if (moving.length === 0) return refused([]);
  const record = (one: Change, name: string): StockAdjustment['changes'][number] => ({
    name,
    delta: one.delta,
    variantId: one.stock.variant.id,
    locationId: one.stock.location.id,
    ledgerDocumentUri: name === one.name ? one.ledgerDocumentUri : null,
  });
  const group: StockAdjustment = {
    id: store.nextId(),
    shop: shop.domain,
    at: store.nowIso(),
    reason: input.reason,
    referenceDocumentUri: input.referenceDocumentUri ?? null,
    changes: [
      ...moving.map((one) => record(one, one.name)),
      ...moving.filter((one) => isOnHand(one.name)).map((one) => record(one, 'on_hand')),
    ],
  };
  for (const one of moving) moveStock(store, one.stock, one.name, one.delta);
  store.state.stockAdjustments.push(group);
  for (const one of moving.filter(({ name }) => name === 'available')) context.emit(stockEvent(store, one.stock));
  return { inventoryAdjustmentGroup: group, userErrors: [] };
}

/** The comparison is required since 2026-04; an explicit null waives it. @throws INVALID_FIELD_ARGUMENTS [W] */
function requireCompare(input: unknown, list: string, type: string): void {
  const entries = (input as Readonly<Record<string, unknown>>)[list];
  const missing = Array.isArray(entries) && entries.some((one: object) => !('changeFromQuantity' in one));
  if (!missing) return;
  const message = `${type} must include the following argument: changeFromQuantity.`;
  throw shopifyError(message, 'INVALID_FIELD_ARGUMENTS');
}

function stockAt(
  { store, shop }: Context,
  at: { inventoryItemId: string; locationId: string },
  field: string[],
): { stock: Stock | null; errors: StockError[] } {
  const found = variantOfItem(store, shop.domain, idOf(at.inventoryItemId));
  const location = store.location(shop.domain, idOf(at.locationId));
  const errors: StockError[] = [];
  if (found === undefined) {
    const message = 'The specified inventory item could not be found.';
    errors.push({ field: [...field, 'inventoryItemId'], message, code: 'INVALID_INVENTORY_ITEM' });
  }
  if (location === undefined) {
    const message = 'The specified location could not be found.';
    errors.push({ field: [...field, 'locationId'], message, code: 'INVALID_LOCATION' });
  }
  return { stock: found === undefined || location === undefined ? null : { ...found, location }, errors };
}

function reasonErrors(reason: string): StockError[] {
  if (REASONS.includes(reason)) return [];
  const message = `The specified reason is invalid. Valid values are: ${REASONS.join(', ')}.`;
  return [{ field: ['input', 'reason'], message, code: 'INVALID_REASON' }];
}

/** Ledger documents belong to what is not `available` [W]. */
function documentErrors(name: string, changes: z.infer<typeof adjustInput>['changes']): StockError[] {
  return changes.flatMap((one, index): StockError[] => {
    const field = ['input', 'changes', String(index), 'ledgerDocumentUri'];
    if (name === 'available') {
      if (one.ledgerDocumentUri == null) return [];
      const message = 'A ledger document URI is not allowed when adjusting available.';
      return [{ field, message, code: 'INVALID_AVAILABLE_DOCUMENT' }];
    }
    if (one.ledgerDocumentUri != null) return [];
    const message = 'A ledger document URI is required except when adjusting available.';
    return [{ field, message, code: 'INVALID_QUANTITY_DOCUMENT' }];
  });
}

function boundErrors(input: z.infer<typeof setInput>): StockError[] {
  return input.quantities.flatMap(({ quantity }, index): StockError[] => {
    const field = ['input', 'quantities', String(index), 'quantity'];
    if (input.name === 'on_hand' && quantity < 0) {
      return [{ field, message: "The quantity can't be negative.", code: 'INVALID_QUANTITY_NEGATIVE' }];
    }
    if (quantity > MOST) {
      return [
        { field, message: "The quantity can't be higher than 1,000,000,000.", code: 'INVALID_QUANTITY_TOO_HIGH' },
      ];
    }
    if (quantity >= -MOST) return [];
    return [{ field, message: "The quantity can't be lower than -1,000,000,000.", code: 'INVALID_QUANTITY_TOO_LOW' }];
  });
}

function duplicateErrors(quantities: z.infer<typeof setInput>['quantities']): StockError[] {
  const key = (one: { inventoryItemId: string; locationId: string }): string =>
    `${one.inventoryItemId}\n${one.locationId}`;
  return quantities.flatMap((one, index) => {
    if (quantities.filter((other) => key(other) === key(one)).length < 2) return [];
    const message = 'The combination of inventoryItemId and locationId must be unique.';
    const field = ['input', 'quantities', String(index), 'locationId'];
    return [{ field, message, code: 'NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR' }];
  });
}
