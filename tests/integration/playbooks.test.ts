import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newRequestId } from '#app/db/new-id.server.ts';
import type { ComplaintId } from '#app/domain/ids.ts';
import type { StepKey } from '#app/domain/playbooks/playbook.ts';
import { moveComplaint } from '#app/services/complaints/change-complaint.server.ts';
import { markAnswered } from '#app/services/complaints/mark-answered.server.ts';
import { escalate } from '#app/services/escalations/escalate.server.ts';
import { chooseDifficult } from '#app/services/playbooks/choose-difficult.server.ts';
import { getHandling } from '#app/services/playbooks/get-handling.server.ts';
import { takeStep } from '#app/services/playbooks/take-step.server.ts';
import { answerDataRequest, eraseCustomer } from '#app/services/privacy/privacy.server.ts';
import { closeAsRefused, giveVerdict } from '#app/services/verdicts/give-verdict.server.ts';
import { complain, makeOrder } from '#tests/factories/cases.ts';
import { complaintFacts, storyOf } from '#tests/factories/facts.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, MUG_HOUSE, people, type World } from '#tests/setup/world.ts';

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

const { anna, olga } = people;

/** "Where is my order", answered once, so that nothing but the playbook is next. */
async function lookedFor(scenario: 'silent-parcel' | 'delivered' = 'silent-parcel') {
  const order = makeOrder(world, { scenario });
  const complaintId = await complain(world, order, anna);
  await world.sql(`UPDATE complaints SET reason = 'not_arrived' WHERE id = $1`, [complaintId]);
  await world.db.atomically(MUG_HOUSE, (tx) => markAnswered(tx, world.as(anna), complaintId));
  return { order, complaintId };
}
const take = (complaintId: ComplaintId, step: StepKey, outcome: string, note = '', requestId = newRequestId()) =>
  takeStep(world.as(anna), complaintId, { step, outcome, note, requestId });
const handling = async (complaintId: ComplaintId) => {
  const found = await getHandling(world.as(anna), complaintId);
  if (!found) throw new Error('no complaint');
  return found;
};
const dueAt = async (complaintId: ComplaintId) =>
  (await world.sql<{ due: Date }>('SELECT next_action_due_at AS due FROM complaints WHERE id = $1', [complaintId]))[0]
    ?.due;

describe('a step of the playbook', () => {
  it('is written down with who and when, told in the story, and makes the next one due; the same form twice is one', async () => {
    const { complaintId } = await lookedFor();
    const requestId = newRequestId();
    expect((await take(complaintId, 'tracking', 'silent', 'DHL knows nothing', requestId)).ok).toBe(true);
    expect((await take(complaintId, 'tracking', 'silent', 'DHL knows nothing', requestId)).ok).toBe(true);
    const { standing } = await handling(complaintId);
    expect(standing.current).toBe('address');
    expect(standing.steps[0]?.taken).toMatchObject({ outcome: 'silent', note: 'DHL knows nothing', by: anna.name });
    expect((await storyOf(world, complaintId)).filter((kind) => kind === 'playbook_step')).toHaveLength(1);
    expect(await complaintFacts(world, complaintId)).toEqual({ state: 'open', nextAction: 'playbook' });
  });

  it('that is waited for is due when the wait is over and the shop is open; for the customer the complaint waits', async () => {
    const { complaintId } = await lookedFor();
    await take(complaintId, 'tracking', 'silent');
    await take(complaintId, 'address', 'not_needed');
    // A Sunday, 13:00 in Berlin: five days later is a Friday.
    await take(complaintId, 'trace', 'opened');
    expect(await complaintFacts(world, complaintId)).toEqual({ state: 'open', nextAction: 'playbook' });
    expect((await dueAt(complaintId))?.toISOString()).toBe('2026-11-27T12:00:00.000Z');
    expect((await handling(complaintId)).standing.steps.find(({ key }) => key === 'trace')?.state).toBe('waiting');
    await take(complaintId, 'trace', 'lost');
    expect((await handling(complaintId)).standing).toMatchObject({
      current: 'remedy',
      suggestion: { fault: 'carrier' },
    });
    expect(await complaintFacts(world, complaintId)).toEqual({ state: 'open', nextAction: 'decide_remedy' });

    const delivered = await lookedFor('delivered');
    await take(delivered.complaintId, 'neighbours', 'asked');
    expect(await complaintFacts(world, delivered.complaintId)).toEqual({
      state: 'waiting_for_customer',
      nextAction: 'wait_for_customer',
    });
    // Two days later is a Tuesday.
    expect((await dueAt(delivered.complaintId))?.toISOString()).toBe('2026-11-24T12:00:00.000Z');
    await take(delivered.complaintId, 'neighbours', 'not_found');
    expect(await complaintFacts(world, delivered.complaintId)).toMatchObject({ state: 'open' });
  });

  it('does not put off what somebody else waits for', async () => {
    const { complaintId } = await lookedFor();
    await escalate(world.as(anna), complaintId, { to: 'lead', reason: 'Odd.', by: '2026-12-01' });
    await take(complaintId, 'trace', 'opened');
    expect(await complaintFacts(world, complaintId)).toEqual({ state: 'open', nextAction: 'escalated' });
  });

  it('is refused where the playbook has none, where something has to be written down, and when the complaint is over', async () => {
    const { complaintId } = await lookedFor();
    expect(await take(complaintId, 'quote', 'quoted')).toMatchObject({ error: { kind: 'unknown_step' } });
    expect(await take(complaintId, 'tracking', 'constructor')).toMatchObject({ error: { kind: 'unknown_step' } });
    await world.sql(`UPDATE complaints SET reason = 'not_as_described' WHERE id = $1`, [complaintId]);
    expect(await take(complaintId, 'quote', 'quoted')).toMatchObject({ error: { kind: 'note_missing' } });
    expect((await take(complaintId, 'quote', 'quoted', 'Made of pure silver.')).ok).toBe(true);
    await moveComplaint(world.as(anna), complaintId, { to: 'closed', why: null });
    expect(await take(complaintId, 'photos', 'seen')).toMatchObject({ error: { kind: 'over' } });
  });

  it('of searching for a parcel waits until the carrier searches: two days after it was delivered', async () => {
    const { complaintId } = await lookedFor('delivered');
    const { facts } = await handling(complaintId);
    const deliveredAt = facts.parcel?.deliveredAt ?? '';
    await world.sql(`UPDATE order_snapshots SET snapshot = replace(snapshot::text, $1, $2)::jsonb`, [
      deliveredAt,
      new Date(world.clock.now().getTime() - 60_000).toISOString(),
    ]);
    expect(await take(complaintId, 'trace', 'opened')).toMatchObject({ error: { kind: 'too_soon' } });
    await world.clock.advance(2 * 24 * 60 * 60 * 1000);
    expect((await take(complaintId, 'trace', 'opened')).ok).toBe(true);
  });
});

