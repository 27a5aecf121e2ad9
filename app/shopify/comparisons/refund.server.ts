import { parseOrderId, trusted } from '#app/domain/ids.ts';
import type { OrderId } from '#app/domain/ids.ts';
import { isMore } from '#app/domain/money.ts';
import type { Comparison, Marks, Seen } from '#app/domain/remedy/comparison.ts';
import type { ReadProblem, Standing } from '#app/domain/remedy/plug.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import { CompareRefundsDocument, MarkedRefundsDocument } from '#app/types/admin.generated.ts';
import type { FoundRefundFragment } from '#app/types/admin.generated.ts';
import { fromGid } from '../gid.ts';
import { readMoney } from '../map-money.ts';
import { readMarker, readOrderRefund } from '../map-refund.ts';
import { readProblem } from '../read-problem.ts';
import { read } from '../transport.server.ts';
import type { TransportOptions } from '../transport.server.ts';
import { hiddenAmong, readNodes } from './nodes.ts';

/** A refund as it is compared, whatever kind of remedy made it. */
export function seenRefund(orderId: OrderId, wire: FoundRefundFragment): Seen {
  const { id, remedyId, amount, transactions } = readOrderRefund(wire);
  // Store credit that is part of a refund may show no transaction of its own: then the refund's sum knows of it.
  const total = readMoney(wire.totalRefundedSet.presentmentMoney);
  const came = transactions.some(({ status }) => status !== 'failure' && status !== 'error');
  const standing: Standing = came || transactions.length === 0 ? 'settled' : 'failed';
  const value = { kind: 'money', amount: isMore(total, amount) ? total : amount } as const;
  return { externalId: id, remedyId, orderId, standing, value, uses: null };
}

/** Refunds that say whose they are, on orders that were touched since and of which something was refunded. */
async function marked(
  options: TransportOptions,
  since: Date,
  after: string | null,
): Promise<Result<Marks, ReadProblem>> {
  const query = `updated_at:>='${since.toISOString()}' AND (financial_status:refunded OR financial_status:partially_refunded)`;
  const end = await read(options, MarkedRefundsDocument, { query, after });
  if (end.kind !== 'answered') return err(readProblem(end));
  const { nodes, pageInfo } = end.data.orders;
  const marks = nodes.flatMap((order) =>
    order.refunds.flatMap(({ id, note }) => {
      const remedyId = readMarker(note);
      return remedyId ? { externalId: fromGid(id), orderId: trusted(parseOrderId, fromGid(order.id)), remedyId } : [];
    }),
  );
  return ok({ marks, next: pageInfo.hasNextPage ? pageInfo.endCursor : null });
}

/** Every refund of the orders, ours and those made elsewhere. */
export const refundComparison = (options: TransportOptions): Comparison<'refund'> => ({
  valueOf: ({ amount }) => ({ kind: 'money', amount }),
  read: async (ours, named) => {
    const orders = [...ours, ...named].flatMap(({ orderId }) => orderId ?? []);
    const found = await readNodes(options, CompareRefundsDocument, 'Order', orders);
    if (!found.ok) return found;
    const seen = found.value.flatMap(({ id, refunds }) => {
      const orderId = trusted(parseOrderId, fromGid(id));
      return refunds.map((refund) => seenRefund(orderId, refund));
    });
    return ok([...seen, ...hiddenAmong(ours, found.value)]);
  },
  marked: (since, after) => marked(options, since, after),
});
