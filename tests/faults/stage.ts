/** What one run has: its order, its complaints, its script, and a log that is the same each time. */
import type { JobQueue } from '#app/db/job-queue.server.ts';
import type { ComplaintId, RemedyId, ShopId } from '#app/domain/ids.ts';
import { money, type Money } from '#app/domain/money.ts';
import type { Staff } from '#app/domain/people.ts';
import type { RemedyKind } from '#app/domain/remedy/kinds.ts';
import type { ReplacementAsk } from '#app/domain/remedy/replacement.ts';
import { setPerCase } from '#tests/factories/policy.ts';
import { totalReceived } from '#dev-store/orders/totals.ts';
import { orderInput } from '#dev-store/seed/scenario-input.ts';
import { makeScenario } from '#dev-store/seed/scenarios.ts';
import type { Order } from '#dev-store/state/types.ts';
import { complain } from '#tests/factories/cases.ts';
import { MUG_HOUSE, people, TOKYO_PAPER } from '#tests/setup/world.ts';
import { noneCounted } from './counted.ts';
import type { Lane } from './lane.ts';
import type { Done } from './players/handmade.ts';
import type { RemedyScript, RunScript } from './script.ts';

export const start = new Date('2026-11-22T12:00:00Z');

/** A remedy that was allowed, and which of those asked for it is. */
export type Allowed = { remedyId: RemedyId; kind: RemedyKind; script: RemedyScript };

/** A limit, and from when on it holds, ms. */
export type LimitSince = { from: number; limit: Money };

export class Stage {
  readonly lane: Lane;
  readonly script: RunScript;
  readonly shopId: ShopId;
  readonly owner: Staff;
  readonly who: Staff;
  readonly order: Order;
  readonly limits: LimitSince[];
  readonly complaintIds: readonly ComplaintId[];
  /** Every remedy that was allowed, in an order that does not depend on chance. */
  readonly allowed: Allowed[] = [];
  /** What was seen not to hold while the run went on. */
  readonly problems: string[] = [];
  readonly counted = noneCounted();
  /** What people have done outside of Shopify. */
  readonly outside = new Map<RemedyId, readonly Done[]>();
  /** Jobs that were kept, with when they are to run. */
  readonly jobs = new Map<RemedyId, number>();
  /** The address that somebody has ticked. */
  address: ReplacementAsk['address'] | undefined;
  readonly #plans: { at: number; act: () => Promise<void> | void }[] = [];
  readonly #told: string[] = [];
  readonly #happened = new Map<RemedyId, string[]>();
  readonly #used = new Map<string, number>();
  readonly #byId = new Map<RemedyId, Allowed>();

  constructor(
    given: Pick<Stage, 'lane' | 'script' | 'shopId' | 'owner' | 'who' | 'order' | 'complaintIds'>,
    limit: Money | null,
  ) {
    this.lane = given.lane;
    this.script = given.script;
    this.shopId = given.shopId;
    this.owner = given.owner;
    this.who = given.who;
    this.order = given.order;
    this.complaintIds = given.complaintIds;
    this.limits = limit ? [{ from: 0, limit }] : [];
  }

  /** Where one remedy may change what another one can do at the store, the order in which they are worked off must not be chance. */
  oneAfterTheOther(): boolean {
    return this.allowed.some(({ kind }) => kind === 'cancellation' || kind === 'return' || kind === 'store_credit');
  }

  now(): number {
    return this.lane.world.clock.now().getTime();
  }

