import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newRequestId } from '#app/db/new-id.server.ts';
import type { ComplaintId } from '#app/domain/ids.ts';
import type { Staff } from '#app/domain/people.ts';
import { approve } from '#app/services/approvals/approve.server.ts';
import { moveComplaint } from '#app/services/complaints/change-complaint.server.ts';
import { answerEscalation, escalate } from '#app/services/escalations/escalate.server.ts';
import { getHome } from '#app/services/home/get-home.server.ts';
import { answerDataRequest, eraseCustomer } from '#app/services/privacy/privacy.server.ts';
import { advanceRemedy } from '#app/services/resolutions/advance-remedy.server.ts';
import { requestResolution } from '#app/services/resolutions/request-resolution.server.ts';
import { undoRemedy } from '#app/services/resolutions/undo-remedy.server.ts';
import { amountOf, ask, complain, eur, fault, makeOrder } from '#tests/factories/cases.ts';
import { code, decided } from '#tests/factories/discounts.ts';
import { complaintFacts, ledgerOf, remedyFacts, storyOf } from '#tests/factories/facts.ts';
import { allowed, expectGivenOnce } from '#tests/factories/refund-case.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, MUG_HOUSE, people, type World } from '#tests/setup/world.ts';

let database: TestDatabase;
let world: World;
beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld({ database });
  await world.sql(`UPDATE staff_members SET email = 'p' || user_id || '@mughouse.example'`);
});
afterAll(async () => {
  await world.close();
  await database.drop();
});

const { anna, lukas, olga } = people;
const by = '2027-06-01';
const toLawyer = (complaintId: ComplaintId, who: Staff = olga) =>
  escalate(world.as(who), complaintId, { to: 'lawyer', reason: 'Her lawyer has written.', by });
const back = (complaintId: ComplaintId, who: Staff = olga) =>
  answerEscalation(world.as(who), complaintId, { answer: 'Settled between the lawyers.' });
const giveIt = (complaintId: ComplaintId) => ask(world, { complaintId, request: amountOf(eur(50_00)) });
const later = () => world.runUntilQuiet(3 * 60 * 60 * 1000);
const escalations = (complaintId: ComplaintId) =>
  world.sql<{ level: string; ended: boolean }>(
    'SELECT level, ended_at IS NOT NULL AS ended FROM escalations WHERE complaint_id = $1 ORDER BY at, id',
    [complaintId],
  );
const remediesOf = (complaintId: ComplaintId) =>
  world.sql<{ state: string; frozen: boolean }>('SELECT state, frozen FROM remedies WHERE complaint_id = $1', [
    complaintId,
  ]);
/** Decided by Anna above her limit: waits for somebody's yes. */
async function waiting() {
  const order = makeOrder(world);
  const complaintId = await complain(world, order);
  const asked = await requestResolution(world.as(anna), {
    ...{ requestId: newRequestId(), complaintId, reason: 'in pieces', mayAsk: true },
    remedies: [{ kind: 'refund', ask: amountOf(eur(80_00)) }],
  });
  if (!asked.ok || !asked.value.approvalId) throw new Error('not sent for approval');
  return { order, complaintId, approvalId: asked.value.approvalId };
}
const yes = ({ approvalId }: Awaited<ReturnType<typeof waiting>>) =>
  approve(world.as(lukas), { requestId: newRequestId(), approvalId, less: null, why: 'Yes' });

