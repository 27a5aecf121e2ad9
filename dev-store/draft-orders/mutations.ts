import type { Context, Resolver } from '../engine/context.ts';
import { idOf } from '../gid.ts';
import { checkMetafields, keepMetafields } from '../metafields/attach.ts';
import type { DraftOrder } from '../state/types.ts';
import { draftCreated, draftDeleted, draftUpdated } from '../webhooks/draft-events.ts';
import { addDraft, findDraft, removeDraft } from './book.ts';
import { emptyDraft, fillDraft } from './build.ts';
import { completeDraft } from './complete.ts';
import { ALREADY_PAID, draftErrors, NOT_FOUND, type DraftError } from './guards.ts';
import { readDraftInput } from './input.ts';
import { release, reserve } from './reserve.ts';

type Payload = { draftOrder: DraftOrder | null; userErrors: readonly DraftError[] };

/** `draftOrderCreate`. Nothing recognises a repeat: the same call makes a second draft [S]. */
export const draftOrderCreate: Resolver<unknown> = (_source, args, context): Payload => {
  const { store, shop } = context;
  const ask = readDraftInput(args['input']);
  const errors = context.forcedUserErrors ?? refusals(context, ask, false);
  if (errors.length > 0) return { draftOrder: null, userErrors: errors };
  const draft = emptyDraft(store, shop);
  fillDraft(store, shop, draft, ask, true);
  draft.number = shop.nextDraftNumber ?? 1;
  draft.name = `#D${draft.number}`;
  shop.nextDraftNumber = draft.number + 1;
  addDraft(store, draft);
  keepMetafields(store, 'DraftOrder', draft, ask.metafields ?? []);
  for (const event of [draftCreated(store, draft), ...reserve(store, draft)]) context.emit(event);
  return { draftOrder: draft, userErrors: [] };
};

/** `draftOrderUpdate`. A completed draft is not changed any more (evidence is silent; wording assumed). */
export const draftOrderUpdate: Resolver<unknown> = (_source, args, context): Payload => {
  const { store, shop } = context;
  const draft = findDraft(store, shop.domain, idOf(args['id']));
  if (context.forcedUserErrors !== null) return { draftOrder: draft ?? null, userErrors: context.forcedUserErrors };
  if (draft === undefined) return { draftOrder: null, userErrors: [NOT_FOUND] };
  const ask = readDraftInput(args['input']);
  const errors = draft.status === 'COMPLETED' ? [ALREADY_PAID] : refusals(context, ask, true);
  if (errors.length > 0) return { draftOrder: draft, userErrors: errors };
  fillDraft(store, shop, draft, ask, true);
  draft.updatedAt = store.nowIso();
  keepMetafields(store, 'DraftOrder', draft, ask.metafields ?? []);
  const reservation =
    ask.reserveInventoryUntil !== undefined || ask.lineItems !== undefined ? reserve(store, draft) : [];
  for (const event of [draftUpdated(store, draft), ...reservation]) context.emit(event);
  store.touch();
  return { draftOrder: draft, userErrors: [] };
};

/** `draftOrderCalculate`: what a draft would come to; nothing is kept. */
export const draftOrderCalculate: Resolver<unknown> = (_source, args, context): object => {
  const { store, shop } = context;
  const ask = readDraftInput(args['input']);
  const errors = context.forcedUserErrors ?? refusals(context, ask, false);
  if (errors.length > 0) return { calculatedDraftOrder: null, userErrors: errors };
  const draft = emptyDraft(store, shop);
  fillDraft(store, shop, draft, ask, false);
  return { calculatedDraftOrder: draft, userErrors: [] };
};

/**
 * `draftOrderComplete`. A second time answers the completed draft with its order and refuses [W]. No gateway but the manual
 * one is known, so a named one is refused [W].
 */
export const draftOrderComplete: Resolver<unknown> = (_source, args, context): Payload => {
  const { store, shop } = context;
  const draft = findDraft(store, shop.domain, idOf(args['id']));
  if (context.forcedUserErrors !== null) return { draftOrder: draft ?? null, userErrors: context.forcedUserErrors };
  if (draft === undefined) return { draftOrder: null, userErrors: [NOT_FOUND] };
  if (draft.status === 'COMPLETED') return { draftOrder: draft, userErrors: [ALREADY_PAID] };
  if (args['paymentGatewayId'] != null) {
    return { draftOrder: null, userErrors: [{ field: null, message: 'Invalid payment gateway' }] };
  }
  const events = completeDraft(store, shop, draft, args['paymentPending'] === true);
  for (const event of events) context.emit(event);
  return { draftOrder: draft, userErrors: [] };
};

/** `draftOrderDelete`: the draft is gone, its reservation ends; an order it became stays (evidence is silent). */
export const draftOrderDelete: Resolver<unknown> = (_source, args, context): object => {
  const { store, shop } = context;
  if (context.forcedUserErrors !== null) return { deletedId: null, userErrors: context.forcedUserErrors };
  const { id } = args['input'] as { id: string };
  const draft = findDraft(store, shop.domain, idOf(id));
  if (draft === undefined) return { deletedId: null, userErrors: [NOT_FOUND] };
  const released = release(store, draft);
  removeDraft(store, draft);
  for (const event of [draftDeleted(draft), ...released]) context.emit(event);
  return { deletedId: id, userErrors: [] };
};

function refusals(
  { store, shop }: Context,
  ask: ReturnType<typeof readDraftInput>,
  updating: boolean,
): readonly DraftError[] {
  const errors = draftErrors(store, shop, ask, updating);
  return errors.length > 0 ? errors : checkMetafields(ask.metafields ?? [], updating ? ['input'] : []);
}
