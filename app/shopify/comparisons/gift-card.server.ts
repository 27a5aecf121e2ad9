import type { Comparison, Marks, Seen } from '#app/domain/remedy/comparison.ts';
import type { ReadProblem } from '#app/domain/remedy/plug.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import { CompareGiftCardsDocument, NewestGiftCardsDocument } from '#app/types/admin.generated.ts';
import type { FoundGiftCardFragment } from '#app/types/admin.generated.ts';
import { fromGid } from '../gid.ts';
import { readMoney } from '../map-money.ts';
import { readMarker } from '../map-refund.ts';
import { readProblem } from '../read-problem.ts';
import { read } from '../transport.server.ts';
import type { TransportOptions } from '../transport.server.ts';
import { idsOf, readNodes } from './nodes.ts';

const readSeen = (card: FoundGiftCardFragment): Seen => ({
  externalId: fromGid(card.id),
  remedyId: readMarker(card.note),
  orderId: null,
  standing: card.deactivatedAt === null ? 'settled' : 'undone',
  value: { kind: 'money', amount: readMoney(card.initialValue) },
  uses: null,
});

/** The newest cards, down to those made before: Shopify searches no notes. */
async function marked(
  options: TransportOptions,
  since: Date,
  after: string | null,
): Promise<Result<Marks, ReadProblem>> {
  const end = await read(options, NewestGiftCardsDocument, { after });
  if (end.kind !== 'answered') return err(readProblem(end));
  const { nodes, pageInfo } = end.data.giftCards;
  const marks = nodes.flatMap(({ id, note }) => {
    const remedyId = readMarker(note);
    return remedyId ? { externalId: fromGid(id), remedyId, orderId: null } : [];
  });
  const oldest = nodes.at(-1);
  const past = oldest === undefined || Date.parse(oldest.createdAt) < since.getTime();
  return ok({ marks, next: pageInfo.hasNextPage && !past ? pageInfo.endCursor : null });
}

/** Gift cards, by their ids. What is left on one is the customer's business. */
export const giftCardComparison = (options: TransportOptions): Comparison<'gift_card'> => ({
  valueOf: ({ amount }) => ({ kind: 'money', amount }),
  read: async (ours, named) => {
    const ids = idsOf(ours, named);
    // A shop without gift cards has not given the permission that even an empty read asks for.
    const found = await readNodes(options, CompareGiftCardsDocument, 'GiftCard', ids);
    return found.ok ? ok(found.value.map(readSeen)) : found;
  },
  marked: (since, after) => marked(options, since, after),
});
