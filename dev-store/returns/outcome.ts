/** What processing some units of a return comes to: worth, fees, exchange, and who owes whom. */
import { addBags, subtractBags, sumBags, ZERO, type Bag } from '../money.ts';
import { rateOf, taxOn } from '../orders/pricing.ts';
import { lineTotal, maximumRefundable, outstanding, refundedQuantity, share, taxOf, times } from '../orders/totals.ts';
import { allocate, refundableShipping, shippingShare, type SuggestedPayment } from '../refunds/suggest.ts';
import type { ExchangeLine, Order, Return, ReturnLine, Shop, TaxLine } from '../state/types.ts';

export type UnitChoice = { line: ReturnLine; quantity: number };
export type ExchangeChoice = { line: ExchangeLine; quantity: number };

export type OutcomeRequest = {
  lines: readonly UnitChoice[];
  exchanges: readonly ExchangeChoice[];
  /** Shipping to give back, presentment; `full` is all that is left of it. */
  shipping: { amount: number; full: boolean };
};

export type Units = UnitChoice & { subtotal: Bag; tax: Bag; fee: Bag };

export type ReturnOutcome = {
  units: Units[];
  discountedSubtotal: Bag;
  tax: Bag;
  shipping: { amount: Bag; tax: Bag; maximum: Bag };
  /** Restocking fees, and the return shipping fee when it falls due with this. */
  fees: Bag;
  /** Price of the exchange items with tax. */
  exchanged: Bag;
  /** Above zero it is owed to the customer, below zero by the customer. */
  balance: Bag;
  maximumRefundable: Bag;
  /** What of the balance the payments can still give back. */
  refund: Bag;
  payments: SuggestedPayment[];
};

/** Computes an outcome. What earlier processing left owing is part of the balance. */
export function outcomeOf(shop: Shop, order: Order, record: Return, request: OutcomeRequest): ReturnOutcome {
  const units = worthOf(order, request.lines);
  const subtotal = sumBags(units.map((one) => one.subtotal));
  const left = refundableShipping(order);
  const wanted = request.shipping.full ? left.amount.presentment : request.shipping.amount;
  const shipping = { ...shippingShare(order, wanted), maximum: left.amount };
  const tax = addBags(sumBags(units.map((one) => one.tax)), shipping.tax);
  const goods = addBags(subtotal, shipping.amount);
  const fees = addBags(sumBags(units.map((one) => one.fee)), dueShippingFee(record, request));
  const exchanged = sumBags(request.exchanges.map((one) => exchangePrice(shop, order, one)));
  const worth = order.taxesIncluded ? goods : addBags(goods, tax);
  const balance = subtractBags(worth, sumBags([fees, exchanged, outstanding(order)]));
  const maximum = maximumRefundable(order);
  const refund = balance.presentment <= 0 ? ZERO : balance.presentment <= maximum.presentment ? balance : maximum;
  return {
    units,
    discountedSubtotal: subtotal,
    tax,
    shipping,
    fees,
    exchanged,
    balance,
    maximumRefundable: maximum,
    refund,
    payments: allocate(order, refund),
  };
}

/** Worth of units after discounts: shares of one line add up to the whole, whatever return they come in. */
function worthOf(order: Order, choices: readonly UnitChoice[]): Units[] {
  const before = new Map<number, number>();
  return choices.flatMap(({ line, quantity }) => {
    const item = order.lineItems.find((one) => one.id === line.lineItemId);
    if (item === undefined) return [];
    const done = refundedQuantity(order, item.id) + (before.get(item.id) ?? 0);
    before.set(item.id, (before.get(item.id) ?? 0) + quantity);
    const subtotal = share(lineTotal(item), item.quantity, done, quantity);
    const tax = share(taxOf(item), item.quantity, done, quantity);
    return [{ line, quantity, subtotal, tax, fee: percentOf(subtotal, line.restockingFee?.percentage ?? 0) }];
  });
}

/** A fee of some percent of the price, without tax on top [W: 10 % of 20.00 is 2.00]. */
export function percentOf(amount: Bag, percent: number): Bag {
  const part = (value: number): number => Math.round((value * percent) / 100);
  return { shop: part(amount.shop), presentment: part(amount.presentment) };
}

/** The return shipping fee falls due whole, with the first units that are processed (assumed). */
function dueShippingFee(record: Return, request: OutcomeRequest): Bag {
  const { shippingFee } = record;
  const nothing = request.lines.length === 0 && request.exchanges.length === 0;
  return shippingFee === null || shippingFee.chargedAt !== null || nothing ? ZERO : shippingFee.amount;
}

/** Net price and tax of some units of an exchange line. */
export function exchangeParts(
  shop: Shop,
  order: Order,
  { line, quantity }: ExchangeChoice,
): { discount: Bag; net: Bag; taxLine: TaxLine } {
  const done = line.processed.reduce((sum, one) => sum + one.quantity, 0);
  const discount = share(line.discount, line.quantity, done, quantity);
  const net = subtractBags(times(line.unitPrice, quantity), discount);
  return { discount, net, taxLine: taxOn(shop, net.presentment, rateOf(shop.currency, order.presentmentCurrency)) };
}

function exchangePrice(shop: Shop, order: Order, choice: ExchangeChoice): Bag {
  const { net, taxLine } = exchangeParts(shop, order, choice);
  return order.taxesIncluded ? net : addBags(net, taxLine.amount);
}
