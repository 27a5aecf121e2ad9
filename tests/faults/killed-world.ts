/** The world around processes that get killed: people who ask all the while, a store that fails now and then. */
import { newRequestId } from '#app/db/new-id.server.ts';
import type { ComplaintId, RemedyId } from '#app/domain/ids.ts';
import { giftCardScopes } from '#app/domain/remedy/gift-card.ts';
import type { RemedyAsk } from '#app/domain/remedy/kinds.ts';
import { requestResolution } from '#app/services/resolutions/request-resolution.server.ts';
import { addFault, faultInput } from '#dev-store/faults/rules.ts';
import type { Random } from '#dev-store/random.ts';
import type { FaultRule } from '#dev-store/state/types.ts';
import { complain, makeOrder } from '#tests/factories/cases.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { withDevStore } from '#tests/setup/redirect-fetch.ts';
import { createWorld, MUG_HOUSE, people, type World } from '#tests/setup/world.ts';
import { problemsOf } from './checks.ts';
import type { Lane } from './lane.ts';
import { drawWish, kinds, playerOf } from './players.ts';
import { runScript } from './script.ts';
import { Stage } from './stage.ts';

const faults: FaultRule['kind'][] = ['timeout-after', 'reset-after', '5xx-before', 'late-commit', 'throttled'];
const askAgainMs = 3_000;
const quietMs = 2 * 60 * 60 * 1000;

export class KilledWorld {
  readonly databaseUrl: string;
  readonly storeUrl: string;
  readonly #world: World;
  readonly #random: Random;
  readonly #stages: Stage[] = [];

  private constructor(world: World, databaseUrl: string, random: Random) {
    this.#world = world;
    this.#random = random;
    this.databaseUrl = databaseUrl;
    this.storeUrl = world.storeUrl;
  }

  static async open(database: TestDatabase, random: Random): Promise<KilledWorld> {
    const start = new Date();
    const world = await createWorld({ database, jobs: 'real', start, optionalScopes: giftCardScopes });
    // From here on the store goes by the machine's clock, as the processes do.
    world.store.store.freeze(false);
    for (const kind of faults) {
      const input = { kind, probability: 0.04, seed: random.int(1, 1e6), holdMs: 2_500, applyAfterMs: 5_000 };
      addFault(world.store.store, faultInput.parse(input), 2_500);
    }
    return new KilledWorld(world, database.url, random);
  }

  /** So many requests at once, each about an order of its own. Whoever gets no answer clicks again. */
  async ask(count: number): Promise<RemedyId[]> {
    return (await Promise.all(Array.from({ length: count }, () => this.#askOnce()))).flat();
  }

  /** Asks for new things until one of them has arrived: each may be refused, or meet a fault of its own. */
  async untilItWorks(withinMs: number): Promise<void> {
    const ids: RemedyId[] = [];
    const deadline = Date.now() + withinMs;
    for (let asked = 0; Date.now() < deadline;) {
      if (Date.now() - asked > askAgainMs) {
        asked = Date.now();
        ids.push(...(await this.ask(2)));
      }
      const done = await this.#patiently(() =>
        this.#world.sql(`SELECT 1 FROM remedies WHERE id = ANY ($1::uuid[]) AND state IN ('settled', 'issued')`, [ids]),
      );
      if (done.length > 0) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`nothing works ${String(withinMs)} ms after a death`);
  }

  /** Lets the clock run until nothing is left to do, and looks at the store and at the database. */
  async comeToRest(): Promise<{ asked: number; given: number; problems: string[] }> {
    const { store } = this.#world.store;
    store.state.faults = [];
    store.freeze(true);
    await this.#world.clock.set(new Date());
    await this.#inside(() => this.#world.runUntilQuiet(quietMs));
    const problems: string[] = [];
    const known = new Map(kinds.map((kind) => [kind, 0]));
    let given = 0;
    for (const stage of this.#stages) {
      const seen = await problemsOf(stage);
      problems.push(...seen.problems);
      for (const [kind, count] of seen.counts) {
        known.set(kind, (known.get(kind) ?? 0) + count);
        given += count;
      }
    }
    for (const kind of kinds) {
      const places = playerOf(kind).ofOrder ? this.#stages : this.#stages.slice(0, 1);
      const there = places.reduce((sum, stage) => sum + playerOf(kind).all(stage, []), 0);
      const own = known.get(kind) ?? 0;
      if (there !== own) problems.push(`double: ${String(there)} × ${kind} at the store, ${String(own)} known`);
    }
    return { asked: this.#stages.reduce((sum, stage) => sum + stage.allowed.length, 0), given, problems };
  }

  close(): Promise<void> {
    return this.#inside(() => this.#world.close());
  }

  async #askOnce(): Promise<RemedyId[]> {
    const wish = drawWish(this.#random);
    await this.#world.clock.set(new Date());
    const order = makeOrder(this.#world);
    const sold = this.#world.store.store.variant(MUG_HOUSE, order.lineItems[0]?.variantId ?? -1);
    if (sold) sold.variant.inventoryQuantity = 1_000;
    const complaintId = await this.#patiently(() => complain(this.#world, order));
    const stage = this.#stageOf(order, complaintId);
    const ask = await this.#patiently(() => wish.ask(stage, 0));
    const requestId = newRequestId();
    const answer = await this.#patiently(() => this.#request(requestId, complaintId, ask));
    this.#stages.push(stage);
    if (!answer.ok) return [];
    const script = runScript(1, 1).remedies[0];
    if (script) stage.allow(answer.value.remedyIds, [{ kind: wish.kind, script }]);
    return answer.value.remedyIds;
  }

  async #request(requestId: ReturnType<typeof newRequestId>, complaintId: ComplaintId, ask: RemedyAsk) {
    const answer = await requestResolution(this.#world.as(), {
      requestId,
      complaintId,
      remedies: [ask],
      reason: 'load',
    });
    // The store did not answer: nothing was decided.
    if (!answer.ok && answer.error.kind === 'order') throw new Error('no answer');
    return answer;
  }

  #stageOf(order: ReturnType<typeof makeOrder>, complaintId: ComplaintId): Stage {
    const lane = { world: this.#world } as Lane;
    const who = people.olga;
    const script = runScript(1, 1);
    return new Stage({ lane, script, shopId: MUG_HOUSE, owner: who, who, order, complaintIds: [complaintId] }, null);
  }

  /** Again and again while the database or the store does not answer. */
  async #patiently<T>(work: () => Promise<T>): Promise<T> {
    const deadline = Date.now() + 60_000;
    for (;;) {
      try {
        return await this.#inside(work);
      } catch (error) {
        if (Date.now() > deadline) throw error;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  }

  #inside<T>(work: () => Promise<T>): Promise<T> {
    return withDevStore(this.#world.storeUrl, undefined, work);
  }
}
