import { parseOrderId, trusted } from '#app/domain/ids.ts';
import { mayResolveDifferences } from '#app/domain/people.ts';
import type { RemedyKind } from '#app/domain/remedy/kinds.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import type { StaffContext } from '../context.ts';
import { checkOrder } from './check-order.server.ts';

export type DifferenceProblem = { kind: 'not_allowed' | 'not_found' | 'already_resolved' | 'no_note' };

/** Somebody sees to it: everybody else knows. Taking what another person has taken makes it one's own. */
export async function takeDifference(ctx: StaffContext, id: string): Promise<Result<null, DifferenceProblem>> {
  if (!mayResolveDifferences(ctx.actor.role)) return err({ kind: 'not_allowed' });
  const taken = await ctx.db.statements(ctx.shopId).$executeRaw`
    UPDATE reconciliation_breaks SET state = 'taken', owner_user_id = ${ctx.actor.userId}, taken_at = ${ctx.clock.now()}
    WHERE shop_id = ${ctx.shopId} AND id = ${id}::uuid AND state IN ('open', 'taken')`;
  return taken === 1 ? ok(null) : err({ kind: await whyNot(ctx, id) });
}

/** It is seen to, and `note` says how. The same difference is not told again; other numbers are another one. */
export async function resolveDifference(
  ctx: StaffContext,
  id: string,
  note: string,
): Promise<Result<null, DifferenceProblem>> {
  if (!mayResolveDifferences(ctx.actor.role)) return err({ kind: 'not_allowed' });
  if (note.trim() === '') return err({ kind: 'no_note' });
  const resolved = await ctx.db.statements(ctx.shopId).$executeRaw`
    UPDATE reconciliation_breaks SET state = 'resolved', resolved_by = ${ctx.actor.userId}, resolved_at = ${ctx.clock.now()},
      note = ${note.trim()}, owner_user_id = coalesce(owner_user_id, ${ctx.actor.userId})
    WHERE shop_id = ${ctx.shopId} AND id = ${id}::uuid AND state IN ('open', 'taken')`;
  return resolved === 1 ? ok(null) : err({ kind: await whyNot(ctx, id) });
}

export type LookedAgain = 'still' | 'gone' | 'unread';

/** Compares this order with Shopify now: whether it still differs, or why nobody can say. */
export async function lookAtDifference(ctx: StaffContext, id: string): Promise<Result<LookedAgain, DifferenceProblem>> {
  if (!mayResolveDifferences(ctx.actor.role)) return err({ kind: 'not_allowed' });
  const before = await find(ctx, id);
  if (!before) return err({ kind: 'not_found' });
  const { remedy_kind: kind, external_id: externalId } = before;
  const orderId = before.order_id === null ? null : trusted(parseOrderId, before.order_id);
  const { unread } = await checkOrder(ctx, orderId, [{ kind, externalId: externalId ?? '', orderId }].filter(isNamed));
  if (unread > 0) return ok('unread');
  const after = await find(ctx, id);
  return ok(after?.state === 'resolved' ? 'gone' : 'still');
}

const isNamed = ({ externalId }: { externalId: string }): boolean => externalId !== '';

type Row = { state: string; remedy_kind: RemedyKind; order_id: string | null; external_id: string | null };

async function find({ db, shopId }: StaffContext, id: string): Promise<Row | undefined> {
  const [row] = await db.statements(shopId).$queryRaw<Row[]>`
    SELECT state, remedy_kind, order_id, external_id FROM reconciliation_breaks WHERE shop_id = ${shopId} AND id = ${id}::uuid`;
  return row;
}

const whyNot = async (ctx: StaffContext, id: string): Promise<'not_found' | 'already_resolved'> =>
  (await find(ctx, id)) ? 'already_resolved' : 'not_found';
