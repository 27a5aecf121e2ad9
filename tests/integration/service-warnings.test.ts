/** Who is told of a deadline before it comes, and who gets what is with somebody who is not there. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ComplaintId } from '#app/domain/ids.ts';
import { markAnswered } from '#app/services/complaints/mark-answered.server.ts';
import { moveComplaint } from '#app/services/complaints/change-complaint.server.ts';
import { sweepClocks } from '#app/services/complaints/watch-clocks.server.ts';
import { dropCallback, planCall, takeCall } from '#app/services/calls/change-callback.server.ts';
import { answerEscalation, escalate } from '#app/services/escalations/escalate.server.ts';
import { setAbsence } from '#app/services/limits/set-absence.server.ts';
import { setRole } from '#app/services/limits/set-role.server.ts';
import { complain, makeOrder } from '#tests/factories/cases.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, MUG_HOUSE, people, type World } from '#tests/setup/world.ts';

let database: TestDatabase;
let world: World;
const { anna, lukas, olga } = people;

// Friday, 16:00 in Prague; the shop closes at 17:00. Of high severity: an answer is due on Monday at 12:00.
const friday = new Date('2026-11-27T15:00:00Z');
const monday = (time: string) => new Date(`2026-11-30T${time}:00Z`);

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld({ database, start: friday });
  await world.sql("UPDATE staff_members SET email = user_id || '@example.com'");
});
afterAll(async () => {
  await world.close();
  await database.drop();
});
beforeEach(async () => {
  await world.clock.set(friday);
  await world.sql('DELETE FROM mails');
});
afterEach(async () => {
  await world.sql("UPDATE complaints SET state = 'closed', look_at = NULL");
  await world.sql('UPDATE staff_members SET away_until = NULL, substitute_user_id = NULL');
});

const sweep = () => sweepClocks({ db: world.db, clock: world.clock, contextFor: world.system });
const at = async (when: Date) => {
  await world.clock.set(when);
  await sweep();
};
const mails = async (): Promise<string[]> =>
  (
    await world.sql<{ who: string; kind: string; subject: string }>(
      'SELECT to_address AS who, kind, subject FROM mails ORDER BY created_at, id',
    )
  ).map(({ who, kind, subject }) => `${who.split('@')[0] ?? ''} ${kind} ${subject.replace(/C-\d+/, 'C')}`);
const assigneeOf = async (complaintId: ComplaintId) =>
  (await world.sql<{ who: string }>('SELECT assignee_user_id AS who FROM complaints WHERE id = $1', [complaintId]))[0]
    ?.who;
const story = async (complaintId: ComplaintId) =>
  (
    await world.sql<{ data: Record<string, unknown> }>(
      'SELECT data FROM timeline_entries WHERE complaint_id = $1 ORDER BY id',
      [complaintId],
    )
  ).map(({ data }) => data);

describe('before a deadline', () => {
  it('the assignee is told, then the lead, then the owner, once each, however often is looked', async () => {
    const complaintId = await complain(world, makeOrder(world), anna);
    await at(monday('08:59'));
    expect(await mails()).toEqual([]);
    await at(monday('09:00'));
    await sweep();
    await at(monday('09:59'));
    const first = ['1003 deadline_near Answer due 30 Nov 2026, 12:00: C'];
    expect(await mails()).toEqual(first);
    await at(monday('10:00'));
    const second = [...first, '1002 deadline_near Answer due 30 Nov 2026, 12:00: C'];
    expect(await mails()).toEqual(second);
    await at(monday('10:36'));
    await Promise.all([sweep(), sweep()]);
    expect(await mails()).toEqual([...second, '1001 deadline_near Answer due 30 Nov 2026, 12:00: C']);
    expect(
      (await story(complaintId))
        .slice(1)
        .map(({ kind, clock, whom }) => `${String(kind)} ${String(clock)} ${String(whom)}`),
    ).toEqual([
      'deadline_near first_answer assignee',
      'deadline_near first_answer lead',
      'deadline_near first_answer owner',
    ]);
  });

  it('nobody is told of what has been answered, or of what waits for the customer', async () => {
    const answered = await complain(world, makeOrder(world), anna);
    await world.db.atomically(MUG_HOUSE, (tx) => markAnswered(tx, world.as(anna), answered));
    const waits = await complain(world, makeOrder(world), anna);
    await world.db.atomically(MUG_HOUSE, (tx) => markAnswered(tx, world.as(anna), waits));
    await moveComplaint(world.as(anna), waits, { to: 'waiting_for_customer', why: null });
    await at(monday('12:00'));
    expect(await mails()).toEqual([]);
    await at(new Date('2026-12-01T11:00:00Z'));
    expect(await mails()).toEqual(['1003 deadline_near To be resolved 2 Dec 2026, 16:00: C']);
  });

  it('one mail goes to a person for a deadline, when nobody had looked for hours', async () => {
    await complain(world, makeOrder(world), olga);
    await at(monday('12:00'));
    expect(await mails()).toEqual([
      '1001 deadline_near Too late: answer due 30 Nov 2026, 12:00: C',
      '1002 deadline_near Too late: answer due 30 Nov 2026, 12:00: C',
    ]);
  });

  it('of what was due more than a week ago nobody is told any more', async () => {
    await complain(world, makeOrder(world), anna);
    await at(new Date('2026-12-20T12:00:00Z'));
    expect(await mails()).toEqual([]);
    await sweep();
    expect(
      await world.sql(
        'SELECT 1 FROM complaint_warnings w JOIN complaints c ON c.id = w.complaint_id WHERE c.state = $1',
        ['open'],
      ),
    ).toHaveLength(6);
  });

  it('what is opened again is told of anew', async () => {
    const complaintId = await complain(world, makeOrder(world), anna);
    await world.db.atomically(MUG_HOUSE, (tx) => markAnswered(tx, world.as(anna), complaintId));
    await at(new Date('2026-12-01T11:00:00Z'));
    await moveComplaint(world.as(anna), complaintId, { to: 'resolved', why: null });
    await moveComplaint(world.as(anna), complaintId, { to: 'open', why: null });
    await at(new Date('2026-12-02T15:00:00Z'));
    expect((await mails()).map((line) => line.slice(0, 41))).toEqual([
      '1003 deadline_near To be resolved 2 Dec 2',
      '1003 deadline_near To be resolved 4 Dec 2',
    ]);
  });
});

describe('what is with somebody who is not there', () => {
  it('goes to her substitute when something is due, and stays when she is back before', async () => {
    const complaintId = await complain(world, makeOrder(world), anna);
    const back = await setAbsence(world.as(anna), {
      userId: anna.userId,
      lastDay: '2026-11-29',
      substitute: olga.userId,
    });
    expect(back.ok).toBe(true);
    await sweep();
    expect(await assigneeOf(complaintId)).toBe(anna.userId);
    await setAbsence(world.as(anna), { userId: anna.userId, lastDay: '2026-12-10', substitute: olga.userId });
    await sweep();
    expect(await assigneeOf(complaintId)).toBe(anna.userId);
    // A day before the answer is due.
    await at(new Date('2026-11-29T11:00:00Z'));
    expect(await assigneeOf(complaintId)).toBe(olga.userId);
    expect(await mails()).toEqual(['1001 passed_on Yours now: C']);
    expect((await story(complaintId)).at(-1)).toEqual({
      ...{ kind: 'assigned', to: olga.name, because: 'away', from: anna.name },
    });
  });

  it('goes to whoever has least to do when her role was taken away, at once', async () => {
    await complain(world, makeOrder(world), olga);
    const complaintId = await complain(world, makeOrder(world), anna);
    await setRole(world.as(olga), { userId: anna.userId, role: 'none' });
    await sweep();
    expect(await assigneeOf(complaintId)).toBe(lukas.userId);
    expect((await story(complaintId)).at(-1)).toMatchObject({ because: 'left', from: anna.name });
    await setRole(world.as(olga), { userId: anna.userId, role: 'agent' });
  });

  it('stays where it is when everybody is away, and goes on when somebody is back', async () => {
    const complaintId = await complain(world, makeOrder(world), anna);
    for (const who of [anna, lukas, olga])
      await setAbsence(world.as(who), { userId: who.userId, lastDay: '2026-12-10', substitute: null });
    await at(new Date('2026-11-29T12:00:00Z'));
    expect(await assigneeOf(complaintId)).toBe(anna.userId);
    await setAbsence(world.as(lukas), { userId: lukas.userId, lastDay: null, substitute: null });
    await at(new Date('2026-11-29T13:00:00Z'));
    expect(await assigneeOf(complaintId)).toBe(lukas.userId);
  });

  it('is found by the first sweep after an id that is nobody’s', async () => {
    const complaintId = await complain(world, makeOrder(world), anna);
    await world.sql("UPDATE complaints SET assignee_user_id = '0', look_at = $2 WHERE id = $1", [complaintId, friday]);
    await sweep();
    expect(await assigneeOf(complaintId)).toBe(anna.userId);
  });
});

describe('what was passed up to a lead and not answered', () => {
  const dueOnMonday = '2026-11-30';
  const up = (complaintId: ComplaintId, to: 'lead' | 'owner' = 'lead', by = dueOnMonday) =>
    escalate(world.as(anna), complaintId, { to, reason: 'She asks for the boss.', by });
  const about = async () => (await mails()).filter((mail) => /escalated|answer wanted/i.test(mail));
  const levels = async (complaintId: ComplaintId) =>
    world.sql('SELECT level, ended_by AS by FROM escalations WHERE complaint_id = $1 ORDER BY at', [complaintId]);
  const dueOf = async (complaintId: ComplaintId) =>
    (
      await world.sql<{ due: Date }>('SELECT next_action_due_at AS due FROM complaints WHERE id = $1', [complaintId])
    )[0]?.due.toISOString();

  it('is told to the lead before its time, then is the owner’s, once, and goes no further', async () => {
    const complaintId = await complain(world, makeOrder(world), anna);
    await up(complaintId);
    const asked = ['1002 escalated Your answer is wanted by 30 Nov 2026, 17:00: C'];
    expect(await about()).toEqual(asked);
    await at(monday('15:59'));
    const warned = [...asked, '1002 deadline_near Your answer wanted 30 Nov 2026, 17:00: C'];
    expect(await about()).toEqual(warned);
    expect(await levels(complaintId)).toEqual([{ level: 'lead', by: null }]);
    await world.clock.set(monday('16:00'));
    await Promise.all([sweep(), sweep(), sweep()]);
    await sweep();
    const climbed = [...warned, '1001 escalated Your answer is wanted by 2 Dec 2026, 17:00: C'];
    expect(await about()).toEqual(climbed);
    const both = [
      { level: 'lead', by: 'amends' },
      { level: 'owner', by: null },
    ];
    expect(await levels(complaintId)).toEqual(both);
    expect(await dueOf(complaintId)).toBe('2026-12-02T16:00:00.000Z');
    const [mail] = await world.sql<{ text: string }>(
      "SELECT text FROM mails WHERE kind = 'escalated' AND to_address LIKE '1001%'",
    );
    expect(mail?.text).toContain('no lead has answered by 30 Nov 2026, 17:00');
    // The owner's own time passes as well: she was warned, and it stays hers.
    await at(new Date('2026-12-02T15:00:00Z'));
    await at(new Date('2026-12-04T15:00:00Z'));
    expect(await about()).toEqual([...climbed, '1001 deadline_near Your answer wanted 2 Dec 2026, 17:00: C']);
    expect(await levels(complaintId)).toEqual(both);
    expect((await story(complaintId)).filter(({ kind }) => kind === 'escalation_climbed')).toEqual([
      { kind: 'escalation_climbed', due: '2026-12-02T16:00:00.000Z' },
    ]);
    expect((await answerEscalation(world.as(olga), complaintId, { answer: 'Give it.' })).ok).toBe(true);
  });

  it('stays where it is when it is answered in time, and a second time is warned of anew', async () => {
    const complaintId = await complain(world, makeOrder(world), anna);
    await up(complaintId);
    await at(monday('15:00'));
    await answerEscalation(world.as(lukas), complaintId, { answer: 'Give it.' });
    await at(monday('16:30'));
    expect(await levels(complaintId)).toEqual([{ level: 'lead', by: lukas.userId }]);
    await up(complaintId, 'lead', '2026-12-01');
    await at(new Date('2026-12-01T15:59:00Z'));
    expect((await about()).filter((mail) => mail.includes('deadline_near'))).toEqual([
      '1002 deadline_near Your answer wanted 30 Nov 2026, 17:00: C',
      '1002 deadline_near Your answer wanted 1 Dec 2026, 17:00: C',
    ]);
  });

  it('does not put off what the customer waits for meanwhile', async () => {
    const complaintId = await complain(world, makeOrder(world), anna);
    await up(complaintId);
    await world.sql("UPDATE complaints SET next_action = 'answer_customer', next_action_due_at = $2 WHERE id = $1", [
      complaintId,
      monday('10:00'),
    ]);
    await at(monday('16:00'));
    expect(await levels(complaintId)).toHaveLength(2);
    expect(await dueOf(complaintId)).toBe(monday('10:00').toISOString());
  });
});

describe('a call that a customer waits for', () => {
  const slot = { from: monday('09:00'), to: monday('11:00') };
  const plan = (complaintId: ComplaintId, when = slot) =>
    planCall(world.as(anna), complaintId, { phone: '+420 601 234 567', ...when });
  const about = async () => (await mails()).filter((mail) => /call due/i.test(mail));
  /** Nothing but the call is waited for. */
  const onlyTheCall = async (complaintId: ComplaintId) => {
    await world.db.atomically(MUG_HOUSE, (tx) => markAnswered(tx, world.as(anna), complaintId));
  };

  it('is told to who owes it before its time is over, and to the lead when it is and nobody has called, once each', async () => {
    const complaintId = await complain(world, makeOrder(world), anna);
    await onlyTheCall(complaintId);
    await plan(complaintId);
    await at(monday('09:59'));
    expect(await about()).toEqual([]);
    await world.clock.set(monday('10:00'));
    await Promise.all([sweep(), sweep(), sweep()]);
    await at(monday('10:59'));
    const warned = ['1003 deadline_near Call due 30 Nov 2026, 12:00: C'];
    expect(await about()).toEqual(warned);
    await world.clock.set(monday('11:00'));
    await Promise.all([sweep(), sweep(), sweep()]);
    await at(monday('13:00'));
    expect(await about()).toEqual([...warned, '1002 deadline_near Too late: call due 30 Nov 2026, 12:00: C']);
    const told = (await story(complaintId)).filter(({ clock }) => clock === 'call');
    expect(told.map(({ whom, over }) => [whom, over ?? false])).toEqual([
      ['assignee', false],
      ['lead', true],
    ]);
  });

  it('is told to who has taken it; when she is away, to who sees to the complaint', async () => {
    const complaintId = await complain(world, makeOrder(world), anna);
    await onlyTheCall(complaintId);
    await plan(complaintId);
    await takeCall(world.as(olga), complaintId);
    await at(monday('10:00'));
    expect(await about()).toEqual(['1001 deadline_near Call due 30 Nov 2026, 12:00: C']);
    const other = await complain(world, makeOrder(world), anna);
    await onlyTheCall(other);
    const later = { from: monday('11:00'), to: monday('13:00') };
    await plan(other, later);
    await takeCall(world.as(olga), other);
    await world.sql("UPDATE staff_members SET away_until = '2026-12-10' WHERE user_id = $1", [olga.userId]);
    await at(monday('12:00'));
    const toldOfIt = (await about()).filter((mail) => mail.includes('14:00'));
    expect(toldOfIt).toEqual(['1003 deadline_near Call due 30 Nov 2026, 14:00: C']);
  });

  it('that was made or is not waited for any more is told to nobody; one that was moved is told anew', async () => {
    const dropped = await complain(world, makeOrder(world), anna);
    await onlyTheCall(dropped);
    await plan(dropped);
    await dropCallback(world.as(anna), dropped, 'She wrote instead.');
    await at(monday('12:00'));
    expect(await about()).toEqual([]);
    const moved = await complain(world, makeOrder(world), anna);
    await onlyTheCall(moved);
    await plan(moved, { from: monday('12:00'), to: monday('14:00') });
    await at(monday('13:00'));
    const first = ['1003 deadline_near Call due 30 Nov 2026, 15:00: C'];
    expect(await about()).toEqual(first);
    await plan(moved, { from: monday('13:00'), to: monday('15:00') });
    await at(monday('14:00'));
    expect(await about()).toEqual([...first, '1003 deadline_near Call due 30 Nov 2026, 16:00: C']);
  });
});
