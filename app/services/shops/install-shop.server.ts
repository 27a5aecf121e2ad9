import { ensureFirstPolicy } from '#app/db/policies.server.ts';
import { findShop, saveShop } from '#app/db/shops.server.ts';
import type { StoredShop } from '#app/db/shops.server.ts';
import type { ReadProblem } from '#app/domain/remedy/plug.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import type { ShopContext } from '../context.ts';

/** Records the shop with what Shopify says of it (one call): on install, on coming back, and when its scopes change. */
export async function installShop(ctx: ShopContext): Promise<Result<StoredShop, ReadProblem>> {
  const facts = await ctx.gateway.shopFacts();
  if (!facts.ok) return facts;
  return ctx.db.asShop(ctx.shopId, async (client) => {
    const now = ctx.clock.now();
    await saveShop(client, ctx.shopId, facts.value, now);
    await ensureFirstPolicy(client, ctx.shopId, facts.value.currency, now);
    const shop = await findShop(client, ctx.shopId);
    return shop ? ok(shop) : err({ kind: 'not_found' });
  });
}
