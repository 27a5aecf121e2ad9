/** What one run has: its order, its complaints, its script, and a log that is the same each time. */
import type { JobQueue } from '#app/db/job-queue.server.ts';
import type { ComplaintId, RemedyId, ShopId } from '#app/domain/ids.ts';
import { money, shopValue, type Money } from '#app/domain/money.ts';
import type { Staff } from '#app/domain/people.ts';
import { updateLimits } from '#app/services/limits/update-limits.server.ts';
import { totalReceived } from '#dev-store/orders/totals.ts';
import { orderInput } from '#dev-store/seed/scenario-input.ts';
import { makeScenario } from '#dev-store/seed/scenarios.ts';
import type { Order } from '#dev-store/state/types.ts';
import { complain } from '#tests/factories/cases.ts';
import { MUG_HOUSE, people, TOKYO_PAPER } from '#tests/setup/world.ts';
import type { Faulty } from './dying-context.ts';
import type { Lane } from './lane.ts';
import type { RemedyScript, RunScript } from './script.ts';

export const start = new Date('2026-11-22T12:00:00Z');

export class Stage {
  readonly lane: Lane;
  readonly script: RunScript;
  readonly shopId: ShopId;
  readonly who: Staff;
  readonly order: Order;
  readonly limit: Money | null;
  readonly complaintIds: readonly ComplaintId[];
  /** Every refund that was allowed, in an order that does not depend on chance. */
  readonly remedies: RemedyId[] = [];
  /** What was seen not to hold while the run went on. */
  readonly problems: string[] = [];
  readonly counted = { remedies: 0, refunds: 0, faults: 0, deaths: 0 };
  /** Jobs that were kept, with when they are to run. */
  readonly jobs = new Map<RemedyId, number>();
  readonly #told: string[] = [];
  readonly #happened = new Map<RemedyId, string[]>();
  readonly #used = new Map<string, number>();

  constructor(given: Pick<Stage, 'lane' | 'script' | 'shopId' | 'who' | 'order' | 'limit' | 'complaintIds'>) {
    this.lane = given.lane;
    this.script = given.script;
    this.shopId = given.shopId;
    this.who = given.who;
    this.order = given.order;
    this.limit = given.limit;
    this.complaintIds = given.complaintIds;
  }

  now(): number {
    return this.lane.world.clock.now().getTime();
  }

  /** The script of a refund; none while nobody knows yet that it was allowed. */
  scriptOf(remedyId: RemedyId): RemedyScript | undefined {
    const index = this.remedies.indexOf(remedyId);
    return index < 0 ? undefined : this.script.remedies[index];
  }

  /** How often this was asked before. */
  count(remedyId: RemedyId, what: string): number {
    const key = `${remedyId} ${what}`;
    const before = this.#used.get(key) ?? 0;
    this.#used.set(key, before + 1);
    return before;
  }

  readonly faulty: Faulty = (fault, operation, call) => this.lane.faulty(this.shopId, fault, operation, call);

  /** Keeps a job now and then; the others are lost. */
  readonly queue: JobQueue = {
    enqueue: (_tx, job, afterMs = 0) => {
      if (job.name !== 'advance-remedy' && job.name !== 'follow-remedy') return Promise.resolve();
      const kept = this.scriptOf(job.remedyId)?.keepsJob[this.count(job.remedyId, 'job')] ?? false;
      if (kept) this.jobs.set(job.remedyId, this.now() + afterMs);
      return Promise.resolve();
    },
  };

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

  /** Refund by refund, since several happen at the same time. */
  log(): string[] {
    const { shop, payment, complaints, rush } = this.script;
    const limit = this.limit ? String(this.limit.minor) : 'none';
    return [
      `${shop} ${payment} complaints ${String(complaints)} limit ${limit}${rush ? ' rush' : ''}`,
      ...this.#told,
      ...this.remedies.flatMap((remedyId, index) =>
        (this.#happened.get(remedyId) ?? []).map((line) => `refund ${String(index + 1)} ${line}`),
      ),
    ];
  }

  /** The value of a part of this order in the shop's currency, as limits count it. */
  inShopCurrency(minor: number): number {
    const whole = totalReceived(this.order);
    const { currency, presentmentCurrency } = this.order;
    return shopValue(money(minor, presentmentCurrency), {
      presentment: money(whole.presentment, presentmentCurrency),
      shop: money(whole.shop, currency),
    }).minor;
  }
}

/** An order with its complaints, and the limit of whoever is going to ask. */
export async function setStage(lane: Lane, script: RunScript): Promise<Stage> {
  const { world } = lane;
  world.store.store.state.tasks = [];
  await world.clock.set(start);
  const shopId = script.shop === 'yen' ? TOKYO_PAPER : MUG_HOUSE;
  const [owner, agent] = script.shop === 'yen' ? [people.haruka, people.yui] : [people.olga, people.anna];
  const order = makeScenario(world.store.store, orderOf(script, shopId), script.random);
  let limit: Money | null = null;
  if (script.limitPercent !== null) {
    limit = money(Math.floor((totalReceived(order).shop * script.limitPercent) / 100), order.currency);
    await updateLimits(world.as(owner, shopId), { limits: [{ role: 'agent', perCase: limit }] });
  }
  const complaintIds: ComplaintId[] = [];
  for (let index = 0; index < script.complaints; index++) {
    complaintIds.push(await complain(world, order, owner, shopId));
  }
  return new Stage({ lane, script, shopId, who: limit ? agent : owner, order, limit, complaintIds });
}

function orderOf(script: RunScript, shop: ShopId) {
  return orderInput.parse({
    shop,
    scenario: script.payment === 'gift-card-and-card' ? 'gift-card-split' : 'paid-200',
    customer: null,
    ...(script.shop === 'zloty' && { currency: 'PLN', country: 'PL' }),
    ...(script.payment === 'slow' && { refundSettleAfterMs: null }),
  });
}
