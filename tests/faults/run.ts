/** One run: an order, complaints, clicks, and a worker that meets faults and dies, until nothing is left to do. */
import type { JobQueue } from '#app/db/job-queue.server.ts';
import { newRequestId } from '#app/db/new-id.server.ts';
import type { ComplaintId, RemedyId, RequestId, ShopId } from '#app/domain/ids.ts';
import { money, shopValue, type Money } from '#app/domain/money.ts';
import type { Staff } from '#app/domain/people.ts';
import type { RefundRequest } from '#app/domain/remedy/refund.ts';
import { updateLimits } from '#app/services/limits/update-limits.server.ts';
import { advanceRemedy } from '#app/services/resolutions/advance-remedy.server.ts';
import {
  requestRefund,
  type RequestedRefund,
  type RequestRefundProblem,
} from '#app/services/resolutions/request-refund.server.ts';
import { sweepRemedies } from '#app/services/resolutions/sweep.server.ts';
import type { Result } from '#app/domain/result.ts';
import { refundByHand } from '#dev-store/control/refund-by-hand.ts';
import { decimalAmount } from '#dev-store/money.ts';
import { totalReceived } from '#dev-store/orders/totals.ts';
import { orderInput } from '#dev-store/seed/scenario-input.ts';
import { makeScenario } from '#dev-store/seed/scenarios.ts';
import type { Order } from '#dev-store/state/types.ts';
import { complain } from '#tests/factories/cases.ts';
import { MUG_HOUSE, people, TOKYO_PAPER } from '#tests/setup/world.ts';
import { check } from './checks.ts';
import { Died, dyingClick, dyingWorker, type Fate } from './dying-context.ts';
import type { Lane } from './lane.ts';
import { calm, longestRunMs, runScript, type Asked, type Call, type RunScript } from './script.ts';

export type RunEnd = {
  run: number;
  /** What happened, without ids and wall times: the same for the same seed. */
  log: string[];
  /** Empty when everything held. */
  violations: string[];
  counted: { remedies: number; refunds: number; faults: number; deaths: number };
};

const start = new Date('2026-11-22T12:00:00Z');
const mostSteps = 400;
const hourMs = 3_600_000;

export async function playRun(lane: Lane, seed: number, run: number): Promise<RunEnd> {
  return lane.inside(async () => {
    const play = new Play(lane, runScript(seed, run));
    const violations = await play.all().catch((error: unknown) => [`broke off: ${String(error)}`]);
    // What a failed run leaves behind must not be taken up by the next one.
    if (violations.length > 0) await lane.world.sql('UPDATE remedies SET next_check_at = NULL');
    return { run, log: play.log(), violations, counted: play.counted };
  });
}

type Answer = Result<RequestedRefund, RequestRefundProblem>;

/** The state of one run. */
export class Play {
  readonly counted = { remedies: 0, refunds: 0, faults: 0, deaths: 0 };
  readonly problems: string[] = [];
  readonly remedies: RemedyId[] = [];
  complaintIds: ComplaintId[] = [];
  limit: Money | null = null;
  readonly #told: string[] = [];
  readonly #happened = new Map<RemedyId, string[]>();
  readonly #used = new Map<string, number>();
  readonly #planned = new Set<number>();
  readonly #jobs = new Map<RemedyId, number>();
  readonly lane: Lane;
  readonly script: RunScript;
  readonly shopId: ShopId;
  readonly who: Staff;
  #order: Order | null = null;

  constructor(lane: Lane, script: RunScript) {
    this.lane = lane;
    this.script = script;
    const yen = script.shop === 'yen';
    this.shopId = yen ? TOKYO_PAPER : MUG_HOUSE;
    const team = yen ? { owner: people.haruka, agent: people.yui } : { owner: people.olga, agent: people.anna };
    this.who = script.limitPercent === null ? team.owner : team.agent;
  }

