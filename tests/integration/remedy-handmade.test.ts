import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#app/db/new-id.server.ts';
import { readRemedy } from '#app/db/remedies.server.ts';
import type { RemedyRow } from '#app/db/remedies.server.ts';
import { beginAttempt } from '#app/db/remedy-steps.server.ts';
import type { RemedyId } from '#app/domain/ids.ts';
import { getComplaintPage } from '#app/services/complaints/get-complaint-page.server.ts';
import { undoRemedy } from '#app/services/resolutions/undo-remedy.server.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, MUG_HOUSE, people, type World } from '#tests/setup/world.ts';
import { amountOf, ask, complain, eur, makeOrder } from '#tests/factories/cases.ts';
import { wish } from '#tests/factories/discounts.ts';
import { complaintFacts, lastRequest, ledgerOf, remedyFacts, requestsSince, storyOf } from '#tests/factories/facts.ts';
import { customOf, giftFor, promised, repairOf, stepRows, takeStep, walk } from '#tests/factories/handmade-case.ts';

const dayMs = 24 * 60 * 60_000;
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

const gift = () => promised(world, (order) => giftFor(world, order));
const custom = () => promised(world, () => customOf(), people.lukas);
const nextCheck = async (remedyId: RemedyId) =>
  (await world.sql<{ at: Date | null }>('SELECT next_check_at AS at FROM remedies WHERE id = $1', [remedyId]))[0]?.at;
const viewOf = async (complaintId: Parameters<typeof getComplaintPage>[1]) => {
  const page = await getComplaintPage(world.as(), complaintId);
  if (!page.ok) throw new Error('no page');
  return page.value.remedies[0];
};

describe('what people carry out', () => {
  it('is on the list as soon as it is decided, known by its own id; of Shopify one read is asked, and nothing told', async () => {
    const order = makeOrder(world);
    const complaintId = await complain(world, order);
    const before = lastRequest(world);
    const answer = await wish(world, { complaintId, asked: repairOf(order) });
    if (!answer.ok) throw new Error('not allowed');
    const { remedyId } = answer.value;
    await world.clock.advance(30_000);
    await world.sweep();
    expect(requestsSince(world, before).map(({ operation }) => operation)).toEqual(['ReadRepairable']);
    expect(await remedyFacts(world, remedyId)).toMatchObject({ state: 'issued', externalId: remedyId, attempts: 1 });
    expect(await ledgerOf(world, remedyId)).toEqual(['reserved']);
    expect(await storyOf(world, complaintId)).toEqual(['logged', 'remedy_decided', 'remedy_issued']);
    expect(await complaintFacts(world, complaintId)).toEqual({ state: 'open', nextAction: 'carry_out' });
    expect(await viewOf(complaintId)).toMatchObject({
      ...{ kind: 'repair', state: 'issued', undoable: true, late: false, proof: { steps: [] } },
      ...{ amount: eur(30_00), shopAmount: eur(30_00), shopCost: eur(30_00) },
      plan: { partner: 'Ceramics Studio', dueOn: '2026-12-13', label: 'LABEL-4711', courier: 'DPD' },
    });
  });

  it('costs one read of a few points, whatever it is', async () => {
    const before = lastRequest(world);
    await promised(world);
    await gift();
    await custom();
    const asked = requestsSince(world, before).filter(({ operation }) => operation !== 'ReadOrder');
    expect(asked.map(({ operation }) => operation)).toEqual([
      'ReadRepairable',
      // The first one by the form, to show the address.
      'ReadGiftBasis',
      'ReadGiftBasis',
      'ReadCustomBasis',
    ]);
    expect(asked.map(({ requestedCost }) => requestedCost)).toEqual([15, 5, 5, 4]);
  });

  it('is on the list once, also when the worker that put it there is gone before it says so', async () => {
    const order = makeOrder(world);
    const complaintId = await complain(world, order);
    const answer = await wish(world, { complaintId, asked: repairOf(order) });
    if (!answer.ok) throw new Error('not allowed');
    const { remedyId } = answer.value;
    const [row] = await world.sql<RemedyRow>('SELECT * FROM remedies WHERE id = $1', [remedyId]);
    if (!row) throw new Error('no remedy');
    const statements = world.db.statements(MUG_HOUSE);
    await beginAttempt(statements, MUG_HOUSE, readRemedy(row), 'approved', newId(), world.clock.now(), 30_000);
    await world.clock.advance(30_000);
    await world.sweep();
    expect(await remedyFacts(world, remedyId)).toMatchObject({ state: 'issued', externalId: remedyId, attempts: 1 });
    expect(await ledgerOf(world, remedyId)).toEqual(['reserved']);
    expect(await storyOf(world, complaintId)).toEqual(['logged', 'remedy_decided', 'remedy_issued']);
  });

  it('counts against the limit like anything else, with what it costs', async () => {
    const order = makeOrder(world);
    const complaintId = await complain(world, order);
    const give = (cost: number, who = people.anna) =>
      wish(world, { complaintId, asked: repairOf(order, { cost: eur(cost) }), who });
    expect(await give(30_00)).toMatchObject({ ok: true });
    expect(await give(20_01)).toMatchObject({
      ok: false,
      error: { decision: { why: 'over_limit', numbers: { given: eur(30_00), left: eur(20_00), asked: eur(20_01) } } },
    });
    expect(await ask(world, { complaintId, request: amountOf(eur(20_01)), who: people.anna })).toMatchObject({
      ok: false,
    });
    expect(await give(20_00)).toMatchObject({ ok: true });
  });

  it('that is special is a lead’s to give, also when it costs nothing', async () => {
    const complaintId = await complain(world, makeOrder(world));
    expect(await wish(world, { complaintId, asked: customOf(0), who: people.anna })).toMatchObject({
      ok: false,
      error: { kind: 'not_allowed', decision: { why: 'needs_lead' } },
    });
    expect(await wish(world, { complaintId, asked: customOf(0), who: people.lukas })).toMatchObject({ ok: true });
  });
});

