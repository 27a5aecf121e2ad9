import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { undoRemedy } from '#app/services/resolutions/undo-remedy.server.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, type World } from '#tests/setup/world.ts';
import { fault, mustAsk } from '#tests/factories/cases.ts';
import { complaintFacts, ledgerOf, remedyFacts, storyOf } from '#tests/factories/facts.ts';
import {
  atStore,
  mustAskFor,
  orderOf,
  setVariant,
  variantBySku,
  variantOf,
} from '#tests/factories/replacement-case.ts';
import { expectOpenedOnce, firstLine, returnDecided, returnOf, returnView } from '#tests/factories/return-case.ts';
import type { ReturnCase } from '#tests/factories/return-case.ts';
import { MUG_HOUSE } from '#tests/setup/world.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
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
beforeEach(async () => {
  world.store.store.state.faults = [];
  await world.sql(`UPDATE remedies SET next_check_at = NULL`);
});

/** Opened, and awaited. */
async function opened(...how: Parameters<typeof returnDecided> extends [World, ...infer Rest] ? Rest : never) {
  const each = await returnDecided(world, ...how);
  await world.runUntilQuiet(hourMs);
  await expectOpenedOnce(world, each);
  return each;
}

const warehouse = (each: ReturnCase, what: string, body: object = {}) =>
  atStore(world, `returns/${returnOf(each).id}/${what}`, body);
const oneSeen = (each: ReturnCase, type = 'RESTOCKED') =>
  warehouse(each, 'receive', { type, lines: [{ returnLineItemId: returnOf(each).lines[0]?.id, quantity: 1 }] });
const watch = () => world.runUntilQuiet(12 * hourMs);

describe('a return that is awaited', () => {
  it('is back when the warehouse has seen all of it; then somebody decides on the refund, which resolves it', async () => {
    const each = await opened();
    await watch();
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'issued' });
    await warehouse(each, 'receive');
    await watch();
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'settled' });
    expect(await ledgerOf(world, each.remedyId)).toEqual(['reserved', 'settled']);
    expect(await returnView(world, each)).toMatchObject({
      undoable: false,
      proof: { units: { asked: 1, back: 1, missing: 0 } },
    });
    expect(await complaintFacts(world, each.complaintId)).toEqual({ state: 'open', nextAction: 'decide_remedy' });
    const lines = [{ lineItemId: firstLine(each.order), quantity: 1, restock: 'no_restock' as const }];
    await mustAsk(world, { complaintId: each.complaintId, request: { kind: 'lines', lines, shipping: null } });
    await watch();
    expect(await complaintFacts(world, each.complaintId)).toEqual({ state: 'resolved', nextAction: null });
    expect(each.order.refunds).toHaveLength(1);
  });

  it('opens a complaint again that was resolved meanwhile', async () => {
    const each = await opened();
    await world.sql(
      `UPDATE complaints SET state = 'resolved', next_action = NULL, next_action_due_at = NULL WHERE id = $1`,
      [each.complaintId],
    );
    await warehouse(each, 'receive');
    await watch();
    expect(await complaintFacts(world, each.complaintId)).toEqual({ state: 'open', nextAction: 'decide_remedy' });
    expect(await storyOf(world, each.complaintId)).toContain('state_changed');
  });

  it('stays to be decided on when something else arrives after it', async () => {
    const each = await opened();
    await setVariant(world, variantOf(world, each.order), { available: 5 });
    const { order, complaintId } = each;
    const replacement = await mustAskFor(world, { order, complaintId });
    await watch();
    await warehouse(each, 'receive');
    await watch();
    await atStore(world, `orders/${orderOf(world, replacement).id}/deliver`);
    await watch();
    expect(await remedyFacts(world, replacement)).toMatchObject({ state: 'settled' });
    expect(await complaintFacts(world, complaintId)).toEqual({ state: 'open', nextAction: 'decide_remedy' });
  });

  it('asks for no decision where the money was given before: then the complaint is resolved', async () => {
    const each = await opened();
    await mustAsk(world, {
      complaintId: each.complaintId,
      request: { kind: 'amount', amount: { minor: 40_00, currency: 'EUR' } },
    });
    await watch();
    expect(await complaintFacts(world, each.complaintId)).toMatchObject({ state: 'open' });
    await warehouse(each, 'receive');
    await watch();
    expect(await complaintFacts(world, each.complaintId)).toEqual({ state: 'resolved', nextAction: null });
  });

  it('is awaited on while only a part of it is there', async () => {
    const each = await opened({ quantity: 2, amount: '40.00' }, (order) => ({
      items: [{ lineItemId: firstLine(order), quantity: 2 }],
    }));
    await oneSeen(each);
    await watch();
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'issued' });
    expect((await returnView(world, each)).proof).toMatchObject({ units: { asked: 2, back: 1, missing: 0 } });
    await oneSeen(each, 'MISSING');
    await watch();
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'settled' });
    expect((await returnView(world, each)).proof).toMatchObject({ units: { asked: 2, back: 1, missing: 1 } });
  });

  it('is back as well when it was confirmed in the admin without the warehouse', async () => {
    const each = await opened();
    await warehouse(each, 'receive', { process: true });
    await watch();
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'settled' });
  });

  it('is done when somebody closes it in Shopify', async () => {
    const each = await opened();
    await warehouse(each, 'status', { status: 'CLOSED' });
    await watch();
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'settled' });
  });

  it('comes to nothing when it is lost, and when somebody cancels it in Shopify', async () => {
    const lost = await opened();
    const cancelled = await opened();
    await warehouse(lost, 'lose');
    returnOf(cancelled).status = 'CANCELED';
    await watch();
    for (const each of [lost, cancelled]) {
      expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'failed' });
      expect(await ledgerOf(world, each.remedyId)).toEqual(['reserved', 'released']);
      expect(await complaintFacts(world, each.complaintId)).toEqual({ state: 'open', nextAction: 'decide_again' });
    }
  });

  it('is late after 30 days, and still seen when it comes after that; after 60 a person has it', async () => {
    const each = await opened();
    const never = await opened();
    await world.runUntilQuiet(31 * dayMs);
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'issued' });
    expect((await returnView(world, each)).late).toBe(true);
    expect(await complaintFacts(world, each.complaintId)).toEqual({ state: 'open', nextAction: 'check_remedy' });
    await warehouse(each, 'receive');
    await watch();
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'settled' });
    await world.runUntilQuiet(31 * dayMs);
    expect(await remedyFacts(world, never.remedyId)).toMatchObject({ state: 'needs_person' });
  });
});