  get order(): Order {
    if (!this.#order) throw new Error('the run has not begun');
    return this.#order;
  }

  /** The whole run; what did not hold. */
  async all(): Promise<string[]> {
    await this.begin();
    await this.clicks(false);
    this.refundByHand();
    await this.work();
    return check(this);
  }

  // --- before the worker ------------------------------------------------------------------------

  async begin(): Promise<void> {
    const { world } = this.lane;
    const { script, shopId } = this;
    world.store.store.state.tasks = [];
    await world.clock.set(start);
    const scenario = script.payment === 'gift-card-and-card' ? 'gift-card-split' : 'paid-200';
    const zloty = script.shop === 'zloty' ? { currency: 'PLN', country: 'PL' } : {};
    const slow = script.payment === 'slow' ? { refundSettleAfterMs: null } : {};
    const input = orderInput.parse({ shop: shopId, scenario, customer: null, ...zloty, ...slow });
    this.#order = makeScenario(world.store.store, input, script.random);
    const owner = shopId === TOKYO_PAPER ? people.haruka : people.olga;
    if (script.limitPercent !== null) {
      const received = totalReceived(this.order);
      this.limit = money(Math.floor((received.shop * script.limitPercent) / 100), this.order.currency);
      await updateLimits(world.as(owner, shopId), { limits: [{ role: 'agent', perCase: this.limit }] });
    }
    for (let index = 0; index < script.complaints; index++) {
      this.complaintIds.push(await complain(world, this.order, owner, shopId));
    }
  }

  /** The clicks of this phase: all at once, or one refund after the other, each clicked several times at once. */
  async clicks(late: boolean): Promise<void> {
    const asked = this.script.asked.filter((each) => each.late === late);
    if (this.script.rush) return this.#rush(asked);
    for (const each of asked) {
      const answers = await this.#click(each, newRequestId());
      this.#mustAgree(answers);
      const [first] = answers;
      if (first) this.#note(first);
    }
  }

  async #rush(asked: readonly Asked[]): Promise<void> {
    const all = await Promise.all(asked.map((each) => this.#click(each, newRequestId())));
    for (const answers of all) this.#mustAgree(answers);
    const allowed = all.flatMap(([first]) => (first?.ok ? [first.value.remedyId] : []));
    // Who came first is chance, and all of them are alike: the oldest is number one.
    this.remedies.push(...allowed.sort());
    this.#told.push(`${String(asked.length)} asked at once, ${String(allowed.length)} allowed`);
  }

  async #click(asked: Asked, requestId: RequestId): Promise<Answer[]> {
    if (asked.first === 'fine')
      return Promise.all(Array.from({ length: asked.clicks }, () => this.#ask(asked, requestId)));
    const first = await this.#ask(asked, requestId, asked.first).catch((error: unknown) => {
      if (!(error instanceof Died)) throw error;
      this.counted.deaths += 1;
      return null;
    });
    this.#told.push(`a click ${asked.first}: ${first === null ? 'no answer' : told(first)}`);
    // Nobody knows what became of it, so she clicks again: the same form, the same id.
    const second = await this.#ask(asked, requestId);
    return first?.ok ? [first, second] : [second];
  }

  #ask(asked: Asked, requestId: RequestId, click: Asked['first'] = 'fine'): Promise<Answer> {
    const complaintId = this.complaintIds[asked.complaint];
    if (!complaintId) throw new Error('no such complaint');
    if (click !== 'fine') this.counted.faults += 1;
    const faulty = click === 'read-fails' ? this.#faulty : this.#plain;
    const ctx = dyingClick(this.lane.world.as(this.who, this.shopId), this.#queue, click, faulty);
    return requestRefund(ctx, { requestId, complaintId, request: this.#request(asked), reason: 'goodwill' });
  }

  #request({ what }: Asked): RefundRequest {
    const { order } = this;
    if ('percent' in what) {
      const minor = Math.max(1, Math.floor((totalReceived(order).presentment * what.percent) / 100));
      return { kind: 'amount', amount: money(minor, order.presentmentCurrency) };
    }
    const lineItemId = String(order.lineItems[0]?.id);
    return { kind: 'lines', lines: [{ lineItemId, quantity: what.units, restock: 'no_restock' }], shipping: null };
  }

  #mustAgree(answers: readonly Answer[]): void {
    const given = new Set(answers.flatMap((answer) => (answer.ok ? [answer.value.remedyId] : [])));
    if (given.size > 1) this.problems.push('one form became several refunds');
    if (given.size === 1 && answers.some((answer) => !answer.ok))
      this.problems.push('one form was allowed and refused');
  }

  #note(answer: Answer): void {
    this.#told.push(told(answer));
    if (answer.ok) this.remedies.push(answer.value.remedyId);
  }

  refundByHand(): void {
    const { byHandPercent } = this.script;
    if (byHandPercent === null) return;
    const minor = Math.floor((totalReceived(this.order).presentment * byHandPercent) / 100);
    const amount = decimalAmount(minor, this.order.presentmentCurrency);
    const made = refundByHand(this.lane.world.store.store, this.order, { amount }, () => undefined);
    this.#told.push(typeof made === 'string' ? 'by hand: refused' : `by hand: ${String(byHandPercent)} %`);
  }

  // --- the worker -------------------------------------------------------------------------------

  /** Looks and turns the clock to what is due next, until nothing is; then waits for what Shopify may still do late. */
  async work(): Promise<void> {
    const { clock } = this.lane.world;
    for (let step = 0; step < mostSteps; step++) {
      if (step === 2) await this.clicks(true);
      const due = await this.#nextDue();
      if (due === null && step > 2) break;
      const needed = Math.max(0, (due ?? 0) - clock.now().getTime());
      await clock.advance(needed + (this.script.jumpsMs[step] ?? 0));
      if (clock.now().getTime() - start.getTime() > longestRunMs) break;
      await this.#runJobs();
      await this.#sweep();
      this.#planSettlements();
    }
    await clock.advance(hourMs);
  }

  async #nextDue(): Promise<number | null> {
    const [row] = await this.lane.world.sql<{ due: Date | null }>(
      `SELECT min(next_check_at) AS due FROM remedies WHERE state IN ('approved', 'sending', 'unknown', 'issued')`,
    );
    const times = [...this.#jobs.values(), ...(row?.due ? [row.due.getTime()] : [])];
    return times.length === 0 ? null : Math.min(...times);
  }

