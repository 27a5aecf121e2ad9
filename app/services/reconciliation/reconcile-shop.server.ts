import { nextStandingBreaks } from '#app/db/reconciliation-breaks.server.ts';
import { parseOrderId, trusted } from '#app/domain/ids.ts';
import type { OrderId } from '#app/domain/ids.ts';
import type { Mark, Named } from '#app/domain/remedy/comparison.ts';
import type { RemedyKind } from '#app/domain/remedy/kinds.ts';
import { breakKey } from '#app/domain/remedy/reconcile.ts';
import type { RemedyState } from '#app/domain/remedy/remedy.ts';
import type { ShopContext } from '../context.ts';
import { compareRemedies } from './compare-remedies.server.ts';
import type { KindBreak } from './compare-remedies.server.ts';

const dayMs = 24 * 60 * 60 * 1000;

/**
 * How far back is compared. `nightly`: as far as an order can be read without read_all_orders; older ones have long been
 * compared. `hourly`: what has just happened.
 */
export const reach = { nightly: 60 * dayMs, hourly: 2 * dayMs } as const;
export type Reach = keyof typeof reach;

/** Orders compared at a time: as many as one read of Shopify takes. */
const ordersAtOnce = 25;
/** Pages of marks, and then it is enough: those who come after are newer by the next time. */
const mostPages = 400;

export type Reconciliation = { orders: number; remedies: number; unread: number; breaks: KindBreak[] };

/**
 * Compares our remedies of every kind with Shopify, both ways, and keeps every difference as a row until it is gone.
 * `unread`: orders whose side at Shopify could not be read, in whole or in part; nothing is said of what was not.
 */
export async function reconcileShop(ctx: ShopContext, how: Reach = 'nightly'): Promise<Reconciliation> {
  const since = new Date(ctx.clock.now().getTime() - reach[how]);
  const result: Reconciliation = { orders: 0, remedies: 0, unread: 0, breaks: [] };
  const unread = new Set<string>();
  const kinds = Object.keys(ctx.gateway.comparisons) as RemedyKind[];
  for (const kind of kinds) {
    if ('nothingThere' in ctx.gateway.comparisons[kind]) continue;
    const run = new Run(ctx, kind, result, unread);
    await run.compareOrdersSince(since);
    await run.followMarksSince(since);
    await run.compareWhatStands();
  }
  result.unread = unread.size;
  return result;
}

/** One comparison of one kind. */
class Run<K extends RemedyKind> {
  readonly #ctx: ShopContext;
  readonly #kind: K;
  readonly #result: Reconciliation;
  readonly #unread: Set<string>;
  /** Differences that were looked at in this run. */
  readonly #checked = new Set<string>();
  readonly #told = new Set<string>();

  constructor(ctx: ShopContext, kind: K, result: Reconciliation, unread: Set<string>) {
    this.#ctx = ctx;
    this.#kind = kind;
    this.#result = result;
    this.#unread = unread;
  }

  /** From ours to theirs: every remedy that has moved since. */
  async compareOrdersSince(since: Date): Promise<void> {
    let after = '';
    for (;;) {
      const orders = await this.#ordersSince(since, after);
      const last = orders.at(-1);
      if (!last) return;
      this.#result.orders += orders.length;
      await this.#compare(orders);
      after = last;
    }
  }

