import { lockComplaint } from '#app/db/complaints.server.ts';
import type { ComplaintId, RequestId } from '#app/domain/ids.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import type { Language } from '#app/domain/language.ts';
import type { ShopContext } from '../context.ts';
import { hearCustomer } from '../messages/hear-customer.server.ts';

/** Far more than anybody has to say at a time. */
export const longestCaseMessage = 5000;
/** As many in an hour. What is written faster than this nobody reads. */
const mostAnHour = 10;
const hourMs = 60 * 60 * 1000;

export type WriteOnCase = { complaintId: ComplaintId; requestId: RequestId; text: string; language: Language };

/**
 * A customer writes on the page of her complaint. The same request again changes nothing and answers the same.
 * `answerBy`: by when somebody answers.
 */
export async function writeOnCase(
  ctx: ShopContext,
  { complaintId, requestId, text, language }: WriteOnCase,
): Promise<Result<{ answerBy: Date }, { kind: 'empty' | 'too_long' | 'too_many' }>> {
  const { shopId } = ctx;
  const body = text.replaceAll('\r\n', '\n').trim();
  if (body === '') return err({ kind: 'empty' });
  if (body.length > longestCaseMessage) return err({ kind: 'too_long' });
  const dedupeKey = `page:${complaintId}:${requestId}`;
  return ctx.db.atomically(shopId, async (tx) => {
    // Counted under the complaint's lock, so that ten at once are ten.
    await lockComplaint(tx, shopId, complaintId);
    const since = new Date(ctx.clock.now().getTime() - hourMs);
    const [row] = await tx.$queryRaw<{ many: number; same: boolean }[]>`
      SELECT count(*) FILTER (WHERE at > ${since})::int AS many, coalesce(bool_or(dedupe_key = ${dedupeKey}), false) AS same
      FROM messages WHERE shop_id = ${shopId} AND complaint_id = ${complaintId}::uuid AND direction = 'from_customer' AND channel = 'page'`;
    if (row && !row.same && row.many >= mostAnHour) return err({ kind: 'too_many' });
    const said = { complaintId, channel: 'page', language, subject: '', body, dedupeKey } as const;
    const { answerBy } = await hearCustomer(tx, ctx, said);
    return ok({ answerBy });
  });
}
