import type { Context, Resolver } from '../engine/context.ts';
import type { Order, Refund } from '../state/types.ts';
import { refundEvents } from '../webhooks/events.ts';
import { applyRefund } from './apply.ts';
import { refundErrors } from './guards.ts';
import { fingerprint, keyState, requiredKey } from './idempotency.ts';
import { orderIdOf, readRefundInput, type UserError } from './input.ts';
import { storeCreditLedgerErrors } from './store-credit-guards.ts';

type Payload = { refund: { order: Order; refund: Refund } | null; order: Order | null; userErrors: UserError[] };

/** `refundCreate`: one effect per key and 24 hours; a replay is answered from the present state, not from a copy [D2]. */
export const refundCreate: Resolver<unknown> = (_source, args, context, info): Payload => {
  const key = requiredKey(info, context);
  const print = fingerprint(info, context);
  const orderId = orderIdOf(args['input']);
  const order = context.store.order(context.shop.domain, orderId);
  if (context.forcedUserErrors !== null)
    return { refund: null, order: order ?? null, userErrors: [...context.forcedUserErrors] };
  const use = keyState(context, key, print);
  if (use.state === 'refused') return { refund: null, order: order ?? null, userErrors: use.errors };
  if (use.state === 'replay') return payload(order, use.record.refundId, use.record.userErrors);
  const result = execute(context, args['input'], order, key);
  context.store.addIdempotencyRecord({
    shop: context.shop.domain,
    key,
    field: 'refundCreate',
    fingerprint: print,
    at: new Date(context.store.now()).toISOString(),
    orderId: order?.id ?? null,
    refundId: result.refund?.refund.id ?? null,
    userErrors: result.userErrors,
  });
  return result;
};

function execute(context: Context, input: unknown, order: Order | undefined, key: string): Payload {
  const { store, shop } = context;
  // No recording shows an order that does not exist; wording assumed.
  if (order === undefined)
    return { refund: null, order: null, userErrors: [{ field: ['orderId'], message: 'Order does not exist' }] };
  const request = readRefundInput(input, order);
  const customer = order.customerId === null ? undefined : store.customer(shop.domain, order.customerId);
  const refusals = refundErrors(order, request, shop, customer);
  const errors = refusals.length > 0 ? refusals : storeCreditLedgerErrors(store, shop, order, input, request);
  // Errors leave `refund` null but `order` filled [W].
  if (errors.length > 0) return { refund: null, order, userErrors: errors };
  const refund = applyRefund(store, shop, order, request, {
    source: 'app',
    staffId: context.token.userId,
    idempotencyKey: key,
  });
  for (const event of refundEvents(store, order, refund)) context.emit(event);
  return { refund: { order, refund }, order, userErrors: [] };
}

function payload(order: Order | undefined, refundId: number | null, userErrors: UserError[]): Payload {
  const refund = order?.refunds.find((one) => one.id === refundId);
  return {
    refund: order === undefined || refund === undefined ? null : { order, refund },
    order: order ?? null,
    userErrors,
  };
}
