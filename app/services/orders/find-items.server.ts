import { findOrder } from '#app/db/order-snapshots.server.ts';
import type { ComplaintId } from '#app/domain/ids.ts';
import { parseOrderId, trusted } from '#app/domain/ids.ts';
import { money } from '#app/domain/money.ts';
import type { Order } from '#app/domain/order.ts';
import type { ReadProblem } from '#app/domain/remedy/plug.ts';
import { nearInPrice } from '#app/domain/remedy/replacement-price.ts';
import type { ItemPrices, StockedItem } from '#app/domain/remedy/replacement.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import type { StaffContext } from '../context.ts';

/** By words; or in place of one that has run out, at about its price (minor units of the shop's currency). */
export type ItemWish = { text: string } | { like: string; priceMinor: number };

const mostOffered = 8;

/** What could be sent to the customer of a complaint, with stock and price. One call to Shopify, two for what is alike. */
export async function findItems(
  ctx: StaffContext,
  complaintId: ComplaintId,
  wish: ItemWish,
): Promise<Result<StockedItem[], { kind: 'not_found' } | { kind: 'shop'; problem: ReadProblem }>> {
  const { shopId } = ctx;
  const client = ctx.db.statements(shopId);
  const [complaint] = await client.$queryRaw<{ order_id: string }[]>`
    SELECT order_id FROM complaints WHERE shop_id = ${shopId} AND id = ${complaintId}::uuid`;
  const copy = complaint && (await findOrder(client, shopId, trusted(parseOrderId, complaint.order_id)));
  if (!copy) return err({ kind: 'not_found' });
  const prices = pricesOf(copy.order);
  const found =
    'like' in wish
      ? await ctx.gateway.similarItems(wish.like, prices)
      : await ctx.gateway.searchItems(wish.text, prices);
  if (!found.ok) return err({ kind: 'shop', problem: found.error });
  return ok('like' in wish ? nearest(found.value, wish.priceMinor, prices.shopCurrency) : found.value);
}

const pricesOf = ({ currency, shopCurrency, total, shipTo }: Order): ItemPrices => ({
  currency,
  shopCurrency,
  total,
  // In its own currency the shop has one price.
  country: currency === shopCurrency ? null : (shipTo?.countryCode ?? null),
});

/** What costs about as much, the nearest first; where nothing does, what comes nearest. */
function nearest(items: readonly StockedItem[], minor: number, currency: string): StockedItem[] {
  const original = money(minor, currency);
  const offBy = ({ price }: StockedItem): number => (price ? Math.abs(price.shop.minor - minor) : Infinity);
  const sorted = items.filter((item) => item.price).toSorted((a, b) => offBy(a) - offBy(b));
  const near = sorted.filter(({ price }) => price && nearInPrice(price.shop, original));
  return (near.length > 0 ? near : sorted).slice(0, mostOffered);
}
