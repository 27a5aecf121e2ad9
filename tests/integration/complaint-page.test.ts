import { afterAll, beforeAll, expect, it } from 'vitest';
import pg from 'pg';
import { getComplaintPage } from '#app/services/complaints/get-complaint-page.server.ts';
import { allowed } from '#tests/factories/refund-case.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, people, type World } from '#tests/setup/world.ts';

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

it('a page that is read while a refund ends never shows its end beside the complaint as it was before', async () => {
  const { complaintId, remedyId } = await allowed(world);
  const other = new pg.Client({ connectionString: database.ownerUrl });
  await other.connect();
  try {
    await other.query('BEGIN');
    await other.query('LOCK TABLE remedies IN ACCESS EXCLUSIVE MODE');
    const reading = getComplaintPage(world.as(people.anna), complaintId);
    const waiting = () => world.sql("SELECT 1 FROM pg_locks WHERE relation = 'remedies'::regclass AND NOT granted");
    await expect.poll(async () => (await waiting()).length, { timeout: 10_000 }).toBeGreaterThan(0);
    await other.query("UPDATE remedies SET state = 'refused', next_check_at = NULL WHERE id = $1", [remedyId]);
    await other.query("UPDATE complaints SET next_action = 'decide_again' WHERE id = $1", [complaintId]);
    await other.query('COMMIT');
    const page = await reading;
    expect(page.ok && page.value.remedies.map((remedy) => remedy.state)).toEqual(['refused']);
    expect(page.ok && page.value.complaint.nextAction).toBe('decide_again');
  } finally {
    await other.end();
  }
});
