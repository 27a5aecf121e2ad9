import type { ShopId } from '#app/domain/ids.ts';
import type { Role } from '#app/domain/people.ts';
import type { ShopContext } from '#app/services/context.ts';

/** A member of staff as Shopify's online token names them. */
export type Person = {
  readonly userId: string;
  readonly name: string;
  readonly email: string | null;
  readonly locale: string;
  readonly accountOwner: boolean;
  readonly collaborator: boolean;
};

export type ShopFactsView = { readonly name: string; readonly currency: string; readonly timeZone: string };

/** Who comes in: writes shops and people down when they are new or have changed, and not at every click. */
export type Arrivals = {
  /** Asks Shopify for the shop's facts and records it as installed. */
  readonly shop: (shopId: ShopId) => Promise<ShopFactsView>;
  /** The person's role. `known` is the role as just read from the database, null for somebody never seen. */
  readonly staff: (shopId: ShopId, person: Person, known: Role | null) => Promise<Role>;
};

export type ArrivalServices = {
  readonly recordShop: (ctx: ShopContext) => Promise<ShopFactsView>;
  readonly seeStaff: (ctx: ShopContext, person: Person) => Promise<{ role: Role }>;
};

/** How long a person who keeps working is not written down again. "Last seen" is that exact. */
const SEEN_FOR_MS = 5 * 60_000;
const MOST_REMEMBERED = 10_000;

export function createArrivals(contextFor: (shopId: ShopId) => ShopContext, services: ArrivalServices): Arrivals {
  const seen = new Map<string, { until: number; as: string }>();
  return {
    shop: (shopId) => services.recordShop(contextFor(shopId)),
    staff: async (shopId, person, known) => {
      const ctx = contextFor(shopId);
      const key = `${shopId} ${person.userId}`;
      const as = JSON.stringify(person);
      const before = seen.get(key);
      const now = ctx.clock.now().getTime();
      if (known !== null && before?.as === as && before.until > now) return known;
      const { role } = await services.seeStaff(ctx, person);
      if (seen.size >= MOST_REMEMBERED) seen.clear();
      seen.set(key, { until: now + SEEN_FOR_MS, as });
      return role;
    },
  };
}
