/** What has changed between a request for approval and the yes to it: the order, what it is worth, who may approve. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { newRequestId } from '#app/db/new-id.server.ts';
import { markOrdersStale } from '#app/db/order-snapshots.server.ts';
import type { ApprovalId, ComplaintId } from '#app/domain/ids.ts';
import type { Staff } from '#app/domain/people.ts';
import type { RemedyAsk } from '#app/domain/remedy/kinds.ts';
import { approve } from '#app/services/approvals/approve.server.ts';
import { setRole } from '#app/services/limits/set-role.server.ts';
import { requestResolution } from '#app/services/resolutions/request-resolution.server.ts';
import { seeStaff } from '#app/services/shops/see-staff.server.ts';
import { refundByHand } from '#dev-store/control/refund-by-hand.ts';
import type { Order } from '#dev-store/state/types.ts';
import { amountOf, complain, eur, idOf, makeOrder } from '#tests/factories/cases.ts';
import { givenOnOrder, refundedAtStore } from '#tests/factories/facts.ts';
import { setRules } from '#tests/factories/policy.ts';
import { confirmed, setVariant, variantBySku } from '#tests/factories/replacement-case.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, MUG_HOUSE, people, type World } from '#tests/setup/world.ts';

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
type Waiting = { order: Order; complaintId: ComplaintId; approvalId: ApprovalId };

/** What is above what Anna may give, sent to somebody who may. */
async function sentOff(order: Order, complaintId: ComplaintId, remedy: RemedyAsk): Promise<Waiting> {
  const asked = await requestResolution(world.as(anna), {
    ...{ requestId: newRequestId(), complaintId, remedies: [remedy], reason: 'broken', mayAsk: true },
  });
  if (!asked.ok || !asked.value.approvalId) throw new Error(`not sent for approval: ${JSON.stringify(asked)}`);
  return { order, complaintId, approvalId: asked.value.approvalId };
}

async function refundWaits(minor: number): Promise<Waiting> {
  const order = makeOrder(world);
  return sentOff(order, await complain(world, order), { kind: 'refund', ask: amountOf(eur(minor)) });
}

const yes = ({ approvalId }: Waiting, who: Staff, why = 'It really was') =>
  approve(world.as(who), { requestId: newRequestId(), approvalId, less: null, why });

it('a refund that was made past Amends meanwhile is a question to whoever says yes', async () => {
  const one = await refundWaits(80_00);
  refundByHand(world.store.store, one.order, { amount: '80.00' }, () => undefined);
  await markOrdersStale(world.db.statements(MUG_HOUSE), MUG_HOUSE, [idOf(one.order)], world.clock.now());
  expect(await yes(one, lukas, '')).toMatchObject({
    ok: false,
    error: { kind: 'given_before', before: [{ kind: 'refund_elsewhere', amount: eur(80_00) }] },
  });
  expect(await givenOnOrder(world, idOf(one.order))).toBe(0);
  expect(await yes(one, lukas, 'The second mug broke as well')).toMatchObject({ ok: true });
  await world.runUntilQuiet();
  expect(refundedAtStore(one.order)).toBe(160_00);
});

it('what is worth more by now than when it was asked for is not given by the yes to what it was worth then', async () => {
  const dear = variantBySku(world, MUG_HOUSE, 'STMU-BLUE');
  await setVariant(world, dear, { available: 40 });
  const order = makeOrder(world);
  const complaintId = await complain(world, order);
  const lineItemId = String(order.lineItems[0]?.id);
  const more = { items: [{ lineItemId, quantity: 4, variantId: String(dear.id) }] };
  const ask = await confirmed(world, { order, complaintId, more });
  const one = await sentOff(order, complaintId, { kind: 'replacement', ask });
  const before = dear.price;
  dear.price = before + 5_00;
  try {
    expect(await yes(one, olga)).toMatchObject({
      ok: false,
      error: { kind: 'worth_more', worth: eur(4 * (before + 5_00)), asked: eur(4 * before) },
    });
    expect(await world.sql('SELECT 1 FROM remedies WHERE complaint_id = $1', [complaintId])).toEqual([]);
  } finally {
    dear.price = before;
  }
  expect(await yes(one, olga)).toMatchObject({ ok: true, value: { state: 'given' } });
});

it('of two who have to say yes, one whose role was taken away since has said nothing', async () => {
  const mira = { ...lukas, userId: '1004', name: 'Mira Horák' };
  await seeStaff(world.as(), { ...mira, email: null, locale: 'en', accountOwner: false, collaborator: false });
  await setRole(world.as(), { userId: mira.userId, role: 'lead' });
  await setRules(world.as(), { approval: { secondAbove: 70_00 } });
  const one = await refundWaits(80_00);
  expect(await yes(one, mira)).toEqual({ ok: true, value: { state: 'seconded' } });
  await setRole(world.as(), { userId: mira.userId, role: 'none' });
  expect(await yes(one, lukas)).toEqual({ ok: true, value: { state: 'seconded' } });
  expect(await givenOnOrder(world, idOf(one.order))).toBe(0);
  expect(await yes(one, olga)).toMatchObject({ ok: true, value: { state: 'given' } });
});
