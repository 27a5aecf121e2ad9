import type { Found, Identity, IssueOutcome, ReadProblem, RemedyCalls, Step } from '#app/domain/remedy/plug.ts';
import type { ReturnPlan, ReturnProof } from '#app/domain/remedy/return.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import {
  AttachReturnLabelDocument,
  CancelReturnDocument,
  FindReturnsDocument,
  OpenReturnDocument,
  WatchReturnDocument,
} from '#app/types/admin.generated.ts';
import type { FoundReturnFragment, ReturnInput } from '#app/types/admin.generated.ts';
import { fromGid, toGid } from '../gid.ts';
import { markerOf } from '../map-refund.ts';
import { markedBy, readReturn } from '../map-return.ts';
import { readProblem } from '../read-problem.ts';
import { notDone, notLooked } from './not-done.ts';
import { readReturnable } from './return-read.server.ts';
import { call, read } from '../transport.server.ts';
import type { TransportOptions } from '../transport.server.ts';

const readScope = 'read_returns';
const writeScope = 'write_returns';

type Outcome = IssueOutcome<'return'>;
type Looked = Result<Found<'return'> | null, ReadProblem>;

/*
 * `returnCreate` takes no key. Ours is known by the marker in the note of its lines, and the order's returns are read
 * by the order's id, never searched for: what is there is seen. A repeat is refused by Shopify's own count of units
 * where that suffices (see the rules' `guarded`); otherwise none is sent.
 */

function returnInput({ orderId, lines, reasonId, exchange }: ReturnPlan, identity: Identity): ReturnInput {
  return {
    orderId: toGid('Order', orderId),
    returnLineItems: lines.map(({ fulfillmentLineItemId, quantity }) => ({
      fulfillmentLineItemId: toGid('FulfillmentLineItem', fulfillmentLineItemId),
      quantity,
      returnReasonDefinitionId: toGid('ReturnReasonDefinition', reasonId),
      returnReasonNote: `C-${identity.complaintNumber} ${markerOf(identity.remedyId)}`,
    })),
    exchangeLineItems: exchange.map(({ variantId, quantity }) => ({
      variantId: toGid('ProductVariant', variantId),
      quantity,
    })),
  };
}

/** Opens it, once, and puts the label on it. */
async function execute(options: TransportOptions, step: Step<'return'>): Promise<Outcome> {
  const end = await call(options, OpenReturnDocument, { input: returnInput(step.plan, step.identity) });
  if (end.kind !== 'answered') return notDone(end, writeScope);
  const { return: opened, userErrors = [] } = end.data.returnCreate ?? {};
  if (userErrors.length > 0) return notOpened(options, step, userErrors);
  if (!opened) return { outcome: 'unknown', detail: 'an answer without a return' };
  return { outcome: 'succeeded', found: await withLabel(options, step, opened) };
}

/** Refused: perhaps because an earlier try of ours has these units already. */
async function notOpened(
  options: TransportOptions,
  step: Step<'return'>,
  userErrors: readonly { message: string }[],
): Promise<Outcome> {
  const messages = userErrors.map((error) => error.message);
  const ours = await findExisting(options, step);
  if (!ours.ok) return { outcome: 'unknown', detail: messages.join(' ') };
  return ours.value
    ? { outcome: 'succeeded', found: ours.value }
    : { outcome: 'refused', code: 'user_errors', messages };
}

/** By the order's id, and by our marker among its returns. */
async function findExisting(options: TransportOptions, step: Step<'return'>): Promise<Looked> {
  if (step.externalId !== null) return watch(options, step);
  const end = await read(options, FindReturnsDocument, { id: toGid('Order', step.plan.orderId) });
  if (end.kind !== 'answered') return err(readProblem(end));
  const { order } = end.data;
  if (!order) return err({ kind: 'not_found' });
  const ours = order.returns.nodes.find((each) => markedBy(each) === step.identity.remedyId);
  return ours ? readOne(options, step, fromGid(ours.id)) : ok(null);
}

async function watch(options: TransportOptions, step: Step<'return'>): Promise<Looked> {
  return step.externalId === null ? ok(null) : readOne(options, step, step.externalId);
}

