import { parseOrderId, trusted } from '#app/domain/ids.ts';
import type { Comparison, Seen } from '#app/domain/remedy/comparison.ts';
import { ok } from '#app/domain/result.ts';
import { CompareReturnsDocument } from '#app/types/admin.generated.ts';
import type { ReturnStatus } from '#app/types/admin.generated.ts';
import { fromGid } from '../gid.ts';
import { markedBy } from '../map-return.ts';
import type { TransportOptions } from '../transport.server.ts';
import { hiddenAmong, readNodes } from './nodes.ts';

const ended: readonly ReturnStatus[] = ['CANCELED', 'DECLINED'];

/** Returns of the orders that bear our mark, or that we know by their id: that others open returns is their business. */
export const returnComparison = (options: TransportOptions): Comparison<'return'> => ({
  valueOf: ({ amount }) => ({ kind: 'money', amount }),
  read: async (ours, named) => {
    const orders = [...ours, ...named].flatMap(({ orderId }) => orderId ?? []);
    const known = new Set([...ours, ...named].map(({ externalId }) => externalId));
    const found = await readNodes(options, CompareReturnsDocument, 'Order', orders);
    if (!found.ok) return found;
    const seen = found.value.flatMap(({ id, returns }) =>
      returns.nodes.flatMap((wire): Seen[] => {
        const externalId = fromGid(wire.id);
        const remedyId = markedBy(wire);
        if (remedyId === null && !known.has(externalId)) return [];
        const standing = ended.includes(wire.status) ? 'undone' : 'settled';
        const orderId = trusted(parseOrderId, fromGid(id));
        return [{ externalId, remedyId, orderId, standing, value: null, uses: null }];
      }),
    );
    return ok([...seen, ...hiddenAmong(ours, found.value)]);
  },
});
