import type { OrderId } from '#app/domain/ids.ts';
import { toDecimal } from '#app/domain/money.ts';
import { codeOf } from '#app/domain/remedy/discount-code.ts';
import type { DiscountCodePlan, DiscountCodeProof, UsedOn } from '#app/domain/remedy/discount-code.ts';
import { combinable } from '#app/domain/remedy/discount-code-rules.ts';
import { codeStanding } from '#app/domain/remedy/discount-code-standing.ts';
import type { Found, Identity, IssueOutcome, ReadProblem, RemedyCalls, Step } from '#app/domain/remedy/plug.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import { dayAt } from '#app/domain/shop-day.ts';
import {
  EndDiscountCodeDocument,
  FindDiscountCodeDocument,
  IssueDiscountCodeDocument,
  IssueFreeShippingCodeDocument,
  ReadUsedOnDocument,
} from '#app/types/admin.generated.ts';
import type {
  CodeSeenFragment,
  DiscountCodeBasicInput,
  DiscountCodeFreeShippingInput,
  UsedOnFragment,
} from '#app/types/admin.generated.ts';
import { combining, readDiscountBasis, statuses, tagOf } from '../discount-basis.server.ts';
import { fromGid, toGid } from '../gid.ts';
import { markerOf, readMarker } from '../map-refund.ts';
import { readProblem } from '../read-problem.ts';
import { call, read } from '../transport.server.ts';
import type { CallEnd, TransportOptions } from '../transport.server.ts';
import { notDone, notLooked } from './not-done.ts';

const scope = 'write_discounts';

type Kind = 'discount_code';
type Payload = {
  readonly codeDiscountNode: CodeSeenFragment | null;
  readonly userErrors: readonly { readonly code: string | null; readonly message: string }[];
} | null;

/** What both kinds of code have in common, from the stored plan and the remedy's identity alone: always the same bytes. */
function common(plan: DiscountCodePlan, { remedyId, complaintNumber }: Identity) {
  return {
    // Only the shop's staff read the title of a discount with a code; customers see the code.
    title: `C-${complaintNumber} ${markerOf(remedyId)}`,
    tags: ['amends', tagOf(remedyId)],
    code: codeOf(remedyId),
    startsAt: plan.startsAt,
    endsAt: plan.endsAt,
    usageLimit: 1,
    appliesOncePerCustomer: true,
    combinesWith: combining(combinable(plan).combinesWith),
    ...(plan.customerId === null
      ? { context: { all: 'ALL' as const } }
      : { context: { customers: { add: [toGid('Customer', plan.customerId)] } } }),
    ...(plan.minimum && {
      minimumRequirement: { subtotal: { greaterThanOrEqualToSubtotal: toDecimal(plan.minimum) } },
    }),
  };
}

/** A code that takes money off the whole order: an amount in the shop's currency, or a share of it. */
export function basicInput(plan: DiscountCodePlan, identity: Identity): DiscountCodeBasicInput {
  const { value } = plan;
  if (value.kind === 'free_shipping') throw new Error('free shipping is another kind of code');
  return {
    ...common(plan, identity),
    customerGets: {
      items: { all: true },
      value:
        value.kind === 'percent'
          ? { percentage: value.percent / 100 }
          : { discountAmount: { amount: toDecimal(value.amount), appliesOnEachItem: false } },
    },
  };
}

/** A code that takes the shipping off. */
export function freeShippingInput(plan: DiscountCodePlan, identity: Identity): DiscountCodeFreeShippingInput {
  const { value } = plan;
  if (value.kind !== 'free_shipping') throw new Error('this code is about more than shipping');
  return {
    ...common(plan, identity),
    destination: { all: true },
    ...(value.upTo && { maximumShippingPrice: toDecimal(value.upTo) }),
  };
}

