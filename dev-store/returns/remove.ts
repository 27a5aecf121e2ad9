import { z } from 'zod';
import { idOf } from '../gid.ts';
import { mutation, refused, userError, type Outcome } from '../graphql/mutation.ts';
import type { Store } from '../state/store.ts';
import type { CodedError, Return } from '../state/types.ts';
import { stateEvents, updateEvents } from './events.ts';
import { returnById } from './find.ts';
import { workWasDone } from './quantities.ts';
import { close } from './status.ts';

const removals = z.array(z.object({ id: z.string(), quantity: z.number().int() }));

type Removal = { id: number; quantity: number };

function read(list: unknown, idName: string): Removal[] {
  const entries = Array.isArray(list) ? (list as Record<string, unknown>[]) : [];
  return removals
    .parse(entries.map((entry) => ({ id: entry[idName], quantity: entry['quantity'] })))
    .map((entry) => ({ id: idOf(entry.id), quantity: entry.quantity }));
}

/** `removeFromReturn`: from open and requested returns only; one without lines is closed [W]. */
export const removeFromReturn = mutation(['return'], (args, { store, shop, emit }): Outcome => {
  const source = returnById(store, shop.domain, idOf(args['returnId']));
  if (source === undefined) return refused(['returnId'], 'Return not found.', 'NOT_FOUND');
  const { record } = source;
  const lines = read(args['returnLineItems'], 'returnLineItemId');
  const exchanges = read(args['exchangeLineItems'], 'exchangeLineItemId');
  if (!['OPEN', 'REQUESTED'].includes(record.status) || workWasDone(record))
    return refused(['returnId'], 'Return status is invalid.', 'INVALID_STATE');
  const errors = [
    ...removalErrors('returnLineItems', 'returnLineItemId', record.lines, lines),
    ...removalErrors('exchangeLineItems', 'exchangeLineItemId', record.exchangeLines, exchanges),
  ];
  if (errors.length > 0) return { errors };
  remove(store, record, lines, exchanges);
  for (const event of updateEvents(
    source,
    lines.map(({ id, quantity }) => ({ id, delta: quantity })),
  ))
    emit(event);
  if (record.status === 'CLOSED') for (const event of stateEvents(source, 'close')) emit(event);
  return { payload: { return: source } };
});

/** Quantities as recorded [W]; a line of another return is assumed to read like in `returnProcess`. */
function removalErrors(
  list: string,
  idName: string,
  known: readonly { id: number; quantity: number }[],
  wanted: readonly Removal[],
): CodedError[] {
  if (wanted.some((one) => one.quantity <= 0))
    return [userError(null, 'Quantity must be greater than 0', 'GREATER_THAN')];
  const name = list === 'returnLineItems' ? 'Return line item' : 'Exchange line item';
  return wanted.flatMap((one, index) => {
    const line = known.find((entry) => entry.id === one.id);
    if (line === undefined) return [userError([list, index, idName], `${name} was not found.`, 'NOT_FOUND')];
    return one.quantity > line.quantity
      ? [userError([list, index, 'quantity'], `${name} has an invalid quantity.`, 'INVALID')]
      : [];
  });
}

function remove(store: Store, record: Return, lines: readonly Removal[], exchanges: readonly Removal[]): void {
  const taken = (list: readonly Removal[], id: number): number =>
    list.filter((one) => one.id === id).reduce((sum, one) => sum + one.quantity, 0);
  record.lines = record.lines
    .map((line) => ({ ...line, quantity: line.quantity - taken(lines, line.id) }))
    .filter((line) => line.quantity > 0);
  record.exchangeLines = record.exchangeLines
    .map((line) => ({ ...line, quantity: line.quantity - taken(exchanges, line.id) }))
    .filter((line) => line.quantity > 0);
  for (const reverse of record.reverseOrders) {
    reverse.lines = reverse.lines
      .map((line) => ({ ...line, quantity: line.quantity - taken(lines, line.returnLineId) }))
      .filter((line) => line.quantity > 0);
  }
  if (record.lines.length === 0 && record.exchangeLines.length === 0) close(store, record);
  store.touch();
}
