/** A return of a mug of an order, and what must be true of it in the end. */
import { expect } from 'vitest';
import { newRequestId } from '#app/db/new-id.server.ts';
import type { ComplaintId, RemedyId, RequestId, ShopId } from '#app/domain/ids.ts';
import type { Staff } from '#app/domain/people.ts';
import type { ReturnAsk } from '#app/domain/remedy/return.ts';
import { getComplaintPage } from '#app/services/complaints/get-complaint-page.server.ts';
import { previewResolution } from '#app/services/resolutions/preview-resolution.server.ts';
import { requestResolution } from '#app/services/resolutions/request-resolution.server.ts';
import type { Order, Return } from '#dev-store/state/types.ts';
import { MUG_HOUSE, people, type World } from '#tests/setup/world.ts';
import { complain, makeOrder, oneRemedy } from './cases.ts';
import { complaintFacts, ledgerOf, remedyFacts } from './facts.ts';

export type ReturnCase = { order: Order; complaintId: ComplaintId; remedyId: RemedyId };

export type Asked = {
  order: Order;
  complaintId: ComplaintId;
  who?: Staff;
  shopId?: ShopId;
  requestId?: RequestId;
  more?: Partial<ReturnAsk>;
};

export const firstLine = (order: Order): string => String(order.lineItems[0]?.id);

/** One unit of the order's first line, which she sends at her own cost. */
export const returnAsk = (order: Order, more: Partial<ReturnAsk> = {}): ReturnAsk => ({
  items: [{ lineItemId: firstLine(order), quantity: 1 }],
  reason: 'damaged-or-defective',
  label: { kind: 'own_cost' },
  note: '',
  exchange: [],
  country: order.currency === order.presentmentCurrency ? null : (order.shippingAddress?.countryCode ?? null),
  ...more,
});

/** What the form is shown: Shopify's facts, and what would be sent or why not. */
export async function previewReturn(world: World, { order, complaintId, who, shopId, more }: Asked) {
  const asks = [{ kind: 'return' as const, ask: returnAsk(order, more) }];
  const preview = await previewResolution(world.as(who, shopId), complaintId, asks);
  if (!preview.ok) throw new Error(`no preview: ${preview.error.kind}`);
  const [remedy] = preview.value.remedies;
  if (remedy?.kind !== 'return') throw new Error('a preview of something else');
  return remedy;
}

export async function askReturn(world: World, { order, complaintId, who, shopId, requestId, more }: Asked) {
  return oneRemedy(
    await requestResolution(world.as(who, shopId), {
      requestId: requestId ?? newRequestId(),
      complaintId,
      remedies: [{ kind: 'return', ask: returnAsk(order, more) }],
      reason: 'broken on arrival',
      despite: 'another of the same order',
    }),
  );
}

export async function mustAskReturn(world: World, asked: Asked): Promise<RemedyId> {
  const answer = await askReturn(world, asked);
  if (!answer.ok) throw new Error(`not allowed: ${JSON.stringify(answer.error)}`);
  return answer.value.remedyId;
}

/** Decided and not yet sent: by default the only unit of its line, so that Shopify itself refuses a second one. */
export async function returnDecided(
  world: World,
  input: Parameters<typeof makeOrder>[1] = { amount: '40.00' },
  more: Partial<ReturnAsk> | ((order: Order) => Partial<ReturnAsk>) = {},
): Promise<ReturnCase> {
  const shopId = (input.shop ?? MUG_HOUSE) as ShopId;
  const who = shopId === MUG_HOUSE ? people.olga : people.haruka;
  const order = makeOrder(world, input);
  const complaintId = await complain(world, order, who, shopId);
  const asked = { order, complaintId, who, shopId, more: typeof more === 'function' ? more(order) : more };
  return { order, complaintId, remedyId: await mustAskReturn(world, asked) };
}

/** Returns at the store that carry a remedy's marker. */
export const returnsOf = ({ order, remedyId }: Pick<ReturnCase, 'order' | 'remedyId'>): Return[] =>
  (order.returns ?? []).filter((each) => each.lines.some((line) => line.reasonNote.includes(`[amends:${remedyId}]`)));

/** The one return that a remedy became. */
export function returnOf(each: Pick<ReturnCase, 'order' | 'remedyId'>): Return {
  const [found, ...more] = returnsOf(each);
  if (!found || more.length > 0) throw new Error(`${more.length + (found ? 1 : 0)} returns of one remedy`);
  return found;
}

/** Opened once, and awaited. */
export async function expectOpenedOnce(world: World, each: ReturnCase): Promise<Return> {
  const opened = returnOf(each);
  expect(each.order.returns).toHaveLength(1);
  expect(opened.status).toBe('OPEN');
  expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'issued', externalId: String(opened.id) });
  expect(await ledgerOf(world, each.remedyId)).toEqual(['reserved']);
  return opened;
}

/** Nothing was opened, nothing is held, and somebody decides again. */
export async function expectNotOpened(world: World, each: ReturnCase, state: 'refused' | 'not_issued'): Promise<void> {
  expect(each.order.returns ?? []).toEqual([]);
  expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state });
  expect(await ledgerOf(world, each.remedyId)).toEqual(['reserved', 'released']);
  expect(await complaintFacts(world, each.complaintId)).toEqual({ state: 'open', nextAction: 'decide_again' });
}

/** The remedy as its screen is given it. */
export async function returnView(world: World, { complaintId, remedyId }: ReturnCase) {
  const page = await getComplaintPage(world.as(), complaintId);
  const remedy = page.ok && page.value.remedies.find(({ id }) => id === remedyId);
  if (!remedy || remedy.kind !== 'return') throw new Error('no return on the page');
  return remedy;
}
