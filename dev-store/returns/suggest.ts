import type { Args, Context } from '../engine/context.ts';
import { idOf } from '../gid.ts';
import { suggestedTransaction } from '../graphql/resolvers/order.ts';
import { moneyBag } from '../graphql/resolvers/values.ts';
import { moneyScalar, subtractBags, ZERO, type Bag } from '../money.ts';
import { storeCreditUsable } from '../store-credit/ledger.ts';
import type { ReturnSource } from './find.ts';
import { outcomeOf, type ReturnOutcome } from './outcome.ts';
import { choicesOf, shippingOf, type ProcessInput } from './process-input.ts';

type Asked = { id: number; quantity: number }[];

function asked(list: unknown, name: string): Asked {
  const entries = Array.isArray(list) ? (list as Record<string, unknown>[]) : [];
  return entries.map((entry) => ({ id: idOf(entry[name]), quantity: Number(entry['quantity']) }));
}

function outcome(
  source: ReturnSource,
  context: Context,
  lines: Asked,
  exchanges: Asked,
  shipping: unknown,
): ReturnOutcome {
  const raw = { returnId: '', refundShipping: shipping as ProcessInput['refundShipping'] };
  return outcomeOf(context.shop, source.order, source.record, {
    ...choicesOf(source, { lines, exchanges }),
    shipping: shippingOf(raw, source.order),
  });
}

/** `Return.suggestedFinancialOutcome`: a refund, an invoice, or nothing when it comes out even. */
export function suggestOutcome(source: ReturnSource, args: Args, context: Context): object {
  const { order } = source;
  const result = outcome(
    source,
    context,
    asked(args['returnLineItems'], 'id'),
    asked(args['exchangeLineItems'], 'id'),
    args['refundShipping'],
  );
  return {
    ...common(source, result),
    totalAdditionalFees: moneyBag(order, ZERO),
    financialTransfer: transfer(source, context, result, args['refundMethodAllocation'] === 'STORE_CREDIT'),
  };
}

function common({ order }: ReturnSource, result: ReturnOutcome): Record<string, unknown> {
  const scalar = (bag: Bag): string => moneyScalar(bag.presentment, order.presentmentCurrency);
  return {
    discountedSubtotal: moneyBag(order, result.discountedSubtotal),
    maximumRefundable: moneyBag(order, result.maximumRefundable),
    refundDuties: [],
    totalCartDiscountAmount: moneyBag(order, ZERO),
    totalDuties: moneyBag(order, ZERO),
    totalTax: moneyBag(order, result.tax),
    shipping: {
      amount: scalar(result.shipping.amount),
      amountSet: moneyBag(order, result.shipping.amount),
      maximumRefundable: scalar(result.shipping.maximum),
      maximumRefundableSet: moneyBag(order, result.shipping.maximum),
      tax: scalar(result.shipping.tax),
      taxSet: moneyBag(order, result.shipping.tax),
    },
  };
}

function transfer({ order }: ReturnSource, { shop }: Context, result: ReturnOutcome, toCredit: boolean): object | null {
  if (result.balance.presentment < 0) {
    return { __typename: 'InvoiceReturnOutcome', amount: moneyBag(order, subtractBags(ZERO, result.balance)) };
  }
  if (result.balance.presentment === 0) return null;
  const credit = toCredit && order.customerId !== null && storeCreditUsable(shop);
  return {
    __typename: 'RefundReturnOutcome',
    amount: moneyBag(order, result.refund),
    suggestedTransactions: toCredit ? [] : result.payments.map((payment) => suggestedTransaction(order, payment)),
    suggestedRefundMethods: credit
      ? [
          {
            __typename: 'SuggestedStoreCreditRefund',
            amount: moneyBag(order, result.refund),
            maximumRefundable: moneyBag(order, result.maximumRefundable),
            expiresAt: null,
          },
        ]
      : [],
  };
}

/** The deprecated `Return.suggestedRefund`: the same without exchange items. */
export function suggestReturnRefund(source: ReturnSource, args: Args, context: Context): object {
  const { order } = source;
  const lines = asked(args['returnRefundLineItems'], 'returnLineItemId');
  const result = outcome(source, context, lines, [], args['refundShipping']);
  return {
    ...common(source, result),
    amount: moneyBag(order, result.refund),
    subtotal: moneyBag(order, result.discountedSubtotal),
    suggestedTransactions: result.payments.map((payment) => suggestedTransaction(order, payment)),
  };
}
