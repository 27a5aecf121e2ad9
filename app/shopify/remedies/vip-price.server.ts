import { shortName } from '#app/domain/remedy/discount-code.ts';
import type { Found, Identity, IssueOutcome, ReadProblem, RemedyCalls, Step } from '#app/domain/remedy/plug.ts';
import { vipCombinable } from '#app/domain/remedy/vip-price-rules.ts';
import { vipPriceStanding } from '#app/domain/remedy/vip-price-standing.ts';
import type { VipPricePlan, VipPriceProof } from '#app/domain/remedy/vip-price.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import {
  DropVipPriceDocument,
  EndVipPriceDocument,
  FindPreparedVipPriceDocument,
  FindVipPriceDocument,
  PrepareVipPriceDocument,
  StartVipPriceDocument,
} from '#app/types/admin.generated.ts';
import type { DiscountAutomaticBasicInput, StandingSeenFragment } from '#app/types/admin.generated.ts';
import { combining, readDiscountBasis, statuses, tagOf } from '../discount-basis.server.ts';
import { fromGid, toGid } from '../gid.ts';
import { readProblem } from '../read-problem.ts';
import { call, read } from '../transport.server.ts';
import type { TransportOptions } from '../transport.server.ts';
import { notDone, notLooked } from './not-done.ts';

const scope = 'write_discounts';

type Kind = 'vip_price';

// What is remembered between the calls: that one was begun, and the id of the one that may be switched on.
const begun = 'begun';
const prepared = 'prepared';

// Until it is switched on it begins on this day, and so is worth nothing.
const notYet = '2100-01-01T00:00:00Z';

/** The exact input, from the stored plan and the remedy's identity alone: always the same bytes. */
export function vipPriceInput(plan: VipPricePlan, { remedyId }: Identity): DiscountAutomaticBasicInput {
  return {
    // "Title must be unique for automatic discount." And she can name it when she writes.
    title: `${plan.title} · ${shortName(remedyId)}`,
    tags: ['amends', tagOf(remedyId)],
    startsAt: notYet,
    context: { customers: { add: [toGid('Customer', plan.customerId)] } },
    combinesWith: combining(vipCombinable(plan).combinesWith),
    customerGets: { items: { all: true }, value: { percentage: plan.percent / 100 } },
  };
}

/**
 * Prepares the discount, has its id written down, and only then switches it on. Whatever is lost on the way: nothing but
 * the one whose id is written down is ever switched on, and a second one that was prepared is worth nothing.
 */
async function execute(options: TransportOptions, step: Step<Kind>): Promise<IssueOutcome<Kind>> {
  const id = step.progress[prepared] ?? (await earlier(options, step));
  if (id !== null) return start(options, step, id);
  await step.remember({ [begun]: 'yes' });
  const end = await call(options, PrepareVipPriceDocument, { input: vipPriceInput(step.plan, step.identity) });
  if (end.kind !== 'answered') return notDone(end, scope);
  const payload = end.data.discountAutomaticBasicCreate;
  const messages = payload?.userErrors.map((error) => error.message) ?? [];
  // One of ours has the title already, and the search does not show it yet.
  if (messages.some((message) => nameTaken.test(message))) return { outcome: 'unknown', detail: messages.join(' ') };
  if (messages.length > 0) return { outcome: 'refused', code: 'user_errors', messages };
  const node = payload?.automaticDiscountNode;
  if (!node) return { outcome: 'unknown', detail: 'an answer without the discount' };
  return start(options, step, fromGid(node.id));
}

const nameTaken = /must be unique/i;

/** One that an earlier attempt prepared without our hearing of it. None found costs nothing: another one is prepared. */
async function earlier(options: TransportOptions, { identity, progress }: Step<Kind>): Promise<string | null> {
  if (progress[begun] === undefined) return null;
  const query = `method:automatic status:scheduled tag:${tagOf(identity.remedyId)}`;
  const end = await read(options, FindPreparedVipPriceDocument, { query });
  const [node] = end.kind === 'answered' ? end.data.discountNodes.nodes : [];
  return node ? fromGid(node.id) : null;
}

async function start(options: TransportOptions, step: Step<Kind>, id: string): Promise<IssueOutcome<Kind>> {
  if (step.progress[prepared] !== id) await step.remember({ [prepared]: id });
  const end = await call(options, StartVipPriceDocument, { id: toGid('DiscountAutomaticNode', id) });
  if (end.kind !== 'answered') return notDone(end, scope);
  const payload = end.data.discountAutomaticActivate;
  const messages = payload?.userErrors.map((error) => error.message) ?? [];
  if (messages.length > 0) {
    // It is worth nothing; it only need not lie about. Whether this succeeds changes nothing.
    await drop(options, id);
    return { outcome: 'refused', code: 'user_errors', messages };
  }
  const found = payload?.automaticDiscountNode && seen(payload.automaticDiscountNode);
  return found ? { outcome: 'succeeded', found } : { outcome: 'unknown', detail: 'an answer without the discount' };
}

