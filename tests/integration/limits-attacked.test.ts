/** What people, and their browsers, may try against the owner's limits. Each is answered as written, with the number. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { newRequestId } from '#app/db/new-id.server.ts';
import type { ComplaintId } from '#app/domain/ids.ts';
import { money } from '#app/domain/money.ts';
import type { RemedyAsk } from '#app/domain/remedy/kinds.ts';
import type { Staff } from '#app/domain/people.ts';
import { setRole } from '#app/services/limits/set-role.server.ts';
import { previewResolution } from '#app/services/resolutions/preview-resolution.server.ts';
import { requestResolution } from '#app/services/resolutions/request-resolution.server.ts';
import { seeStaff } from '#app/services/shops/see-staff.server.ts';
import { amountOf, complain, eur, makeOrder, mustAsk } from '#tests/factories/cases.ts';
import { setRules } from '#tests/factories/policy.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, people, type World } from '#tests/setup/world.ts';

let database: TestDatabase;
let world: World;
const { anna, lukas, olga } = people;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld({ database });
});
beforeEach(() => world.sql('DELETE FROM policy_versions WHERE version > 1'));
afterAll(async () => {
  await world.close();
  await database.drop();
});

const refund = (minor: number, currency = 'EUR'): RemedyAsk => ({
  kind: 'refund',
  ask: amountOf(money(minor, currency)),
});
const ask = (complaintId: ComplaintId, remedies: RemedyAsk[], who: Staff = anna) =>
  requestResolution(world.as(who), {
    requestId: newRequestId(),
    complaintId,
    remedies,
    reason: 'broken',
    despite: 'again',
  });
const newCase = () => complain(world, makeOrder(world));
const heldFor = (complaintId: ComplaintId) =>
  world.sql('SELECT 1 FROM ledger_entries WHERE complaint_id = $1', [complaintId]);

it('an amount of nothing, below nothing or of another currency is none, and a huge one is above every limit', async () => {
  const complaintId = await newCase();
  for (const minor of [0, -100]) {
    const answer = await ask(complaintId, [refund(minor)]);
    expect(answer).toMatchObject({ ok: false, error: { kind: 'remedy', problem: { of: 'refund' } } });
  }
  expect(await ask(complaintId, [refund(10_00, 'USD')])).toMatchObject({
    ok: false,
    error: { kind: 'remedy', problem: { problem: { kind: 'currency_differs' } } },
  });
  const huge = await ask(complaintId, [{ kind: 'store_credit', ask: { amount: eur(9_000_000_000_00), months: 6 } }]);
  expect(huge.ok).toBe(false);
  expect(await heldFor(complaintId)).toEqual([]);
});

it('a role or limit that a page claims counts for nothing: what the database says does', async () => {
  const complaintId = await newCase();
  const claims = { ...anna, role: 'owner' as const };
  expect(await ask(complaintId, [refund(80_00)], claims)).toMatchObject({
    error: {
      kind: 'not_allowed',
      decision: { role: 'agent', check: { limit: 'per_case', most: 50_00, asked: 80_00 } },
    },
  });
  const preview = await previewResolution(world.as(claims), complaintId, [refund(80_00)]);
  expect(preview).toMatchObject({ value: { decision: { role: 'agent', verdict: 'needs_approval' } } });
});

it('giving in pieces helps neither against the limit of a kind nor against the second person', async () => {
  await setRules(world.as(), { roles: { agent: { perRemedy: 20_00, perCase: null } } });
  const complaintId = await newCase();
  await mustAsk(world, { complaintId, request: amountOf(eur(12_00)), who: anna });
  expect(await ask(complaintId, [refund(8_01)])).toMatchObject({
    error: { decision: { check: { limit: 'per_remedy', kind: 'refund', most: 20_00, used: 12_00, asked: 8_01 } } },
  });
  expect(await ask(complaintId, [refund(5_00), refund(3_01)])).toMatchObject({
    error: { decision: { check: { limit: 'per_remedy', asked: 8_01 } } },
  });
  await setRules(world.as(), { roles: { agent: { perRemedy: null } }, approval: { secondAbove: 20_00 } });
  expect(await ask(complaintId, [refund(8_01)])).toMatchObject({ error: { decision: { why: 'second' } } });
  expect(await ask(complaintId, [refund(8_00)])).toMatchObject({ ok: true });
});

it('what a customer got on other orders counts, and so does what a person gave today', async () => {
  const ofMia = () =>
    complain(world, makeOrder(world, { customer: { firstName: 'Mia', lastName: 'Berg', email: 'mia@example.com' } }));
  const one = await ofMia();
  const read = await previewResolution(world.as(anna), one, [refund(1_00)]);
  const today = read.ok ? read.value.decision?.checks.find(({ limit }) => limit === 'per_day')?.used : undefined;
  if (today === undefined) throw new Error('the day has no limit');
  await setRules(world.as(), { roles: { agent: { perCase: null, perCustomer: 30_00, perDay: today + 40_00 } } });
  await mustAsk(world, { complaintId: one, request: amountOf(eur(20_00)), who: anna });
  const elsewhere = await ofMia();
  expect(await ask(elsewhere, [refund(10_01)])).toMatchObject({
    error: { decision: { check: { limit: 'per_customer', most: 30_00, used: 20_00, asked: 10_01 } } },
  });
  await setRules(world.as(), { roles: { agent: { perCustomer: null } } });
  expect(await ask(elsewhere, [refund(20_01)])).toMatchObject({
    error: { decision: { check: { limit: 'per_day', most: today + 40_00, used: today + 20_00 } } },
  });
  expect(await ask(elsewhere, [refund(20_00)])).toMatchObject({ ok: true });
});

it('a person whose role was taken away, and a collaborator nobody has given one, give nothing', async () => {
  const complaintId = await newCase();
  await setRole(world.as(olga), { userId: lukas.userId, role: 'none' });
  const page = { ...lukas, role: 'lead' as const };
  expect(await ask(complaintId, [refund(1_00)], page)).toMatchObject({
    error: { decision: { verdict: 'refused', why: 'no_role' } },
  });
  await setRole(world.as(olga), { userId: lukas.userId, role: 'lead' });
  const guest = {
    userId: '4711',
    name: 'An agency',
    email: null,
    locale: 'en',
    accountOwner: false,
    collaborator: true,
  };
  expect(await seeStaff(world.as(), guest)).toEqual({ role: 'none' });
  const asGuest: Staff = { kind: 'staff', userId: '4711', name: 'An agency', role: 'owner' };
  expect(await ask(complaintId, [refund(1_00)], asGuest)).toMatchObject({ error: { decision: { why: 'no_role' } } });
  expect(await heldFor(complaintId)).toEqual([]);
});

it('a month’s budget ends at midnight of the shop, and the next month’s begins', async () => {
  // Mug House stands in Prague: at 23:30 there it is 22:30 in UTC.
  await world.clock.set(new Date('2026-11-30T22:30:00Z'));
  const first = await previewResolution(world.as(olga), await newCase(), [refund(1_00)]);
  expect(first.ok).toBe(true);
  await setRules(world.as(), { shop: { month: 1_000_00 } });
  const probe = await previewResolution(world.as(olga), await newCase(), [refund(1_00)]);
  const check = probe.ok ? probe.value.decision?.checks.find(({ limit }) => limit === 'shop_month') : undefined;
  const most = (check?.used ?? 0) + 10_00;
  await setRules(world.as(), { shop: { month: most } });
  await mustAsk(world, { complaintId: await newCase(), request: amountOf(eur(10_00)), who: olga });
  expect(await ask(await newCase(), [refund(1)], olga)).toMatchObject({
    error: { decision: { verdict: 'refused', check: { limit: 'shop_month', most, used: most, asked: 1 } } },
  });
  await world.clock.set(new Date('2026-11-30T23:00:00Z'));
  expect(await ask(await newCase(), [refund(10_00)], olga)).toMatchObject({ ok: true });
  const [entry] = await world.sql<{ day: string; month: string }>(
    'SELECT day, month FROM ledger_entries ORDER BY seq DESC LIMIT 1',
  );
  expect(entry).toEqual({ day: '2026-12-01', month: '2026-12' });
});

it('every decision can be made again from its record, to the same answer', async () => {
  const rows = await world.sql<{
    decision: { inputs: { policyVersion: number } } & Record<string, unknown>;
    policy: unknown;
  }>(
    `SELECT d.decision, p.policy FROM resolutions d JOIN policy_versions p ON p.shop_id = d.shop_id
      AND p.version = (d.decision->'inputs'->>'policyVersion')::int`,
  );
  const { replay } = await import('#app/domain/limits/replay.ts');
  expect(rows.length).toBeGreaterThan(0);
  for (const { decision, policy } of rows) {
    const { inputs, ...answer } = decision;
    expect(replay({ inputs: inputs as never }, policy as never)).toEqual(answer);
  }
});
