import type { Context } from '../engine/context.ts';
import { mutation, refused, type Outcome } from '../graphql/mutation.ts';
import { returnErrors, type Root } from './guards.ts';
import { readReturnInput } from './input.ts';
import { openReturn } from './open.ts';
import { approveEvents, requestEvents } from './events.ts';

/** `returnCreate`: open at once, as if the request had been approved elsewhere [S]. */
export const returnCreate = mutation(['return'], (args, context) => make(context, args['returnInput'], 'returnInput'));

/** `returnRequest`: waits for somebody to approve or decline. */
export const returnRequest = mutation(['return'], (args, context) => make(context, args['input'], 'input'));

function make({ store, shop, token, emit }: Context, input: unknown, root: Root): Outcome {
  const wish = readReturnInput(input);
  const order = store.order(shop.domain, wish.orderId);
  // No recording shows an unknown order; assumed like an unknown return.
  if (order === undefined) return refused([root, 'orderId'], 'Order not found.', 'NOT_FOUND');
  const errors = returnErrors(store, order, wish, root);
  if (errors.length > 0) return { errors };
  const requested = root === 'input';
  const record = openReturn(store, shop, order, wish, { requested, source: 'app', staffId: token.userId });
  const source = { order, record };
  for (const event of requested ? requestEvents(source) : approveEvents(source)) emit(event);
  return { payload: { return: source } };
}