describe('a repair', () => {
  it('is gone on with step by step until it is back: then it counts as given, and the complaint is resolved', async () => {
    const each = await promised(world);
    const { remedyId, complaintId } = each;
    const before = lastRequest(world);
    await walk(
      world,
      each,
      { step: 'received', who: people.anna },
      { step: 'repaired', details: { cost: eur(28_50) } },
    );
    expect(await ledgerOf(world, remedyId)).toEqual(['reserved']);
    await walk(world, each, { step: 'sent_back', details: { courier: 'DPD', number: '0123' } });
    expect(await remedyFacts(world, remedyId)).toMatchObject({ state: 'issued' });
    await walk(world, each, 'arrived');
    expect(requestsSince(world, before), 'Shopify has nothing to do with it').toEqual([]);
    expect(await remedyFacts(world, remedyId)).toMatchObject({ state: 'settled', externalId: remedyId });
    expect(await ledgerOf(world, remedyId)).toEqual(['reserved', 'settled']);
    expect(await complaintFacts(world, complaintId)).toEqual({ state: 'resolved', nextAction: null });
    expect(await stepRows(world, remedyId)).toEqual([
      { number: 1, step: 'received', details: {}, user_id: people.anna.userId },
      { number: 2, step: 'repaired', details: { cost: eur(28_50) }, user_id: people.olga.userId },
      { number: 3, step: 'sent_back', details: { courier: 'DPD', number: '0123' }, user_id: people.olga.userId },
      { number: 4, step: 'arrived', details: {}, user_id: people.olga.userId },
    ]);
    expect(await viewOf(complaintId)).toMatchObject({
      undoable: false,
      proof: { steps: [{ step: 'received', by: people.anna.name }, {}, {}, { step: 'arrived' }] },
    });
    expect((await storyOf(world, complaintId)).slice(3).sort()).toEqual(
      [...Array<string>(4).fill('remedy_step'), 'remedy_settled', 'state_changed'].sort(),
    );
  });

  it('that cost more than was decided is refused with the number, and nothing is written down', async () => {
    const each = await promised(world);
    await walk(world, each, 'received');
    const dearer = { step: 'repaired', seen: 1, details: { cost: eur(30_01) } };
    expect(await takeStep(world, each, dearer)).toEqual({
      ok: false,
      error: { kind: 'step', problem: { kind: 'above_decided', decided: eur(30_00), asked: eur(30_01) } },
    });
    expect(await stepRows(world, each.remedyId)).toHaveLength(1);
    expect(await takeStep(world, each, { ...dearer, details: { cost: eur(30_00) } })).toMatchObject({ ok: true });
  });

  it('that cannot be done comes to nothing: it is released, and the complaint asks for another decision', async () => {
    const each = await promised(world);
    await walk(world, each, 'received', { step: 'not_repairable', details: { why: 'The crack goes through.' } });
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'failed' });
    expect(await ledgerOf(world, each.remedyId)).toEqual(['reserved', 'released']);
    expect(await complaintFacts(world, each.complaintId)).toEqual({ state: 'open', nextAction: 'decide_again' });
    const [told] = await world.sql<{ data: object }>(
      `SELECT data FROM timeline_entries WHERE complaint_id = $1 AND data ->> 'step' = 'not_repairable'`,
      [each.complaintId],
    );
    expect(told?.data).toMatchObject({ why: 'The crack goes through.', remedy: 'repair' });
  });
});

