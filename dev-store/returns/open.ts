import { parseMinor, portion, ZERO, type Bag } from '../money.ts';
import { bagAt, presentmentPrice, rateOf } from '../orders/pricing.ts';
import type { Store } from '../state/store.ts';
import type { ExchangeLine, Order, Return, ReturnLine, Shop } from '../state/types.ts';
import type { ExchangeWish, LineWish, ReturnWish } from './input.ts';
import { sentLines } from './quantities.ts';

export type Opening = Pick<Return, 'source' | 'staffId'> & { requested: boolean };

/** Writes a return that passed its guards: asked for, or open with its reverse fulfillment order. */
export function openReturn(store: Store, shop: Shop, order: Order, wish: ReturnWish, opening: Opening): Return {
  const now = store.nowIso();
  const returns = (order.returns ??= []);
  const record: Return = {
    id: store.nextId(),
    name: `${order.name}-R${returns.length + 1}`,
    status: opening.requested ? 'REQUESTED' : 'OPEN',
    source: opening.source,
    staffId: opening.staffId,
    createdAt: wish.requestedAt ?? now,
    requestApprovedAt: opening.requested ? null : now,
    closedAt: null,
    decline: null,
    note: null,
    lines: wish.lines.map((line) => returnLine(store, order, line)),
    exchangeLines: wish.exchanges.flatMap((line) => exchangeLine(store, shop, order, line)),
    shippingFee: shippingFee(store, shop, order, wish),
    reverseOrders: [],
  };
  returns.push(record);
  // An archived order is opened again [S].
  order.closedAt = null;
  if (!opening.requested) addReverseOrder(store, record);
  store.touch();
  return record;
}

/** What comes back, as one job for the shop's warehouse: made when a return opens [W]. */
export function addReverseOrder(store: Store, record: Return): void {
  record.reverseOrders.push({
    id: store.nextId(),
    status: 'OPEN',
    lines: record.lines.map((line) => ({
      id: store.nextId(),
      returnLineId: line.id,
      quantity: line.quantity,
      dispositions: [],
    })),
    deliveries: [],
  });
}

function returnLine(store: Store, order: Order, wish: LineWish): ReturnLine {
  const sent = sentLines(order).find((one) => one.id === wish.fulfillmentLineId);
  if (sent === undefined) throw new Error(`order ${order.id} has no sent line ${wish.fulfillmentLineId}`);
  return {
    id: store.nextId(),
    fulfillmentLineId: sent.id,
    lineItemId: sent.lineItemId,
    quantity: wish.quantity,
    reason: wish.reason ?? 1,
    reasonNote: wish.note,
    customerNote: wish.customerNote,
    restockingFee: wish.restockingPercent === null ? null : { id: store.nextId(), percentage: wish.restockingPercent },
    processed: [],
  };
}

/** Prices are those of the day the return is made; a discount takes its amount off the whole line (assumed). */
function exchangeLine(store: Store, shop: Shop, order: Order, wish: ExchangeWish): ExchangeLine[] {
  const found = wish.variantId === null ? undefined : store.variant(order.shop, wish.variantId);
  if (found === undefined) return [];
  const { product, variant } = found;
  const rate = rateOf(order.currency, order.presentmentCurrency);
  const unit = presentmentPrice(shop, variant.price, order.presentmentCurrency);
  const discount = Math.min(unit * wish.quantity, discountOf(wish, unit * wish.quantity, order.presentmentCurrency));
  return [
    {
      id: store.nextId(),
      variantId: variant.id,
      productId: product.id,
      title: product.title,
      variantTitle: variant.title,
      sku: variant.sku,
      quantity: wish.quantity,
      unitPrice: bagAt(unit, rate),
      discount: discount === 0 ? ZERO : bagAt(discount, rate),
      processed: [],
    },
  ];
}

function discountOf({ discount }: ExchangeWish, price: number, currency: string): number {
  if (discount === null) return 0;
  if ('amount' in discount) return parseMinor(discount.amount.amount, currency) ?? 0;
  return portion(price, discount.percentage, 100);
}

function shippingFee(store: Store, shop: Shop, order: Order, wish: ReturnWish): Return['shippingFee'] {
  if (wish.shippingFee === null) return null;
  const minor = parseMinor(wish.shippingFee.amount, order.presentmentCurrency) ?? 0;
  const amount: Bag = bagAt(minor, rateOf(shop.currency, order.presentmentCurrency));
  return { id: store.nextId(), amount, chargedAt: null };
}
