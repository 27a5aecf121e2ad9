/** No open complaint without somebody who sees to it, what is next, and by when: the database holds to that, whoever writes. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newRequestId } from '#app/db/new-id.server.ts';
import { lockComplaint, moveTo } from '#app/db/complaints.server.ts';
import type { Move } from '#app/db/complaints.server.ts';
import type { ComplaintId } from '#app/domain/ids.ts';
import { decline } from '#app/services/approvals/end-approval.server.ts';
import { assignComplaint, moveComplaint } from '#app/services/complaints/change-complaint.server.ts';
import { markAnswered } from '#app/services/complaints/mark-answered.server.ts';
import { requestResolution } from '#app/services/resolutions/request-resolution.server.ts';
import { amountOf, complain, eur, makeOrder, mustAsk } from '#tests/factories/cases.ts';
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

type Facts = { state: string; assignee_user_id: string; next_action: string; next_action_due_at: Date };

async function factsOf(complaintId: ComplaintId): Promise<Facts> {
  const [row] = await world.sql<Facts>(
    'SELECT state, assignee_user_id, next_action, next_action_due_at FROM complaints WHERE id = $1',
    [complaintId],
  );
  if (!row) throw new Error('no complaint');
  return row;
}

const held = /complaints_never_silent/;

describe('the database refuses an open complaint', () => {
  const columns = ['assignee_user_id', 'next_action', 'next_action_due_at'] as const;

  it.each(columns)('that loses its %s, in either state in which it is open', async (column) => {
    const complaintId = await complain(world, makeOrder(world));
    await expect(world.sql(`UPDATE complaints SET ${column} = NULL WHERE id = $1`, [complaintId])).rejects.toThrow(
      held,
    );
    await moveComplaint(world.as(), complaintId, { to: 'waiting_for_customer', why: null });
    await expect(world.sql(`UPDATE complaints SET ${column} = NULL WHERE id = $1`, [complaintId])).rejects.toThrow(
      held,
    );
  });

  it.each(columns)('that begins without %s', async (column) => {
    const complaintId = await complain(world, makeOrder(world));
    const all = await world.sql<{ name: string }>(
      `SELECT attname AS name FROM pg_attribute WHERE attrelid = 'complaints'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
    );
    const value = (name: string) => {
      if (name === 'id' || name === 'request_id') return 'gen_random_uuid()';
      if (name === 'number') return '900000';
      return name === column ? 'NULL' : `"${name}"`;
    };
    const names = all.map(({ name }) => name);
    await expect(
      world.sql(
        `INSERT INTO complaints (${names.map((name) => `"${name}"`).join()}) SELECT ${names.map(value).join()} FROM complaints WHERE id = $1`,
        [complaintId],
      ),
    ).rejects.toThrow(held);
  });

  it('that is with an empty name, or that is opened again with nothing to do', async () => {
    const complaintId = await complain(world, makeOrder(world));
    await expect(world.sql("UPDATE complaints SET assignee_user_id = '' WHERE id = $1", [complaintId])).rejects.toThrow(
      held,
    );
    await moveComplaint(world.as(), complaintId, { to: 'resolved', why: null });
    await expect(world.sql("UPDATE complaints SET state = 'open' WHERE id = $1", [complaintId])).rejects.toThrow(held);
  });

  it('also when the app itself would move it there, whatever its types say', async () => {
    const complaintId = await complain(world, makeOrder(world));
    const silent = { state: 'open', next: null } as unknown as Move;
    await expect(
      world.db.atomically(MUG_HOUSE, async (tx) => {
        await lockComplaint(tx, MUG_HOUSE, complaintId);
        await moveTo(tx, MUG_HOUSE, complaintId, silent, world.clock.now());
      }),
    ).rejects.toThrow(held);
    expect((await factsOf(complaintId)).next_action).not.toBeNull();
  });
});

describe('a complaint has somebody, a next step and its time', () => {
  const whole = async (complaintId: ComplaintId, expected: Partial<Facts>) => {
    const facts = await factsOf(complaintId);
    expect(facts).toMatchObject(expected);
    expect([facts.assignee_user_id, facts.next_action, facts.next_action_due_at]).not.toContain(null);
  };

  it('when it is logged, passed on, waited for, answered, resolved and opened again', async () => {
    const complaintId = await complain(world, makeOrder(world), people.anna);
    await whole(complaintId, { state: 'open', assignee_user_id: people.anna.userId });
    await assignComplaint(world.as(people.anna), complaintId, people.lukas.userId);
    await whole(complaintId, { assignee_user_id: people.lukas.userId });
    await world.db.atomically(MUG_HOUSE, (tx) => markAnswered(tx, world.as(), complaintId));
    await whole(complaintId, { state: 'open', next_action: 'decide_remedy' });
    await moveComplaint(world.as(), complaintId, { to: 'waiting_for_customer', why: null });
    await whole(complaintId, { state: 'waiting_for_customer', next_action: 'wait_for_customer' });
    await moveComplaint(world.as(), complaintId, { to: 'resolved', why: null });
    await moveComplaint(world.as(), complaintId, { to: 'open', why: null });
    await whole(complaintId, { state: 'open', assignee_user_id: people.lukas.userId });
  });

  it('while a refund is on its way, and while an approval is asked for and declined', async () => {
    const complaintId = await complain(world, makeOrder(world), people.anna);
    await mustAsk(world, { complaintId, request: amountOf(eur(10_00)) });
    await whole(complaintId, { state: 'open', next_action: 'check_remedy' });
    const above = await complain(world, makeOrder(world), people.anna);
    const asked = await requestResolution(world.as(people.anna), {
      ...{ requestId: newRequestId(), complaintId: above, reason: 'in pieces', mayAsk: true },
      remedies: [{ kind: 'refund', ask: amountOf(eur(80_00)) }],
    });
    if (!asked.ok || !asked.value.approvalId) throw new Error('not sent for approval');
    await whole(above, { state: 'open', next_action: 'await_approval' });
    await decline(world.as(people.lukas), { approvalId: asked.value.approvalId, why: 'It was used for a year' });
    await whole(above, { state: 'open', next_action: 'decide_again' });
  });

  it('and cannot be given to nobody, to a stranger, or to somebody without a role', async () => {
    const complaintId = await complain(world, makeOrder(world), people.anna);
    const to = (userId: string) => assignComplaint(world.as(people.anna), complaintId, userId);
    expect([await to(''), await to('77')]).toEqual([
      { ok: false, error: { kind: 'unknown_person' } },
      { ok: false, error: { kind: 'unknown_person' } },
    ]);
    await world.sql("UPDATE staff_members SET role = 'none' WHERE user_id = $1", [people.lukas.userId]);
    expect(await to(people.lukas.userId)).toEqual({ ok: false, error: { kind: 'no_role' } });
    await world.sql("UPDATE staff_members SET role = 'lead' WHERE user_id = $1", [people.lukas.userId]);
    await whole(complaintId, { assignee_user_id: people.anna.userId });
  });
});

describe('a holding reply', () => {
  it('makes the promised date the time of the next answer, and stops the clock of the first', async () => {
    const complaintId = await complain(world, makeOrder(world));
    const until = new Date(world.clock.now().getTime() + 48 * 3_600_000);
    await world.db.atomically(MUG_HOUSE, (tx) => markAnswered(tx, world.as(), complaintId, { until }));
    expect(await factsOf(complaintId)).toMatchObject({ next_action: 'answer_customer', next_action_due_at: until });
    const [row] = await world.sql<{ first_answered_at: Date }>(
      'SELECT first_answered_at FROM complaints WHERE id = $1',
      [complaintId],
    );
    expect(row?.first_answered_at).toEqual(world.clock.now());
  });
});