describe('passing a complaint up', () => {
  it('goes from the agent to a lead, the owner and the lawyer, each with its reason, time and mail; then is theirs to answer', async () => {
    const complaintId = await complain(world, makeOrder(world), anna);
    const up = (who: Staff, to: 'lead' | 'owner' | 'lawyer') =>
      escalate(world.as(who), complaintId, { to, reason: `For the ${to}.`, by: '2026-12-04' });
    expect((await up(anna, 'lead')).ok).toBe(true);
    expect(await complaintFacts(world, complaintId)).toEqual({ state: 'open', nextAction: 'escalated' });
    expect((await up(anna, 'lead')).ok).toBe(true);
    expect((await up(lukas, 'owner')).ok).toBe(true);
    expect((await up(olga, 'lawyer')).ok).toBe(true);
    expect(await escalations(complaintId)).toEqual([
      { level: 'lead', ended: true },
      { level: 'owner', ended: true },
      { level: 'lawyer', ended: false },
    ]);
    const [{ due } = { due: null }] = await world.sql<{ due: Date }>(
      'SELECT next_action_due_at AS due FROM complaints WHERE id = $1',
      [complaintId],
    );
    // 17:00 on a wall in Berlin.
    expect(due?.toISOString()).toBe('2026-12-04T16:00:00.000Z');
    const mails = await world.sql<{ to_name: string; subject: string }>(
      `SELECT to_name, subject FROM mails WHERE kind = 'escalated' AND complaint_id = $1 ORDER BY created_at, id`,
      [complaintId],
    );
    expect(mails.map((mail) => mail.to_name)).toEqual([lukas.name, olga.name]);
    expect(await back(complaintId)).toEqual({ ok: true, value: { level: 'lawyer' } });
    expect(await complaintFacts(world, complaintId)).toEqual({ state: 'open', nextAction: 'decide_remedy' });
    expect((await storyOf(world, complaintId)).filter((kind) => kind.startsWith('escala'))).toEqual([
      ...['escalated', 'escalated', 'escalated', 'escalation_answered'],
    ]);
  });

  it('stands on Home of those who are to answer, and of nobody else', async () => {
    const complaintId = await complain(world, makeOrder(world), anna);
    const onHome = async (who: Staff) =>
      (await getHome(world.as(who))).needsMe.filter(({ id }) => id === complaintId).length;
    const seenBy = async () => [await onHome(anna), await onHome(lukas), await onHome(olga)];
    await world.sql('UPDATE complaints SET assignee_user_id = $2 WHERE id = $1', [complaintId, anna.userId]);
    expect(await seenBy()).toEqual([1, 0, 0]);
    await escalate(world.as(anna), complaintId, { to: 'lead', reason: 'Odd.', by });
    expect(await seenBy()).toEqual([1, 1, 0]);
    await escalate(world.as(lukas), complaintId, { to: 'owner', reason: 'Very odd.', by });
    expect(await seenBy()).toEqual([1, 0, 1]);
    await world.sql('UPDATE complaints SET assignee_user_id = $2 WHERE id = $1', [complaintId, olga.userId]);
    expect(await seenBy()).toEqual([0, 0, 1]);
    await back(complaintId);
    await world.sql('UPDATE complaints SET assignee_user_id = $2 WHERE id = $1', [complaintId, anna.userId]);
    expect(await seenBy()).toEqual([1, 0, 0]);
  });

  it('is for those above: nobody passes down or answers what is above her, nor by a day that is over', async () => {
    const complaintId = await complain(world, makeOrder(world));
    expect(await toLawyer(complaintId, anna)).toMatchObject({ error: { kind: 'no_right' } });
    expect(await escalate(world.as(lukas), complaintId, { to: 'lead', reason: 'Odd.', by })).toMatchObject({
      error: { kind: 'no_right' },
    });
    expect(
      await escalate(world.as(anna), complaintId, { to: 'owner', reason: 'Odd.', by: '2026-11-01' }),
    ).toMatchObject({ error: { kind: 'past' } });
    expect(await back(complaintId)).toMatchObject({ error: { kind: 'not_escalated' } });
    await escalate(world.as(anna), complaintId, { to: 'owner', reason: 'Odd.', by });
    expect(await back(complaintId, lukas)).toMatchObject({ error: { kind: 'no_right' } });
    expect((await moveComplaint(world.as(olga), complaintId, { to: 'closed', why: null })).ok).toBe(true);
    expect(await escalations(complaintId)).toEqual([{ level: 'owner', ended: true }]);
    expect(await toLawyer(complaintId)).toMatchObject({ error: { kind: 'over' } });
  });

  it('is told to the customer who asks for her data, and its words are forgotten with her', async () => {
    const order = makeOrder(world);
    const complaintId = await complain(world, order);
    await toLawyer(complaintId);
    const subject = { customerId: String(order.customerId), orderIds: [String(order.id)] };
    await world.db.atomically(MUG_HOUSE, (tx) => answerDataRequest(world.system(), tx, subject));
    const told = await world.sql<{ answer: unknown }>('SELECT answer FROM privacy_requests WHERE customer_id = $1', [
      subject.customerId,
    ]);
    expect(JSON.stringify(told)).toContain('Her lawyer has written.');
    await world.db.atomically(MUG_HOUSE, (tx) => eraseCustomer(world.system(), tx, subject));
    const left = await world.sql(
      'SELECT to_jsonb(e) AS row FROM escalations e WHERE complaint_id = $1 UNION ALL SELECT data FROM timeline_entries WHERE complaint_id = $1',
      [complaintId],
    );
    expect(JSON.stringify(left)).not.toContain('lawyer has written');
    await back(complaintId);
  });
});

