/** Things at the store as remedies of each kind give them, put there without our app: many, and quickly. */
import { codeOf } from '#app/domain/remedy/discount-code.ts';
import { expiryOf } from '#app/domain/remedy/store-credit.ts';
import type { RemedyId } from '#app/domain/ids.ts';
import type { RemedyKind } from '#app/domain/remedy/kinds.ts';
import { refundByHand } from '#dev-store/control/refund-by-hand.ts';
import { addDiscount, addGiftCard, removeDiscount } from '#dev-store/state/benefits-index.ts';
import { credit, openAccount, ADJUSTMENT } from '#dev-store/store-credit/ledger.ts';
import type { Discount, GiftCard, Order, Return } from '#dev-store/state/types.ts';
import { makeOrder } from '#tests/factories/cases.ts';
import type { World } from '#tests/setup/world.ts';

/** The store side of a test's world. */
export type Store = Pick<World, 'store'>;

/** What a remedy of ours needs to say of a thing, and what a hand can do to it. */
export type Thing = {
  externalId: string;
  orderId: string;
  plan: object;
  proof: object | null;
  progress: Record<string, string>;
  remove: () => void;
  /** Null where nobody can. */
  change: (() => void) | null;
  end: (() => void) | null;
  /** The same once more, with the same mark; its id. */
  again: () => string;
};

export const tagOf = (remedyId: string): string => `amends-${remedyId.replaceAll('-', '')}`;
const markerOf = (remedyId: string): string => `C-1 [amends:${remedyId}]`;

// Of remedies that have no order of their own at the store: only we know it.
let orderIds = 900_000_000;

/** Puts 10.00 (or ten percent) there with the mark of this remedy. */
export const things: Record<RemedyKind, ((world: Store, remedyId: RemedyId) => Thing) | null> = {
  refund: (world, remedyId) => refunded(world, remedyId),
  cancellation: (world, remedyId) => {
    const thing = refunded(world, remedyId);
    const order = world.store.store.orderById(Number(thing.orderId));
    if (order) order.cancelledAt = world.store.store.nowIso();
    return { ...thing, plan: { orderId: thing.orderId, refund: thing.plan } };
  },
  replacement: (world, remedyId) => {
    const make = (): Order => {
      const order = makeOrder(world, { scenario: 'unfulfilled' });
      order.tags.push('amends', tagOf(remedyId));
      return order;
    };
    const order = make();
    return {
      ...blank(nextOrder(), String(order.id)),
      remove: () => void (order.shop = elsewhere),
      end: () => void (order.cancelledAt = new Date(world.store.store.now()).toISOString()),
      again: () => String(make().id),
    };
  },
  return: (world, remedyId) => {
    const { store } = world.store;
    const order = makeOrder(world);
    const make = (): Return => {
      const made = aReturn(store.nextId(), store.nowIso(), markerOf(remedyId));
      order.returns = [...(order.returns ?? []), made];
      return made;
    };
    const one = make();
    return {
      ...blank(String(order.id), String(one.id)),
      remove: () => void (order.returns = order.returns?.filter((each) => each !== one) ?? []),
      end: () => void (one.status = 'CANCELED'),
      again: () => String(make().id),
    };
  },
  discount_code: (world, remedyId) => {
    const make = (text: string) =>
      discount(world, 'code', { title: markerOf(remedyId), tags: ['amends', tagOf(remedyId)], text });
    const one = make(codeOf(remedyId));
    return {
      ...ofDiscount(world, one),
      plan: { value: { kind: 'percent', percent: 10 }, endsAt: one.endsAt, customerId: null },
      proof: {
        discountId: String(one.id),
        code: codeOf(remedyId),
        status: 'active',
        uses: 0,
        endsAt: one.endsAt,
        usedOn: null,
      },
      again: () => String(make(`${codeOf(remedyId)}-2`).id),
    };
  },
  vip_price: (world, remedyId) => {
    const make = () =>
      discount(world, 'automatic', { title: 'For you', tags: ['amends', tagOf(remedyId)], text: null });
    return { ...ofDiscount(world, make()), plan: { percent: 10 }, again: () => String(make().id) };
  },
  store_credit: (world, remedyId) => {
    const { store } = world.store;
    const { customerId } = makeOrder(world, { amount: '20.00' });
    const customer = store.customer(shop, customerId ?? 0);
    if (!customer) throw new Error('an order without a customer');
    const account = openAccount(store, customer, 'EUR');
    const plan = { customerId: String(customer.id), amount: ten, expiresOn: '2027-11-22', timeZone: 'Europe/Berlin' };
    const expiresAt = expiryOf(plan as Parameters<typeof expiryOf>[0], remedyId);
    const make = () => credit(store, account, { amount: 10_00, expiresAt, notified: false, ...ADJUSTMENT });
    const entry = make();
    return {
      ...blank(nextOrder(), String(entry.id)),
      plan,
      progress: { creditAfter: 'the beginning', creditIds: '', account: String(account.id) },
      remove: () => void (account.transactions = account.transactions.filter((one) => one !== entry)),
      change: () => void (entry.amount = 9_00),
      again: () => String(make().id),
    };
  },
  // People carry these out outside of Shopify.
  repair: null,
  external_gift: null,
  custom: null,
  gift_card: (world, remedyId) => {
    const make = () => giftCard(world, markerOf(remedyId));
    const card = make();
    return {
      ...blank(nextOrder(), String(card.id)),
      remove: () => void (card.shop = elsewhere),
      change: () => void (card.initialValue = 9_00),
      end: () => void (card.deactivatedAt = new Date(world.store.store.now()).toISOString()),
      again: () => String(make().id),
    };
  },
};