async function execute(options: TransportOptions, step: Step<Kind>): Promise<IssueOutcome<Kind>> {
  const { plan, identity } = step;
  const end = await create(options, plan, identity);
  if (end.kind !== 'answered') return notDone(end, scope);
  const payload = end.data;
  const errors = payload?.userErrors ?? [];
  // Whose code it is that exists already, only looking tells: most likely an earlier call of ours made it.
  if (errors.some((error) => error.code === 'TAKEN')) return whoseIsIt(options, step);
  if (errors.length > 0)
    return { outcome: 'refused', code: 'user_errors', messages: errors.map((error) => error.message) };
  const found = payload?.codeDiscountNode && seen(payload.codeDiscountNode, null, step);
  return found ? { outcome: 'succeeded', found } : { outcome: 'unknown', detail: 'an answer without our code' };
}

async function create(
  options: TransportOptions,
  plan: DiscountCodePlan,
  identity: Identity,
): Promise<CallEnd<Payload>> {
  if (plan.value.kind === 'free_shipping') {
    const end = await call(options, IssueFreeShippingCodeDocument, { input: freeShippingInput(plan, identity) });
    return end.kind === 'answered' ? { ...end, data: end.data.discountCodeFreeShippingCreate } : end;
  }
  const end = await call(options, IssueDiscountCodeDocument, { input: basicInput(plan, identity) });
  return end.kind === 'answered' ? { ...end, data: end.data.discountCodeBasicCreate } : end;
}

async function whoseIsIt(options: TransportOptions, step: Step<Kind>): Promise<IssueOutcome<Kind>> {
  const found = await look(options, step);
  if (!found.ok) return { outcome: 'unknown', detail: `the code is taken, and could not be looked at` };
  switch (found.value.what) {
    case 'ours':
      return { outcome: 'succeeded', found: found.value.found };
    case 'not_ours':
      return { outcome: 'refused', code: 'user_errors', messages: [notOurs(step)] };
    case 'nothing':
      return { outcome: 'unknown', detail: 'the code is taken, and is not there' };
  }
}

const notOurs = ({ identity }: Step<Kind>): string =>
  `The code ${codeOf(identity.remedyId)} exists already and was not made by Amends. Decide again: the next one has another code.`;

type Looked = { what: 'ours'; found: Found<Kind> } | { what: 'not_ours' } | { what: 'nothing' };

/** The code by its own text, which Shopify answers exactly, and the order that it was used on. */
async function look(options: TransportOptions, step: Step<Kind>): Promise<Result<Looked, ReadProblem>> {
  const code = codeOf(step.identity.remedyId);
  const end = await read(options, FindDiscountCodeDocument, { code, usedOn: `discount_code:${code}` });
  if (end.kind !== 'answered') return err(readProblem(end));
  const node = end.data.codeDiscountNodeByCode;
  if (!node) return ok({ what: 'nothing' });
  const found = seen(node, end.data.orders.nodes[0] ?? null, step);
  return ok(found ? { what: 'ours', found } : { what: 'not_ours' });
}

/** The discount as we know it; null when it does not bear our mark. */
function seen(
  node: CodeSeenFragment,
  order: UsedOnFragment | null,
  { plan, identity }: Step<Kind>,
): Found<Kind> | null {
  const { codeDiscount } = node;
  if (!('status' in codeDiscount) || readMarker(codeDiscount.title) !== identity.remedyId) return null;
  const proof: DiscountCodeProof = {
    discountId: fromGid(node.id),
    code: codeOf(identity.remedyId),
    status: statuses[codeDiscount.status],
    // The count and the orders are each late at times: what one of them shows is true.
    uses: Math.max(codeDiscount.asyncUsageCount, order ? 1 : 0),
    endsAt: codeDiscount.endsAt,
    usedOn: order && readUsedOn(order, plan),
  };
  return { externalId: proof.discountId, standing: codeStanding(proof, plan), proof };
}

const readUsedOn = (order: UsedOnFragment, { customerId }: DiscountCodePlan): UsedOn => ({
  orderId: fromGid(order.id),
  orderName: order.name,
  at: order.createdAt,
  byHer: customerId && order.customer ? fromGid(order.customer.id) === customerId : null,
});

async function findExisting(
  options: TransportOptions,
  step: Step<Kind>,
): Promise<Result<Found<Kind> | null, ReadProblem>> {
  const looked = await look(options, step);
  if (!looked.ok) return looked;
  return ok(looked.value.what === 'ours' ? looked.value.found : null);
}

