/** An order of 200.00 that nobody has sent yet, to be cancelled, and what must be true of it in the end. */
import { expect } from 'vitest';
import { newRequestId } from '#app/db/new-id.server.ts';
import type { ComplaintId, RemedyId, RequestId, ShopId } from '#app/domain/ids.ts';
import type { Staff } from '#app/domain/people.ts';
import type { CancellationAsk } from '#app/domain/remedy/cancellation.ts';
import { previewResolution } from '#app/services/resolutions/preview-resolution.server.ts';
import { requestResolution } from '#app/services/resolutions/request-resolution.server.ts';
import type { Order } from '#dev-store/state/types.ts';
import type { World } from '#tests/setup/world.ts';
import { complain, makeOrder, oneRemedy } from './cases.ts';
import { complaintFacts, ledgerOf, refundedAtStore, refundsOf, remedyFacts } from './facts.ts';
import { variantOf } from './replacement-case.ts';

export type CancellationCase = { order: Order; complaintId: ComplaintId; remedyId: RemedyId };

export const cancelAsk: CancellationAsk = {
  why: 'late',
  reason: 'customer',
  restock: true,
  notify: true,
  note: 'Called twice.',
};

/** Paid and not sent: four of 50.00. */
export const waitingOrder = (world: World, input: Parameters<typeof makeOrder>[1] = {}): Order =>
  makeOrder(world, { scenario: 'unfulfilled', amount: '200.00', quantity: 4, ...input });

export type Asked = {
  complaintId: ComplaintId;
  more?: Partial<CancellationAsk>;
  requestId?: RequestId;
  who?: Staff;
  shopId?: ShopId;
};

export async function askToCancel(world: World, { complaintId, more, requestId, who, shopId }: Asked) {
  const answer = await requestResolution(world.as(who, shopId), {
    requestId: requestId ?? newRequestId(),
    complaintId,
    remedies: [{ kind: 'cancellation', ask: { ...cancelAsk, ...more } }],
    reason: 'She asked for it.',
  });
  return oneRemedy(answer);
}

/** What it would come to, or why not. */
export async function previewCancellation(world: World, complaintId: ComplaintId) {
  const preview = await previewResolution(world.as(), complaintId, [{ kind: 'cancellation', ask: cancelAsk }]);
  if (!preview.ok) throw new Error(`no preview: ${preview.error.kind}`);
  return preview.value.remedies[0]?.planned;
}

/** Decided, and not yet sent. */
export async function cancellationDecided(
  world: World,
  order: Order = waitingOrder(world),
  asked: Omit<Asked, 'complaintId'> = {},
): Promise<CancellationCase> {
  const complaintId = await complain(world, order, asked.who, asked.shopId);
  const answer = await askToCancel(world, { complaintId, ...asked });
  if (!answer.ok) throw new Error(`not allowed: ${JSON.stringify(answer.error)}`);
  return { order, complaintId, remedyId: answer.value.remedyId };
}

/** Units in stock of what was ordered. */
export const stockOf = (world: World, order: Order): number => variantOf(world, order).inventoryQuantity;

/** Cancelled by us, everything given back once, and the complaint done. */
export async function expectCancelledOnce(
  world: World,
  { order, complaintId, remedyId }: CancellationCase,
  paid = 200_00,
): Promise<void> {
  expect(order.cancelledAt).not.toBeNull();
  expect(order.cancellation?.staffNote).toContain(`[amends:${remedyId}]`);
  expect(refundsOf(order, remedyId)).toHaveLength(1);
  expect(refundedAtStore(order)).toBe(paid);
  expect(await remedyFacts(world, remedyId)).toMatchObject({ state: 'settled' });
  expect(await ledgerOf(world, remedyId)).toEqual(['reserved', 'settled']);
  expect(await complaintFacts(world, complaintId)).toEqual({ state: 'resolved', nextAction: null });
}

/** Nothing went back, what was held is free again, and a person decides again. */
export async function expectNotGiven(
  world: World,
  { order, complaintId, remedyId }: CancellationCase,
  state: 'refused' | 'not_issued' | 'failed',
): Promise<void> {
  expect(refundsOf(order, remedyId)).toEqual([]);
  expect(await remedyFacts(world, remedyId)).toMatchObject({ state });
  expect(await ledgerOf(world, remedyId)).toEqual(['reserved', 'released']);
  expect(await complaintFacts(world, complaintId)).toEqual({ state: 'open', nextAction: 'decide_again' });
}
