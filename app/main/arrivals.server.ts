import type { ShopId } from '#app/domain/ids.ts';
import type { Role } from '#app/domain/people.ts';
import type { ReadProblem } from '#app/domain/remedy/plug.ts';
import type { Result } from '#app/domain/result.ts';
import type { StoredShop } from '#app/db/shops.server.ts';
import type { ShopContext } from '#app/services/context.ts';
import { installShop } from '#app/services/shops/install-shop.server.ts';
import { seeStaff, type SeenUser } from '#app/services/shops/see-staff.server.ts';

/** Who comes in: writes shops and people down when they are new or have changed, and not at every click. */
export type Arrivals = {
  /** Asks Shopify for the shop's facts and records it as installed. */
  readonly shop: (shopId: ShopId) => Promise<Result<StoredShop, ReadProblem>>;
  /** The person's role. `known` is the role as just read from the database, null for somebody never seen. */
  readonly staff: (shopId: ShopId, person: SeenUser, known: Role | null) => Promise<Role>;
};

/** How long a person who keeps working is not written down again. "Last seen" is that exact. */
const SEEN_FOR_MS = 5 * 60_000;
const MOST_REMEMBERED = 10_000;

export function createArrivals(contextFor: (shopId: ShopId) => ShopContext): Arrivals {
  const seen = new Map<string, { until: number; as: string }>();
  return {
    shop: (shopId) => installShop(contextFor(shopId)),
    staff: async (shopId, person, known) => {
      const ctx = contextFor(shopId);
      const key = `${shopId} ${person.userId}`;
      const as = JSON.stringify(person);
      const before = seen.get(key);
      const now = ctx.clock.now().getTime();
      if (known !== null && before?.as === as && before.until > now) return known;
      const { role } = await seeStaff(ctx, person);
      if (seen.size >= MOST_REMEMBERED) seen.clear();
      seen.set(key, { until: now + SEEN_FOR_MS, as });
      return role;
    },
  };
}
