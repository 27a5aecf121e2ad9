import type { OrderId } from '#app/domain/ids.ts';
import type { CancellationFacts, CancellationProof, CancelReason, Sent } from '#app/domain/remedy/cancellation.ts';
import { cancellationStanding, cancelStage } from '#app/domain/remedy/cancellation-standing.ts';
import type { CancelStage, SeenOrder } from '#app/domain/remedy/cancellation-standing.ts';
import type { Found, IssueOutcome, ReadProblem, RemedyCalls, Step } from '#app/domain/remedy/plug.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import { FindCancellationDocument, ReadCancellableDocument } from '#app/types/admin.generated.ts';
import type { FindCancellationQuery, OrderCancelReason, ReadCancellableQuery } from '#app/types/admin.generated.ts';
import { askToCancel, failureOf, isRunning } from '../cancel-order.server.ts';
import { fromGid, toGid } from '../gid.ts';
import { readBasis } from '../map-basis.ts';
import { readMoney } from '../map-money.ts';
import { readPayments } from '../map-payments.ts';
import { markerOf, readMarker, readOrderRefund } from '../map-refund.ts';
import { readProblem } from '../read-problem.ts';
import { read } from '../transport.server.ts';
import type { TransportOptions } from '../transport.server.ts';
import { notDone, notLooked } from './not-done.ts';
import { mostListed, sendRefund } from './refund.server.ts';

type Outcome = IssueOutcome<'cancellation'>;
type Looked = { stage: CancelStage; job: FindCancellationQuery['node'] };

/** What was sent of the order, and what can go back (one read). */
async function readCancellable(
  options: TransportOptions,
  orderId: OrderId,
): Promise<Result<CancellationFacts, ReadProblem>> {
  const end = await read(options, ReadCancellableDocument, { id: toGid('Order', orderId) });
  if (end.kind !== 'answered') return err(readProblem(end));
  const { order } = end.data;
  if (!order) return err({ kind: 'not_found' });
  const { suggestedRefund: suggestion, refunds, returnStatus, lineItems } = order;
  if (!suggestion) return err({ kind: 'unavailable', detail: 'no suggested refund' });
  return ok({
    ...readBasis(orderId, order),
    maximum: readMoney(suggestion.maximumRefundableSet.presentmentMoney),
    parents: readPayments(suggestion.suggestedTransactions),
    refunds: refunds.map((refund) => ({ id: fromGid(refund.id), remedyId: readMarker(refund.note) })),
    sent: readSent(order),
    lines: lineItems.nodes.map(({ title, currentQuantity, unfulfilledQuantity: left }) => {
      return { title, sent: Math.max(0, currentQuantity - left), left };
    }),
    openReturn: returnStatus === 'RETURN_REQUESTED' || returnStatus === 'IN_PROGRESS',
  });
}

/** Parcels that were cancelled were never sent. */
function readSent({
  fulfillments,
  displayFulfillmentStatus,
}: Pick<NonNullable<ReadCancellableQuery['order']>, 'fulfillments' | 'displayFulfillmentStatus'>): Sent {
  if (!fulfillments.some(({ status }) => !['CANCELLED', 'ERROR', 'FAILURE'].includes(status))) return 'nothing';
  return displayFulfillmentStatus === 'FULFILLED' ? 'everything' : 'some';
}

const reasons: Record<CancelReason, OrderCancelReason> = {
  customer: 'CUSTOMER',
  inventory: 'INVENTORY',
  fraud: 'FRAUD',
  declined: 'DECLINED',
  staff: 'STAFF',
  other: 'OTHER',
};

// Shopify's job takes a moment. Nothing is given before it is done, so the wait is no doubt.
const onItsWay: Outcome = { outcome: 'throttled', retryAfterMs: 2_000, detail: 'Shopify is cancelling the order' };

// Longer than any job takes: from then on somebody is told when it does not end.
const longestJobMs = 60 * 60 * 1000;

/** The job that Shopify was asked for; null before that, and when it is over without having cancelled. */
const jobOf = ({ progress }: Step<'cancellation'>): string | null => progress['job'] ?? null;

/**
 * The next step: asks Shopify to cancel, waits for its job, sends the refund. Each one only after the one before it is
 * seen to be done, so money goes back for an order that is cancelled, and by us.
 */
async function execute(options: TransportOptions, step: Step<'cancellation'>): Promise<Outcome> {
  if (!jobOf(step)) {
    const answer = await askToCancel(options, wishOf(step));
    if (answer.kind === 'begun') {
      await step.remember({ job: answer.job, since: step.now.toISOString() });
      return onItsWay;
    }
    if (answer.kind === 'refused') return refusal(...answer.messages);
    if (answer.kind !== 'already') return notDone(answer, 'write_orders');
  }
  const looked = await look(options, step);
  if (!looked.ok) return notLooked(looked.error, 'read_orders');
  const { stage, job } = looked.value;
  switch (stage.kind) {
    case 'elsewhere':
      return refusal(cancelledElsewhere);
    case 'refund_missing':
      return giveBack(options, step, stage.cancelledAt);
    case 'done':
      return { outcome: 'succeeded', found: foundOf(stage.proof, step) };
    case 'open':
      return notCancelledYet(step, job);
  }
}

