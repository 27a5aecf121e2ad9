/** Remedies that people carry out: asked for as the form does, and gone on with step by step. */
import { newRequestId } from '#app/db/new-id.server.ts';
import type { ComplaintId, RemedyId, ShopId } from '#app/domain/ids.ts';
import { money } from '#app/domain/money.ts';
import type { Staff } from '#app/domain/people.ts';
import type { RepairAsk } from '#app/domain/remedy/repair.ts';
import type { RemedyAsk } from '#app/domain/remedy/kinds.ts';
import { recordStep } from '#app/services/resolutions/record-step.server.ts';
import type { RecordStepInput } from '#app/services/resolutions/record-step.server.ts';
import type { Order } from '#dev-store/state/types.ts';
import type { World } from '#tests/setup/world.ts';
import { complain, eur, idOf, makeOrder } from './cases.ts';
import { wish } from './discounts.ts';
import type { GoodwillCase } from './discounts.ts';

/** One of the order's first line, for 30.00, within 21 days. */
export const repairOf = (order: Order, over: Partial<RepairAsk> = {}): RemedyAsk<'repair'> => ({
  kind: 'repair',
  ask: {
    items: [{ lineItemId: String(order.lineItems[0]?.id), quantity: 1 }],
    ...{ partner: 'Ceramics Studio', cost: eur(30_00), days: 21, label: 'LABEL-4711', courier: 'DPD', ...over },
  },
});

/** A box of tea for 25.00, within 10 days, to the order's address with another street. */
export async function giftFor(world: World, order: Order): Promise<RemedyAsk<'external_gift'>> {
  const ask = { what: 'A box of tea', vendor: 'Tea Shop', link: 'https://tea.example/box', cost: eur(25_00), days: 10 };
  const unconfirmed = { ...ask, address: { confirmed: null, corrected: {} } };
  const facts = await world.as().gateway.remedies.external_gift.read(idOf(order), unconfirmed);
  if (!facts.ok) throw new Error(`not read: ${facts.error.kind}`);
  const { fingerprint } = facts.value.address;
  return {
    kind: 'external_gift',
    ask: { ...ask, address: { confirmed: fingerprint, corrected: { address1: 'Secret Lane 9' } } },
  };
}

export const customOf = (minor = 15_00): RemedyAsk<'custom'> => ({
  kind: 'custom',
  ask: { what: 'A tour of the workshop for Grandma', cost: money(minor, 'EUR'), days: 7 },
});

type Asking = (order: Order) => RemedyAsk | Promise<RemedyAsk>;

/** Decided on a new order of 200.00, or one that is there, and on the list of what is to be done. */
export async function promised(
  world: World,
  asking: Asking = repairOf,
  who?: Staff,
  on?: Pick<GoodwillCase, 'order' | 'complaintId'>,
): Promise<GoodwillCase> {
  const order = on?.order ?? makeOrder(world);
  const complaintId = on?.complaintId ?? (await complain(world, order));
  const answer = await wish(world, { complaintId, asked: await asking(order), ...(who && { who }) });
  if (!answer.ok) throw new Error(`not allowed: ${JSON.stringify(answer.error)}`);
  await world.clock.advance(30_000);
  await world.sweep();
  return { order, complaintId, remedyId: answer.value.remedyId };
}

type Stepping = Partial<RecordStepInput> & { step: string; who?: Staff; shopId?: ShopId };

/** Writes down a step as the form does, after so many that were seen. */
export const takeStep = (
  world: World,
  { complaintId, remedyId }: { complaintId: ComplaintId; remedyId: RemedyId },
  { who, shopId, ...over }: Stepping,
) =>
  recordStep(world.as(who, shopId), {
    requestId: newRequestId(),
    complaintId,
    remedyId,
    seen: 0,
    details: {},
    ...over,
  });

/** Takes steps one after the other, each on what was done before. */
export async function walk(
  world: World,
  each: GoodwillCase,
  ...steps: (string | Omit<Stepping, 'seen'>)[]
): Promise<void> {
  const before = await stepRows(world, each.remedyId);
  for (const [index, step] of steps.entries()) {
    const asked = typeof step === 'string' ? { step } : step;
    const taken = await takeStep(world, each, { ...asked, seen: before.length + index });
    if (!taken.ok) throw new Error(`step ${asked.step}: ${JSON.stringify(taken.error)}`);
  }
}

/** The steps of a remedy as they stand in the table. */
export const stepRows = (world: World, remedyId: RemedyId) =>
  world.sql<{ number: number; step: string; details: Record<string, unknown>; user_id: string }>(
    'SELECT number, step, details, user_id FROM remedy_steps WHERE remedy_id = $1 ORDER BY number',
    [remedyId],
  );
