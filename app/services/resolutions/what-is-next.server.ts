/** What a remedy's end means for its complaint: resolved, or what somebody has to do next. */
import { lockComplaint, moveTo } from '#app/db/complaints.server.ts';
import type { StoredRemedyOf } from '#app/db/remedies.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import type { StoryEvent } from '#app/domain/complaint/story.ts';
import type { ProofOf, RemedyKind } from '#app/domain/remedy/kinds.ts';
import { rulesOf } from '#app/domain/remedy/rules.ts';
import type { ShopContext } from '../context.ts';

/**
 * What it means for the complaint that a remedy has arrived: somebody has to decide what follows, or it is resolved when
 * nothing else is open. Answers what there is to tell.
 */
export async function whenArrived<K extends RemedyKind>(
  tx: Statements,
  ctx: ShopContext,
  remedy: StoredRemedyOf<K>,
  proof: ProofOf<K>,
  now: Date,
): Promise<StoryEvent[]> {
  const { shopId } = ctx;
  const { plan, complaintId } = remedy;
  if (!rulesOf(remedy.kind).thenDecide?.(plan, proof)) return resolveWhenDone(tx, ctx, remedy, now);
  const [complaint, refunds] = await Promise.all([
    lockComplaint(tx, shopId, complaintId),
    tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM remedies WHERE shop_id = ${shopId} AND complaint_id = ${complaintId}::uuid AND kind = 'refund'
        AND state IN ('approved', 'sending', 'unknown', 'issued', 'needs_person', 'undoing', 'settled') LIMIT 1`,
  ]);
  // What came may have been paid back before it did.
  if (refunds.length > 0) return resolveWhenDone(tx, ctx, remedy, now);
  if (!complaint || complaint.nextAction === 'decide_again') return [];
  const next = { action: 'decide_remedy', asSoonAs: 'normal' } as const;
  await moveTo(tx, shopId, complaintId, { state: 'open', next }, now);
  const { state: from } = complaint;
  return from === 'open' ? [] : [{ kind: 'state_changed', from, to: 'open', why: 'What was sent back has arrived.' }];
}

/** Resolves the complaint when this was its last open remedy; answers what there is to tell. */
export async function resolveWhenDone<K extends RemedyKind>(
  tx: Statements,
  ctx: ShopContext,
  remedy: StoredRemedyOf<K>,
  now: Date,
): Promise<StoryEvent[]> {
  const { shopId } = ctx;
  const [complaint, [other]] = await Promise.all([
    lockComplaint(tx, shopId, remedy.complaintId),
    tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM remedies WHERE shop_id = ${shopId} AND complaint_id = ${remedy.complaintId}::uuid AND id <> ${remedy.id}::uuid
        AND state IN ('approved', 'sending', 'unknown', 'issued', 'needs_person', 'undoing')
      UNION ALL SELECT id FROM approvals WHERE shop_id = ${shopId} AND complaint_id = ${remedy.complaintId}::uuid AND state = 'waiting'
      UNION ALL SELECT id FROM callbacks WHERE shop_id = ${shopId} AND complaint_id = ${remedy.complaintId}::uuid AND state = 'waiting'
      LIMIT 1`,
  ]);
  if (!complaint || complaint.state === 'closed' || complaint.state === 'resolved') return [];
  // Somebody is to decide, since another one came to nothing or something came back: that this one arrived is no answer.
  if (complaint.nextAction === 'decide_again' || complaint.nextAction === 'decide_remedy') return [];
  // Somebody above has been asked, and has not answered.
  if (complaint.frozen || complaint.nextAction === 'escalated') return [];
  // She has written, and nobody has answered.
  if (complaint.nextAction === 'answer_customer') return [];
  if (other) return [];
  await moveTo(tx, shopId, complaint.id, { state: 'resolved', next: null }, now);
  return [
    { kind: 'state_changed', from: complaint.state, to: 'resolved', why: 'Everything that was given has arrived.' },
  ];
}

export async function decideAgain<K extends RemedyKind>(
  tx: Statements,
  ctx: ShopContext,
  remedy: StoredRemedyOf<K>,
  now: Date,
): Promise<void> {
  await moveTo(
    tx,
    ctx.shopId,
    remedy.complaintId,
    { state: 'open', next: { action: 'decide_again', asSoonAs: 'high' } },
    now,
  );
}
