/** The clocks of a complaint as they stand in the database, in a shop with its hours and holidays. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ComplaintId } from '#app/domain/ids.ts';
import { serviceArea } from '#app/domain/settings/service.ts';
import { assigneeFor } from '#app/services/complaints/choose-assignee.server.ts';
import { assignComplaint, moveComplaint } from '#app/services/complaints/change-complaint.server.ts';
import { markAnswered } from '#app/services/complaints/mark-answered.server.ts';
import { saveSettings } from '#app/services/settings/save-settings.server.ts';
import { readSettings } from '#app/db/shop-settings.server.ts';
import { complain, makeOrder } from '#tests/factories/cases.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, MUG_HOUSE, people, type World } from '#tests/setup/world.ts';

let database: TestDatabase;
let world: World;

// Friday, 16:00 in the shop of Mug House, which is in Prague and closes at 17:00.
const friday = new Date('2026-11-27T15:00:00Z');

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld({ database, start: friday });
});
afterAll(async () => {
  await world.close();
  await database.drop();
});
beforeEach(async () => {
  await world.clock.set(friday);
});

type Row = Record<'first' | 'answered' | 'resolve' | 'legal' | 'paused' | 'ended' | 'due', Date | null> & {
  next: string;
};

async function clocksOf(complaintId: ComplaintId): Promise<Row> {
  const [row] = await world.sql<Row>(
    `SELECT first_answer_due_at AS first, first_answered_at AS answered, resolve_due_at AS resolve, legal_due_at AS legal,
       paused_at AS paused, ended_at AS ended, next_action_due_at AS due, next_action AS next FROM complaints WHERE id = $1`,
    [complaintId],
  );
  if (!row) throw new Error('no complaint');
  return row;
}
const at = (iso: string) => new Date(iso);

describe('a new complaint', () => {
  it('is to be answered first, in the hours of the shop, and resolved in its days', async () => {
    expect(await clocksOf(await complain(world, makeOrder(world)))).toMatchObject({
      next: 'answer_customer',
      due: at('2026-11-30T11:00:00Z'),
      first: at('2026-11-30T11:00:00Z'),
      resolve: at('2026-12-02T15:00:00Z'),
      answered: null,
    });
  });

  it('waits for a holiday that the owner has set to go by', async () => {
    const { value, revision } = await readSettings(world.db.statements(MUG_HOUSE), MUG_HOUSE, serviceArea);
    const closed = { ...value, hours: { ...value.hours, holidays: ['2026-11-30'] } };
    expect((await saveSettings(world.as(), serviceArea, { value: closed, seen: revision })).ok).toBe(true);
    expect((await clocksOf(await complain(world, makeOrder(world)))).first).toEqual(at('2026-12-01T11:00:00Z'));
    await saveSettings(world.as(), serviceArea, { value, seen: revision + 1 });
  });
});

describe('the clock to resolve', () => {
  it('stands still while the customer is waited for; the law’s and the first answer’s do not', async () => {
    const complaintId = await complain(world, makeOrder(world));
    const before = await clocksOf(complaintId);
    await moveComplaint(world.as(), complaintId, { to: 'waiting_for_customer', why: null });
    expect((await clocksOf(complaintId)).paused).toEqual(friday);
    await world.clock.set(at('2026-12-01T15:00:00Z'));
    await moveComplaint(world.as(), complaintId, { to: 'open', why: null });
    expect(await clocksOf(complaintId)).toMatchObject({
      ...{ paused: null, resolve: at('2026-12-04T15:00:00Z') },
      ...{ first: before.first, legal: before.legal },
    });
  });

  it('begins anew when what was resolved is opened again', async () => {
    const complaintId = await complain(world, makeOrder(world));
    await moveComplaint(world.as(), complaintId, { to: 'waiting_for_customer', why: null });
    await moveComplaint(world.as(), complaintId, { to: 'resolved', why: null });
    expect((await clocksOf(complaintId)).ended).toEqual(friday);
    await world.clock.set(at('2027-02-01T08:00:00Z'));
    await moveComplaint(world.as(), complaintId, { to: 'open', why: null });
    expect(await clocksOf(complaintId)).toMatchObject({
      ...{ ended: null, paused: null, resolve: at('2027-02-03T16:00:00Z') },
      ...{ next: 'decide_remedy', due: at('2027-02-01T12:00:00Z') },
    });
  });
});

it('an answer stops the first clock and leaves the decision, due with the time to resolve', async () => {
  const complaintId = await complain(world, makeOrder(world));
  await world.db.atomically(MUG_HOUSE, (tx) => markAnswered(tx, world.as(), complaintId));
  expect(await clocksOf(complaintId)).toMatchObject({
    ...{ answered: friday, next: 'decide_remedy', due: at('2026-12-02T15:00:00Z') },
  });
});

it('who comes without staff is given to whoever is here and has least to do', async () => {
  const chosen = () => assigneeFor(world.db.statements(MUG_HOUSE), world.system());
  await world.sql("UPDATE complaints SET state = 'closed'");
  expect(await chosen()).toBe(people.anna.userId);
  await assignComplaint(world.as(), await complain(world, makeOrder(world)), people.anna.userId);
  expect(await chosen()).toBe(people.lukas.userId);
  await world.sql('UPDATE staff_members SET away_until = $1 WHERE user_id = $2', [
    at('2026-12-05T00:00:00Z'),
    people.lukas.userId,
  ]);
  expect(await chosen()).toBe(people.olga.userId);
  await world.sql('UPDATE staff_members SET away_until = NULL');
});
