import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newRequestId } from '#app/db/new-id.server.ts';
import type { ApprovalId, ComplaintId, RequestId } from '#app/domain/ids.ts';
import type { Staff } from '#app/domain/people.ts';
import { approve } from '#app/services/approvals/approve.server.ts';
import type { ApproveInput } from '#app/services/approvals/approve.server.ts';
import { decline, withdraw } from '#app/services/approvals/end-approval.server.ts';
import { sweepApprovals } from '#app/services/approvals/sweep-approvals.server.ts';
import { moveComplaint } from '#app/services/complaints/change-complaint.server.ts';
import { setRole } from '#app/services/limits/set-role.server.ts';
import { requestResolution } from '#app/services/resolutions/request-resolution.server.ts';
import type { Order } from '#dev-store/state/types.ts';
import { amountOf, complain, eur, fault, idOf, makeOrder } from '#tests/factories/cases.ts';
import { complaintFacts, givenOnOrder, refundedAtStore } from '#tests/factories/facts.ts';
import { setRules } from '#tests/factories/policy.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, people, type World } from '#tests/setup/world.ts';

let database: TestDatabase;
let world: World;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld({ database });
});
beforeEach(() => world.sql('DELETE FROM policy_versions WHERE version > 1'));
afterAll(async () => {
  await world.close();
  await database.drop();
});

const { anna, lukas, olga } = people;
type Waiting = { order: Order; complaintId: ComplaintId; approvalId: ApprovalId; requestId: RequestId };

const sendOff = (complaintId: ComplaintId, minor: number, requestId: RequestId, who: Staff = anna) =>
  requestResolution(world.as(who), {
    ...{ requestId, complaintId, reason: 'in pieces', mayAsk: true },
    remedies: [{ kind: 'refund', ask: amountOf(eur(minor)) }],
  });

/** Above what Anna may give, and sent to somebody who may. */
async function waiting(minor = 80_00, who: Staff = anna): Promise<Waiting> {
  const order = makeOrder(world);
  const complaintId = await complain(world, order);
  const requestId = newRequestId();
  const asked = await sendOff(complaintId, minor, requestId, who);
  if (!asked.ok || !asked.value.approvalId) throw new Error(`not sent for approval: ${JSON.stringify(asked)}`);
  return { order, complaintId, approvalId: asked.value.approvalId, requestId };
}

const yes = ({ approvalId }: Waiting, who: Staff = lukas, more: Partial<ApproveInput> = {}) =>
  approve(world.as(who), { requestId: newRequestId(), approvalId, less: null, why: 'It really was', ...more });
const refundOf = (minor: number) => [{ kind: 'refund' as const, ask: amountOf(eur(minor)) }];
const stateOf = async ({ approvalId }: Waiting) =>
  (await world.sql<{ state: string }>('SELECT state FROM approvals WHERE id = $1', [approvalId]))[0]?.state;
const story = async ({ complaintId }: Waiting) =>
  (
    await world.sql<{ kind: string }>('SELECT kind FROM timeline_entries WHERE complaint_id = $1 ORDER BY id', [
      complaintId,
    ])
  ).map(({ kind }) => kind);

