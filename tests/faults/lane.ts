/** One app with its own database, store and clock, in which runs happen one after the other. */
import type { ShopId } from '#app/domain/ids.ts';
import type { ShopifyGateway } from '#app/domain/remedy/gateway.ts';
import { giftCardScopes } from '#app/domain/remedy/gift-card.ts';
import { copyTemplate, type TestServer } from '#tests/setup/private-postgres.ts';
import { withDevStore, type BeforeRequest } from '#tests/setup/redirect-fetch.ts';
import { createWorld, type World } from '#tests/setup/world.ts';
import type { Fault } from './script.ts';

export type Lane = {
  readonly world: World;
  /** Runs work whose requests go to this lane's store. */
  readonly inside: <T>(work: () => Promise<T>) => Promise<T>;
  /** Looks at each request before it leaves; what it answers is the fault that this request meets. */
  readonly watched: <T>(before: BeforeRequest, work: () => Promise<T>) => Promise<T>;
  /** The gateway of somebody who waits for an answer, or, where the fault says so, gives up soon. */
  readonly gatewayFor: (shopId: ShopId, fault: Fault) => ShopifyGateway;
  /**
   * The store as it was before the first run, and a shop that has given nothing yet and has the first day's rules: what one
   * run made must not slow the next ones down, or meet them. Its decisions and the ledger stay.
   */
  readonly clear: () => Promise<void>;
  readonly close: () => Promise<void>;
};

// Held connections are cut by the store, so that nothing depends on how fast this machine is today. Only where the
// script says so a call runs into its time-out, and then there is time enough for everything before it.
const patientMs = 30_000;
const timeoutMs = 1_000;
const cutAfterMs = 1;

export async function createLane(server: TestServer): Promise<Lane> {
  const database = await copyTemplate(server);
  const world = await createWorld({
    database,
    shopifyTimeoutMs: patientMs,
    connections: 4,
    optionalScopes: giftCardScopes,
    remembersTokens: true,
  });
  const inside: Lane['inside'] = (work) => withDevStore(world.storeUrl, undefined, work);
  const patient = new Map<ShopId, ShopifyGateway>();
  return {
    world,
    inside,
    watched: (before, work) => withDevStore(world.storeUrl, before, work),
    gatewayFor: (shopId, fault) => {
      if (fault.realTimeout) return world.gateway(shopId, timeoutMs);
      const known = patient.get(shopId) ?? world.gateway(shopId, patientMs);
      patient.set(shopId, known);
      return known;
    },
    clear: clearing(world),
    close: async () => {
      await inside(() => world.close());
      await database.drop();
    },
  };
}

/** A fault as the dev store takes it; none for a call that goes well. */
export const faultInput = ({ kind, applyAfterMs, realTimeout }: Fault): object | undefined =>
  kind === 'none' ? undefined : { kind, applyAfterMs, holdMs: realTimeout ? 2 * timeoutMs : cutAfterMs };

// What somebody signed in with stays.
const kept = new Set(['shops', 'tokens', 'refreshTokens', 'installs']);

function clearing({ store: { store }, sql }: World): () => Promise<void> {
  const before = structuredClone(store.state);
  return async () => {
    // The clock goes back with the next run: rules of a later day would begin to hold in the middle of it.
    await sql('DELETE FROM limit_usage; DELETE FROM policy_versions; DELETE FROM emergency_stops');
    const { state } = store;
    const lists = Object.entries(structuredClone(before)).filter(
      ([name, value]) => Array.isArray(value) && !kept.has(name),
    );
    store.replace({ ...state, ...Object.fromEntries(lists) });
  };
}
