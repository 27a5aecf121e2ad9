import { seeded, type Random } from '../random.ts';
import { iso } from '../state/clock.ts';
import { MUG_HOUSE } from '../state/shops.ts';
import type { Store } from '../state/store.ts';
import type { Customer, Order, Shop } from '../state/types.ts';
import { addOrder } from './order-builder.ts';
import { addCustomer, countryOf, makeAddress, marketsOf } from './people.ts';
import { refundEverything } from './full-refund.ts';
import { SCENARIOS, type Scenario } from './scenario-input.ts';
import { lineDraft, makeScenario, ship } from './scenarios.ts';

const DAY_MS = 86_400_000;

/** Everyday orders and customers of a shop, before the scenarios. */
const SIZES: Readonly<Record<string, { orders: number; customers: number }>> = {
  [MUG_HOUSE]: { orders: 104, customers: 46 },
};
const DEFAULT_SIZE = { orders: 46, customers: 24 };

/** Scenarios that were added to a finished year. */
const LATER: readonly Scenario[] = ['three-decimals', 'inquiry'];

/** A year of business: everyday orders with regulars and guests, then one order of each scenario, oldest first. */
export function seedBusiness(store: Store, random: Random): void {
  for (const shop of store.state.shops) {
    const size = SIZES[shop.domain] ?? DEFAULT_SIZE;
    const customers = seedCustomers(store, shop, size.customers, random);
    const days = Array.from({ length: size.orders }, () => random.int(12, 360)).sort((a, b) => b - a);
    for (const day of days) everydayOrder(store, shop, customers, day, random);
    for (const scenario of SCENARIOS) {
      if (scenario !== 'paid-200' && !LATER.includes(scenario))
        makeScenario(store, { shop: shop.domain, scenario }, random);
    }
  }
  // With a random source of their own they leave the rest of the year as it was.
  for (const shop of store.state.shops) {
    for (const scenario of LATER) {
      const sold = scenario !== 'three-decimals' || shop.presentmentCurrencies.includes('KWD');
      if (sold) makeScenario(store, { shop: shop.domain, scenario }, seeded(shop.id));
    }
  }
}

function seedCustomers(store: Store, shop: Shop, count: number, random: Random): Customer[] {
  return Array.from({ length: count }, (_none, index) => {
    const country = countryOf(random.pick(marketsOf(shop)));
    const at = iso(store.now() - random.int(200, 700) * DAY_MS);
    const vip = index < 4;
    const serial = index === 4 || index === 5;
    return addCustomer(store, shop, makeAddress(random, country), {
      at,
      tags: vip ? ['VIP'] : serial ? ['watch'] : [],
      note: serial ? 'Has asked for a refund on nearly every order.' : null,
    });
  });
}

/** The first few customers buy often: VIPs, then two who claim on nearly everything. */
function buyer(customers: readonly Customer[], random: Random): Customer {
  return random.chance(0.45) ? random.pick(customers.slice(0, 10)) : random.pick(customers);
}

function everydayOrder(
  store: Store,
  shop: Shop,
  customers: readonly Customer[],
  daysAgo: number,
  random: Random,
): void {
  const guest = random.chance(0.12);
  const customer = buyer(customers, random);
  const country = countryOf(customer.address?.countryCode ?? random.pick(marketsOf(shop)));
  const address = customer.address ?? makeAddress(random, country);
  const foreign = shop.presentmentCurrencies.includes(country.currency) && random.chance(0.8);
  const currency = foreign ? country.currency : shop.currency;
  const placedAt = store.now() - daysAgo * DAY_MS - random.int(0, 80_000) * 1000;
  const lines = Array.from({ length: random.pick([1, 1, 2, 2, 3]) }, () => ({
    ...lineDraft(store, shop, currency, random),
    quantity: random.pick([1, 1, 1, 2, 3]),
  }));
  const [first] = lines;
  const discounted = random.chance(0.2);
  if (discounted && first !== undefined)
    lines[0] = { ...first, discount: Math.round((first.unit * first.quantity) / 10) };
  const order = addOrder(store, {
    shop,
    scenario: null,
    createdAt: iso(placedAt),
    customer: guest ? null : customer,
    email: guest ? `guest.${store.state.nextId}@example.com` : customer.email,
    address,
    locale: customer.locale,
    presentmentCurrency: currency,
    lines,
    shipping: random.chance(0.8) ? Math.round((first?.unit ?? 1000) / 4 / 10) * 10 : 0,
    payments: [
      { gateway: random.pick(['shopify_payments', 'shopify_payments', 'shopify_payments', 'paypal']), amount: null },
    ],
    discountCodes: discounted ? ['WELCOME10'] : [],
  });
  travel(store, order, placedAt, random);
  if (customer.tags.includes('watch') && !guest && random.chance(0.7))
    refundEverything(store, order, iso(placedAt + 9 * DAY_MS), 'Arrived damaged, says the customer');
  else if (random.chance(0.04)) refundEverything(store, order, iso(placedAt + 11 * DAY_MS), 'Returned by the customer');
  order.closedAt = daysAgo > 60 ? iso(placedAt + 30 * DAY_MS) : null;
}

/** Most parcels arrive in three to six days, some late. */
function travel(store: Store, order: Order, placedAt: number, random: Random): void {
  const late = random.chance(0.08) ? random.int(4, 9) : 0;
  const arrived = random.int(3, 6) + late;
  ship(store, order, placedAt, [
    [0.8, 'LABEL_PRINTED', 'Label created'],
    [1.3, 'CARRIER_PICKED_UP', 'Picked up by the carrier'],
    [2, 'IN_TRANSIT', 'Left the sorting centre'],
    ...(late > 0 ? ([[4, 'DELAYED', 'Delayed by the carrier']] as const) : []),
    [arrived - 0.3, 'OUT_FOR_DELIVERY', 'With the courier'],
    [arrived, 'DELIVERED', 'Delivered to the recipient'],
  ]);
}
