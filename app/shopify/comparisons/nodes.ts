import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { parseRemedyId } from '#app/domain/ids.ts';
import type { RemedyId } from '#app/domain/ids.ts';
import { hiddenThing } from '#app/domain/remedy/comparison.ts';
import type { Compared, Seen } from '#app/domain/remedy/comparison.ts';
import type { RemedyKind } from '#app/domain/remedy/kinds.ts';
import type { ReadProblem } from '#app/domain/remedy/plug.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import { fromGid, toGid } from '../gid.ts';
import { readProblem } from '../read-problem.ts';
import { read } from '../transport.server.ts';
import type { TransportOptions } from '../transport.server.ts';

/** Most ids of one read; Shopify takes 250, and answers more slowly the more it is asked for. */
const mostAtOnce = 50;

/** What Shopify answers of an object that is of another type than was asked for. */
type Nothing = Record<PropertyKey, never>;
type NodesQuery<Node> = { readonly nodes: readonly (Node | null)[] };

/** Objects by their ids, as many calls as that takes; what is not there is not in the answer. */
export async function readNodes<Node extends object>(
  options: TransportOptions,
  document: TypedDocumentNode<NodesQuery<Node>, { ids: readonly string[] }>,
  type: Parameters<typeof toGid>[0],
  ids: readonly string[],
): Promise<Result<Exclude<Node, Nothing>[], ReadProblem>> {
  const nodes: Exclude<Node, Nothing>[] = [];
  const wanted = [...new Set(ids)].map((id) => toGid(type, id));
  for (let at = 0; at < wanted.length; at += mostAtOnce) {
    const end = await read(options, document, { ids: wanted.slice(at, at + mostAtOnce) });
    if (end.kind !== 'answered') return err(readProblem(end));
    nodes.push(...end.data.nodes.filter(isThere));
  }
  return ok(nodes);
}

const isThere = <Node extends object>(node: Node | null): node is Exclude<Node, Nothing> =>
  node !== null && Object.keys(node).length > 0;

/** Those of our remedies whose orders Shopify does not show. What was given up there is not there either way. */
export function hiddenAmong<K extends RemedyKind>(
  ours: readonly Compared<K>[],
  shown: readonly { readonly id: string }[],
): Seen[] {
  const orders = new Set(shown.map(({ id }) => fromGid(id)));
  return ours.filter(({ orderId, externalId }) => externalId !== null && !orders.has(orderId)).map(hiddenThing);
}

/** The ids by which remedies and named things are known at Shopify. */
export const idsOf = <K extends RemedyKind>(
  ours: readonly Compared<K>[],
  named: readonly { externalId: string }[],
): string[] => [...ours, ...named].flatMap(({ externalId }) => externalId ?? []);

const remedyTag = /^amends-([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/;

/** The remedy that one of these tags names. */
export function remedyOfTags(tags: readonly string[]): RemedyId | null {
  for (const tag of tags) {
    const id = parseRemedyId(remedyTag.exec(tag)?.slice(1).join('-'));
    if (id !== null) return id;
  }
  return null;
}
