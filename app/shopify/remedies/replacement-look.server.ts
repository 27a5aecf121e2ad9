import { isMore, zero } from '#app/domain/money.ts';
import type { RemedyId } from '#app/domain/ids.ts';
import type { Found, ReadProblem } from '#app/domain/remedy/plug.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import {
  FindReplacementDraftsDocument,
  FindReplacementOrderDocument,
  ReadReplacementDocument,
  ReadReplacementDraftDocument,
} from '#app/types/admin.generated.ts';
import { fromGid, toGid } from '../gid.ts';
import { readPair } from '../map-money.ts';
import type { WirePair } from '../map-money.ts';
import { readReplacement } from '../map-replacement.ts';
import { readProblem } from '../read-problem.ts';
import { read } from '../transport.server.ts';
import type { TransportOptions } from '../transport.server.ts';
import { tagOf } from './replacement-draft.ts';

type Replacement = Found<'replacement'>;

/** What became of a draft: its order, or still waiting; null = it was deleted. */
export type DraftSeen = { ready: boolean; order: Replacement | null };

/** A draft of ours, by id: never behind. */
export async function readDraft(
  options: TransportOptions,
  draftId: string,
): Promise<Result<DraftSeen | null, ReadProblem>> {
  const end = await read(options, ReadReplacementDraftDocument, { id: toGid('DraftOrder', draftId) });
  if (end.kind !== 'answered') return err(readProblem(end));
  const draft = end.data.draftOrder;
  return ok(draft && { ready: draft.ready, order: draft.order && readReplacement(draft.order) });
}

/** The replacement order itself, by id: never behind. */
export async function readOrder(
  options: TransportOptions,
  orderId: string,
): Promise<Result<Replacement | null, ReadProblem>> {
  const end = await read(options, ReadReplacementDocument, { id: toGid('Order', orderId) });
  if (end.kind !== 'answered') return err(readProblem(end));
  return ok(end.data.order && readReplacement(end.data.order));
}

export type TaggedDraft = { id: string; free: boolean; order: Replacement | null };

/** Every draft with a remedy's tag, oldest first. A search: what was made a moment ago may be missing. */
export async function findDrafts(
  options: TransportOptions,
  remedyId: RemedyId,
): Promise<Result<TaggedDraft[], ReadProblem>> {
  const tag = tagOf(remedyId);
  const end = await read(options, FindReplacementDraftsDocument, { query: `tag:"${tag}"` });
  if (end.kind !== 'answered') return err(readProblem(end));
  // Shopify leaves out a filter that it does not understand, and answers with everything.
  const ours = end.data.draftOrders.nodes.filter((draft) => draft.tags.includes(tag));
  return ok(
    ours.map(({ id, totalPriceSet, order }) => ({
      id: fromGid(id),
      free: isFree(totalPriceSet),
      order: order && readReplacement(order),
    })),
  );
}

/** The order with a remedy's tag. A search: what was made a moment ago may be missing. */
export async function findOrder(
  options: TransportOptions,
  remedyId: RemedyId,
): Promise<Result<Replacement | null, ReadProblem>> {
  const tag = tagOf(remedyId);
  const end = await read(options, FindReplacementOrderDocument, { query: `tag:"${tag}"` });
  if (end.kind !== 'answered') return err(readProblem(end));
  const ours = end.data.orders.nodes.find((order) => order.tags.includes(tag));
  return ok(ours ? readReplacement(ours) : null);
}

/** Whether the customer has nothing to pay for it. */
export function isFree(total: WirePair): boolean {
  const { presentment } = readPair(total);
  return !isMore(presentment, zero(presentment.currency));
}