  /** From theirs to ours: what bears our mark and is not what its remedy names. */
  async followMarksSince(since: Date): Promise<void> {
    const comparison = this.#ctx.gateway.comparisons[this.#kind];
    if ('nothingThere' in comparison || !comparison.marked) return;
    // A shop that has never given any has no marks of them, and most shops have not given every kind.
    if (!(await this.#hasAny())) return;
    let after: string | null = null;
    for (let page = 0; page < mostPages; page += 1) {
      const marks: Awaited<ReturnType<NonNullable<typeof comparison.marked>>> = await comparison.marked(since, after);
      if (!marks.ok) {
        // What the shop has not let us read, it has not been given by us.
        if (marks.error.kind !== 'missing_scope') this.#unread.add(`marks of ${this.#kind}`);
        return;
      }
      const strange = await this.#strangers(marks.value.marks);
      if (strange.named.length > 0) await this.#compare(strange.orders, strange.named);
      after = marks.value.next;
      if (after === null) return;
    }
  }

  /** What differed before, wherever it is: gone, or not. */
  async compareWhatStands(): Promise<void> {
    const { shopId, db } = this.#ctx;
    let after: string | null = null;
    for (;;) {
      const rows = await nextStandingBreaks(db.statements(shopId), shopId, this.#kind, after, ordersAtOnce);
      const last = rows.at(-1);
      if (!last) return;
      after = last.id;
      const left = rows.filter(({ id, key }) => !this.#checked.has(id) && !this.#told.has(key));
      const orders = left.flatMap(({ orderId }) => orderId ?? []);
      const named = left.flatMap(({ externalId, orderId }) => (externalId ? { externalId, orderId } : []));
      if (left.length > 0) await this.#compare(orders, named);
    }
  }

  async #compare(orders: readonly OrderId[], named: readonly Named[] = []): Promise<void> {
    const compared = await compareRemedies(this.#ctx, this.#kind, orders, named);
    if (!compared.ok) {
      for (const order of orders.length > 0 ? orders : [`things of ${this.#kind}`]) this.#unread.add(order);
      return;
    }
    this.#result.remedies += compared.value.remedies;
    for (const order of compared.value.hidden) this.#unread.add(order);
    for (const id of compared.value.checked) this.#checked.add(id);
    for (const each of compared.value.breaks) {
      const key = breakKey(this.#kind, each);
      if (this.#told.has(key)) continue;
      this.#told.add(key);
      this.#result.breaks.push(each);
    }
  }

  async #ordersSince(since: Date, after: string): Promise<OrderId[]> {
    const { shopId, db } = this.#ctx;
    const rows = await db.statements(shopId).$queryRaw<{ order_id: string }[]>`
      SELECT DISTINCT order_id FROM remedies
      WHERE shop_id = ${shopId} AND kind = ${this.#kind} AND updated_at >= ${since} AND order_id > ${after}
      ORDER BY order_id LIMIT ${ordersAtOnce}::int`;
    return rows.map(({ order_id }) => trusted(parseOrderId, order_id));
  }

  async #hasAny(): Promise<boolean> {
    const { shopId, db } = this.#ctx;
    const rows = await db.statements(shopId).$queryRaw<{ id: string }[]>`
      SELECT id FROM remedies WHERE shop_id = ${shopId} AND kind = ${this.#kind} LIMIT 1`;
    return rows.length > 0;
  }

  async #strangers(marks: readonly Mark[]): Promise<{ orders: OrderId[]; named: Named[] }> {
    if (marks.length === 0) return { orders: [], named: [] };
    const { shopId, db } = this.#ctx;
    const rows = await db.statements(shopId).$queryRaw<
      { id: string; kind: RemedyKind; order_id: string; external_id: string | null; state: RemedyState }[]
    >`
      SELECT id, kind, order_id, external_id, state FROM remedies
      WHERE shop_id = ${shopId} AND id = ANY(${marks.map(({ remedyId }) => remedyId)}::uuid[])`;
    const ours = new Map(rows.map((row) => [row.id, row]));
    const strange = marks.filter(({ remedyId, externalId }) => {
      const remedy = ours.get(remedyId);
      if (!remedy) return true;
      // A refund that a cancellation has made is compared as that.
      if (remedy.kind !== this.#kind) return false;
      // One that is being looked for has no id yet: whoever looks finds it.
      return remedy.external_id === null ? !lookedFor.includes(remedy.state) : remedy.external_id !== externalId;
    });
    const orders = strange.flatMap(({ remedyId }) => ours.get(remedyId)?.order_id ?? []);
    return { orders: [...new Set(orders)].map((id) => trusted(parseOrderId, id)), named: strange };
  }
}

const lookedFor: readonly RemedyState[] = ['approved', 'sending', 'unknown', 'needs_person'];