/** Like `findExisting`, but of one that was there: when it is not any more, it was deleted. */
async function watch(options: TransportOptions, step: Step<Kind>): Promise<Result<Found<Kind> | null, ReadProblem>> {
  const found = await findExisting(options, step);
  return found.ok && !found.value && step.externalId !== null ? ok(gone(step, step.externalId)) : found;
}

/** A code that an order was paid with, by that order's id: neither the count nor the search has to know of it yet. */
async function usedOn(
  options: TransportOptions,
  step: Step<Kind>,
  orderId: OrderId,
): Promise<Result<Found<Kind> | null, ReadProblem>> {
  const found = await watch(options, step);
  if (!found.ok || !found.value || found.value.proof.usedOn) return found;
  const end = await read(options, ReadUsedOnDocument, { id: toGid('Order', orderId) });
  if (end.kind !== 'answered') return err(readProblem(end));
  const { order } = end.data;
  const { proof } = found.value;
  if (!order?.discountCodes.some((code) => code.toUpperCase() === proof.code)) return found;
  const used = { ...proof, uses: Math.max(1, proof.uses), usedOn: readUsedOn(order, step.plan) };
  return ok({ ...found.value, standing: codeStanding(used, step.plan), proof: used });
}

function gone({ plan, identity }: Step<Kind>, externalId: string): Found<Kind> {
  const code = codeOf(identity.remedyId);
  const proof: DiscountCodeProof = {
    discountId: externalId,
    code,
    status: 'gone',
    uses: 0,
    endsAt: null,
    usedOn: null,
  };
  return { externalId, standing: codeStanding(proof, plan), proof };
}

/** Switches the code off, unless it was used: then it stays given, and who decides hears where it was used. */
async function undo(options: TransportOptions, step: Step<Kind>): Promise<IssueOutcome<Kind>> {
  const looked = await watch(options, step);
  if (!looked.ok) return notLooked(looked.error, scope);
  const found = looked.value;
  if (!found) return { outcome: 'unknown', detail: 'the code is not there' };
  if (found.proof.uses > 0) return used(found.proof, step.plan);
  if (found.proof.status === 'ended' || found.proof.status === 'gone') return undone(found);
  const end = await call(options, EndDiscountCodeDocument, { id: toGid('DiscountCodeNode', found.externalId) });
  if (end.kind !== 'answered') return notDone(end, scope);
  const payload = end.data.discountCodeDeactivate;
  const messages = payload?.userErrors.map((error) => error.message) ?? [];
  if (messages.length > 0) return { outcome: 'refused', code: 'user_errors', messages };
  const ended = payload?.codeDiscountNode && seen(payload.codeDiscountNode, null, step);
  if (!ended) return { outcome: 'unknown', detail: 'an answer without our code' };
  // Used between the look and the end.
  return ended.proof.uses > 0 ? used(ended.proof, step.plan) : undone(ended);
}

const undone = (found: Found<Kind>): IssueOutcome<Kind> => ({
  outcome: 'succeeded',
  found: { ...found, standing: 'undone' },
});

function used({ usedOn }: DiscountCodeProof, { timeZone }: DiscountCodePlan): IssueOutcome<Kind> {
  const where = usedOn ? ` on order ${usedOn.orderName} on ${dayAt(new Date(usedOn.at), timeZone)}` : '';
  const who = usedOn?.byHer === true ? ' by the customer' : usedOn?.byHer === false ? ' by somebody else' : '';
  return { outcome: 'refused', code: 'user_errors', messages: [`The code was used${who}${where}: it stays given.`] };
}

/** A discount code of Shopify's, by `discountCodeBasicCreate` and `discountCodeFreeShippingCreate`. */
export const discountCodeCalls = (options: TransportOptions): RemedyCalls<Kind> => ({
  read: (orderId) => readDiscountBasis(options, orderId),
  execute: (step) => execute(options, step),
  findExisting: (step) => findExisting(options, step),
  watch: (step) => watch(options, step),
  usedOn: (step, orderId) => usedOn(options, step, orderId),
  undo: (step) => undo(options, step),
});