describe('a verdict', () => {
  const verdict = (
    complaintId: ComplaintId,
    is: 'justified' | 'partly' | 'not_justified',
    why = '',
    files: string[] = [],
  ) =>
    giveVerdict(world.as(anna), complaintId, {
      ...{ requestId: newRequestId(), verdict: is, note: 'The photo shows it.', files, facts: ['Delivered.'], why },
    });

  it('is kept with what it rests on; changing it takes a reason, and both stay', async () => {
    const { complaintId } = await lookedFor();
    expect((await verdict(complaintId, 'justified')).ok).toBe(true);
    expect(await verdict(complaintId, 'partly')).toMatchObject({ error: { kind: 'why_missing' } });
    expect((await verdict(complaintId, 'partly', 'A second photo came.')).ok).toBe(true);
    expect((await handling(complaintId)).verdicts).toMatchObject([
      { number: 1, verdict: 'justified', why: null, evidence: [{ kind: 'fact', text: 'Delivered.' }] },
      { number: 2, verdict: 'partly', why: 'A second photo came.', by: anna.name },
    ]);
    expect((await storyOf(world, complaintId)).filter((kind) => kind === 'verdict_given')).toHaveLength(2);
    expect(await verdict(complaintId, 'partly', 'x', [newRequestId()])).toMatchObject({
      error: { kind: 'unknown_file' },
    });
  });

  it('comes before a complaint is closed as refused, and what is justified is not refused', async () => {
    const { complaintId } = await lookedFor();
    const refuse = () => closeAsRefused(world.as(anna), complaintId, { why: 'Not ours.' });
    expect(await refuse()).toMatchObject({ error: { kind: 'no_verdict' } });
    await verdict(complaintId, 'justified');
    expect(await refuse()).toMatchObject({ error: { kind: 'justified' } });
    await verdict(complaintId, 'not_justified', 'Another item.');
    expect((await refuse()).ok).toBe(true);
    expect(await complaintFacts(world, complaintId)).toEqual({ state: 'closed', nextAction: null });
    expect((await handling(complaintId)).verdicts.map(({ refusedAt }) => refusedAt !== null)).toEqual([false, true]);
  });

  it('given by two at once is two, one after the other: the second says why', async () => {
    const { complaintId } = await lookedFor();
    const both = await Promise.all([verdict(complaintId, 'partly'), verdict(complaintId, 'justified')]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await handling(complaintId)).verdicts).toHaveLength(1);
  });
});

describe('what kind of talk it is', () => {
  it('is for staff alone: nothing that a customer gets holds it, and it is forgotten with what was written about her', async () => {
    const { complaintId, order } = await lookedFor();
    expect((await chooseDifficult(world.as(anna), complaintId, 'rude')).ok).toBe(true);
    expect((await handling(complaintId)).difficult).toBe('rude');
    await take(complaintId, 'tracking', 'silent', 'Shouts on the phone');
    await giveVerdict(world.as(olga), complaintId, {
      ...{ requestId: newRequestId(), verdict: 'partly', note: 'Says her brother', files: [], facts: [], why: '' },
    });
    const subject = { customerId: String(order.customerId), orderIds: [String(order.id)] };
    await world.db.atomically(MUG_HOUSE, (tx) => answerDataRequest(world.system(), tx, subject));
    const told = JSON.stringify(
      await world.sql('SELECT answer FROM privacy_requests WHERE customer_id = $1', [subject.customerId]),
    );
    expect(told).toContain('Says her brother');
    expect(told).not.toMatch(/rude|difficult/);
    await world.db.atomically(MUG_HOUSE, (tx) => eraseCustomer(world.system(), tx, subject));
    const left = JSON.stringify(
      await world.sql(
        `SELECT to_jsonb(p) AS row FROM playbook_steps p WHERE complaint_id = $1 UNION ALL SELECT to_jsonb(v) FROM verdicts v WHERE complaint_id = $1
         UNION ALL SELECT data FROM timeline_entries WHERE complaint_id = $1 UNION ALL SELECT to_jsonb(c) FROM complaints c WHERE id = $1`,
        [complaintId],
      ),
    );
    expect(left).not.toMatch(/rude|Shouts|brother/);
  });
});