describe('an exchange that is back', () => {
  const exchanged = async () => {
    const cup = variantBySku(world, MUG_HOUSE, 'ESCUSE-SET-OF-2');
    await setVariant(world, cup, { available: 9 });
    return opened({ amount: '400.00' }, (order) => ({
      exchange: [{ lineItemId: firstLine(order), variantId: String(cup.id) }],
    }));
  };

  it('is for somebody to process in Shopify', async () => {
    const each = await exchanged();
    await warehouse(each, 'receive');
    await watch();
    expect((await returnView(world, each)).proof).toMatchObject({ exchanged: false, units: { back: 1 } });
    expect(await complaintFacts(world, each.complaintId)).toEqual({ state: 'open', nextAction: 'decide_remedy' });
  });

  it('and was processed with it resolves the complaint', async () => {
    const each = await exchanged();
    await warehouse(each, 'receive', { process: true, exchange: true });
    await watch();
    expect((await returnView(world, each)).proof).toMatchObject({ exchanged: true, units: { back: 1 } });
    expect(await complaintFacts(world, each.complaintId)).toEqual({ state: 'resolved', nextAction: null });
  });
});

describe('a return that is taken back', () => {
  const takeBack = ({ remedyId }: ReturnCase) => undoRemedy(world.as(), { remedyId, reason: 'she keeps it' });

  it.each(['timeout-before', 'timeout-after', '5xx-after', 'reset-after', 'throttled'] as const)(
    'is cancelled once, also after %s',
    async (kind) => {
      const each = await opened();
      fault(world, kind, { match: 'CancelReturn' });
      expect(await takeBack(each)).toMatchObject({ ok: true });
      await watch();
      expect(returnOf(each).status).toBe('CANCELED');
      expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'undone' });
      expect(await ledgerOf(world, each.remedyId)).toEqual(['reserved', 'released']);
      expect(await complaintFacts(world, each.complaintId)).toEqual({ state: 'open', nextAction: 'decide_again' });
    },
  );

  it('and was cancelled by hand meanwhile is taken back without a call', async () => {
    const each = await opened();
    returnOf(each).status = 'CANCELED';
    await takeBack(each);
    await watch();
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'undone' });
  });

  it('stays when something is back already, with the number, and is followed on', async () => {
    const each = await opened({ quantity: 2, amount: '40.00' }, (order) => ({
      items: [{ lineItemId: firstLine(order), quantity: 2 }],
    }));
    await oneSeen(each);
    await takeBack(each);
    await watch();
    expect(returnOf(each).status).toBe('OPEN');
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({
      state: 'issued',
      messages: [`1 of 2 of ${each.order.name}-R1 has come back already, so it can no longer be taken back.`],
    });
  });

  it('cannot be when it is back', async () => {
    const each = await opened();
    await warehouse(each, 'receive');
    await watch();
    expect(await takeBack(each)).toEqual({ ok: false, error: { kind: 'not_possible' } });
  });
});