async function notCancelledYet(step: Step<'cancellation'>, job: Looked['job']): Promise<Outcome> {
  const failed = failureOf(job);
  if (failed) return refusal(...failed);
  if (!jobOf(step)) return onItsWay; // somebody's cancellation is under way: the next look tells whose
  if (!isRunning(job)) {
    await step.remember({ job: '' });
    return { outcome: 'unknown', detail: 'the job is over and the order is not cancelled' };
  }
  const ranMs = step.now.getTime() - Date.parse(step.progress['since'] ?? '');
  return ranMs > longestJobMs ? { outcome: 'unknown', detail: 'the job does not end' } : onItsWay;
}

function wishOf({ plan, identity: { complaintNumber, remedyId } }: Step<'cancellation'>) {
  const { reason, restock, notify } = plan;
  const words = [`C-${complaintNumber}`, plan.note, markerOf(remedyId)].filter((word) => word !== '');
  return { id: toGid('Order', plan.orderId), reason: reasons[reason], restock, notify, note: words.join(' ') };
}

/** The order is cancelled, and by us. What is said of a refund that is refused begins with that. */
async function giveBack(options: TransportOptions, step: Step<'cancellation'>, cancelledAt: string): Promise<Outcome> {
  const { plan, identity } = step;
  if (plan.refund === null) throw new Error('nothing goes back');
  // From here on something that gives may have been sent.
  if (step.progress['refunding'] === undefined) await step.remember({ refunding: step.now.toISOString() });
  const end = await sendRefund(options, plan.refund, identity);
  if (end.outcome === 'refused') return refusal(`${cancelledOnly} ${end.messages.join(' ')}`);
  if (end.outcome !== 'made') return end;
  return { outcome: 'succeeded', found: foundOf({ cancelledAt, refund: end.refund }, step) };
}

const refusal = (...messages: string[]): Outcome => ({ outcome: 'refused', code: 'user_errors', messages });

const cancelledElsewhere = 'Somebody else has cancelled this order. Look there what was refunded.';
const cancelledOnly = 'The order is cancelled, but its money was not given back:';

const foundOf = (proof: CancellationProof, { plan }: Step<'cancellation'>): Found<'cancellation'> => ({
  externalId: proof.refund?.refundId ?? plan.orderId,
  standing: cancellationStanding(proof, plan),
  proof,
});

/** The order by its id, never by search, and how far Shopify is with the job that we know of. */
async function look(options: TransportOptions, step: Step<'cancellation'>): Promise<Result<Looked, ReadProblem>> {
  const { plan, identity } = step;
  const id = toGid('Order', plan.orderId);
  const known = jobOf(step);
  const end = await read(options, FindCancellationDocument, { id, job: known || id, started: Boolean(known) });
  if (end.kind !== 'answered') return err(readProblem(end));
  const { order, node: job } = end.data;
  if (!order) return err({ kind: 'not_found' });
  const seen: SeenOrder = {
    cancelledAt: order.cancelledAt,
    cancelledBy: readMarker(order.cancellation?.staffNote ?? null),
    refunds: order.refunds.map(readOrderRefund),
  };
  const stage = cancelStage(seen, plan, identity.remedyId);
  // "Not there" frees the money, so it is only said of a list that is complete.
  if (stage.kind === 'refund_missing' && seen.refunds.length >= mostListed)
    return err({ kind: 'unavailable', detail: 'more refunds than can be listed' });
  return ok({ stage, job });
}

/** The cancelled order with its refund; null when one of the two is not there at this moment. */
async function findExisting(
  options: TransportOptions,
  step: Step<'cancellation'>,
): Promise<Result<Found<'cancellation'> | null, ReadProblem>> {
  const looked = await look(options, step);
  if (!looked.ok) return looked;
  const { stage, job } = looked.value;
  if (stage.kind === 'done') return ok(foundOf(stage.proof, step));
  return isRunning(job) ? err({ kind: 'unavailable', detail: 'Shopify is still cancelling the order' }) : ok(null);
}

/** Before it is said that nothing was done: an order that is cancelled without its refund is said to be that. */
async function abandon(
  options: TransportOptions,
  step: Step<'cancellation'>,
): Promise<Result<Found<'cancellation'> | null, ReadProblem>> {
  const looked = await look(options, step);
  if (!looked.ok) return looked;
  const { stage } = looked.value;
  if (stage.kind === 'done') return ok(foundOf(stage.proof, step));
  if (stage.kind !== 'refund_missing') return ok(null);
  return ok(foundOf({ cancelledAt: stage.cancelledAt, refund: null }, step));
}

/** An order cancelled by `orderCancel`, and its money back by `refundCreate @idempotent`. */
export const cancellationCalls = (options: TransportOptions): RemedyCalls<'cancellation'> => ({
  read: (orderId) => readCancellable(options, orderId),
  execute: (step) => execute(options, step),
  findExisting: (step) => findExisting(options, step),
  abandon: (step) => abandon(options, step),
  watch: (step) => findExisting(options, step),
});
