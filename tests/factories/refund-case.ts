/** A refund of 50.00 on an order of 200.00, and what must be true of it in the end. */
import { expect } from 'vitest';
import type { ComplaintId, RemedyId } from '#app/domain/ids.ts';
import type { Order } from '#dev-store/state/types.ts';
import type { World } from '#tests/setup/world.ts';
import { amountOf, complain, eur, idOf, makeOrder, mustAsk } from './cases.ts';
import { complaintFacts, givenOnOrder, ledgerOf, refundedAtStore, refundsOf, remedyFacts } from './facts.ts';

export type RefundCase = { order: Order; complaintId: ComplaintId; remedyId: RemedyId };

/** Allowed and not yet sent. */
export async function allowed(world: World): Promise<RefundCase> {
  const order = makeOrder(world);
  const complaintId = await complain(world, order);
  return { order, complaintId, remedyId: await mustAsk(world, { complaintId, request: amountOf(eur(50_00)) }) };
}

/** The next look at any refund, when it is due. */
export async function nextLook(world: World): Promise<void> {
  const [row] = await world.sql<{ due: Date }>(
    'SELECT min(next_check_at) AS due FROM remedies WHERE next_check_at IS NOT NULL',
  );
  await world.clock.advance(Math.max(0, (row?.due.getTime() ?? 0) - world.clock.now().getTime()));
  await world.sweep();
}

export async function expectGivenOnce(world: World, { order, complaintId, remedyId }: RefundCase): Promise<void> {
  expect(refundsOf(order, remedyId)).toHaveLength(1);
  expect(refundedAtStore(order)).toBe(50_00);
  expect(await remedyFacts(world, remedyId)).toMatchObject({ state: 'settled' });
  expect(await ledgerOf(world, remedyId)).toEqual(['reserved', 'settled']);
  expect(await complaintFacts(world, complaintId)).toEqual({ state: 'resolved', nextAction: null });
}

export async function expectReleased(
  world: World,
  { order, complaintId, remedyId }: RefundCase,
  state: 'refused' | 'not_issued',
): Promise<void> {
  expect(order.refunds).toEqual([]);
  expect(await remedyFacts(world, remedyId)).toMatchObject({ state });
  expect(await ledgerOf(world, remedyId)).toEqual(['reserved', 'released']);
  expect(await complaintFacts(world, complaintId)).toEqual({ state: 'open', nextAction: 'decide_again' });
}

/** Nothing is claimed that is not known: the money is held, and neither given nor free. */
export async function expectInDoubt(world: World, { order, remedyId }: RefundCase): Promise<void> {
  expect(await remedyFacts(world, remedyId)).toMatchObject({ state: 'unknown' });
  expect(await ledgerOf(world, remedyId)).toEqual(['reserved']);
  expect(await givenOnOrder(world, idOf(order))).toBe(50_00);
}