export const shop = 'amends-mug-house.myshopify.com';
// An order or a card that this shop no longer has.
const elsewhere = 'elsewhere.myshopify.com';
export const ten = { minor: 10_00, currency: 'EUR' };

const nextOrder = (): string => String((orderIds += 1));

function blank(orderId: string, externalId: string): Omit<Thing, 'remove' | 'again'> {
  return { externalId, orderId, plan: {}, proof: null, progress: {}, change: null, end: null };
}

function refunded(world: Store, remedyId: RemedyId): Thing {
  const order = makeOrder(world);
  const make = () => {
    const refund = refundByHand(
      world.store.store,
      order,
      { amount: '10.00', note: markerOf(remedyId) },
      () => undefined,
    );
    if (typeof refund === 'string') throw new Error(refund);
    return refund;
  };
  const refund = make();
  const transactions = () => order.transactions.filter(({ id }) => refund.transactionIds.includes(id));
  return {
    ...blank(String(order.id), String(refund.id)),
    plan: { orderId: String(order.id), amount: ten, currency: 'EUR', parts: [], lines: [], shipping: null },
    remove: () => void (order.refunds = order.refunds.filter((one) => one !== refund)),
    change: () => {
      for (const one of transactions()) one.amount = { shop: 9_00, presentment: 9_00 };
    },
    end: () => {
      for (const one of transactions()) one.status = 'FAILURE';
    },
    again: () => String(make().id),
  };
}

function discount(
  world: Store,
  method: Discount['method'],
  { title, tags, text }: { title: string; tags: string[]; text: string | null },
): Discount {
  const { store } = world.store;
  const at = store.nowIso();
  const made: Discount = {
    id: store.nextId(),
    shop,
    method,
    title,
    code: text === null ? null : { id: store.nextId(), text, byApp: true },
    startsAt: at,
    endsAt: method === 'code' ? new Date(store.now() + 30 * 86_400_000).toISOString() : null,
    createdAt: at,
    updatedAt: at,
    buyers: { kind: 'all' },
    minimum: null,
    combinesWith: { order: false, product: false, shipping: false },
    usageLimit: 1,
    oncePerCustomer: true,
    recurringCycleLimit: null,
    appliesOnOneTimePurchase: true,
    appliesOnSubscription: false,
    tags,
    uses: [],
    kind: 'basic',
    value: { kind: 'percentage', percentage: 0.1 },
    items: 'all',
  };
  addDiscount(store, made);
  return made;
}

function ofDiscount(world: Store, one: Discount): Omit<Thing, 'again'> {
  const { store } = world.store;
  return {
    ...blank(nextOrder(), String(one.id)),
    remove: () => removeDiscount(store, one),
    change: () => {
      if (one.kind === 'basic') one.value = { kind: 'percentage', percentage: 0.2 };
    },
    end: () => void (one.endsAt = new Date(store.now() - 1_000).toISOString()),
  };
}

/** Open, of nothing that was sent: its one line is there for our mark. */
const aReturn = (id: number, at: string, reasonNote: string): Return => ({
  id,
  name: `#R${String(id)}`,
  status: 'OPEN',
  source: 'app',
  staffId: null,
  createdAt: at,
  requestApprovedAt: null,
  closedAt: null,
  decline: null,
  note: null,
  lines: [
    {
      id,
      fulfillmentLineId: 0,
      lineItemId: 0,
      quantity: 1,
      reason: 1,
      reasonNote,
      customerNote: null,
      restockingFee: null,
      processed: [],
    },
  ],
  exchangeLines: [],
  shippingFee: null,
  reverseOrders: [],
});

function giftCard(world: Store, note: string): GiftCard {
  const { store } = world.store;
  const id = store.nextId();
  const at = store.nowIso();
  const card: GiftCard = {
    id,
    shop,
    code: `planted${String(id)}`,
    currency: 'EUR',
    initialValue: 10_00,
    balance: 10_00,
    note,
    templateSuffix: null,
    customerId: null,
    recipient: null,
    expiresOn: null,
    createdAt: at,
    updatedAt: at,
    deactivatedAt: null,
    source: 'api_client',
    crossCurrency: 'NONE',
    transactions: [],
  };
  addGiftCard(store, card);
  return card;
}
