import { readService } from '#app/db/complaint-clocks.server.ts';
import { isStopped } from '#app/db/emergency-stops.server.ts';
import { findOrder } from '#app/db/order-snapshots.server.ts';
import type { ComplaintId, OrderId } from '#app/domain/ids.ts';
import { leftOf } from '#app/domain/limits/limits.ts';
import type { PromiseKind } from '#app/domain/promise/promise.ts';
import { isOpenDay } from '#app/domain/service/hours.ts';
import { dayAt, type Day } from '#app/domain/shop-day.ts';
import type { StaffContext } from '../context.ts';
import { planAndDecide, readStanding } from '../resolutions/plan-and-decide.server.ts';

/**
 * Why a promise may not be kept. `closed_day`: the shop is closed then. `stopped`: the shop gives nothing at the moment.
 * `limit`, `budget`: nothing is left of hers, or of the shop's, to give. `stock`: an item of the complaint has run out, so that it cannot
 * be sent again. `code`: a code that she names has been used, has ended or was taken back.
 */
export type Doubt = 'closed_day' | 'stopped' | 'limit' | 'budget' | 'stock' | 'code';

export type Promising = {
  promises: readonly { kind: PromiseKind; day: Day }[];
  /** The words in which it is promised. */
  words: string;
};

/** What speaks against promising this, by what is known now. A promise may be made all the same. */
export async function doubtsAbout(
  ctx: StaffContext,
  about: { complaintId: ComplaintId; orderId: OrderId },
  { promises, words }: Promising,
): Promise<Doubt[]> {
  const client = ctx.db.statements(ctx.shopId);
  const { hours } = (await readService(client, ctx.shopId)).settings;
  const closed = promises.some(({ day }) => !isOpenDay(day, hours));
  const gives = promises.some(({ kind }) => kind === 'remedy');
  const [code, given, stock] = await Promise.all([
    namesEndedCode(ctx, about.complaintId, words),
    gives ? speaksAgainstGiving(ctx, about) : [],
    gives && hasRunOut(ctx, about),
  ]);
  return [
    ...(closed ? (['closed_day'] as const) : []),
    ...given,
    ...(stock ? (['stock'] as const) : []),
    ...(code ? (['code'] as const) : []),
  ];
}

async function speaksAgainstGiving(
  ctx: StaffContext,
  { complaintId, orderId }: { complaintId: ComplaintId; orderId: OrderId },
): Promise<Doubt[]> {
  const { shopId, actor } = ctx;
  const now = ctx.clock.now();
  return ctx.db.asShop(shopId, async (client) => {
    const snapshot = await findOrder(client, shopId, orderId);
    if (!snapshot) return [];
    const about = { orderId, shopCurrency: snapshot.order.shopCurrency };
    const [stopped, standing] = await Promise.all([
      isStopped(client, shopId),
      readStanding(client, shopId, actor, complaintId, about, Promise.resolve(snapshot), Promise.resolve(now)),
    ]);
    const { checks } = planAndDecide([], [], actor.userId, standing).decision;
    const used = checks.filter((check) => leftOf(check) === 0).map(({ limit }) => limit.startsWith('shop_'));
    return [
      ...(stopped ? (['stopped'] as const) : []),
      ...(used.includes(false) ? (['limit'] as const) : []),
      ...(used.includes(true) ? (['budget'] as const) : []),
    ];
  });
}

/** Whether Shopify has less of an item than the complaint is about. What Shopify cannot say speaks against nothing. */
async function hasRunOut(
  ctx: StaffContext,
  { complaintId, orderId }: { complaintId: ComplaintId; orderId: OrderId },
): Promise<boolean> {
  const { shopId } = ctx;
  const lines = await ctx.db.asShop(shopId, (client) =>
    client.complaintLine.findMany({ where: { shopId, complaintId }, select: { lineItemId: true, quantity: true } }),
  );
  const items = lines.map((line) => ({ ...line, variantId: null }));
  const address = { confirmed: null, corrected: {} };
  const ask = { items, gift: null, delivery: 'as_ordered', address, note: '', card: '', country: null } as const;
  const read = await ctx.gateway.remedies.replacement.read(orderId, ask);
  if (!read.ok) return false;
  return lines.some(({ lineItemId, quantity }) => {
    const variantId = read.value.lines.find((line) => line.lineItemId === lineItemId)?.variantId;
    const left = read.value.variants.find((variant) => variant.variantId === variantId)?.available ?? null;
    return left !== null && left < quantity;
  });
}

/** Whether the words name a code of this complaint that is of no use to her any more. */
async function namesEndedCode({ db, shopId, clock }: StaffContext, complaintId: ComplaintId, words: string) {
  const client = db.statements(shopId);
  const [shop] = await client.$queryRaw<
    { zone: string }[]
  >`SELECT time_zone AS zone FROM shops WHERE shop_id = ${shopId}`;
  const today = dayAt(clock.now(), shop?.zone ?? 'UTC');
  const codes = await client.$queryRaw<{ code: string }[]>`
    SELECT proof ->> 'code' AS code FROM remedies
    WHERE shop_id = ${shopId} AND complaint_id = ${complaintId}::uuid AND kind = 'discount_code' AND proof ? 'code'
      AND (state NOT IN ('issued', 'settled') OR plan ->> 'validThrough' < ${today} OR (proof ->> 'uses')::int > 0 OR proof ->> 'status' IN ('ended', 'gone'))`;
  return codes.some(({ code }) => words.includes(code));
}
