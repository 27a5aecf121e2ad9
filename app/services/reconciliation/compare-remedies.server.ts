import { closeGoneBreaks, keepBreaks, standingBreaks } from '#app/db/reconciliation-breaks.server.ts';
import { readRemedy } from '#app/db/remedies.server.ts';
import type { RemedyRowOf, StoredRemedyOf } from '#app/db/remedies.server.ts';
import type { OrderId, RemedyId } from '#app/domain/ids.ts';
import type { Comparison, Named, Seen } from '#app/domain/remedy/comparison.ts';
import type { RemedyKind } from '#app/domain/remedy/kinds.ts';
import type { ReadProblem } from '#app/domain/remedy/plug.ts';
import { breakKey, findBreaks } from '#app/domain/remedy/reconcile.ts';
import type { Break } from '#app/domain/remedy/reconcile.ts';
import { ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import type { ShopContext } from '../context.ts';

export type KindBreak = Break & { remedyKind: RemedyKind };

/** What comparing some orders of one kind came to. */
export type Compared = { remedies: number; breaks: KindBreak[]; checked: string[]; hidden: OrderId[] };

/**
 * Compares our remedies of one kind on these orders with what Shopify has of them, and of the things named, and keeps
 * every difference as a row until it is gone. A problem when Shopify could not be asked: then nothing was changed.
 */
export async function compareRemedies<K extends RemedyKind>(
  ctx: ShopContext,
  kind: K,
  orders: readonly OrderId[],
  named: readonly Named[] = [],
): Promise<Result<Compared, ReadProblem>> {
  const comparison: Comparison<K> | { nothingThere: string } = ctx.gateway.comparisons[kind];
  if ('nothingThere' in comparison) return ok({ remedies: 0, breaks: [], checked: [], hidden: [] });
  // Ours first: what is issued between the two reads is still held in what we have, and so no difference.
  const statements = ctx.db.statements(ctx.shopId);
  const externalIds = named.map(({ externalId }) => externalId);
  const [ours, standing] = await Promise.all([
    remediesOf(ctx, kind, { orders }),
    standingBreaks(statements, ctx.shopId, kind, orders, externalIds),
  ]);
  const things = [
    ...named,
    ...standing.flatMap(({ externalId, orderId }) => (externalId ? { externalId, orderId } : [])),
  ];
  const known = await readBoth(ctx, kind, comparison, ours, things);
  if (!known.ok) return known;
  const { remedies, seen } = known.value;
  const values = remedies.map((remedy) => ({ ...remedy, value: comparison.valueOf(remedy) }));
  const breaks = findBreaks(values, seen);
  // Nobody can say whether what differed on an order that Shopify does not show still does.
  const hidden = seen.flatMap((thing) => (thing.hidden && thing.orderId !== null ? thing.orderId : []));
  const readable = standing.filter(({ orderId }) => orderId === null || !hidden.includes(orderId));
  const kept = await keep(ctx, kind, remedies, breaks, readable);
  await lookAtUses(ctx, remedies, seen);
  const told = kept.map((each) => ({ ...each, remedyKind: kind }));
  return ok({ remedies: ours.length, breaks: told, checked: standing.map(({ id }) => id), hidden });
}

type Both<K extends RemedyKind> = { remedies: StoredRemedyOf<K>[]; seen: Seen[] };

/** What Shopify has; with the remedies that it names besides those asked about, and what it has of them. */
async function readBoth<K extends RemedyKind>(
  ctx: ShopContext,
  kind: K,
  comparison: Comparison<K>,
  ours: StoredRemedyOf<K>[],
  things: readonly Named[],
): Promise<Result<Both<K>, ReadProblem>> {
  const first = await readOfKind(ctx, kind, comparison, ours, things);
  if (!first.ok) return first;
  const have = new Set(ours.map(({ id }) => id));
  const strange = first.value.filter(({ remedyId }) => remedyId === null || !have.has(remedyId));
  if (strange.length === 0) return ok({ remedies: ours, seen: first.value });
  const ids = strange.flatMap(({ remedyId }) => remedyId ?? []);
  const externalIds = strange.map(({ externalId }) => externalId);
  const more = (await remediesOf(ctx, kind, { ids, externalIds })).filter(({ id }) => !have.has(id));
  if (more.length === 0) return ok({ remedies: ours, seen: first.value });
  const remedies = [...ours, ...more];
  const second = await readOfKind(ctx, kind, comparison, remedies, things);
  return second.ok ? ok({ remedies, seen: second.value }) : second;
}

/** What Shopify has, without what a remedy of another kind has given: that is compared as its own. */
async function readOfKind<K extends RemedyKind>(
  { db, shopId, clock }: ShopContext,
  kind: K,
  comparison: Comparison<K>,
  ours: readonly StoredRemedyOf<K>[],
  things: readonly Named[],
): Promise<Result<Seen[], ReadProblem>> {
  const read = await comparison.read(ours, things, clock.now());
  if (!read.ok) return read;
  const have = new Set(ours.map(({ id }) => id));
  const strange = read.value.flatMap(({ remedyId }) => (remedyId === null || have.has(remedyId) ? [] : remedyId));
  if (strange.length === 0) return ok(unique(read.value));
  const rows = await db.statements(shopId).$queryRaw<{ id: RemedyId }[]>`
    SELECT id FROM remedies WHERE shop_id = ${shopId} AND id = ANY(${strange}::uuid[]) AND kind <> ${kind}`;
  const ofOthers = new Set(rows.map(({ id }) => id));
  return ok(unique(read.value.filter(({ remedyId }) => remedyId === null || !ofOthers.has(remedyId))));
}

const unique = (seen: readonly Seen[]): Seen[] => [
  ...new Map(seen.map((thing) => [`${thing.externalId} ${thing.remedyId ?? ''}`, thing])).values(),
];

type Which = { orders?: readonly OrderId[]; ids?: readonly RemedyId[]; externalIds?: readonly string[] };

async function remediesOf<K extends RemedyKind>(
  { db, shopId }: ShopContext,
  kind: K,
  { orders = [], ids = [], externalIds = [] }: Which,
): Promise<StoredRemedyOf<K>[]> {
  const rows = await db.statements(shopId).$queryRaw<RemedyRowOf<K>[]>`
    SELECT * FROM remedies WHERE shop_id = ${shopId} AND kind = ${kind} AND order_id = ANY(${[...orders]})
    UNION SELECT * FROM remedies WHERE shop_id = ${shopId} AND kind = ${kind} AND id = ANY(${[...ids]}::uuid[])
    UNION SELECT * FROM remedies WHERE shop_id = ${shopId} AND kind = ${kind} AND external_id = ANY(${[...externalIds]})`;
  return rows.map((row) => readRemedy(row));
}

/** Writes down what differs now, and closes what differs no more. Of remedies that have moved meanwhile nothing is said. */
async function keep<K extends RemedyKind>(
  ctx: ShopContext,
  kind: K,
  remedies: readonly StoredRemedyOf<K>[],
  breaks: readonly Break[],
  standing: readonly { id: string; key: string }[],
): Promise<Break[]> {
  const { shopId } = ctx;
  const found = new Set(breaks.map((each) => breakKey(kind, each)));
  const gone = standing.filter(({ key }) => !found.has(key)).map(({ id }) => id);
  if (breaks.length === 0 && gone.length === 0) return [];
  const now = ctx.clock.now();
  const concerned = new Set(breaks.map(({ remedyId }) => remedyId));
  const asRead = new Map(remedies.filter(({ id }) => concerned.has(id)).map((remedy) => [remedy.id, remedy.updatedAt]));
  return ctx.db.atomically(shopId, async (tx) => {
    const rows = await tx.$queryRaw<{ id: RemedyId; updated_at: Date }[]>`
      SELECT id, updated_at FROM remedies WHERE shop_id = ${shopId} AND id = ANY(${[...asRead.keys()]}::uuid[])`;
    const moved = new Set(
      rows.filter(({ id, updated_at }) => asRead.get(id)?.getTime() !== updated_at.getTime()).map(({ id }) => id),
    );
    const still = breaks.filter(({ remedyId }) => remedyId === null || !moved.has(remedyId));
    await Promise.all([keepBreaks(tx, shopId, kind, still, now), closeGoneBreaks(tx, shopId, gone, now)]);
    return still;
  });
}

/** A code that was used since: its remedy is looked at, so that it says where. */
async function lookAtUses<K extends RemedyKind>(
  ctx: ShopContext,
  remedies: readonly StoredRemedyOf<K>[],
  seen: readonly Seen[],
): Promise<void> {
  const uses = new Map(seen.map((thing) => [thing.externalId, thing.uses ?? 0]));
  const used = remedies.filter(({ state, externalId, proof }) => {
    return state === 'settled' && externalId !== null && (uses.get(externalId) ?? 0) > usesOf(proof);
  });
  if (used.length === 0) return;
  await ctx.db.atomically(ctx.shopId, async (tx) => {
    for (const { id } of used)
      await ctx.jobs.enqueue(tx, { name: 'refresh-remedy', shopId: ctx.shopId, remedyId: id, usedOn: null });
  });
}

const usesOf = (proof: object | null): number =>
  proof !== null && 'uses' in proof && typeof proof.uses === 'number' ? proof.uses : 0;