  /** `scripts`: of the remedies of this request, in their order. */
  allow(remedyIds: readonly RemedyId[], wished: readonly { kind: RemedyKind; script: RemedyScript }[]): void {
    for (const [index, remedyId] of remedyIds.entries()) {
      const each = wished[index];
      if (!each) throw new Error('more remedies than were asked for');
      const allowed = { remedyId, ...each };
      this.allowed.push(allowed);
      this.#byId.set(remedyId, allowed);
      // Its job went into the queue with the decision.
      const asked = this.jobs.get(remedyId);
      if (asked !== undefined && !this.#keepsJob(remedyId)) this.jobs.delete(remedyId);
    }
  }

  /** A remedy's script; none while nobody knows yet that it was allowed. */
  scriptOf(remedyId: RemedyId): RemedyScript | undefined {
    return this.#byId.get(remedyId)?.script;
  }

  /** How often this was asked before. */
  count(remedyId: RemedyId, what: string): number {
    const key = `${remedyId} ${what}`;
    const before = this.#used.get(key) ?? 0;
    this.#used.set(key, before + 1);
    return before;
  }

  once(remedyId: RemedyId, what: string): boolean {
    return this.count(remedyId, what) === 0;
  }

  /** Keeps a job now and then; the others are lost. */
  readonly queue: JobQueue = {
    enqueue: (_tx, job, afterMs = 0) => {
      if (job.name !== 'advance-remedy' && job.name !== 'follow-remedy') return Promise.resolve();
      const { remedyId } = job;
      if (!this.#byId.has(remedyId) || this.#keepsJob(remedyId)) this.jobs.set(remedyId, this.now() + afterMs);
      return Promise.resolve();
    },
  };

  #keepsJob(remedyId: RemedyId): boolean {
    return this.scriptOf(remedyId)?.keepsJob[this.count(remedyId, 'job')] ?? false;
  }

  // --- what the world is going to do -------------------------------------------------------------

  plan(afterMs: number, act: () => Promise<void> | void): void {
    this.#plans.push({ at: this.now() + afterMs, act });
  }

  nextPlan(): number | null {
    return this.#plans.length === 0 ? null : Math.min(...this.#plans.map(({ at }) => at));
  }

  async carryOutPlans(): Promise<void> {
    for (const each of this.#plans.filter(({ at }) => at <= this.now())) {
      this.#plans.splice(this.#plans.indexOf(each), 1);
      await each.act();
    }
  }

  // --- the log ----------------------------------------------------------------------------------

  tell(what: string): void {
    this.#told.push(what);
  }

  tellOf(remedyId: RemedyId, what: string): void {
    const lines = this.#happened.get(remedyId) ?? [];
    lines.push(`+${String((this.now() - start.getTime()) / 1000)} s ${what}`);
    this.#happened.set(remedyId, lines);
  }

  died(remedyId: RemedyId, what: string): void {
    this.counted.deaths += 1;
    this.tellOf(remedyId, `died ${what}`);
  }

  /** Remedy by remedy, since several happen at the same time. */
  log(): string[] {
    const { shop, payment, complaints, rush } = this.script;
    const [first] = this.limits;
    const limit = first ? String(first.limit.minor) : 'none';
    return [
      `${shop} ${payment} complaints ${String(complaints)} limit ${limit}${rush ? ' rush' : ''}`,
      ...this.#told,
      ...this.allowed.flatMap(({ remedyId, kind }, index) =>
        (this.#happened.get(remedyId) ?? []).map((line) => `${String(index + 1)} ${kind} ${line}`),
      ),
    ];
  }

  /** What is so many percent of what was paid, in the shop's currency. */
  limitOf(percent: number): Money {
    return money(Math.floor((totalReceived(this.order).shop * percent) / 100), this.order.currency);
  }

  async setLimit(limit: Money): Promise<void> {
    const { world } = this.lane;
    await setPerCase(world.as(this.owner, this.shopId), 'agent', limit);
  }
}

const enoughStock = 1_000;

/** An order with its complaints, and the limit of whoever is going to ask. */
export async function setStage(lane: Lane, script: RunScript): Promise<Stage> {
  const { world } = lane;
  await lane.clear();
  await world.clock.set(start);
  const shopId = script.shop === 'yen' ? TOKYO_PAPER : MUG_HOUSE;
  const [owner, agent] = script.shop === 'yen' ? [people.haruka, people.yui] : [people.olga, people.anna];
  const { store } = world.store;
  const shop = store.shop(shopId);
  if (shop) shop.searchLagMs = script.searchLagMs;
  const order = makeScenario(store, orderOf(script, shopId), script.random);
  const sold = store.variant(shopId, order.lineItems[0]?.variantId ?? -1);
  if (sold) sold.variant.inventoryQuantity = enoughStock;
  const complaintIds: ComplaintId[] = [];
  for (let index = 0; index < script.complaints; index++) {
    complaintIds.push(await complain(world, order, owner, shopId));
  }
  const { limitPercent } = script;
  const who = limitPercent === null ? owner : agent;
  const limit =
    limitPercent === null ? null : money(Math.floor((totalReceived(order).shop * limitPercent) / 100), order.currency);
  const stage = new Stage({ lane, script, shopId, owner, who, order, complaintIds }, limit);
  if (limit) await stage.setLimit(limit);
  return stage;
}

function orderOf(script: RunScript, shop: ShopId) {
  return orderInput.parse({
    shop,
    scenario: script.payment === 'gift-card-and-card' ? 'gift-card-split' : script.sent ? 'paid-200' : 'unfulfilled',
    ...(!script.sent && { amount: script.shop === 'yen' ? '20000' : '200.00', quantity: 4 }),
    ...(script.guest && { customer: null }),
    ...(script.shop === 'zloty' && { currency: 'PLN', country: 'PL' }),
    ...(script.payment === 'slow' && { refundSettleAfterMs: null }),
  });
}
