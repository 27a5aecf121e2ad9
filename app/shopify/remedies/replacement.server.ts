import type { Found, IssueOutcome, ReadProblem, RemedyCalls, Step } from '#app/domain/remedy/plug.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import { CompleteReplacementDocument } from '#app/types/admin.generated.ts';
import { toGid } from '../gid.ts';
import { readReplacement } from '../map-replacement.ts';
import { notDone } from './not-done.ts';
import { findDrafts, findOrder, readDraft, readOrder } from './replacement-look.server.ts';
import { draftScope, dropDraft, dropOrphans, makeDraft, notReady, refusal } from './replacement-make.server.ts';
import { readReplaceable } from './replacement-read.server.ts';
import { undoReplacement } from './replacement-undo.server.ts';
import { call } from '../transport.server.ts';
import type { TransportOptions } from '../transport.server.ts';

type Outcome = IssueOutcome<'replacement'>;

/*
 * Two steps, and only the second one gives something. A draft is nothing yet: it may be made twice, or lost. It becomes
 * an order by being completed, which Shopify refuses a second time; and the only draft that is ever completed is the
 * one that was remembered (committed) before. So there is one order at most, wherever a worker dies.
 *
 * progress: `draft`, the one draft to complete; `drafts`, how many were asked for; `cancelling`, see undo.
 */

/** Gives it, once. */
async function execute(options: TransportOptions, step: Step<'replacement'>): Promise<Outcome> {
  const remembered = step.progress['draft'];
  if (remembered !== undefined) return complete(options, step, remembered);
  const made = await makeDraft(options, step);
  return 'end' in made ? made.end : complete(options, step, made.draftId);
}

async function complete(options: TransportOptions, step: Step<'replacement'>, draftId: string): Promise<Outcome> {
  const end = await call(options, CompleteReplacementDocument, { id: toGid('DraftOrder', draftId) });
  if (end.kind !== 'answered') return notDone(end, draftScope);
  const { draftOrder, userErrors = [] } = end.data.draftOrderComplete ?? {};
  // A second time is refused with the order beside it ("This order has been paid" [W]): it is ours all the same.
  if (draftOrder?.order) return { outcome: 'succeeded', found: readReplacement(draftOrder.order) };
  const messages = userErrors.map((error) => error.message);
  if (messages.length === 0) return { outcome: 'unknown', detail: 'an answer without an order' };
  return notCompleted(options, step, draftId, messages);
}

/** Shopify refused to complete it. Before that counts, the draft goes, so that nothing sent before can complete it later. */
async function notCompleted(
  options: TransportOptions,
  step: Step<'replacement'>,
  draftId: string,
  messages: readonly string[],
): Promise<Outcome> {
  const draft = await readDraft(options, draftId);
  const inDoubt = { outcome: 'unknown', detail: messages.join(' ') } as const;
  if (!draft.ok) return inDoubt;
  if (draft.value?.order) return { outcome: 'succeeded', found: draft.value.order };
  if (draft.value) {
    if (!draft.value.ready) return notReady;
    return (await dropDraft(options, draftId)) ? refusal(...messages) : inDoubt;
  }
  const order = await findOrder(options, step.identity.remedyId);
  if (!order.ok) return inDoubt;
  return order.value ? { outcome: 'succeeded', found: order.value } : refusal(draftDeleted);
}

const draftDeleted = 'Its draft order was deleted in Shopify before it became an order.';

type Looked = Result<Found<'replacement'> | null, ReadProblem>;

/** The order, by the draft that is remembered. Without one nothing was completed, unless somebody did it by hand. */
async function findExisting(options: TransportOptions, step: Step<'replacement'>): Promise<Looked> {
  const { externalId, progress, identity } = step;
  if (externalId !== null) return readOrder(options, externalId);
  const remembered = progress['draft'];
  if (remembered !== undefined) {
    const draft = await readDraft(options, remembered);
    if (!draft.ok) return draft;
    // A deleted draft tells nothing of its order; that is searched for, and the quarantine outlasts the search's lag.
    return draft.value ? ok(draft.value.order) : findOrder(options, identity.remedyId);
  }
  if (progress['drafts'] === undefined) return ok(null);
  const drafts = await findDrafts(options, identity.remedyId);
  return drafts.ok ? ok(drafts.value.find((draft) => draft.order)?.order ?? null) : drafts;
}

/** Nothing of it is left that anybody could complete: not the remembered draft, and none that was made in doubt. */
async function abandon(options: TransportOptions, step: Step<'replacement'>): Promise<Looked> {
  const there = await findExisting(options, step);
  if (!there.ok || there.value) return there;
  const drafts = await findDrafts(options, step.identity.remedyId);
  if (!drafts.ok) return drafts;
  const remembered = step.progress['draft'];
  const left = new Set([...drafts.value.map(({ id }) => id), ...(remembered === undefined ? [] : [remembered])]);
  for (const id of left)
    if (!(await dropDraft(options, id))) return err({ kind: 'unavailable', detail: 'a draft order stays' });
  return ok(null);
}

async function watch(options: TransportOptions, step: Step<'replacement'>): Promise<Looked> {
  await dropOrphans(options, step);
  return findExisting(options, step);
}

/** A second order, free of charge: `draftOrderCreate`, then `draftOrderComplete`. */
export const replacementCalls = (options: TransportOptions): RemedyCalls<'replacement'> => ({
  read: (orderId, ask) => readReplaceable(options, orderId, ask),
  execute: (step) => execute(options, step),
  findExisting: (step) => findExisting(options, step),
  abandon: (step) => abandon(options, step),
  watch: (step) => watch(options, step),
  undo: (step) => undoReplacement(options, step),
});
