import type { Context, StoreEvent } from '../engine/context.ts';
import { mutation, refused, userError, type Outcome } from '../graphql/mutation.ts';
import { idOf } from '../gid.ts';
import { addBags, parseMinor, subtractBags, sumBags, type Bag } from '../money.ts';
import { calculatedTotal, outstanding, transactionsOf } from '../orders/totals.ts';
import { applyRefund } from '../refunds/apply.ts';
import { refundErrors } from '../refunds/guards.ts';
import { EMPTY_REQUEST, type RefundRequest } from '../refunds/input.ts';
import { storeCreditLedgerErrors } from '../refunds/store-credit-guards.ts';
import type { Store } from '../state/store.ts';
import type { CodedError, Order, Refund, Shop } from '../state/types.ts';
import { orderUpdated, refundEvents } from '../webhooks/events.ts';
import { dispose } from './dispose.ts';
import { processEvents } from './events.ts';
import { confirmExchanges } from './exchange.ts';
import { returnById, type ReturnSource } from './find.ts';
import { outcomeOf, type ReturnOutcome } from './outcome.ts';
import { choicesOf, processLineErrors, readProcessInput, shippingOf, type ProcessWish } from './process-input.ts';

/**
 * `returnProcess`: confirms units that came back and items that go out in exchange, says what became of them and may give
 * the money back, all in one call. The return stays OPEN [W], and only what is left can be processed again: there is no
 * idempotency key [S].
 */
export const returnProcess = mutation(['return'], (args, context): Outcome => {
  const { store, shop, emit } = context;
  const wish = readProcessInput(args['input']);
  const source = returnById(store, shop.domain, wish.returnId);
  if (source === undefined) return refused(['input', 'returnId'], 'Return not found.', 'NOT_FOUND');
  // Assumed like elsewhere: no recording processes a return that is not open.
  if (source.record.status !== 'OPEN')
    return refused(['input', 'returnId'], 'Return status is invalid.', 'INVALID_STATE');
  const lineErrors = processLineErrors(store, source, wish);
  if (lineErrors.length > 0) return { errors: lineErrors };
  const request = refundRequest(source.order, wish);
  const moneyErrors = request === null ? [] : refundGuards(context, source.order, wish, request);
  if (moneyErrors.length > 0) return { errors: moneyErrors };
  for (const event of processReturn(
    { store, shop, staffId: context.token.userId, source: 'app' },
    source,
    wish,
    request,
  ))
    emit(event);
  return { payload: { return: source } };
});

/** The refund that goes with it: null when neither money nor shipping is given back. */
function refundRequest(order: Order, wish: ProcessWish): RefundRequest | null {
  const transfer = wish.raw.financialTransfer?.issueRefund;
  const shipping = shippingOf(wish.raw, order);
  if (transfer === undefined && !shipping.full && shipping.amount === 0) return null;
  const credit = transfer?.refundMethods?.[0]?.storeCreditRefund;
  const currency = order.presentmentCurrency;
  return {
    ...EMPTY_REQUEST,
    note: wish.note,
    notify: wish.notify,
    currency,
    allowOverRefunding: transfer?.allowOverRefunding ?? false,
    shipping: shipping.full || shipping.amount > 0 ? { amount: shipping.amount, full: shipping.full } : null,
    transactions: (transfer?.orderTransactions ?? []).map((one) => ({
      kind: 'REFUND',
      gateway: '',
      orderId: order.id,
      parentId: idOf(one.parentId),
      amount:
        one.transactionAmount.currencyCode === currency ? parseMinor(one.transactionAmount.amount, currency) : null,
    })),
    storeCredit:
      credit === undefined
        ? null
        : {
            amount: parseMinor(credit.amount.amount, credit.amount.currencyCode),
            currency: credit.amount.currencyCode,
            expiresAt: credit.expiresAt ?? null,
          },
  };
}

