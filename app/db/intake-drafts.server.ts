import { parseComplaintId, parseOrderId, parseRequestId, trusted } from '#app/domain/ids.ts';
import type { ComplaintId, OrderId, RequestId, ShopId } from '#app/domain/ids.ts';
import type { Answers } from '#app/domain/intake/answers.ts';
import type { Language } from '#app/domain/language.ts';
import type { Statements } from './statements.server.ts';

/** A form that is being filled in behind a link. `complaintId`: what it became when it was sent. */
export type StoredDraft = {
  linkId: string;
  orderId: OrderId;
  language: Language;
  requestId: RequestId;
  answers: Answers;
  complaintId: ComplaintId | null;
};

/** The form behind a link as it is; begun now when it was not yet. */
export async function openDraft(
  client: Statements,
  shopId: ShopId,
  begin: { linkId: string; orderId: OrderId; language: Language; requestId: RequestId; at: Date },
): Promise<StoredDraft> {
  await client.$executeRaw`
    INSERT INTO intake_drafts (shop_id, link_id, order_id, language, request_id, at)
    VALUES (${shopId}, ${begin.linkId}::uuid, ${begin.orderId}, ${begin.language}, ${begin.requestId}::uuid, ${begin.at})
    ON CONFLICT (shop_id, link_id) DO NOTHING`;
  const [row] = await client.$queryRaw<
    {
      order_id: string;
      language: Language;
      request_id: string;
      answers: Answers;
      complaint_id: string | null;
    }[]
  >`
    SELECT order_id, language, request_id, answers, complaint_id FROM intake_drafts
    WHERE shop_id = ${shopId} AND link_id = ${begin.linkId}::uuid`;
  if (!row) throw new Error('a draft that is not there after it was begun');
  return {
    linkId: begin.linkId,
    orderId: trusted(parseOrderId, row.order_id),
    language: row.language,
    requestId: trusted(parseRequestId, row.request_id),
    answers: row.answers,
    complaintId: row.complaint_id === null ? null : trusted(parseComplaintId, row.complaint_id),
  };
}

/** Keeps what she has answered so far; of what was sent nothing changes any more. */
export async function saveDraft(
  client: Statements,
  shopId: ShopId,
  linkId: string,
  change: { answers?: Answers; language?: Language },
): Promise<void> {
  const answers = change.answers ? JSON.stringify(change.answers) : null;
  await client.$executeRaw`
    UPDATE intake_drafts SET answers = coalesce(${answers}::jsonb, answers), language = coalesce(${change.language ?? null}, language)
    WHERE shop_id = ${shopId} AND link_id = ${linkId}::uuid AND complaint_id IS NULL`;
}

/** The form was sent, and became this. What was in it is the complaint's now. */
export async function endDraft(
  tx: Statements,
  shopId: ShopId,
  linkId: string,
  complaintId: ComplaintId,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE intake_drafts SET complaint_id = ${complaintId}::uuid, answers = '{}'::jsonb
    WHERE shop_id = ${shopId} AND link_id = ${linkId}::uuid`;
}

/** Removes the forms of a customer. Ask while her orders still know her. */
export async function forgetDrafts(
  tx: Statements,
  shopId: ShopId,
  { customer, orderIds }: { customer: string; orderIds: readonly string[] },
): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM intake_drafts d WHERE d.shop_id = ${shopId} AND (d.order_id = ANY(${[...orderIds]}) OR EXISTS (
      SELECT 1 FROM order_snapshots o WHERE o.shop_id = d.shop_id AND o.order_id = d.order_id AND o.customer_id = ${customer}))`;
}
