import {
  callbacksAskedSince,
  lockCallback,
  nextAfterCall,
  saveCallback,
  type AskedCallback,
} from '#app/db/callbacks.server.ts';
import { lockComplaint, moveTo } from '#app/db/complaints.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import { tell } from '#app/db/timeline.server.ts';
import type { ComplaintId } from '#app/domain/ids.ts';
import { err, ok, type Result } from '#app/domain/result.ts';
import type { ShopContext } from '../context.ts';
import { slotSaid } from './slot-said.ts';

export type AskCallback = AskedCallback & {
  /** Of the shop, in which staff read when it is. */
  shopZone: string;
};

/**
 * Writes down that a customer wants to be called, inside the caller's transaction: the complaint is open and the call is its next
 * step, unless something else is due sooner. Asked again with another time the call is moved; with the same nothing changes.
 */
export async function askCallback(
  tx: Statements,
  ctx: Pick<ShopContext, 'shopId' | 'actor' | 'clock'>,
  complaintId: ComplaintId,
  { shopZone, ...asked }: AskCallback,
): Promise<void> {
  const { shopId, actor, clock } = ctx;
  const at = clock.now();
  const complaint = await lockComplaint(tx, shopId, complaintId);
  if (!complaint) throw new Error(`no complaint ${complaintId}`);
  const before = await lockCallback(tx, shopId, complaintId);
  if (before?.phone === asked.phone && before.from.getTime() === asked.from.getTime()) return;
  const { state } = complaint;
  await saveCallback(tx, shopId, complaintId, asked, { at, anew: state !== 'open' });
  if (state !== 'open')
    await moveTo(tx, shopId, complaintId, { state: 'open', next: { action: 'call_customer', dueAt: asked.to } }, at);
  const waiting = await lockCallback(tx, shopId, complaintId);
  if (state === 'open' && waiting) await nextAfterCall(tx, shopId, complaintId, waiting.id, at);
  const { phone, from, to } = asked;
  await tell(tx, { shopId, complaintId, actor, at }, [
    {
      ...{ kind: 'callback_asked', phone, from: from.toISOString(), to: to.toISOString() },
      ...{ when: slotSaid(asked, shopZone), ...(asked.askedBy === 'staff' && { planned: true as const }) },
    },
    ...(state === 'open'
      ? []
      : [{ kind: 'state_changed', from: state, to: 'open', why: 'The customer is to be called.' } as const]),
  ]);
}

const hourMs = 60 * 60 * 1000;
/** As often in an hour a customer may ask for a call, or move it. */
const mostAnHour = 5;

/** A customer asks on the page of her complaint. `over`: there is nothing to call about any more. */
export async function askForCall(
  ctx: ShopContext,
  complaintId: ComplaintId,
  asked: Omit<AskCallback, 'askedBy'>,
): Promise<Result<null, { kind: 'too_many' } | { kind: 'over' }>> {
  const { shopId, clock } = ctx;
  return ctx.db.atomically(shopId, async (tx) => {
    const complaint = await lockComplaint(tx, shopId, complaintId);
    if (!complaint || complaint.state === 'resolved' || complaint.state === 'closed') return err({ kind: 'over' });
    const since = new Date(clock.now().getTime() - hourMs);
    if ((await callbacksAskedSince(tx, shopId, complaintId, since)) >= mostAnHour) return err({ kind: 'too_many' });
    await askCallback(tx, ctx, complaintId, { ...asked, askedBy: 'customer' });
    return ok(null);
  });
}
