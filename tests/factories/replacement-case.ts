/** A replacement of one mug of an order, and what must be true of it in the end. */
import { expect } from 'vitest';
import { newRequestId } from '#app/db/new-id.server.ts';
import type { ComplaintId, RemedyId, ShopId } from '#app/domain/ids.ts';
import type { Staff } from '#app/domain/people.ts';
import type { ReplacementAsk, ReplacementFacts } from '#app/domain/remedy/replacement.ts';
import { previewResolution } from '#app/services/resolutions/preview-resolution.server.ts';
import { requestResolution } from '#app/services/resolutions/request-resolution.server.ts';
import type { Order, ProductVariant } from '#dev-store/state/types.ts';
import { MUG_HOUSE, people, type World } from '#tests/setup/world.ts';
import { complain, makeOrder, oneRemedy } from './cases.ts';
import { complaintFacts, ledgerOf, remedyFacts } from './facts.ts';

export type ReplacementCase = { order: Order; complaintId: ComplaintId; remedyId: RemedyId };

export type Asked = {
  order: Order;
  complaintId: ComplaintId;
  who?: Staff;
  shopId?: ShopId;
  requestId?: ReturnType<typeof newRequestId>;
} & { more?: Partial<ReplacementAsk> };

/** One unit of the order's first line, the same again, to the address that the order has. */
export function askOf(order: Order, confirmed: string | null, more: Partial<ReplacementAsk> = {}): ReplacementAsk {
  return {
    items: [{ lineItemId: String(order.lineItems[0]?.id), quantity: 1, variantId: null }],
    gift: null,
    delivery: 'as_ordered',
    address: { confirmed, corrected: {} },
    note: '',
    card: '',
    country: order.currency === order.presentmentCurrency ? null : (order.shippingAddress?.countryCode ?? null),
    ...more,
  };
}

/** What the form is shown: Shopify's facts, and what would be sent or why not. */
export async function previewReplacement(world: World, { order, complaintId, who, shopId, more }: Asked) {
  const preview = await previewResolution(world.as(who, shopId), complaintId, [
    { kind: 'replacement', ask: askOf(order, null, more) },
  ]);
  if (!preview.ok) throw new Error(`no preview: ${preview.error.kind}`);
  const [remedy] = preview.value.remedies;
  if (remedy?.kind !== 'replacement') throw new Error('a preview of something else');
  return remedy;
}

/** Looks at the address and ticks it, as somebody in front of the form does. */
export async function confirmed(world: World, asked: Asked): Promise<ReplacementAsk> {
  const { facts } = await previewReplacement(world, asked);
  const fingerprint = printOf(facts);
  const corrected = asked.more?.address?.corrected ?? {};
  return askOf(asked.order, fingerprint, { ...asked.more, address: { confirmed: fingerprint, corrected } });
}

const printOf = ({ address }: ReplacementFacts): string => address.fingerprint;

/** Asks for it as the form does, with the address ticked. */
export async function askFor(world: World, asked: Asked) {
  const ask = await confirmed(world, asked);
  return oneRemedy(
    await requestResolution(world.as(asked.who, asked.shopId), {
      requestId: asked.requestId ?? newRequestId(),
      complaintId: asked.complaintId,
      remedies: [{ kind: 'replacement', ask }],
      reason: 'broken on arrival',
      despite: 'it broke once more',
    }),
  );
}

export async function mustAskFor(world: World, asked: Asked): Promise<RemedyId> {
  const answer = await askFor(world, asked);
  if (!answer.ok) throw new Error(`not allowed: ${JSON.stringify(answer.error)}`);
  return answer.value.remedyId;
}

/** Allowed and not yet sent. */
export async function allowedReplacement(
  world: World,
  input: Parameters<typeof makeOrder>[1] = {},
  more: Partial<ReplacementAsk> | ((order: Order) => Partial<ReplacementAsk>) = {},
): Promise<ReplacementCase> {
  const shopId = (input.shop ?? MUG_HOUSE) as ShopId;
  const who = shopId === MUG_HOUSE ? people.olga : people.haruka;
  const order = makeOrder(world, input);
  await setVariant(world, variantOf(world, order), { available: 20 });
  const complaintId = await complain(world, order, who, shopId);
  const asked = { order, complaintId, who, shopId, more: typeof more === 'function' ? more(order) : more };
  return { order, complaintId, remedyId: await mustAskFor(world, asked) };
}

const tagOf = (remedyId: RemedyId): string => `amends-${remedyId.replaceAll('-', '')}`;

/** Orders at the store that carry a remedy's tag. */
export const ordersOf = (world: World, remedyId: RemedyId): Order[] =>
  world.store.store.state.orders.filter((order) => order.tags.includes(tagOf(remedyId)));

export const draftsOf = (world: World, remedyId: RemedyId) =>
  world.store.store.state.draftOrders.filter((draft) => draft.tags.includes(tagOf(remedyId)));

/** The one order that a replacement became. */
export function orderOf(world: World, remedyId: RemedyId): Order {
  const [order, ...more] = ordersOf(world, remedyId);
  if (!order || more.length > 0) throw new Error(`${more.length + (order ? 1 : 0)} orders of one replacement`);
  return order;
}

/** The variant of an order's first line as the store keeps it. */
export function variantOf(world: World, order: Order): ProductVariant {
  const found = world.store.store.variant(order.shop, order.lineItems[0]?.variantId ?? -1);
  if (!found) throw new Error('a line without a variant');
  return found.variant;
}

/** Ordered once, for nothing, and on its way. */
export async function expectOrderedOnce(world: World, { remedyId }: ReplacementCase): Promise<Order> {
  const order = orderOf(world, remedyId);
  expect(await remedyFacts(world, remedyId)).toMatchObject({ state: 'issued', externalId: String(order.id) });
  expect(await ledgerOf(world, remedyId)).toEqual(['reserved']);
  return order;
}

/** Nothing was ordered, nothing is held, and somebody decides again. */
export async function expectNotOrdered(
  world: World,
  { complaintId, remedyId }: ReplacementCase,
  state: 'refused' | 'not_issued',
): Promise<void> {
  expect(ordersOf(world, remedyId)).toEqual([]);
  expect(await remedyFacts(world, remedyId)).toMatchObject({ state });
  expect(await ledgerOf(world, remedyId)).toEqual(['reserved', 'released']);
  expect(await complaintFacts(world, complaintId)).toEqual({ state: 'open', nextAction: 'decide_again' });
}

/** A merchant's hand on the catalogue, through the store's own door. */
export async function setVariant(
  world: World,
  { id }: Pick<ProductVariant, 'id'>,
  change: { available?: number; inventoryPolicy?: 'DENY' | 'CONTINUE'; unitCost?: string | null },
): Promise<void> {
  await atStore(world, `variants/${id}`, change);
}

/** What a warehouse, a carrier or a merchant does with an order. */
export const atStore = async (world: World, path: string, body: object = {}): Promise<void> => {
  const answer = await fetch(`${world.storeUrl}/dev-store/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
};

/** Another variant of the same shop, by its SKU. */
export function variantBySku(world: World, shop: string, sku: string): ProductVariant {
  const variants = world.store.store.products(shop).flatMap((product) => product.variants);
  const found = variants.find((variant) => variant.sku === sku);
  if (!found) throw new Error(`no ${sku}`);
  return found;
}