describe('a gift from another shop', () => {
  it('is ordered, sent and arrives', async () => {
    const each = await gift();
    await walk(
      world,
      each,
      { step: 'ordered', details: { receipt: 'T-99' } },
      { step: 'sent', details: { courier: 'PPL' } },
      'arrived',
    );
    expect(await ledgerOf(world, each.remedyId)).toEqual(['reserved', 'settled']);
    expect(await complaintFacts(world, each.complaintId)).toEqual({ state: 'resolved', nextAction: null });
  });

  it('that the other shop cannot deliver comes to nothing', async () => {
    const each = await gift();
    await walk(
      world,
      each,
      { step: 'ordered', details: { receipt: 'T-99' } },
      { step: 'called_off', details: { why: 'Sold out.' } },
    );
    expect(await ledgerOf(world, each.remedyId)).toEqual(['reserved', 'released']);
  });
});

describe('something special', () => {
  it('is done when somebody says what was done', async () => {
    const each = await custom();
    expect(await takeStep(world, each, { step: 'done' })).toEqual({
      ok: false,
      error: { kind: 'step', problem: { kind: 'missing', field: 'what' } },
    });
    await walk(world, each, { step: 'done', details: { what: 'She came on Friday.', where: 'Guest book' } });
    expect(await ledgerOf(world, each.remedyId)).toEqual(['reserved', 'settled']);
    expect(await complaintFacts(world, each.complaintId)).toEqual({ state: 'resolved', nextAction: null });
  });
});

describe('taking back what people carry out', () => {
  it.each([
    ['a repair', () => promised(world), 'received', {}],
    ['a gift', gift, 'ordered', { receipt: 'T-1' }],
    ['something special', custom, 'done', { what: 'Done.' }],
  ])('of %s is possible until the first step, and refused after it', async (_name, make, step, details) => {
    const untouched = await make();
    expect(await undoRemedy(world.as(), { remedyId: untouched.remedyId, reason: 'A mistake.' })).toMatchObject({
      ok: true,
    });
    expect(await takeStep(world, untouched, { step, details }), 'nothing can be done for it any more').toEqual({
      ok: false,
      error: { kind: 'not_under_way' },
    });
    await world.sweep();
    expect(await remedyFacts(world, untouched.remedyId)).toMatchObject({ state: 'undone' });
    expect(await ledgerOf(world, untouched.remedyId)).toEqual(['reserved', 'released']);
    expect(await complaintFacts(world, untouched.complaintId)).toEqual({ state: 'open', nextAction: 'decide_again' });
    expect(await takeStep(world, untouched, { step, details })).toMatchObject({ error: { kind: 'not_under_way' } });

    const begun = await make();
    await walk(world, begun, { step, details });
    expect(await undoRemedy(world.as(), { remedyId: begun.remedyId, reason: 'A mistake.' })).toEqual({
      ok: false,
      error: { kind: 'begun' },
    });
    expect((await remedyFacts(world, begun.remedyId)).state).toMatch(/issued|settled/);
  });
});

describe('the day by which it should be done', () => {
  it('is looked at once, when it is over: a person hears of it, and the sweep comes no more', async () => {
    const each = await promised(world, (order) => repairOf(order, { days: 40 }));
    const { remedyId, complaintId } = each;
    expect(await nextCheck(remedyId)).toEqual(new Date('2027-01-01T23:00:00Z'));
    await walk(world, each, 'received');
    expect(await nextCheck(remedyId), 'a step does not put it off').toEqual(new Date('2027-01-01T23:00:00Z'));
    await world.runUntilQuiet(60 * dayMs);
    expect(await remedyFacts(world, remedyId), 'also after a month it is under way').toMatchObject({ state: 'issued' });
    expect(await nextCheck(remedyId)).toBeNull();
    expect(await complaintFacts(world, complaintId)).toEqual({ state: 'open', nextAction: 'check_remedy' });
    expect((await storyOf(world, complaintId)).filter((kind) => kind === 'remedy_late')).toHaveLength(1);
    expect(await viewOf(complaintId)).toMatchObject({ late: true });
    await walk(world, each, 'repaired', { step: 'sent_back', details: { courier: 'DPD' } });
    expect(await nextCheck(remedyId)).toBeNull();
    await walk(world, each, 'arrived');
    expect(await remedyFacts(world, remedyId)).toMatchObject({ state: 'settled' });
    expect(await viewOf(complaintId)).toMatchObject({ late: false });
  });
});