describe('what is above a limit', () => {
  it('is only told when it was not meant to be sent off, and nothing is written down', async () => {
    const complaintId = await complain(world, makeOrder(world));
    const asked = await requestResolution(world.as(anna), {
      ...{ requestId: newRequestId(), complaintId, reason: 'broken', remedies: refundOf(80_00) },
    });
    expect(asked).toMatchObject({
      error: { kind: 'not_allowed', decision: { verdict: 'needs_approval', by: 'lead', check: { limit: 'per_case' } } },
    });
    expect(await world.sql('SELECT 1 FROM resolutions WHERE complaint_id = $1', [complaintId])).toEqual([]);
  });

  it('waits, holds nothing, and is one request however often it is sent', async () => {
    const one = await waiting();
    const again = await sendOff(one.complaintId, 80_00, one.requestId);
    expect(again).toMatchObject({ ok: true, value: { approvalId: one.approvalId, remedyIds: [] } });
    expect(await complaintFacts(world, one.complaintId)).toEqual({ state: 'open', nextAction: 'await_approval' });
    expect(await givenOnOrder(world, idOf(one.order))).toBe(0);
    const second = await sendOff(one.complaintId, 81_00, newRequestId());
    expect(second).toEqual({ ok: false, error: { kind: 'approval_waiting' } });
  });

  it('is given once a lead says yes, once, and counts as his', async () => {
    const one = await waiting();
    const requestId = newRequestId();
    const answers = await Promise.all([yes(one, lukas, { requestId }), yes(one, lukas, { requestId }), yes(one, olga)]);
    const given = answers.flatMap((answer) => (answer.ok ? [JSON.stringify(answer.value)] : []));
    expect(new Set(given).size).toBe(1);
    await world.runUntilQuiet();
    expect(refundedAtStore(one.order)).toBe(80_00);
    expect(await stateOf(one)).toBe('approved');
    expect(await story(one)).toEqual(
      expect.arrayContaining(['approval_asked', 'approval_given', 'remedy_decided', 'remedy_settled']),
    );
    const [entry] = await world.sql<{ user_id: string; role: string }>(
      `SELECT user_id, role FROM ledger_entries WHERE complaint_id = $1 AND kind = 'reserved'`,
      [one.complaintId],
    );
    expect([lukas.userId, olga.userId]).toContain(entry?.user_id);
  });

  it('is given in part where less is said, never more than was asked for', async () => {
    const one = await waiting();
    expect(await yes(one, lukas, { less: refundOf(80_01) })).toMatchObject({ error: { kind: 'more_than_asked' } });
    expect(await yes(one, lukas, { less: refundOf(60_00) })).toMatchObject({ ok: true, value: { state: 'given' } });
    await world.runUntilQuiet();
    expect(refundedAtStore(one.order)).toBe(60_00);
  });

  it('is not given after a no, and the complaint is decided again', async () => {
    const one = await waiting();
    const no = { approvalId: one.approvalId, why: 'It was used for a year' };
    expect(await decline(world.as(lukas), no)).toEqual({ ok: true, value: null });
    expect(await decline(world.as(lukas), no)).toEqual({ ok: true, value: null });
    expect(await yes(one)).toEqual({ ok: false, error: { kind: 'ended', state: 'declined' } });
    expect(await complaintFacts(world, one.complaintId)).toEqual({ state: 'open', nextAction: 'decide_again' });
    await world.runUntilQuiet();
    expect(one.order.refunds).toEqual([]);
  });
});

