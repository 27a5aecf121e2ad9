import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refundByHand } from '#dev-store/control/refund-by-hand.ts';
import { markOrdersStale } from '#app/db/order-snapshots.server.ts';
import { mostAttempts } from '#app/domain/remedy/next-step.ts';
import { previewResolution } from '#app/services/resolutions/preview-resolution.server.ts';
import { amountOf, ask, complain, eur, fault, idOf, makeOrder, mustAsk } from '#tests/factories/cases.ts';
import { remedyFacts } from '#tests/factories/facts.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createWorld, MUG_HOUSE, people } from '#tests/setup/world.ts';
import type { World } from '#tests/setup/world.ts';

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

const five = amountOf(eur(5_00));

/** Two complaints about the same item, of which the first has been given something. */
async function givenOnce() {
  const order = makeOrder(world);
  const first = await complain(world, order);
  await mustAsk(world, { complaintId: first, request: five });
  return { order, complaintId: await complain(world, order) };
}

describe('one incident, one payment: what was given for the same items on another complaint', () => {
  it('keeps an agent from giving more, and the decision says what that was', async () => {
    const { complaintId } = await givenOnce();
    const answer = await ask(world, { complaintId, request: five, who: people.anna });
    expect(answer).toMatchObject({
      ok: false,
      error: {
        kind: 'not_allowed',
        decision: { why: 'given_before', before: [{ kind: 'other_complaint', remedy: 'refund', amount: eur(5_00) }] },
      },
    });
  });

  it('is a question to the lead, who gives more by saying why; the story keeps it', async () => {
    const { complaintId } = await givenOnce();
    const asked = { complaintId, request: five, who: people.lukas };
    expect(await ask(world, { ...asked, despite: null })).toMatchObject({
      ok: false,
      error: { kind: 'given_before', before: [{ kind: 'other_complaint' }] },
    });
    await mustAsk(world, { ...asked, despite: 'The second one broke as well' });
    const [entry] = await world.sql<{ data: object }>(
      `SELECT data FROM timeline_entries WHERE complaint_id = $1 AND kind = 'given_despite'`,
      [complaintId],
    );
    expect(entry?.data).toMatchObject({ why: 'The second one broke as well', before: [{ kind: 'other_complaint' }] });
  });

  it('holds when both complaints are decided at the same moment: one is given, the other one asks why', async () => {
    const order = makeOrder(world);
    const both = [await complain(world, order), await complain(world, order)];
    const answers = await Promise.all(
      both.map((complaintId) => ask(world, { complaintId, request: five, despite: null })),
    );
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(answers.filter((answer) => !answer.ok && answer.error.kind === 'given_before')).toHaveLength(1);
  });

  it('is shown by the preview, which lets a lead see what it would come to', async () => {
    const { complaintId } = await givenOnce();
    const preview = await previewResolution(world.as(people.lukas), complaintId, [{ kind: 'refund', ask: five }]);
    expect(preview).toMatchObject({
      ok: true,
      value: { decision: { verdict: 'allowed', before: [{ kind: 'other_complaint' }] } },
    });
  });

  it('is no matter when the items are others', async () => {
    const order = makeOrder(world, { scenario: 'delivered' });
    const [first, other] = [await complain(world, order), await complain(world, order, people.olga, MUG_HOUSE, 1)];
    await mustAsk(world, { complaintId: first, request: five });
    const asked = { complaintId: other, request: five, who: people.anna, despite: null };
    expect(await ask(world, asked)).toMatchObject({ ok: true });
  });
});

describe('a refund that was made past Amends', () => {
  it('is seen although the news of it came after our copy of the order was made', async () => {
    const order = makeOrder(world);
    const complaintId = await complain(world, order);
    refundByHand(world.store.store, order, { amount: '20.00' }, () => undefined);
    await markOrdersStale(world.db.statements(MUG_HOUSE), MUG_HOUSE, [idOf(order)], world.clock.now());
    const answer = await ask(world, { complaintId, request: five, who: people.anna });
    expect(answer).toMatchObject({
      ok: false,
      error: {
        kind: 'not_allowed',
        decision: { why: 'given_before', before: [{ kind: 'refund_elsewhere', amount: eur(20_00) }] },
      },
    });
  });
});

describe('a refund of ours that came after it had been given up', () => {
  it('is known as given: an agent is refused a second one, and a lead says why', async () => {
    const order = makeOrder(world);
    const complaintId = await complain(world, order);
    await world.runUntilQuiet();
    fault(world, 'timeout-before', { times: mostAttempts });
    const remedyId = await mustAsk(world, { complaintId, request: five });
    await world.runUntilQuiet();
    expect(await remedyFacts(world, remedyId)).toMatchObject({ state: 'not_issued' });
    // Later than anybody waits for, Shopify carries it out.
    refundByHand(world.store.store, order, { amount: '5.00', note: `C-1 [amends:${remedyId}]` }, () => undefined);
    await markOrdersStale(world.db.statements(MUG_HOUSE), MUG_HOUSE, [idOf(order)], world.clock.now());
    const again = { complaintId, request: five };
    expect(await ask(world, { ...again, who: people.anna })).toMatchObject({
      ok: false,
      error: { decision: { why: 'given_before', before: [{ kind: 'refund_elsewhere', amount: eur(5_00) }] } },
    });
    expect(await ask(world, { ...again, who: people.lukas, despite: null })).toMatchObject({
      error: { kind: 'given_before' },
    });
  });
});

describe('a bank that is asking about the payment', () => {
  it('is a question to the lead before anything of any kind is given', async () => {
    const order = makeOrder(world, { scenario: 'inquiry' });
    const complaintId = await complain(world, order);
    expect(await ask(world, { complaintId, request: five, despite: null, who: people.lukas })).toMatchObject({
      ok: false,
      error: { kind: 'given_before', before: [{ kind: 'inquiry' }] },
    });
  });
});
