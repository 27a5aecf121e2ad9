import { beginAttempt } from '#app/db/remedy-steps.server.ts';
import { claimRemedy } from '#app/db/remedies.server.ts';
import type { StoredRemedy } from '#app/db/remedies.server.ts';
import { newId } from '#app/db/new-id.server.ts';
import type { RemedyId } from '#app/domain/ids.ts';
import type { RefundIdentity } from '#app/domain/remedy/gateway.ts';
import { longestDoubtMs, nextStep, whenAbsent } from '#app/domain/remedy/next-step.ts';
import { unreachable } from '#app/domain/result.ts';
import type { ShopContext } from '../context.ts';
import {
  recordFound,
  recordNeedsPerson,
  recordNotIssued,
  recordOutcome,
  recordStillUnknown,
  recordWatching,
  stateOf,
} from './record-outcome.server.ts';

/**
 * Looks at a remedy's row and does the next thing with it. Safe to call at any time, any number of times, from any
 * process: whoever cannot take the lease leaves. Money path, in order: attempt row committed → call to Shopify outside
 * of any transaction → outcome recorded in one transaction.
 */
export async function advanceRemedy(ctx: ShopContext, remedyId: RemedyId): Promise<void> {
  const remedy = await claimRemedy(
    ctx.db.statements(ctx.shopId),
    ctx.shopId,
    remedyId,
    ctx.clock.now(),
    ctx.timing.leaseMs,
  );
  if (!remedy) return;
  const step = nextStep(remedy);
  switch (step) {
    case 'send':
      return send(ctx, remedy, 'approved');
    case 'look':
      return look(ctx, remedy);
    case 'watch':
      return watch(ctx, remedy);
    case 'leave':
      return;
    default:
      return unreachable(step);
  }
}

async function send(ctx: ShopContext, remedy: StoredRemedy, from: 'approved' | 'unknown'): Promise<void> {
  const sending = await beginAttempt(
    ctx.db.statements(ctx.shopId),
    ctx.shopId,
    remedy,
    from,
    newId(),
    ctx.clock.now(),
    ctx.timing.leaseMs,
  );
  if (!sending) return;
  // From here on the process may die at any line: the attempt is written down, so the sweep will look, not send.
  const { complaintNumber } = sending;
  const identity: RefundIdentity = { remedyId: remedy.id, idempotencyKey: remedy.idempotencyKey, complaintNumber };
  const outcome = await ctx.gateway.issueRefund(remedy.plan, identity);
  await recordOutcome(ctx, sending.remedy, outcome);
}

/** Something was sent and we do not know its end. Ask Shopify what there is; never assume. */
async function look(ctx: ShopContext, remedy: StoredRemedy): Promise<void> {
  const inDoubt =
    remedy.state === 'sending' ? await recordStillUnknown(ctx, remedy, 'the worker that sent it is gone') : remedy;
  if (!inDoubt) return;
  const now = ctx.clock.now();
  const found = await ctx.gateway.findRefund(remedy.orderId, remedy.id, remedy.externalId);
  if (!found.ok) {
    const tooOld = now.getTime() - remedy.createdAt.getTime() > longestDoubtMs;
    if (tooOld) return recordNeedsPerson(ctx, inDoubt, `Shopify could not be asked: ${found.error.kind}`);
    await recordStillUnknown(ctx, inDoubt, `could not look: ${found.error.kind}`);
    return;
  }
  if (found.value) return recordFound(ctx, inDoubt, found.value);
  // Shopify has shown us this refund before: that it cannot be seen now proves nothing.
  if (inDoubt.externalId) return recordNeedsPerson(ctx, inDoubt, 'Shopify no longer shows this refund');
  const verdict = whenAbsent(inDoubt, now, ctx.timing.quarantineMs, inDoubt.messages);
  switch (verdict.do) {
    case 'send_again':
      return send(ctx, inDoubt, 'unknown');
    case 'wait':
      await recordStillUnknown(ctx, inDoubt, 'not there yet', verdict.until);
      return;
    case 'not_issued':
      return recordNotIssued(ctx, inDoubt);
    default:
      return unreachable(verdict);
  }
}

/** Shopify has the refund, the payment provider has not confirmed it: follow it until it has, or has failed. */
async function watch(ctx: ShopContext, remedy: StoredRemedy): Promise<void> {
  const found = await ctx.gateway.findRefund(remedy.orderId, remedy.id, remedy.externalId);
  if (found.ok && found.value && stateOf(found.value) !== 'issued') return recordFound(ctx, remedy, found.value);
  const tooOld = ctx.clock.now().getTime() - remedy.createdAt.getTime() > longestDoubtMs;
  if (tooOld) return recordNeedsPerson(ctx, remedy, 'the payment provider has not confirmed this refund');
  await recordWatching(ctx, remedy);
}
