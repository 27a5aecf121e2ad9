/** Orders, complaints and refunds as tests need them: made through the same doors as in life. */
import { newRequestId } from '#app/db/new-id.server.ts';
import { parseOrderId, trusted, type ComplaintId, type OrderId, type RequestId, type ShopId } from '#app/domain/ids.ts';
import { money, type Money } from '#app/domain/money.ts';
import type { Staff } from '#app/domain/people.ts';
import type { RefundRequest } from '#app/domain/remedy/refund.ts';
import { logComplaint } from '#app/services/complaints/log-complaint.server.ts';
import type { StaffContext } from '#app/services/context.ts';
import { previewResolution } from '#app/services/resolutions/preview-resolution.server.ts';
import { requestResolution } from '#app/services/resolutions/request-resolution.server.ts';
import { addFault, faultInput } from '#dev-store/faults/rules.ts';
import { orderInput } from '#dev-store/seed/scenario-input.ts';
import { makeScenario } from '#dev-store/seed/scenarios.ts';
import type { FaultRule, Order } from '#dev-store/state/types.ts';
import type { z } from 'zod';
import { MUG_HOUSE, people, type World } from '#tests/setup/world.ts';

export const eur = (minor: number): Money => money(minor, 'EUR');
export const amountOf = (amount: Money): RefundRequest => ({ kind: 'amount', amount });

/** An order at the store, by default one of 200.00 (4 × 50.00) that is paid and delivered. */
export function makeOrder(world: Pick<World, 'store'>, input: Partial<z.input<typeof orderInput>> = {}): Order {
  return makeScenario(world.store.store, orderInput.parse({ shop: MUG_HOUSE, scenario: 'paid-200', ...input }));
}

export const idOf = (order: Order): OrderId => trusted(parseOrderId, String(order.id));

/** A complaint about one of the order's lines, the first unless another is named. */
export async function complain(
  world: World,
  order: Order,
  who: Staff = people.olga,
  shopId: ShopId = MUG_HOUSE,
  line = 0,
): Promise<ComplaintId> {
  const logged = await logComplaint(world.as(who, shopId), {
    requestId: newRequestId(),
    orderId: idOf(order),
    lines: [{ lineItemId: String(order.lineItems[line]?.id), quantity: 1 }],
    reason: 'damaged',
    severity: 'high',
    channel: 'email',
    wantedOutcome: 'refund',
    words: 'The handle came off.',
  });
  if (!logged.ok) throw new Error(`no complaint: ${logged.error.kind}`);
  return logged.value.complaintId;
}

export type Ask = {
  complaintId: ComplaintId;
  request: RefundRequest;
  requestId?: RequestId;
  reason?: string;
  /** By default it is said why, should something have been given for the same before. */
  despite?: string | null;
  who?: Staff;
  shopId?: ShopId;
};

/** Asks for one refund as the form does. */
export async function ask(world: World, { complaintId, request, requestId, reason, despite, who, shopId }: Ask) {
  const answer = await requestResolution(world.as(who, shopId), {
    requestId: requestId ?? newRequestId(),
    complaintId,
    remedies: [{ kind: 'refund', ask: request }],
    reason: reason ?? 'goodwill',
    despite: despite === undefined ? 'it broke once more' : despite,
  });
  return oneRemedy(answer);
}

/** The answer to a request for a single remedy. */
export function oneRemedy(answer: Awaited<ReturnType<typeof requestResolution>>) {
  if (!answer.ok) {
    const { error } = answer;
    if (error.kind !== 'remedy') return { ok: false, error } as const;
    return { ok: false, error: { kind: error.problem.of, problem: error.problem.problem } } as const;
  }
  const { resolutionId, remedyIds } = answer.value;
  const [remedyId] = remedyIds;
  if (!remedyId || remedyIds.length > 1) throw new Error('not a single remedy');
  return { ok: true, value: { resolutionId, remedyId } } as const;
}

/** What one refund would be: its plan, or why not. */
export async function previewRefund(ctx: StaffContext, complaintId: ComplaintId, request: RefundRequest) {
  const preview = await previewResolution(ctx, complaintId, [{ kind: 'refund', ask: request }]);
  if (!preview.ok) return preview;
  const planned = preview.value.remedies[0]?.planned;
  const problem = planned && !planned.ok ? planned.error.problem : null;
  return { ok: true, value: { planned: planned?.ok ? planned.value : null, problem } } as const;
}

/** Asks, and gives up the test when it was not allowed. */
export async function mustAsk(world: World, asked: Ask) {
  const answer = await ask(world, asked);
  if (!answer.ok) throw new Error(`not allowed: ${JSON.stringify(answer.error)}`);
  return answer.value.remedyId;
}

// A silent connection is cut by the store, so that nobody waits and nothing depends on how busy the machine is.
const cutAfterMs = 20;

/**
 * What the store does to the next refunds (or to another operation), a number of times. With a long `holdMs` the call
 * really runs into its time-out.
 */
export function fault(
  world: World,
  kind: FaultRule['kind'],
  more: Partial<z.input<typeof faultInput>> = {},
): FaultRule {
  const rule = faultInput.parse({ match: 'IssueRefund', kind, times: 1, holdMs: cutAfterMs, ...more });
  return addFault(world.store.store, rule, world.store.options.maxHoldMs);
}