describe('with the lawyer', () => {
  it('nothing is decided, sent for approval, approved or taken back, nor is the complaint closed', async () => {
    const one = await waiting();
    await toLawyer(one.complaintId, lukas);
    expect(await yes(one)).toMatchObject({ error: { kind: 'frozen' } });
    expect(await giveIt(one.complaintId)).toMatchObject({ error: { kind: 'frozen' } });
    expect(await moveComplaint(world.as(), one.complaintId, { to: 'resolved', why: null })).toMatchObject({
      error: { kind: 'frozen' },
    });
    const given = await decided(world, code());
    await advanceRemedy(world.system(), given.remedyId);
    await toLawyer(given.complaintId);
    expect(await undoRemedy(world.as(), { remedyId: given.remedyId, reason: 'By mistake.' })).toMatchObject({
      error: { kind: 'frozen' },
    });
    // What waits for a yes goes on waiting, and can be said yes to afterwards.
    expect(await back(one.complaintId, lukas)).toMatchObject({ error: { kind: 'no_right' } });
    expect((await back(one.complaintId)).ok).toBe(true);
    expect(await yes(one)).toMatchObject({ ok: true, value: { state: 'given' } });
  });

  it('what was decided and not sent stays held; let go on, it is given once by itself', async () => {
    const refund = await allowed(world);
    expect(await toLawyer(refund.complaintId)).toEqual({ ok: true, value: { onTheirWay: 0 } });
    await advanceRemedy(world.system(), refund.remedyId);
    await later();
    expect(refund.order.refunds).toEqual([]);
    expect(await remedyFacts(world, refund.remedyId)).toMatchObject({ state: 'approved', attempts: 0 });
    expect(await ledgerOf(world, refund.remedyId)).toEqual(['reserved']);
    await back(refund.complaintId);
    await later();
    expect(await ledgerOf(world, refund.remedyId)).toEqual(['reserved', 'settled']);
    expect(refund.order.refunds).toHaveLength(1);
  });

  it('what was sent before is followed to its end and told, never sent again; the complaint stays open', async () => {
    const sent = await allowed(world);
    fault(world, 'timeout-after');
    await advanceRemedy(world.system(), sent.remedyId);
    const lost = await allowed(world);
    fault(world, 'timeout-before');
    await advanceRemedy(world.system(), lost.remedyId);
    for (const { complaintId } of [sent, lost])
      expect(await toLawyer(complaintId)).toEqual({ ok: true, value: { onTheirWay: 1 } });
    await later();
    expect(await ledgerOf(world, sent.remedyId)).toEqual(['reserved', 'settled']);
    expect(sent.order.refunds).toHaveLength(1);
    expect(await complaintFacts(world, sent.complaintId)).toEqual({ state: 'open', nextAction: 'escalated' });
    expect(lost.order.refunds).toEqual([]);
    expect(await remedyFacts(world, lost.remedyId)).toMatchObject({ state: 'unknown', attempts: 1 });
    await back(lost.complaintId);
    await later();
    expect(lost.order.refunds).toHaveLength(1);
    expect(await ledgerOf(world, lost.remedyId)).toEqual(['reserved', 'settled']);
  });

  it('what was sent before, came to nothing and can no longer be sent with its key is released, as anywhere', async () => {
    const lost = await allowed(world);
    fault(world, 'timeout-before');
    await advanceRemedy(world.system(), lost.remedyId);
    await toLawyer(lost.complaintId);
    await world.runUntilQuiet(40 * 60 * 60 * 1000);
    expect(lost.order.refunds).toEqual([]);
    expect(await remedyFacts(world, lost.remedyId)).toMatchObject({ state: 'not_issued', attempts: 1 });
    expect(await ledgerOf(world, lost.remedyId)).toEqual(['reserved', 'released']);
  });

  it('another complaint goes on', async () => {
    await toLawyer(await complain(world, makeOrder(world)));
    const refund = await allowed(world);
    await advanceRemedy(world.system(), refund.remedyId);
    await expectGivenOnce(world, refund);
  });

  it('the database lets nobody add a remedy, nor begin to send one, whoever writes', async () => {
    const refund = await allowed(world);
    await toLawyer(refund.complaintId);
    await expect(
      world.sql(`UPDATE remedies SET state = 'sending' WHERE id = $1`, [refund.remedyId]),
    ).rejects.toMatchObject({ code: 'AM002' });
    await expect(
      world.sql(
        `INSERT INTO remedies SELECT (jsonb_populate_record(m, jsonb_build_object('id', gen_random_uuid(), 'idempotency_key', 'another'))).*
         FROM remedies m WHERE id = $1`,
        [refund.remedyId],
      ),
    ).rejects.toMatchObject({ code: 'AM002' });
  });
});

