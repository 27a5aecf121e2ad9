import type { Statements } from '#app/db/statements.server.ts';
import type { ComplaintId } from '#app/domain/ids.ts';
import type { ShopContext } from '../context.ts';

/**
 * Writes down that a person has answered the customer, inside the transaction of the answer: the clock of the first answer
 * stops, and what is next is to decide. With `until` (a holding reply: "you will hear by then") the next is to answer again
 * by that moment. What waits for something else (an approval, a parcel) goes on waiting for it. An automatic acknowledgement
 * is no answer. Said twice it changes nothing but the date in `until`.
 */
export async function markAnswered(
  tx: Statements,
  { shopId, clock }: Pick<ShopContext, 'shopId' | 'clock'>,
  complaintId: ComplaintId,
  { until = null }: { until?: Date | null } = {},
): Promise<void> {
  const at = clock.now();
  await tx.$executeRaw`
    UPDATE complaints SET first_answered_at = coalesce(first_answered_at, ${at}::timestamptz), updated_at = ${at}::timestamptz,
      look_at = ${at}::timestamptz,
      next_action = CASE
        WHEN state <> 'open' THEN next_action
        WHEN ${until}::timestamptz IS NOT NULL AND next_action IN ('answer_customer', 'decide_remedy', 'decide_again') THEN 'answer_customer'
        WHEN ${until}::timestamptz IS NULL AND next_action = 'answer_customer' THEN 'decide_remedy'
        ELSE next_action END,
      next_action_due_at = CASE
        WHEN state <> 'open' THEN next_action_due_at
        WHEN ${until}::timestamptz IS NOT NULL AND next_action IN ('answer_customer', 'decide_remedy', 'decide_again') THEN ${until}::timestamptz
        WHEN ${until}::timestamptz IS NULL AND next_action = 'answer_customer' THEN greatest(coalesce(resolve_due_at, next_action_due_at), ${at}::timestamptz)
        ELSE next_action_due_at END
    WHERE shop_id = ${shopId} AND id = ${complaintId}::uuid`;
}
