import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keyLifeMs } from '#app/domain/remedy/next-step.ts';
import type { RemedyId } from '#app/domain/ids.ts';
import type { ShopContext } from '#app/services/context.ts';
import { advanceRemedy } from '#app/services/resolutions/advance-remedy.server.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, type World } from '#tests/setup/world.ts';
import { fault } from '#tests/factories/cases.ts';
import { lastRequest, requestsSince } from '#tests/factories/facts.ts';
import { allowed, expectGivenOnce, expectReleased, nextLook } from '#tests/factories/refund-case.ts';

const hourMs = 3_600_000;
let database: TestDatabase;
let world: World;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld({ database });
});
afterAll(async () => {
  await world.close();
  await database.drop();
});
beforeEach(() => {
  world.store.store.state.faults = [];
});

type Sleeper = { fallsAsleep: () => Promise<void>; asleep: Promise<void>; wake: () => void };

function sleeper(): Sleeper {
  let slept: () => void = () => undefined;
  let wake: () => void = () => undefined;
  const asleep = new Promise<void>((resolve) => (slept = resolve));
  const woken = new Promise<void>((resolve) => (wake = resolve));
  return {
    fallsAsleep: () => {
      slept();
      return woken;
    },
    asleep,
    wake: () => {
      wake();
    },
  };
}

/** A worker that has looked at Shopify, and sleeps before it acts on what it saw. */
function sleepsOnWhatItSaw(ctx: ShopContext, { fallsAsleep }: Sleeper): ShopContext {
  const { refund } = ctx.gateway.remedies;
  const findExisting: typeof refund.findExisting = async (step) => {
    const found = await refund.findExisting(step);
    await fallsAsleep();
    return found;
  };
  return {
    ...ctx,
    gateway: { ...ctx.gateway, remedies: { ...ctx.gateway.remedies, refund: { ...refund, findExisting } } },
  };
}

/** A worker that has written down what it is about to send, and sleeps before it does: after its second statement. */
function sleepsBeforeItSends(ctx: ShopContext, { fallsAsleep }: Sleeper): ShopContext {
  let asked = 0;
  const statements: ShopContext['db']['statements'] = (shopId) => {
    const sql = ctx.db.statements(shopId);
    return {
      ...sql,
      $queryRaw: async <Rows>(...query: Parameters<typeof sql.$queryRaw>) => {
        const rows = await sql.$queryRaw<Rows>(...query);
        asked += 1;
        if (asked === 2) await fallsAsleep();
        return rows;
      },
    };
  };
  return { ...ctx, db: { ...ctx.db, statements } };
}

/** One look by a worker that sleeps for so long in the middle of it. */
async function sleepsFor(ms: number, remedyId: RemedyId, of: typeof sleepsOnWhatItSaw): Promise<void> {
  const one = sleeper();
  const work = advanceRemedy(of(world.system(), one), remedyId);
  await Promise.race([one.asleep, work.then(() => Promise.reject(new Error('it never slept')))]);
  await world.clock.advance(ms);
  // Meanwhile others do what there is to do.
  if (of === sleepsBeforeItSends) await world.runUntilQuiet();
  one.wake();
  await work;
}

describe('a worker that slept for a day', () => {
  it('does not send again on what it saw before: Shopify may have carried out the first, and forgotten its key', async () => {
    const each = await allowed(world);
    fault(world, 'late-commit', { applyAfterMs: 60_000 });
    await nextLook(world);
    await world.clock.advance(1_000);
    const before = lastRequest(world);
    await sleepsFor(keyLifeMs + 2 * hourMs, each.remedyId, sleepsOnWhatItSaw);
    const sent = requestsSince(world, before).filter((request) => request.fault !== 'late-commit');
    expect(sent.map(({ operation }) => operation)).toEqual(['FindRefund']);
    await world.runUntilQuiet();
    await expectGivenOnce(world, each);
  });

  it('does not send what it was about to: others have found out since that it was never issued', async () => {
    const each = await allowed(world);
    await sleepsFor(keyLifeMs + 2 * hourMs, each.remedyId, sleepsBeforeItSends);
    await expectReleased(world, each, 'not_issued');
  });

  it('for less than its lease sends what it was about to', async () => {
    const each = await allowed(world);
    const one = sleeper();
    const work = advanceRemedy(sleepsBeforeItSends(world.system(), one), each.remedyId);
    await one.asleep;
    await world.clock.advance(world.timing.leaseMs - 1);
    one.wake();
    await work;
    await expectGivenOnce(world, each);
  });
});
