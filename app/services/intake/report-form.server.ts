import { endDraft, openDraft, saveDraft, type StoredDraft } from '#app/db/intake-drafts.server.ts';
import { readAttachments } from '#app/db/attachments.server.ts';
import { newRequestId } from '#app/db/new-id.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import { suggestSeverity } from '#app/domain/complaint/complaint.ts';
import type { Answers } from '#app/domain/intake/answers.ts';
import type { FileProblem, Attachment } from '#app/domain/files/attachment.ts';
import { zoneOf, type CallbackSlot } from '#app/domain/intake/callback-slots.ts';
import type { CustomersOrder } from '#app/domain/intake/orders.ts';
import { chosenIn, returnReasonFor } from '#app/domain/intake/reason-tree.ts';
import type { ComplaintId, OrderId, RequestId } from '#app/domain/ids.ts';
import type { Language } from '#app/domain/language.ts';
import type { Order } from '#app/domain/order.ts';
import type { ReadProblem } from '#app/domain/remedy/plug.ts';
import { err, ok, type Result } from '#app/domain/result.ts';
import { reasonWordsFor } from '#app/i18n/customer/intake-reasons.ts';
import { reportComplaint, type Reported } from '../complaints/report-complaint.server.ts';
import type { ShopContext } from '../context.ts';
import { askCallback } from '../calls/ask-callback.server.ts';
import { slotsOf } from '../calls/slots-of.server.ts';
import { makeLink } from '../customer-links/make-link.server.ts';
import { openLink } from '../customer-links/open-link.server.ts';
import { adoptFiles, receiveFiles } from '../files/receive-files.server.ts';
import type { IncomingFile } from '../files/prepare-files.server.ts';
import { knownOrder } from '../orders/known-order.server.ts';
import type { ShopFront } from '../shops/get-shop-front.server.ts';

/** The form behind a link, with what it is about. */
export type ReportForm = {
  draft: StoredDraft;
  order: Order;
  files: Attachment[];
  /** When she could be called, told in this time zone; none where the shop does not call. */
  slots: CallbackSlot[];
  zone: string;
};

/** The orders that somebody who is signed in may report a problem with. */
export function ordersToReport(ctx: ShopContext, customerId: string): Promise<Result<CustomersOrder[], ReadProblem>> {
  return ctx.gateway.ordersOfCustomer(customerId);
}

/** A link to the form of one of her own orders; null when it is none of hers. */
export async function linkForCustomer(ctx: ShopContext, customerId: string, orderId: OrderId): Promise<string | null> {
  const orders = await ctx.gateway.ordersOfCustomer(customerId);
  if (!orders.ok || !orders.value.some((order) => order.id === orderId)) return null;
  const address = await ctx.db.atomically(ctx.shopId, (tx) => makeLink(tx, ctx, { purpose: 'report', orderId }));
  return new URL(address).pathname.split('/').at(-1) ?? null;
}

/** Opens the form behind a link. Null: the link is none, or holds no more. */
export async function openForm(
  ctx: ShopContext,
  token: string,
  language: Language,
  shop: ShopFront,
): Promise<Result<ReportForm, ReadProblem> | null> {
  const { shopId, db, clock } = ctx;
  const sql = db.statements(shopId);
  const link = await openLink(ctx, token, ['report']);
  if (!link?.orderId) return null;
  const at = clock.now();
  const draft = await openDraft(sql, shopId, {
    linkId: link.id,
    orderId: link.orderId,
    language,
    requestId: newRequestId(),
    at,
  });
  const known = await knownOrder(ctx, link.orderId);
  if (!known.ok) return known;
  const { order } = known.value;
  const files = await readAttachments(sql, shopId, { draftId: link.id });
  const zone = zoneOf(order.shipTo?.countryCode ?? null, shop.timeZone);
  const slots = shop.intake.callbacks ? await slotsOf(ctx, { timeZone: shop.timeZone, herZone: zone }) : [];
  return ok({ draft, order, files, slots, zone });
}

/** Keeps what she has answered so far. */
export const keepAnswers = (ctx: ShopContext, { draft }: ReportForm, answers: Answers): Promise<void> =>
  saveDraft(ctx.db.statements(ctx.shopId), ctx.shopId, draft.linkId, { answers: { ...draft.answers, ...answers } });