/** The guards of `refundCreate`, with a code and a place in this input (assumed: no recording refuses money here). */
function refundGuards({ store, shop }: Context, order: Order, wish: ProcessWish, request: RefundRequest): CodedError[] {
  const customer = order.customerId === null ? undefined : store.customer(shop.domain, order.customerId);
  const worth =
    wish.lines.length > 0 ? { ...request, shipping: request.shipping ?? { amount: 0, full: false } } : request;
  const transfer = wish.raw.financialTransfer?.issueRefund ?? {};
  const refusals = refundErrors(order, worth, shop, customer);
  const errors = refusals.length > 0 ? refusals : storeCreditLedgerErrors(store, shop, order, transfer, request);
  return errors.map(({ field, message }) => {
    const root =
      field?.[0] === 'shipping' ? ['input', 'refundShipping'] : ['input', 'financialTransfer', 'issueRefund'];
    const rest = field?.[0] === 'transactions' ? ['orderTransactions', ...field.slice(1)] : (field ?? []);
    return userError(field === null ? null : [...root, ...rest], message, 'INVALID');
  });
}

export type Processing = { store: Store; shop: Shop; staffId: number | null; source: Refund['source'] };

/** Carries out a processing that passed its guards. Answers what it sets off. */
export function processReturn(
  { store, shop, ...origin }: Processing,
  source: ReturnSource,
  wish: ProcessWish,
  request: RefundRequest | null,
): StoreEvent[] {
  const { order, record } = source;
  const choices = choicesOf(source, wish);
  const outcome = outcomeOf(shop, order, record, { ...choices, shipping: shippingOf(wish.raw, order) });
  const owedBefore = outstanding(order);
  const refund =
    request === null
      ? null
      : applyRefund(
          store,
          shop,
          order,
          { ...request, lines: refundLines(outcome) },
          { ...origin, idempotencyKey: null },
        );
  if (refund !== null) settleRefund(store, order, refund, { returnId: record.id, outcome, owedBefore });
  for (const { line, quantity, subtotal, tax, fee } of outcome.units) {
    line.processed.push({ at: store.nowIso(), quantity, subtotal, tax, fee, refundId: refund?.id ?? null });
  }
  if (record.shippingFee !== null && choices.lines.length + choices.exchanges.length > 0)
    record.shippingFee.chargedAt ??= store.nowIso();
  record.note = wish.note ?? record.note;
  const exchange = confirmExchanges(store, shop, source, choices.exchanges);
  const disposed = dispose(
    store,
    shop.domain,
    wish.lines.flatMap((one) => one.disposals),
  );
  order.updatedAt = store.nowIso();
  store.touch();
  return [
    ...processEvents(source),
    ...disposed,
    ...exchange,
    ...(refund === null ? [orderUpdated(store, order)] : refundEvents(store, order, refund)),
  ];
}

/** One entry a line item: what returns bring back is restocked by its disposition, not by the refund. */
function refundLines(outcome: ReturnOutcome): RefundRequest['lines'] {
  const quantities = new Map<number, number>();
  for (const { line, quantity } of outcome.units) {
    quantities.set(line.lineItemId, (quantities.get(line.lineItemId) ?? 0) + quantity);
  }
  return [...quantities].map(([lineItemId, quantity]) => ({
    lineItemId,
    quantity,
    restockType: 'NO_RESTOCK' as const,
    locationId: null,
  }));
}

type Settling = { returnId: number; outcome: ReturnOutcome; owedBefore: Bag };

/**
 * Ties a refund to its return. Fees and exchange items explain why less money moves than the lines are worth, so only what
 * is given beyond the balance is a discrepancy.
 */
function settleRefund(store: Store, order: Order, refund: Refund, { returnId, outcome, owedBefore }: Settling): void {
  refund.returnId = returnId;
  const moved = sumBags(transactionsOf(order, refund).map((one) => one.amount));
  const due = subtractBags(calculatedTotal(order, refund), sumBags([outcome.fees, outcome.exchanged, owedBefore]));
  const excess = subtractBags(moved, due);
  const kept = refund.adjustments[0];
  refund.adjustments =
    excess.presentment <= 0
      ? []
      : [
          {
            id: kept?.id ?? store.nextId(),
            reason: 'REFUND_DISCREPANCY',
            amount: addBags({ shop: 0, presentment: 0 }, { shop: -excess.shop, presentment: -excess.presentment }),
            tax: { shop: 0, presentment: 0 },
          },
        ];
}
