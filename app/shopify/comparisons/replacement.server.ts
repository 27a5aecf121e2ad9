import { parseOrderId, trusted } from '#app/domain/ids.ts';
import { hiddenThing } from '#app/domain/remedy/comparison.ts';
import type { Comparison, Marks, Seen } from '#app/domain/remedy/comparison.ts';
import type { ReadProblem } from '#app/domain/remedy/plug.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import { CompareReplacementsDocument, MarkedOrdersDocument } from '#app/types/admin.generated.ts';
import { fromGid } from '../gid.ts';
import { readReplacement } from '../map-replacement.ts';
import { readProblem } from '../read-problem.ts';
import { read } from '../transport.server.ts';
import type { TransportOptions } from '../transport.server.ts';
import { idsOf, readNodes, remedyOfTags } from './nodes.ts';

// Without read_all_orders Shopify shows the orders of the last 60 days.
const surelyShownMs = 59 * 24 * 60 * 60 * 1000;

/** Orders with our tag that were made since. */
async function marked(
  options: TransportOptions,
  since: Date,
  after: string | null,
): Promise<Result<Marks, ReadProblem>> {
  const query = `tag:amends AND created_at:>='${since.toISOString()}'`;
  const end = await read(options, MarkedOrdersDocument, { query, after });
  if (end.kind !== 'answered') return err(readProblem(end));
  const { nodes, pageInfo } = end.data.orders;
  const marks = nodes.flatMap(({ id, tags }) => {
    const remedyId = remedyOfTags(tags);
    const externalId = fromGid(id);
    return remedyId ? { externalId, remedyId, orderId: trusted(parseOrderId, externalId) } : [];
  });
  return ok({ marks, next: pageInfo.hasNextPage ? pageInfo.endCursor : null });
}

/** The order that each replacement became. What is in it is the warehouse's; that it is there, and once, is ours. */
export const replacementComparison = (options: TransportOptions): Comparison<'replacement'> => ({
  valueOf: ({ amount }) => ({ kind: 'money', amount }),
  read: async (ours, named, now) => {
    const found = await readNodes(options, CompareReplacementsDocument, 'Order', idsOf(ours, named));
    if (!found.ok) return found;
    const seen = found.value.map((node): Seen => {
      const { externalId, standing } = readReplacement(node);
      const remedyId = remedyOfTags(node.tags);
      return { externalId, remedyId, orderId: trusted(parseOrderId, externalId), standing, value: null, uses: null };
    });
    const shown = new Set(seen.map(({ externalId }) => externalId));
    const hidden = ours.filter(({ externalId, proof }) => {
      const old = proof !== null && now.getTime() - Date.parse(proof.createdAt) > surelyShownMs;
      return old && externalId !== null && !shown.has(externalId);
    });
    return ok([...seen, ...hidden.map(hiddenThing)]);
  },
  marked: (since, after) => marked(options, since, after),
});