export const keepLanguage = (ctx: ShopContext, { draft }: ReportForm, language: Language): Promise<void> =>
  saveDraft(ctx.db.statements(ctx.shopId), ctx.shopId, draft.linkId, { language });

/** Keeps files with the form; the problems of those that were not taken. */
export async function keepFiles(
  ctx: ShopContext,
  { draft }: ReportForm,
  files: readonly IncomingFile[],
): Promise<FileProblem[]> {
  if (draft.complaintId !== null || files.length === 0) return [];
  return (await receiveFiles(ctx, { holder: { draftId: draft.linkId }, files })).problems;
}

/** `unfinished`: something is not answered yet. `order`: what was chosen does not hold any more, or Shopify is not there. */
export type SendProblem = { kind: 'unfinished' } | { kind: 'order' };

/** An order of more than so many minor units is one that much hangs on. */
const highValueMinor = 50_000;

/** Sends the form: it becomes a complaint, or joins the one about the same. Sent again it is the same. */
export async function sendForm(
  ctx: ShopContext,
  { draft, order }: ReportForm,
  shop: ShopFront,
): Promise<Result<ComplaintId, SendProblem>> {
  if (draft.complaintId !== null) return ok(draft.complaintId);
  const { requestId, language, answers, linkId } = draft;
  const report = { requestId, order, language, answers, channel: 'form' as const };
  const reported = await reportAnswers(ctx, report, shop, async (tx, complaintId) => {
    await endDraft(tx, ctx.shopId, linkId, complaintId);
    await adoptFiles(tx, ctx, linkId, complaintId);
  });
  return reported.ok ? ok(reported.value.complaintId) : reported;
}

/** What a customer has answered about an order, with the id of the form that it stood in. */
export type AnsweredReport = {
  requestId: RequestId;
  order: Order;
  language: Language;
  answers: Answers;
  channel: 'form' | 'account';
};

/**
 * Answers become a complaint, or a further contact on the one about the same. The same request again answers the same.
 * @param within runs in the same transaction, once
 */
export async function reportAnswers(
  ctx: ShopContext,
  { requestId, order, language, answers, channel }: AnsweredReport,
  shop: ShopFront,
  within: (tx: Statements, complaintId: ComplaintId) => Promise<void>,
): Promise<Result<Reported, SendProblem>> {
  const { lines, words, wantedOutcome, callback } = answers;
  const chosen = chosenIn(shop.intake.reasons, answers);
  if (!lines || !chosen || words === undefined || !wantedOutcome || callback === undefined)
    return err({ kind: 'unfinished' });
  const { reason } = chosen.choice;
  const { detail } = chosen;
  const reported = await reportComplaint(
    ctx,
    {
      requestId,
      orderId: order.id,
      lines,
      reason,
      severity: suggestSeverity(reason, order.total.shop.minor, highValueMinor),
      channel,
      wantedOutcome,
      words,
      language,
      detail: detail && { text: reasonWordsFor(detail, 'en'), returnReason: returnReasonFor(reason, detail) },
    },
    async (tx, { complaintId }) => {
      await within(tx, complaintId);
      if (callback)
        await askCallback(tx, ctx, complaintId, {
          ...{ phone: callback.phone, from: new Date(callback.from), to: new Date(callback.to) },
          ...{ timeZone: zoneOf(order.shipTo?.countryCode ?? null, shop.timeZone), shopZone: shop.timeZone },
          askedBy: 'customer',
        });
    },
  );
  return reported.ok ? reported : err({ kind: 'order' });
}

/** What she reads when it has been sent: the number of her case, and by when she hears. */
export async function sentReport(
  ctx: ShopContext,
  complaintId: ComplaintId,
): Promise<{ number: number; by: Date | null }> {
  const [row] = await ctx.db.statements(ctx.shopId).$queryRaw<{ number: number; by: Date | null }[]>`
    SELECT number, coalesce(first_answer_due_at, next_action_due_at) AS by FROM complaints
    WHERE shop_id = ${ctx.shopId} AND id = ${complaintId}::uuid`;
  if (!row) throw new Error(`no complaint ${complaintId}`);
  return row;
}