  async #sweep(): Promise<void> {
    const { db, clock } = this.lane.world;
    await sweepRemedies({ db, clock, contextFor: () => this.#worker() });
  }

  async #runJobs(): Promise<void> {
    const now = this.lane.world.clock.now().getTime();
    const due = [...this.#jobs].filter(([, at]) => at <= now).map(([remedyId]) => remedyId);
    for (const remedyId of due) this.#jobs.delete(remedyId);
    await Promise.all(
      due.map((remedyId) =>
        advanceRemedy(this.#worker(), remedyId).catch((error: unknown) => {
          if (!(error instanceof Died)) throw error;
        }),
      ),
    );
  }

  #worker() {
    const ctx = this.lane.world.system(this.shopId);
    const log = {
      ...ctx.log,
      error: (fields: Readonly<Record<string, unknown>>) => {
        if (!(fields['err'] instanceof Died)) this.problems.push(`a look failed: ${String(fields['err'])}`);
      },
    };
    const happened = (remedyId: RemedyId, what: string) => this.#tell(remedyId, what);
    return dyingWorker({ ...ctx, log }, this.#queue, this.#fate, this.#faulty, happened);
  }

  readonly #fate: Fate = {
    send: (remedyId) => this.#next(remedyId, 'send'),
    look: (remedyId) => this.#next(remedyId, 'look'),
    diesAfterClaim: (remedyId) => {
      const dies = this.#of(remedyId)?.diesAfterClaim[this.#count(remedyId, 'claim')] ?? false;
      if (dies) this.#died(remedyId, 'died after the claim');
      return dies;
    },
  };

  #next(remedyId: RemedyId, kind: 'send' | 'look'): Call {
    const script = this.#of(remedyId);
    const call = script?.[kind === 'send' ? 'sends' : 'looks'][this.#count(remedyId, kind)] ?? calm;
    if (call.fault.kind !== 'none') this.counted.faults += 1;
    if (call.death !== 'none') this.#died(remedyId, `died at ${kind}, ${call.death}`);
    return call;
  }

  #died(remedyId: RemedyId, what: string): void {
    this.counted.deaths += 1;
    this.#tell(remedyId, what);
  }

  readonly #faulty = <T>(...[fault, operation, call]: Parameters<Parameters<typeof dyingWorker>[3]>): Promise<T> =>
    this.lane.faulty(this.shopId, fault, operation, call) as Promise<T>;

  readonly #plain = <T>(...[, , call]: Parameters<Parameters<typeof dyingWorker>[3]>): Promise<T> =>
    call(this.lane.world.system(this.shopId).gateway) as Promise<T>;

  /** Keeps a job now and then; the others are lost. */
  readonly #queue: JobQueue = {
    enqueue: (_tx, job, afterMs = 0) => {
      if (job.name !== 'advance-remedy') return Promise.resolve();
      const kept = this.#of(job.remedyId)?.keepsJob[this.#count(job.remedyId, 'job')] ?? false;
      if (kept) this.#jobs.set(job.remedyId, this.lane.world.clock.now().getTime() + afterMs);
      return Promise.resolve();
    },
  };

  /** Money on its way arrives, or comes back, when the script says so. */
  #planSettlements(): void {
    for (const [index, remedyId] of this.remedies.entries()) {
      const refund = this.order.refunds.find((each) => each.note?.includes(remedyId));
      const settles = this.script.remedies[index]?.settles;
      if (!refund || !settles || this.#planned.has(refund.id)) continue;
      this.#planned.add(refund.id);
      for (const transactionId of refund.transactionIds) {
        const { afterMs, status } = settles;
        this.lane.world.store.store.schedule(
          { kind: 'settle', orderId: this.order.id, transactionId, status },
          afterMs,
        );
      }
    }
  }

  // --- the log ----------------------------------------------------------------------------------

  #of(remedyId: RemedyId) {
    const index = this.remedies.indexOf(remedyId);
    return index < 0 ? undefined : this.script.remedies[index];
  }

  /** How often this was asked before. */
  #count(remedyId: RemedyId, what: string): number {
    const key = `${remedyId} ${what}`;
    const before = this.#used.get(key) ?? 0;
    this.#used.set(key, before + 1);
    return before;
  }

  #tell(remedyId: RemedyId, what: string): void {
    const at = (this.lane.world.clock.now().getTime() - start.getTime()) / 1000;
    const lines = this.#happened.get(remedyId) ?? [];
    lines.push(`+${String(at)} s ${what}`);
    this.#happened.set(remedyId, lines);
  }

  tellEnd(remedyId: RemedyId, end: string): void {
    this.#tell(remedyId, end);
  }

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

function told(answer: Answer): string {
  if (answer.ok) return 'allowed';
  const { error } = answer;
  if (error.kind === 'refund' || error.kind === 'order') return `${error.kind}: ${error.problem.kind}`;
  return error.kind;
}
