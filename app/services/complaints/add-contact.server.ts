import {
  contactedBy,
  contactKey,
  lockContacted,
  saveContact,
  type ContactedComplaint,
} from '#app/db/contacts.server.ts';
import { addMessage } from '#app/db/messages.server.ts';
import { readService, runAgain } from '#app/db/complaint-clocks.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import { tell } from '#app/db/timeline.server.ts';
import type { Channel } from '#app/domain/complaint/complaint.ts';
import { afterContact } from '#app/domain/complaint/same-matter.ts';
import type { ComplaintId, RequestId } from '#app/domain/ids.ts';
import type { Language } from '#app/domain/language.ts';
import { soon } from '#app/domain/service/clocks.ts';
import { err, ok, type Result } from '#app/domain/result.ts';
import type { ShopContext } from '../context.ts';

export type Contact = { requestId: RequestId; channel: Channel; words: string; language: Language };

/**
 * The customer has come once more about a complaint, inside the caller's transaction, which holds it: what she said stands
 * beside it, it weighs more and is due sooner. The same request again changes nothing.
 */
export async function addContact(
  tx: Statements,
  ctx: Pick<ShopContext, 'shopId' | 'actor' | 'clock'>,
  complaint: ContactedComplaint,
  { requestId, channel, words, language }: Contact,
): Promise<void> {
  const { shopId, actor, clock } = ctx;
  const at = clock.now();
  const added = await addMessage(tx, shopId, {
    complaintId: complaint.id,
    direction: 'from_customer',
    kind: 'from_customer',
    channel,
    language,
    subject: '',
    body: words,
    author: { kind: 'customer', name: '' },
    dedupeKey: contactKey(requestId),
    details: {},
    at,
  });
  if (added === null) return;
  const service = await readService(tx, shopId);
  const { severity, raised, dueAt } = afterContact(complaint.severity, complaint.dueAt, (as) => soon(service, as, at));
  const waited = complaint.state === 'waiting_for_customer';
  const nextAction = waited ? 'answer_customer' : (complaint.nextAction ?? 'answer_customer');
  await saveContact(tx, shopId, complaint.id, { severity, nextAction, dueAt, at });
  if (waited) await runAgain(tx, shopId, complaint.id, at);
  await tell(tx, { shopId, complaintId: complaint.id, actor, at }, [
    { kind: 'contacted_again', channel, contacts: complaint.contacts + 1, severity: raised ? severity : null },
  ]);
}

/** `over`: it was resolved or closed meanwhile; a new one is to be logged. */
export type AddContactProblem = { kind: 'not_found' } | { kind: 'over' };

/**
 * Staff add what came in to a complaint that is there, instead of logging another one.
 * @param contact `note`: what else was written down, for colleagues
 */
export async function addContactByHand(
  ctx: ShopContext,
  complaintId: ComplaintId,
  contact: Omit<Contact, 'language'> & { note?: string },
): Promise<Result<{ complaintId: ComplaintId; number: number }, AddContactProblem>> {
  const { shopId, db } = ctx;
  return db.atomically(shopId, async (tx) => {
    const complaint = await lockContacted(tx, shopId, complaintId);
    if (!complaint) return err({ kind: 'not_found' });
    const told = await contactedBy(tx, shopId, contact.requestId);
    if (told === null && (complaint.state === 'resolved' || complaint.state === 'closed')) return err({ kind: 'over' });
    if (told === null) {
      const [row] = await tx.$queryRaw<{ language: Language }[]>`
        SELECT language FROM complaints WHERE shop_id = ${shopId} AND id = ${complaintId}::uuid`;
      const { note = '', ...said } = contact;
      await addContact(tx, ctx, complaint, { ...said, language: row?.language ?? 'en' });
      if (note !== '')
        await tell(tx, { shopId, complaintId, actor: ctx.actor, at: ctx.clock.now() }, [{ kind: 'note', text: note }]);
    }
    return ok({ complaintId, number: complaint.number });
  });
}