/** The return by its id; where its label is still to be put on, puts it on. */
async function readOne(options: TransportOptions, step: Step<'return'>, returnId: string): Promise<Looked> {
  const seen = await readById(options, returnId);
  if (!seen.ok) return seen;
  return ok(seen.value && (await withLabel(options, step, seen.value)));
}

async function readById(
  options: TransportOptions,
  returnId: string,
): Promise<Result<FoundReturnFragment | null, ReadProblem>> {
  const end = await read(options, WatchReturnDocument, { id: toGid('Return', returnId) });
  return end.kind === 'answered' ? ok(end.data.return) : err(readProblem(end));
}

/**
 * The return with its label. What there is of a label already is left alone, whoever put it there, and Shopify takes no
 * second delivery of the same units; so this may be asked for again until it is there.
 */
async function withLabel(
  options: TransportOptions,
  { plan: { label } }: Step<'return'>,
  found: FoundReturnFragment,
): Promise<Found<'return'>> {
  const [reverse] = found.reverseFulfillmentOrders.nodes;
  const has = found.reverseFulfillmentOrders.nodes.some((each) => each.reverseDeliveries.nodes.length > 0);
  if (label.kind !== 'made' || has || !reverse || found.status !== 'OPEN') return readReturn(found, null);
  const { url, number } = label;
  const end = await call(options, AttachReturnLabelDocument, {
    id: reverse.id,
    tracking: number === null ? null : { number },
    label: url === null ? null : { fileUrl: url },
  });
  if (end.kind !== 'answered') return readReturn(found, null);
  const messages = end.data.reverseDeliveryCreateWithShipping?.userErrors.map((error) => error.message) ?? [];
  const there = readReturn(found, messages.length === 0 ? null : messages.join(' '));
  if (messages.length > 0) return there;
  return { ...there, proof: { ...there.proof, parcel: { labelUrl: url, number, url: null } } };
}

/** Cancels it while nothing has come back (`returnCancel`). Looks first, each time. */
async function undo(options: TransportOptions, { externalId }: Step<'return'>): Promise<Outcome> {
  if (externalId === null) throw new Error('a return that is not there cannot be taken back');
  const seen = await readById(options, externalId);
  if (!seen.ok) return notLooked(seen.error, readScope);
  if (!seen.value) return { outcome: 'unknown', detail: 'Shopify does not show the return' };
  const there = readReturn(seen.value, null);
  if (isCancelled(there.proof)) return { outcome: 'succeeded', found: { ...there, standing: 'undone' } };
  const begun = whatCameBack(there.proof);
  if (begun !== null) return { outcome: 'refused', code: 'invalid', messages: [begun] };
  const end = await call(options, CancelReturnDocument, { id: seen.value.id });
  if (end.kind !== 'answered') return notDone(end, writeScope);
  const { return: cancelled, userErrors = [] } = end.data.returnCancel ?? {};
  const messages = userErrors.map((error) => error.message);
  if (messages.length > 0) return { outcome: 'refused', code: 'user_errors', messages };
  if (!cancelled) return { outcome: 'unknown', detail: 'an answer without a return' };
  return { outcome: 'succeeded', found: { ...readReturn(cancelled, null), standing: 'undone' } };
}

const isCancelled = ({ status }: ReturnProof): boolean => status === 'cancelled' || status === 'declined';

/** Why it is too late to take it back; null = it is not. */
function whatCameBack({ name, status, units: { asked, back, missing } }: ReturnProof): string | null {
  if (back > 0)
    return `${back} of ${asked} of ${name} ${back === 1 ? 'has' : 'have'} come back already, so it can no longer be taken back.`;
  if (missing > 0) return `The warehouse has worked on ${name} already, so it can no longer be taken back.`;
  return status === 'closed' ? `${name} is closed in Shopify already, so it can no longer be taken back.` : null;
}

/** A return by `returnCreate`, with its label by `reverseDeliveryCreateWithShipping`. */
export const returnCalls = (options: TransportOptions): RemedyCalls<'return'> => ({
  read: (orderId, ask) => readReturnable(options, orderId, ask),
  execute: (step) => execute(options, step),
  findExisting: (step) => findExisting(options, step),
  watch: (step) => watch(options, step),
  undo: (step) => undo(options, step),
});