describe('who may say yes', () => {
  it('is never who asked, an agent, or somebody whose role was taken away meanwhile', async () => {
    const order = makeOrder(world, { amount: '400.00' });
    const complaintId = await complain(world, order);
    const asked = await sendOff(complaintId, 250_00, newRequestId(), lukas);
    if (!asked.ok || !asked.value.approvalId) throw new Error('not sent off');
    const one: Waiting = { order, complaintId, approvalId: asked.value.approvalId, requestId: newRequestId() };
    expect(await yes(one, lukas)).toEqual({ ok: false, error: { kind: 'own_request' } });
    expect(await decline(world.as(lukas), { approvalId: one.approvalId, why: 'no' })).toMatchObject({
      error: { kind: 'own_request' },
    });
    expect(await yes(one, anna)).toEqual({ ok: false, error: { kind: 'no_right' } });
    expect(await yes(one, olga)).toMatchObject({ ok: true });

    const two = await waiting();
    await setRole(world.as(olga), { userId: lukas.userId, role: 'none' });
    expect(await yes(two, lukas)).toEqual({ ok: false, error: { kind: 'no_right' } });
    await setRole(world.as(olga), { userId: lukas.userId, role: 'lead' });
    expect(await withdraw(world.as(lukas), { approvalId: two.approvalId, why: 'x' })).toMatchObject({
      error: { kind: 'no_right' },
    });
    expect(await withdraw(world.as(anna), { approvalId: two.approvalId, why: 'She called' })).toMatchObject({
      ok: true,
    });
    expect(await stateOf(two)).toBe('withdrawn');
  });

  it('is two people above the second threshold: nothing is given before both have', async () => {
    await setRules(world.as(), { approval: { secondAbove: 70_00 } });
    const one = await waiting();
    expect(await yes(one, lukas)).toEqual({ ok: true, value: { state: 'seconded' } });
    expect(await yes(one, lukas)).toEqual({ ok: false, error: { kind: 'voted' } });
    expect(await givenOnOrder(world, idOf(one.order))).toBe(0);
    expect(await yes(one, olga)).toMatchObject({ ok: true, value: { state: 'given' } });
    await world.runUntilQuiet();
    expect(refundedAtStore(one.order)).toBe(80_00);
  });

  it('is one more person where it was asked for by somebody who may give it but for the second one', async () => {
    await setRules(world.as(), { approval: { secondAbove: 70_00 }, roles: { lead: { perCase: 90_00 } } });
    const own = await waiting(80_00, lukas);
    expect(await yes(own, olga)).toMatchObject({ ok: true, value: { state: 'given' } });
    // More than the lead may give: the right is the owner's, who asked, and so it counts as hers.
    const hers = await waiting(150_00, olga);
    expect(await yes(hers, lukas)).toMatchObject({ ok: true, value: { state: 'given' } });
    const given = await world.sql('SELECT user_id FROM ledger_entries WHERE complaint_id = $1', [hers.complaintId]);
    expect(given).toEqual([{ user_id: olga.userId }]);
    // Whoever could not give it any more is no first person.
    const late = await waiting(85_00, lukas);
    await setRules(world.as(), { roles: { lead: { perCase: 80_00 } } });
    expect(await yes(late, olga)).toEqual({ ok: true, value: { state: 'seconded' } });
  });

  it('two people say yes to the same: the second to what the first has left of it, or to less', async () => {
    await setRules(world.as(), { approval: { secondAbove: 50_00 } });
    const one = await waiting();
    expect(await yes(one, lukas, { less: refundOf(60_00) })).toEqual({ ok: true, value: { state: 'seconded' } });
    expect(await yes(one, olga, { less: refundOf(60_01) })).toEqual({ ok: false, error: { kind: 'more_than_asked' } });
    expect(await yes(one, olga)).toMatchObject({ ok: true, value: { state: 'given' } });
    await world.runUntilQuiet();
    expect(refundedAtStore(one.order)).toBe(60_00);

    const both = await waiting();
    await Promise.all([yes(both, lukas, { less: refundOf(60_00) }), yes(both, olga)]);
    await world.runUntilQuiet();
    // Whoever came first: what one has said yes to is never given with the other's yes to something else.
    expect([0, 60_00]).toContain(refundedAtStore(both.order));
  });

  it('of two, the right may be the one’s who said yes first', async () => {
    await setRules(world.as(), { approval: { secondAbove: 100_00 }, roles: { lead: { perCase: 90_00 } } });
    const one = await waiting(150_00);
    expect(await yes(one, olga)).toEqual({ ok: true, value: { state: 'seconded' } });
    expect(await yes(one, lukas)).toMatchObject({ ok: true, value: { state: 'given' } });
    const [entry] = await world.sql<{ user_id: string }>('SELECT user_id FROM ledger_entries WHERE complaint_id = $1', [
      one.complaintId,
    ]);
    expect(entry?.user_id).toBe(olga.userId);
    await world.runUntilQuiet();
    expect(refundedAtStore(one.order)).toBe(150_00);
  });
});

