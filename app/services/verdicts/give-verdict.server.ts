import { lockComplaint } from '#app/db/complaints.server.ts';
import { readAttachments } from '#app/db/attachments.server.ts';
import { roleOf } from '#app/db/staff-access.server.ts';
import { tell } from '#app/db/timeline.server.ts';
import { addVerdict, verdictsOf } from '#app/db/verdicts.server.ts';
import type { ComplaintId, RequestId } from '#app/domain/ids.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import type { Evidence, Verdict } from '#app/domain/verdict.ts';
import { moveComplaint } from '../complaints/change-complaint.server.ts';
import type { StaffContext } from '../context.ts';

export type VerdictInput = {
  requestId: RequestId;
  verdict: Verdict;
  /** What it rests on, in words. */
  note: string;
  /** Ids of files of the complaint. */
  files: readonly string[];
  /** Facts as the page showed them. */
  facts: readonly string[];
  /** Why the one before is changed; empty for a first one. */
  why: string;
};

export type VerdictProblem =
  | { kind: 'not_found' }
  | { kind: 'no_role' }
  /** There is one already, and it is not said why it is changed. */
  | { kind: 'why_missing' }
  /** A file that is not of this complaint. */
  | { kind: 'unknown_file' }
  | { kind: 'request_reused' };

/** Says whether a complaint is justified, with its evidence. Each change is kept with its reason; the same form twice is one. */
export async function giveVerdict(
  ctx: StaffContext,
  complaintId: ComplaintId,
  { requestId, verdict, note, files, facts, why }: VerdictInput,
): Promise<Result<null, VerdictProblem>> {
  const { shopId, actor } = ctx;
  const now = ctx.clock.now();
  return ctx.db.atomically(shopId, async (tx) => {
    const complaint = await lockComplaint(tx, shopId, complaintId);
    if (!complaint) return err({ kind: 'not_found' });
    const [role, before, all] = await Promise.all([
      roleOf(tx, shopId, actor.userId),
      verdictsOf(tx, shopId, complaintId),
      readAttachments(tx, shopId, { complaintId }),
    ]);
    if (role === 'none') return err({ kind: 'no_role' });
    const same = before.find((each) => each.requestId === requestId);
    if (same) return same.verdict === verdict && same.note === note ? ok(null) : err({ kind: 'request_reused' });
    const last = before.at(-1);
    if (last && why === '') return err({ kind: 'why_missing' });
    const chosen = files.map((id) => all.find((file) => file.id === id));
    if (chosen.includes(undefined)) return err({ kind: 'unknown_file' });
    const evidence: Evidence[] = [
      ...chosen.flatMap((file) => (file ? [{ kind: 'file', id: file.id, name: file.name } as const] : [])),
      ...facts.map((text) => ({ kind: 'fact', text }) as const),
    ];
    const by = { userId: actor.userId, name: actor.name };
    const given = { number: (last?.number ?? 0) + 1, verdict, note, evidence, why: last ? why : null, by, requestId };
    await addVerdict(tx, shopId, complaintId, { ...given, at: now });
    await tell(tx, { shopId, complaintId, actor: { ...actor, role }, at: now }, [
      {
        kind: 'verdict_given',
        verdict,
        before: last?.verdict ?? null,
        note,
        evidence: evidence.length,
        why: given.why,
      },
    ]);
    return ok(null);
  });
}

export type RefuseProblem =
  | { kind: 'not_found' }
  /** Nobody has said yet whether it is justified. */
  | { kind: 'no_verdict' }
  /** What is justified is not refused. */
  | { kind: 'justified' }
  | { kind: 'frozen' }
  | { kind: 'not_possible' };

/** Closes a complaint as refused: only on a verdict that it is not, or not all, justified. */
export async function closeAsRefused(
  ctx: StaffContext,
  complaintId: ComplaintId,
  { why }: { why: string },
): Promise<Result<null, RefuseProblem>> {
  const { shopId } = ctx;
  const last = (await verdictsOf(ctx.db.statements(shopId), shopId, complaintId)).at(-1);
  if (!last) return err({ kind: 'no_verdict' });
  if (last.verdict === 'justified') return err({ kind: 'justified' });
  const closed = await moveComplaint(ctx, complaintId, { to: 'closed', why, onVerdict: last.number });
  if (closed.ok) return closed;
  return err({ kind: closed.error.kind });
}
