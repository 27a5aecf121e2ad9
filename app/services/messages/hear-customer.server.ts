import { readService } from '#app/db/complaint-clocks.server.ts';
import { lockComplaint, moveTo } from '#app/db/complaints.server.ts';
import { addMessage } from '#app/db/messages.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import { tell } from '#app/db/timeline.server.ts';
import { withAnswer } from '#app/domain/complaint/complaint.ts';
import type { MessageChannel, MessageText } from '#app/domain/complaint/message.ts';
import type { ComplaintId } from '#app/domain/ids.ts';
import type { Customer } from '#app/domain/people.ts';
import { soon } from '#app/domain/service/clocks.ts';
import type { ShopContext } from '../context.ts';

export type FromCustomer = MessageText & {
  complaintId: ComplaintId;
  channel: MessageChannel;
  /** Names what was said: heard twice it is written down once. */
  dedupeKey: string;
  details?: Record<string, unknown>;
};

/** `already`: the same was heard before, and nothing changes. */
export type Heard = { heard: 'now'; answerBy: Date; messageId: string } | { heard: 'already'; answerBy: Date };

/**
 * Writes down what a customer has said about her complaint, and sees to it that somebody answers: the complaint is open,
 * whatever it was before, with an answer due. Inside the caller's transaction.
 */
export async function hearCustomer(tx: Statements, ctx: ShopContext, said: FromCustomer): Promise<Heard> {
  const { shopId, clock } = ctx;
  const { complaintId, channel, language, subject, body, dedupeKey, details = {} } = said;
  const now = clock.now();
  const complaint = await lockComplaint(tx, shopId, complaintId);
  if (!complaint) throw new Error(`no complaint ${complaintId}`);
  const [known] = await tx.$queryRaw<{ name: string | null; due: Date | null }[]>`
    SELECT customer_name AS name, next_action_due_at AS due FROM complaints WHERE shop_id = ${shopId} AND id = ${complaintId}::uuid`;
  const author: Customer = { kind: 'customer', name: known?.name ?? '' };
  const direction = 'from_customer';
  const message = { complaintId, kind: direction, direction, channel, language, subject, body } as const;
  const added = await addMessage(tx, shopId, { ...message, author, dedupeKey, details, at: now });
  const { state, nextAction } = complaint;
  const due = state === 'open' ? (known?.due ?? null) : null;
  const soonest = soon(await readService(tx, shopId), complaint.severity, now);
  // What was due sooner stays due then.
  const answerBy = due !== null && due < soonest ? due : soonest;
  if (added === null) return { heard: 'already', answerBy };
  const next = { action: withAnswer(state === 'open' ? nextAction : null), dueAt: answerBy };
  await moveTo(tx, shopId, complaintId, { state: 'open', next }, now);
  await tell(tx, { shopId, complaintId, actor: author, at: now }, [
    { kind: 'customer_wrote', channel },
    ...(state === 'open'
      ? []
      : [{ kind: 'state_changed', from: state, to: 'open', why: 'The customer wrote.' } as const]),
  ]);
  return { heard: 'now', answerBy, messageId: added };
}
