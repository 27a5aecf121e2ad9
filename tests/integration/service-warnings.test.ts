/** Who is told of a deadline before it comes, and who gets what is with somebody who is not there. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ComplaintId } from '#app/domain/ids.ts';
import { markAnswered } from '#app/services/complaints/mark-answered.server.ts';
import { moveComplaint } from '#app/services/complaints/change-complaint.server.ts';
import { sweepClocks } from '#app/services/complaints/watch-clocks.server.ts';
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
