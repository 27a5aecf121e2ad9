import { lockComplaint } from '#app/db/complaints.server.ts';
import { isUniqueViolation } from '#app/db/errors.server.ts';
import { addStep, orderOfRemedy, stepAskedBefore, stepsOf } from '#app/db/handmade-steps.server.ts';
import { lockOrder } from '#app/db/order-snapshots.server.ts';
import { readRemedy } from '#app/db/remedies.server.ts';
import type { RemedyRowOf, StoredRemedyOf } from '#app/db/remedies.server.ts';
import { roleOf } from '#app/db/staff-access.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import { tell } from '#app/db/timeline.server.ts';
import type { StoryEvent } from '#app/domain/complaint/story.ts';
import { parseOrderId, trusted } from '#app/domain/ids.ts';
import type { ComplaintId, RemedyId, RequestId } from '#app/domain/ids.ts';
import { takeStep } from '#app/domain/remedy/handmade.ts';
import type { StepDetails, StepProblem, TakenStep } from '#app/domain/remedy/handmade.ts';
import type { HandmadeKind, ProofOf, RemedyKind } from '#app/domain/remedy/kinds.ts';
import { rulesOf } from '#app/domain/remedy/rules.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import type { StaffContext } from '../context.ts';
import { inputHash } from './input-hash.server.ts';
import { foundInside } from './record-outcome.server.ts';

export type RecordStepInput = {
  requestId: RequestId;
  complaintId: ComplaintId;
  remedyId: RemedyId;
  /** How many steps the page showed: a step is taken on what the person has seen. */
  seen: number;
  step: string;
  details: StepDetails;
};

export type RecordStepProblem =
  | { kind: 'not_found' }
  | { kind: 'no_role' }
  | { kind: 'request_reused' }
  /** It has ended, is being taken back, or is not there yet. */
  | { kind: 'not_under_way' }
  /** Somebody else has gone on meanwhile. */
  | { kind: 'moved_on'; remedy: HandmadeKind; last: TakenStep }
  | { kind: 'step'; problem: StepProblem };

type Answer = Result<{ number: number }, RecordStepProblem>;

/**
 * Writes down what somebody has done for a remedy outside of Shopify. Step, remedy, ledger, story and complaint turn
 * together, in one transaction. The same request id with the same input answers the same; with other input it is refused.
 * Nothing is asked of Shopify.
 */
export async function recordStep(ctx: StaffContext, input: RecordStepInput): Promise<Answer> {
  const { shopId } = ctx;
  const { complaintId, remedyId, requestId } = input;
  const hash = inputHash(input);
  const about = await orderOfRemedy(ctx.db.statements(shopId), shopId, complaintId, remedyId);
  if (!about) return err({ kind: 'not_found' });
  try {
    return await ctx.db.atomically(shopId, (tx) => recordInside(ctx, tx, input, hash, about), { name: 'record-step' });
  } catch (error) {
    // The same request id on another remedy at the same moment: the database let one in.
    if (!isUniqueViolation(error)) throw error;
    const earlier = await stepAskedBefore(ctx.db.statements(shopId), shopId, requestId);
    if (!earlier) throw error;
    return replay(earlier, hash);
  }
}

async function recordInside(
  ctx: StaffContext,
  tx: Statements,
  input: RecordStepInput,
  hash: string,
  about: { orderId: string; currency: string },
): Promise<Answer> {
  const { shopId, actor } = ctx;
  const { complaintId, remedyId, requestId, seen } = input;
  // In this order: first the locks, then, under them, what the step follows on.
  const [, , role, [row], taken, earlier] = await Promise.all([
    lockOrder(tx, shopId, trusted(parseOrderId, about.orderId)),
    lockComplaint(tx, shopId, complaintId),
    roleOf(tx, shopId, actor.userId),
    tx.$queryRaw<RemedyRowOf<RemedyKind>[]>`
      SELECT * FROM remedies WHERE shop_id = ${shopId} AND id = ${remedyId}::uuid`,
    stepsOf(tx, shopId, remedyId),
    stepAskedBefore(tx, shopId, requestId),
  ]);
  if (!row) return err({ kind: 'not_found' });
  // Whoever held the lock before us may have been this same request.
  if (earlier) return replay(earlier, hash);
  if (role === 'none') return err({ kind: 'no_role' });
  const remedy = readRemedy(row);
  if (!isHandmade(remedy)) return err({ kind: 'not_found' });
  const last = taken.at(-1);
  if (last && seen !== taken.length) return err({ kind: 'moved_on', remedy: remedy.kind, last });
  if (remedy.state !== 'issued') return err({ kind: 'not_under_way' });
  return takeIt({ ...ctx, actor: { ...actor, role } }, tx, remedy, taken, input, hash);
}

async function takeIt(
  ctx: StaffContext,
  tx: Statements,
  remedy: StoredRemedyOf<HandmadeKind>,
  taken: readonly TakenStep[],
  input: RecordStepInput,
  hash: string,
): Promise<Answer> {
  const { shopId, actor } = ctx;
  const now = ctx.clock.now();
  const { id, kind, complaintId, amount, shopCost } = remedy;
  const step = takeStep(rulesOf(kind).handmade ?? {}, taken, shopCost, input);
  if (!step.ok) return err({ kind: 'step', problem: step.error });
  const { to, details } = step.value;
  const number = taken.length + 1;
  const { requestId, step: name } = input;
  const { cost = null, why = null } = details;
  const told: StoryEvent = { kind: 'remedy_step', remedyId: id, remedy: kind, amount, step: name, cost, why };
  await addStep(tx, shopId, { remedyId: id, number, step: name, details, requestId, inputHash: hash }, actor, now);
  await tell(tx, { shopId, complaintId, actor, at: now }, [told]);
  const all = [...taken, { step: name, at: now.toISOString(), by: actor.name, details }];
  // The steps are those of this kind: its own rules have let them in.
  const proof = { steps: all } as ProofOf<HandmadeKind>;
  const recorded = await foundInside(tx, ctx, remedy, { externalId: id, standing: to, proof });
  if (!recorded) throw new Error(`remedy ${id} has turned under its lock`);
  return ok({ number });
}

const isHandmade = (remedy: StoredRemedyOf<RemedyKind>): remedy is StoredRemedyOf<HandmadeKind> =>
  rulesOf(remedy.kind).handmade !== undefined;

const replay = (earlier: { inputHash: string; number: number }, hash: string): Answer =>
  earlier.inputHash === hash ? ok({ number: earlier.number }) : err({ kind: 'request_reused' });
