/** Discount codes and standing prices: asked for, used at the store's checkout, and looked at afterwards. */
import { newRequestId } from '#app/db/new-id.server.ts';
import { readRemedy } from '#app/db/remedies.server.ts';
import type { RemedyRowOf } from '#app/db/remedies.server.ts';
import type { ComplaintId, RemedyId, RequestId, ShopId } from '#app/domain/ids.ts';
import type { Staff } from '#app/domain/people.ts';
import { codeOf } from '#app/domain/remedy/discount-code.ts';
import type { CodeValueAsk, DiscountCodeAsk } from '#app/domain/remedy/discount-code.ts';
import type { RemedyAsk, RemedyKind } from '#app/domain/remedy/kinds.ts';
import type { Step } from '#app/domain/remedy/plug.ts';
import type { VipPriceAsk } from '#app/domain/remedy/vip-price.ts';
import { requestResolution } from '#app/services/resolutions/request-resolution.server.ts';
import { blankDiscount } from '#dev-store/discounts/apply-input.ts';
import { addDiscount, removeDiscount } from '#dev-store/state/benefits-index.ts';
import type { Discount, Order } from '#dev-store/state/types.ts';
import { MUG_HOUSE, type World } from '#tests/setup/world.ts';
import { complain, eur, makeOrder, oneRemedy } from './cases.ts';

export const tenOff: CodeValueAsk = { kind: 'amount', amount: eur(10_00) };

/** A code for 30 days; 10.00 € off unless told otherwise. */
export const code = (
  value: CodeValueAsk = tenOff,
  over: Partial<DiscountCodeAsk> = {},
): RemedyAsk<'discount_code'> => ({
  kind: 'discount_code',
  ask: { value, minimum: null, validDays: 30, combines: false, ...over },
});

export const vip = (over: Partial<VipPriceAsk> = {}): RemedyAsk<'vip_price'> => ({
  kind: 'vip_price',
  ask: { percent: 5, title: 'Your price', combines: false, ...over },
});

export type Wish = {
  complaintId: ComplaintId;
  asked: RemedyAsk;
  requestId?: RequestId;
  who?: Staff;
  shopId?: ShopId;
};

/** Asks for one remedy as the form does. */
export async function wish(world: World, { complaintId, asked, requestId, who, shopId }: Wish) {
  const answer = await requestResolution(world.as(who, shopId), {
    requestId: requestId ?? newRequestId(),
    complaintId,
    remedies: [asked],
    reason: 'an apology',
  });
  return oneRemedy(answer);
}

export type GoodwillCase = { order: Order; complaintId: ComplaintId; remedyId: RemedyId };

/** Decided on a new order of 200.00, and not yet sent. */
export async function decided(world: World, asked: RemedyAsk, who?: Staff): Promise<GoodwillCase> {
  const order = makeOrder(world);
  const complaintId = await complain(world, order);
  const answer = await wish(world, { complaintId, asked, ...(who && { who }) });
  if (!answer.ok) throw new Error(`not allowed: ${JSON.stringify(answer.error)}`);
  return { order, complaintId, remedyId: answer.value.remedyId };
}

/** Discounts of a shop at the store that bear this remedy's tag. */
export const discountsOf = (world: World, remedyId: RemedyId): Discount[] =>
  world.store.store.state.discounts.filter((one) => one.tags.includes(`amends-${remedyId.replaceAll('-', '')}`));

/** The only one. */
export function discountOf(world: World, remedyId: RemedyId): Discount {
  const [only, ...more] = discountsOf(world, remedyId);
  if (!only || more.length > 0) throw new Error(`${1 + more.length} discounts instead of one`);
  return only;
}

/** A discount of the shop's own: 10 % off everything, for everybody and for ever. */
export function madeByHand(world: World, method: Discount['method'], title: string, text = title): Discount {
  const { store } = world.store;
  const shop = store.shop(MUG_HOUSE);
  if (!shop) throw new Error('no shop');
  const blank = blankDiscount(store, shop, method, 'basic');
  const code = blank.code && { ...blank.code, text };
  const discount: Discount = {
    ...blank,
    kind: 'basic',
    items: 'all',
    value: { kind: 'percentage', percentage: 0.1 },
    title,
    code,
  };
  addDiscount(store, discount);
  return discount;
}

/** It is there no longer, as if it had never been. */
export const removeByHand = (world: World, discount: Discount): void => removeDiscount(world.store.store, discount);

export type Bought = {
  status: number;
  reason?: string;
  order?: { id: string; name: string };
  discounts?: { code: string | null; title: string; amount: string }[];
};

/** Buys something for 80.00 at the store's checkout, as this customer or as a guest. */
export async function buy(world: World, customer: number | null, more: object = {}): Promise<Bought> {
  const response = await fetch(`${world.storeUrl}/dev-store/checkout`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ shop: MUG_HOUSE, customer, amount: '80.00', ...more }),
  });
  return { status: response.status, ...((await response.json()) as Omit<Bought, 'status'>) };
}

/** Uses the code of a remedy. */
export const redeem = (world: World, customer: number | null, remedyId: RemedyId): Promise<Bought> =>
  buy(world, customer, { discountCodes: [codeOf(remedyId)] });

/** What the calls of a kind are given for this remedy as it is stored now. */
export async function stepFor<K extends RemedyKind>(world: World, remedyId: RemedyId): Promise<Step<K>> {
  const [row] = await world.sql<RemedyRowOf<K>>('SELECT * FROM remedies WHERE id = $1', [remedyId]);
  if (!row) throw new Error(`no remedy ${remedyId}`);
  const { plan, idempotencyKey, externalId, progress } = readRemedy(row);
  return {
    plan,
    identity: { remedyId, idempotencyKey, complaintNumber: 0 },
    externalId,
    progress,
    now: world.clock.now(),
    remember: () => Promise.reject(new Error('nothing is remembered here')),
    laneMates: () => Promise.resolve([]),
  };
}