describe('what happens while it waits', () => {
  it('a limit that was lowered holds for the yes too, with its number', async () => {
    const one = await waiting();
    await setRules(world.as(), { roles: { lead: { perCase: 60_00 } } });
    expect(await yes(one)).toMatchObject({
      error: {
        kind: 'not_allowed',
        decision: { by: 'owner', check: { limit: 'per_case', most: 60_00, asked: 80_00 } },
      },
    });
    expect(await stateOf(one)).toBe('waiting');
  });

  it('what the whole shop may give stops even the owner’s yes', async () => {
    const one = await waiting();
    await setRules(world.as(), { shop: { month: 10_00 } });
    expect(await yes(one, olga)).toMatchObject({
      error: { kind: 'not_allowed', decision: { verdict: 'refused', check: { limit: 'shop_month', most: 10_00 } } },
    });
  });

  it('a complaint that is closed takes the request back', async () => {
    const one = await waiting();
    await moveComplaint(world.as(olga), one.complaintId, { to: 'closed', why: null });
    expect(await yes(one)).toEqual({ ok: false, error: { kind: 'ended', state: 'withdrawn' } });
    expect(await story(one)).toContain('approval_withdrawn');
  });

  it('nobody answers: it goes to the owner, and when she does not either, it ends', async () => {
    const one = await waiting();
    const sweep = () => sweepApprovals({ db: world.db, clock: world.clock, contextFor: world.system });
    const needs = () => world.sql('SELECT needs, escalations FROM approvals WHERE id = $1', [one.approvalId]);
    await world.clock.advance(24 * 3_600_000 - 1);
    await sweep();
    expect(await needs()).toEqual([{ needs: 'lead', escalations: 0 }]);
    await world.clock.advance(1);
    await Promise.all([sweep(), sweep()]);
    expect(await needs()).toEqual([{ needs: 'owner', escalations: 1 }]);
    await world.clock.advance(24 * 3_600_000);
    await Promise.all([sweep(), sweep()]);
    expect(await stateOf(one)).toBe('expired');
    expect((await story(one)).filter((kind) => kind.startsWith('approval_'))).toEqual([
      ...['approval_asked', 'approval_escalated', 'approval_expired'],
    ]);
    expect(await yes(one, olga)).toEqual({ ok: false, error: { kind: 'ended', state: 'expired' } });
  });

  it('an answer of Shopify that gets lost gives it once all the same', async () => {
    const one = await waiting();
    fault(world, 'reset-after');
    expect(await yes(one)).toMatchObject({ ok: true });
    await world.runUntilQuiet();
    expect(refundedAtStore(one.order)).toBe(80_00);
    expect(one.order.refunds).toHaveLength(1);
  });
});

describe('people hear of it by e-mail', () => {
  const written = (approvalId: string) =>
    world.sql<{ kind: string; to: string }>(
      `SELECT kind, to_user_id AS "to" FROM mails WHERE dedupe_key LIKE $1 ORDER BY kind, to_user_id`,
      [`approval:${approvalId}:%`],
    );
  beforeAll(() => world.sql(`UPDATE staff_members SET email = 'p' || user_id || '@mughouse.example'`));

  it('the lead who is here, not who asked; and who asked, of the answer', async () => {
    const one = await waiting();
    expect(await written(one.approvalId)).toEqual([{ kind: 'approval_asked', to: lukas.userId }]);
    await yes(one);
    expect(await written(one.approvalId)).toEqual([
      { kind: 'approval_answered', to: anna.userId },
      { kind: 'approval_asked', to: lukas.userId },
    ]);
  });

  it('the substitute of a lead who is away; the owner where nobody else is here, and when nobody answered', async () => {
    await world.sql(`UPDATE staff_members SET away_until = $1, substitute_user_id = $2 WHERE user_id = $3`, [
      new Date(world.clock.now().getTime() + 90 * 3_600_000),
      olga.userId,
      lukas.userId,
    ]);
    const one = await waiting();
    expect(await written(one.approvalId)).toEqual([{ kind: 'approval_asked', to: olga.userId }]);
    await world.sql('UPDATE staff_members SET substitute_user_id = NULL WHERE user_id = $1', [lukas.userId]);
    const two = await waiting();
    expect(await written(two.approvalId)).toEqual([{ kind: 'approval_asked', to: olga.userId }]);
    await world.clock.advance(24 * 3_600_000);
    await sweepApprovals({ db: world.db, clock: world.clock, contextFor: world.system });
    expect((await written(two.approvalId)).map(({ kind }) => kind)).toEqual(['approval_asked', 'approval_late']);
    await world.sql('UPDATE staff_members SET away_until = NULL');
  });

  it('nobody, of a request that was not kept', async () => {
    const one = await waiting();
    await sendOff(one.complaintId, 81_00, newRequestId());
    expect(await written(one.approvalId)).toHaveLength(1);
    expect(await world.sql('SELECT 1 FROM mails WHERE complaint_id = $1', [one.complaintId])).toHaveLength(1);
  });
});
