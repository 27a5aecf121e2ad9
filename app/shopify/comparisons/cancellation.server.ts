import { parseOrderId, trusted } from '#app/domain/ids.ts';
import type { Comparison, Compared, Seen } from '#app/domain/remedy/comparison.ts';
import { ok } from '#app/domain/result.ts';
import { CompareCancellationsDocument } from '#app/types/admin.generated.ts';
import type { CompareCancellationsQuery } from '#app/types/admin.generated.ts';
import { fromGid } from '../gid.ts';
import { readMarker } from '../map-refund.ts';
import type { TransportOptions } from '../transport.server.ts';
import { hiddenAmong, readNodes } from './nodes.ts';
import { seenRefund } from './refund.server.ts';

type Order = Exclude<NonNullable<CompareCancellationsQuery['nodes'][number]>, Record<PropertyKey, never>>;

/**
 * A cancellation is known by the refund that followed it; one without a refund by its order. That another hand cancelled
 * an order which we gave up to cancel is no difference: then its note does not name us.
 */
function seenOf(order: Order, remedies: readonly Compared<'cancellation'>[]): Seen[] {
  const orderId = trusted(parseOrderId, fromGid(order.id));
  const refunds = order.refunds
    .map((refund) => seenRefund(orderId, refund))
    .filter(({ remedyId }) => remedies.some(({ id }) => id === remedyId));
  if (order.cancelledAt === null) return refunds;
  const by = readMarker(order.cancellation?.staffNote ?? null);
  const bare = remedies.filter(({ id, plan, externalId }) => !plan.refund && (by === id || externalId === orderId));
  return [
    ...refunds,
    ...bare.map((remedy): Seen => {
      return { externalId: orderId, remedyId: remedy.id, orderId, standing: 'settled', value: null, uses: null };
    }),
  ];
}

/** Orders that were cancelled, and what of them was refunded with our mark. */
export const cancellationComparison = (options: TransportOptions): Comparison<'cancellation'> => ({
  valueOf: ({ amount }) => ({ kind: 'money', amount }),
  read: async (ours) => {
    const orders = ours.map(({ orderId }) => orderId);
    const found = await readNodes(options, CompareCancellationsDocument, 'Order', orders);
    if (!found.ok) return found;
    const seen = found.value.flatMap((order) => {
      const id = fromGid(order.id);
      return seenOf(
        order,
        ours.filter(({ orderId }) => orderId === id),
      );
    });
    return ok([...seen, ...hiddenAmong(ours, found.value)]);
  },
});
