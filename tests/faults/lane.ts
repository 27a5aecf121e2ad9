/** One app with its own database, store and clock, in which runs happen one after the other. */
import type { ShopifyGateway } from '#app/domain/remedy/gateway.ts';
import { addFault, faultInput } from '#dev-store/faults/rules.ts';
import { copyTemplate, type TestServer } from '#tests/setup/private-postgres.ts';
import { withDevStore } from '#tests/setup/redirect-fetch.ts';
import { createWorld, type World } from '#tests/setup/world.ts';
import type { ShopId } from '#app/domain/ids.ts';
import type { Fault } from './script.ts';

export type Lane = {
  readonly world: World;
  /** Runs work whose requests go to this lane's store. */
  readonly inside: <T>(work: () => Promise<T>) => Promise<T>;
  /** One call to the store that meets exactly this fault, whatever else is on its way at the same time. */
  readonly faulty: <T>(
    shopId: ShopId,
    fault: Fault,
    operation: string,
    call: (real: ShopifyGateway) => Promise<T>,
  ) => Promise<T>;
  readonly close: () => Promise<void>;
};

// Held connections are cut by the store, so that nothing depends on how fast this machine is today. Only where the
// script says so a call runs into its time-out, and then there is time enough for everything before it.
const patientMs = 30_000;
const timeoutMs = 1_000;
const cutAfterMs = 1;

export async function createLane(server: TestServer): Promise<Lane> {
  const database = await copyTemplate(server);
  const world = await createWorld({ database, shopifyTimeoutMs: patientMs, connections: 6 });
  const arm = createArming(world);
  const inside: Lane['inside'] = (work) => withDevStore(world.storeUrl, undefined, work);
  return {
    world,
    inside,
    faulty: (shopId, fault, operation, call) => {
      const gateway = world.gateway(shopId, fault.realTimeout ? timeoutMs : patientMs);
      return withDevStore(
        world.storeUrl,
        (body) => (body.includes(operation) ? arm(fault, operation) : undefined),
        () => call(gateway),
      );
    },
    close: async () => {
      await inside(() => world.close());
      await database.drop();
    },
  };
}

/**
 * Sets up a fault for the request that is about to leave. Rules strike whatever comes next, so until this one has
 * struck no other request may leave; a request without a fault gets a rule too, one that changes nothing.
 */
function createArming(world: World): (fault: Fault, operation: string) => Promise<void> {
  const { store } = world.store;
  let free: Promise<void> = Promise.resolve();
  let struck: (() => void) | null = null;
  store.listen({
    changed: () => {
      const [rule] = store.state.faults;
      if (rule?.timesLeft !== 0) return;
      store.state.faults = [];
      struck?.();
    },
  });
  return async (fault, operation) => {
    const before = free;
    let release: () => void = () => undefined;
    free = new Promise((resolve) => (release = resolve));
    await before;
    struck = release;
    const kind = fault.kind === 'none' ? 'slow' : fault.kind;
    const holdMs = fault.realTimeout ? 2 * timeoutMs : cutAfterMs;
    const rule = faultInput.parse({ match: operation, kind, times: 1, holdMs, applyAfterMs: fault.applyAfterMs });
    addFault(store, rule, 2 * timeoutMs);
  };
}