/** Deletes what was prepared. Answers null when it is certainly not there any more, else why that is not known. */
async function drop(options: TransportOptions, id: string): Promise<ReadProblem | null> {
  const end = await call(options, DropVipPriceDocument, { id: toGid('DiscountAutomaticNode', id) });
  if (end.kind !== 'answered') return readProblem(end);
  const [error] = end.data.discountAutomaticDelete?.userErrors ?? [];
  if (!error || notThere.test(error.message)) return null;
  return { kind: 'unavailable', detail: error.message };
}

const notThere = /does not exist/i;

/** So that a call to switch it on that comes late finds nothing to switch on. */
async function abandon(options: TransportOptions, step: Step<Kind>): Promise<Result<Found<Kind> | null, ReadProblem>> {
  const found = await findExisting(options, step);
  if (!found.ok || found.value) return found;
  const id = step.progress[prepared] ?? (await earlier(options, step));
  const problem = id === null ? null : await drop(options, id);
  return problem ? err(problem) : ok(null);
}

/** The discount as we know it; null while it is not switched on. */
function seen({ id, automaticDiscount }: StandingSeenFragment): Found<Kind> | null {
  if (!('status' in automaticDiscount)) return null;
  const { status, asyncUsageCount, startsAt, endsAt } = automaticDiscount;
  const proof: VipPriceProof = {
    discountId: fromGid(id),
    status: statuses[status],
    uses: asyncUsageCount,
    startsAt,
    endsAt,
  };
  const standing = vipPriceStanding(proof);
  return standing && { externalId: proof.discountId, standing, proof };
}

/** By its id, which nothing can miss. Without an id written down none was switched on, so there is none. */
async function findExisting(
  options: TransportOptions,
  { progress, externalId }: Step<Kind>,
): Promise<Result<Found<Kind> | null, ReadProblem>> {
  const id = externalId ?? progress[prepared];
  if (id === undefined) return ok(null);
  const end = await read(options, FindVipPriceDocument, { id: toGid('DiscountAutomaticNode', id) });
  if (end.kind !== 'answered') return err(readProblem(end));
  const node = end.data.automaticDiscountNode;
  if (node) return ok(seen(node));
  // It was switched on once, and is not there any more: somebody deleted it.
  return ok(externalId === null ? null : gone(externalId));
}

function gone(externalId: string): Found<Kind> {
  const proof: VipPriceProof = { discountId: externalId, status: 'gone', uses: 0, startsAt: null, endsAt: null };
  return { externalId, standing: 'undone', proof };
}

/** Switches it off from now on; the orders on which she has had it keep it. */
async function undo(options: TransportOptions, step: Step<Kind>): Promise<IssueOutcome<Kind>> {
  const found = await findExisting(options, step);
  if (!found.ok) return notLooked(found.error, scope);
  if (!found.value) return { outcome: 'unknown', detail: 'the discount is not there' };
  if (found.value.standing === 'undone') return { outcome: 'succeeded', found: found.value };
  const id = toGid('DiscountAutomaticNode', found.value.externalId);
  const end = await call(options, EndVipPriceDocument, { id });
  if (end.kind !== 'answered') return notDone(end, scope);
  const payload = end.data.discountAutomaticDeactivate;
  const messages = payload?.userErrors.map((error) => error.message) ?? [];
  if (messages.length > 0) return { outcome: 'refused', code: 'user_errors', messages };
  const ended = payload?.automaticDiscountNode && seen(payload.automaticDiscountNode);
  return ended?.standing === 'undone'
    ? { outcome: 'succeeded', found: ended }
    : { outcome: 'unknown', detail: 'an answer that does not say that it has ended' };
}

/** A standing price of a customer's own: an automatic discount of Shopify's, prepared and then switched on. */
export const vipPriceCalls = (options: TransportOptions): RemedyCalls<Kind> => ({
  read: (orderId) => readDiscountBasis(options, orderId),
  execute: (step) => execute(options, step),
  findExisting: (step) => findExisting(options, step),
  abandon: (step) => abandon(options, step),
  watch: (step) => findExisting(options, step),
  undo: (step) => undo(options, step),
});
