import { afterAll, beforeAll, expect, it } from 'vitest';
import { newRequestId } from '#app/db/new-id.server.ts';
import { firstDayPolicy } from '#app/domain/limits/first-day.ts';
import type { PolicyPatch } from '#app/domain/limits/change-policy.ts';
import { approve } from '#app/services/approvals/approve.server.ts';
import { whatIf } from '#app/services/limits/what-if.server.ts';
import { requestResolution } from '#app/services/resolutions/request-resolution.server.ts';
import { amountOf, complain, eur, makeOrder, mustAsk } from '#tests/factories/cases.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, MUG_HOUSE, people, type World } from '#tests/setup/world.ts';

let database: TestDatabase;
let world: World;
const { anna, lukas } = people;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld({ database });
});
afterAll(async () => {
  await world.close();
  await database.drop();
});

const tried = async (patch: PolicyPatch, who = people.olga as Parameters<World['as']>[0]) =>
  whatIf(world.as(who), { patch, currency: 'EUR' });
const newCase = () => complain(world, makeOrder(world));

it('shows side by side what a change would have made of what was decided, and a yes is no second decision', async () => {
  await mustAsk(world, { complaintId: await newCase(), request: amountOf(eur(40_00)), who: anna });
  await mustAsk(world, { complaintId: await newCase(), request: amountOf(eur(20_00)), who: anna });
  const complaintId = await newCase();
  const asked = await requestResolution(world.as(anna), {
    ...{ requestId: newRequestId(), complaintId, reason: 'broken', mayAsk: true },
    remedies: [{ kind: 'refund', ask: amountOf(eur(80_00)) }],
  });
  const approvalId = asked.ok ? asked.value.approvalId : null;
  if (!approvalId) throw new Error('not sent for approval');
  const yes = await approve(world.as(lukas), { requestId: newRequestId(), approvalId, less: null, why: 'yes' });
  expect(yes.ok).toBe(true);

  const now = { allowed: { decisions: 2, minor: 60_00 }, needs_approval: { decisions: 1, minor: 80_00 } };
  const lower = await tried({ roles: { agent: { perCase: 30_00 } } });
  expect(lower).toMatchObject({
    value: {
      ...{ days: 90, decisions: 3, leftOut: 0, now },
      then: { allowed: { decisions: 1, minor: 20_00 }, needs_approval: { decisions: 2, minor: 120_00 } },
      turned: [{ minor: 40_00, now: 'allowed', then: 'needs_approval' }],
    },
  });
  const none = await tried({ shop: { month: 10_00 } });
  expect(none).toMatchObject({ value: { then: { refused: { decisions: 3, minor: 140_00 } } } });
});

it('finds no difference at all between the rules of now and themselves', async () => {
  for (const patch of [{}, { roles: { agent: firstDayPolicy('EUR').roles.agent } }]) {
    const same = await tried(patch);
    if (!same.ok) throw new Error(same.error.kind);
    expect(same.value.then).toEqual(same.value.now);
    expect(same.value.turned).toEqual([]);
  }
});

it('is for owners, in the shop’s currency, and for rules that can hold', async () => {
  expect(await tried({}, lukas)).toEqual({ ok: false, error: { kind: 'not_allowed' } });
  expect(await whatIf(world.as(), { patch: {}, currency: 'USD' })).toMatchObject({
    error: { kind: 'currency_differs' },
  });
  expect(await tried({ shop: { day: -1 } })).toMatchObject({ error: { kind: 'policy' } });
});

it('reads fifty thousand decisions, a page at a time, and leaves out what cannot be made again', async () => {
  await world.sql(
    `INSERT INTO resolutions (shop_id, id, complaint_id, request_id, input_hash, verdict, decision, reason, decided_by, decided_role, decided_at)
      SELECT d.shop_id, gen_random_uuid(), d.complaint_id, gen_random_uuid(), '', d.verdict,
        CASE WHEN n % 1000 = 0 THEN d.decision - 'inputs' ELSE d.decision END, d.reason, d.decided_by, d.decided_role,
        d.decided_at - n * interval '2 minutes'
      FROM generate_series(1, 50000) n, (SELECT * FROM resolutions WHERE shop_id = $1 AND verdict = 'allowed' ORDER BY id LIMIT 1) d`,
    [MUG_HOUSE],
  );
  const began = performance.now();
  const answer = await tried({ roles: { agent: { perCase: 30_00 } } });
  console.log(`what if, over 50,000 decisions: ${String(Math.round(performance.now() - began))} ms`);
  expect(answer).toMatchObject({
    value: { decisions: 50_003 - 50, leftOut: 50, then: { needs_approval: { decisions: 49_950 + 2 } } },
  });
});
