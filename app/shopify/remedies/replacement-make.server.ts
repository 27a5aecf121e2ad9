import type { IssueOutcome, Step } from '#app/domain/remedy/plug.ts';
import {
  CreateReplacementDocument,
  DropReplacementDraftDocument,
  ReadOrderAddressDocument,
} from '#app/types/admin.generated.ts';
import { fromGid, toGid } from '../gid.ts';
import { readAddress } from '../map-address.ts';
import { readProblem } from '../read-problem.ts';
import { notDone, notLooked } from './not-done.ts';
import { draftInput } from './replacement-draft.ts';
import type { Destination } from './replacement-draft.ts';
import { findDrafts, isFree, readDraft } from './replacement-look.server.ts';
import { call, read } from '../transport.server.ts';
import type { TransportOptions } from '../transport.server.ts';

type Outcome = IssueOutcome<'replacement'>;

/** Either the draft to complete, remembered already, or how the attempt ended without one. */
export type Made = { draftId: string } | { end: Outcome };

/** What these calls need, for a person to hear of when it is missing. */
export const draftScope = 'write_draft_orders';

export const refusal = (...messages: string[]) => ({ outcome: 'refused', code: 'user_errors', messages }) as const;

/** The drafts asked for so far. */
const askedFor = ({ progress }: Step<'replacement'>): number => Number(progress['drafts'] ?? 0);

/** The one draft of a remedy: one whose making was in doubt, as far as it can be seen, or a new one. */
export async function makeDraft(options: TransportOptions, step: Step<'replacement'>): Promise<Made> {
  const earlier = askedFor(step) > 0 ? await adoptDraft(options, step) : null;
  if (earlier) return earlier;
  const to = await readDestination(options, step);
  if ('end' in to) return to;
  await step.remember({ drafts: String(askedFor(step) + 1) });
  return createDraft(options, step, to);
}

async function adoptDraft(options: TransportOptions, step: Step<'replacement'>): Promise<Made | null> {
  const drafts = await findDrafts(options, step.identity.remedyId);
  if (!drafts.ok) return { end: notLooked(drafts.error, draftScope) };
  // Nobody but a person can have completed a draft that we do not remember; then it is given.
  const given = drafts.value.find((draft) => draft.order)?.order;
  if (given) return { end: { outcome: 'succeeded', found: given } };
  const draft = drafts.value.find((each) => each.free);
  if (!draft) return null;
  await step.remember({ draft: draft.id });
  return { draftId: draft.id };
}

/** The order's address and whom to write to, live: nothing of it is kept here. */
async function readDestination(
  options: TransportOptions,
  { plan }: Step<'replacement'>,
): Promise<Destination | { end: Outcome }> {
  const end = await read(options, ReadOrderAddressDocument, { id: toGid('Order', plan.orderId) });
  if (end.kind !== 'answered') return { end: notLooked(readProblem(end), 'read_orders') };
  const { order } = end.data;
  if (!order) return { end: refusal(`${plan.orderName} is no longer in the shop.`) };
  const { fields, fingerprint } = readAddress(plan.orderId, order);
  if (fingerprint !== plan.address.confirmed)
    return { end: refusal(`The address of ${plan.orderName} was changed after it was confirmed. Confirm it again.`) };
  return { address: fields, email: order.email, phone: order.phone };
}

async function createDraft(options: TransportOptions, step: Step<'replacement'>, to: Destination): Promise<Made> {
  const end = await call(options, CreateReplacementDocument, { input: draftInput(step, to) });
  if (end.kind !== 'answered') return { end: notDone(end, draftScope) };
  const { draftOrder, userErrors = [] } = end.data.draftOrderCreate ?? {};
  if (userErrors.length > 0) return { end: refusal(...userErrors.map((error) => error.message)) };
  if (!draftOrder) return { end: { outcome: 'unknown', detail: 'an answer without a draft order' } };
  const draftId = fromGid(draftOrder.id);
  // Not remembered, so it will never be completed, whether or not it can be deleted.
  if (!isFree(draftOrder.totalPriceSet)) {
    await dropDraft(options, draftId);
    return { end: refusal('Shopify would have charged the customer for it, so it was not ordered.') };
  }
  await step.remember({ draft: draftId });
  return draftOrder.ready ? { draftId } : { end: notReady };
}

/** Shopify is still working on the draft (`DraftOrder.ready`): nothing has been given, and it is asked for again. */
export const notReady: Outcome = {
  outcome: 'throttled',
  retryAfterMs: 1_000,
  detail: 'the draft order is not ready yet',
};

/** Deletes a draft, which frees the stock that it had set aside. Whether it is certainly gone. */
export async function dropDraft(options: TransportOptions, draftId: string): Promise<boolean> {
  const end = await call(options, DropReplacementDraftDocument, { id: toGid('DraftOrder', draftId) });
  if (end.kind !== 'answered') return false;
  if (end.data.draftOrderDelete?.deletedId != null) return true;
  const left = await readDraft(options, draftId);
  return left.ok && left.value === null;
}

/**
 * Deletes the drafts of a remedy that did not become its order: there are some only where a making was in doubt and
 * was repeated. Where that fails they stay, and harm nobody.
 */
export async function dropOrphans(options: TransportOptions, step: Step<'replacement'>): Promise<void> {
  if (askedFor(step) < 2) return;
  const drafts = await findDrafts(options, step.identity.remedyId);
  if (!drafts.ok) return;
  const orphans = drafts.value.filter(({ id, order }) => order === null && id !== step.progress['draft']);
  for (const { id } of orphans) await dropDraft(options, id);
}
