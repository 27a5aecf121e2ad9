import type { IssueOutcome, Step } from '#app/domain/remedy/plug.ts';
import type { ReplacementProof } from '#app/domain/remedy/replacement.ts';
import { ReadCancellationDocument } from '#app/types/admin.generated.ts';
import { askToCancel, failureOf } from '../cancel-order.server.ts';
import { toGid } from '../gid.ts';
import { readReplacement } from '../map-replacement.ts';
import { markerOf } from '../map-refund.ts';
import { readProblem } from '../read-problem.ts';
import { notDone, notLooked } from './not-done.ts';
import { dropOrphans, refusal } from './replacement-make.server.ts';
import { read } from '../transport.server.ts';
import type { TransportOptions } from '../transport.server.ts';

type Outcome = IssueOutcome<'replacement'>;

const onItsWay: Outcome = { outcome: 'unknown', detail: 'Shopify is cancelling the order' };

/**
 * Cancels the replacement order before it is sent. Shopify does that in a job of its own (`orderCancel`): so each time
 * it is looked at first, and only what is neither cancelled nor being cancelled is asked for.
 */
export async function undoReplacement(options: TransportOptions, step: Step<'replacement'>): Promise<Outcome> {
  const { externalId, progress } = step;
  if (externalId === null) throw new Error('a replacement without its order cannot be taken back');
  await dropOrphans(options, step);
  const job = progress['cancelling'] ?? '';
  const id = toGid('Order', externalId);
  const end = await read(options, ReadCancellationDocument, { id, job: job || id, started: job !== '' });
  if (end.kind !== 'answered') return notLooked(readProblem(end), 'read_orders');
  const { order, node } = end.data;
  if (!order) return { outcome: 'unknown', detail: 'Shopify does not show the order' };
  const there = readReplacement(order);
  if (there.proof.cancelled) return { outcome: 'succeeded', found: { ...there, standing: 'undone' } };
  if (there.proof.parcels.length > 0) return over(step, hasLeft(there.proof));
  if (job === '') return cancel(options, step, id);
  const failed = failureOf(node);
  if (!failed) return onItsWay;
  const ended = await over(step, ...failed);
  // The job has ended, and was all that was ever asked for: unlike a call without an answer, it does nothing later.
  return progress['asking'] ? ended : { ...ended, lastWord: true };
}

async function cancel(options: TransportOptions, step: Step<'replacement'>, id: string): Promise<Outcome> {
  const { complaintNumber, remedyId } = step.identity;
  const note = `C-${complaintNumber}: taken back ${markerOf(remedyId)}`;
  const { asking } = step.progress;
  // Stays there when nobody answers: then Shopify may begin it later.
  if (!asking) await step.remember({ asking: 'yes' });
  const answer = await askToCancel(options, { id, reason: 'OTHER', restock: true, notify: false, note });
  // An earlier ask that nobody answered stays in doubt, however this one is answered.
  const certain = asking ? {} : { asking: '' };
  switch (answer.kind) {
    case 'begun':
      await step.remember({ cancelling: answer.job, ...certain });
      return onItsWay;
    case 'already':
      return onItsWay; // the next look tells
    case 'refused':
      await step.remember(certain);
      return refusal(...answer.messages);
    default:
      return notDone(answer, 'write_orders');
  }
}

/** Not taken back. Its job is forgotten, so that asking once more starts a new one. */
async function over(step: Step<'replacement'>, ...messages: string[]) {
  if (step.progress['cancelling']) await step.remember({ cancelling: '' });
  return refusal(...messages);
}

function hasLeft({ name, parcels: [parcel] }: ReplacementProof): string {
  const carrier = [parcel?.carrier, parcel?.number].filter(Boolean).join(' ');
  return `${name} has left the warehouse already${carrier === '' ? '' : ` (${carrier})`}, so it can no longer be cancelled.`;
}