describe('passed to the lawyer at the same moment', () => {
  const rounds = Array.from({ length: 8 }, (_, round) => round);

  it('as somebody decides, it is frozen and nothing is sent, whoever was first', async () => {
    for (const round of rounds) {
      const complaintId = await complain(world, makeOrder(world));
      const both = [() => giveIt(complaintId), () => toLawyer(complaintId)];
      const [given, frozen] = await Promise.all(
        round % 2
          ? both.map((each) => each())
          : [...both]
              .reverse()
              .map((each) => each())
              .reverse(),
      );
      expect(frozen?.ok).toBe(true);
      if (!given?.ok) expect(given).toMatchObject({ error: { kind: 'frozen' } });
      await world.sweep();
      expect(await remediesOf(complaintId)).toEqual(given?.ok ? [{ state: 'approved', frozen: true }] : []);
    }
  });

  it('as somebody approves, it is frozen and nothing is sent, whoever was first', async () => {
    for (const round of rounds) {
      const one = await waiting();
      const both = [() => yes(one), () => toLawyer(one.complaintId)];
      const [approved, frozen] = await Promise.all(
        round % 2
          ? both.map((each) => each())
          : [...both]
              .reverse()
              .map((each) => each())
              .reverse(),
      );
      expect(frozen?.ok).toBe(true);
      if (!approved?.ok) expect(approved).toMatchObject({ error: { kind: 'frozen' } });
      await world.sweep();
      expect(await remediesOf(one.complaintId)).toEqual(approved?.ok ? [{ state: 'approved', frozen: true }] : []);
      expect(one.order.refunds).toEqual([]);
    }
  });

  it('as the worker begins, it was sent and is told so, or it is not sent: never half', async () => {
    for (const round of rounds) {
      const refund = await allowed(world);
      const both = [
        () => advanceRemedy(world.system(), refund.remedyId),
        () => toLawyer(refund.complaintId).then((frozen) => frozen.ok && frozen.value.onTheirWay),
      ];
      const [, onTheirWay] = await Promise.all(
        round % 2
          ? both.map((each) => each())
          : [...both]
              .reverse()
              .map((each) => each())
              .reverse(),
      );
      const { state } = await remedyFacts(world, refund.remedyId);
      expect(['approved', 'settled']).toContain(state);
      expect(refund.order.refunds).toHaveLength(state === 'settled' ? 1 : 0);
      if (onTheirWay === 1) expect(state).toBe('settled');
      await back(refund.complaintId);
      await later();
      expect(refund.order.refunds).toHaveLength(1);
      expect(await ledgerOf(world, refund.remedyId)).toEqual(['reserved', 'settled']);
    }
  });
});
