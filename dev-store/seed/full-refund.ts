import { applyRefund } from '../refunds/apply.ts';
import { EMPTY_REQUEST, type RefundRequest } from '../refunds/input.ts';
import { suggestRefund } from '../refunds/suggest.ts';
import type { Store } from '../state/store.ts';
import type { Order } from '../state/types.ts';

/** A full refund made by hand in the admin, some time in the past. */
export function refundEverything(
  store: Store,
  order: Order,
  at: string,
  note: string,
  restockType: 'CANCEL' | 'NO_RESTOCK' = 'NO_RESTOCK',
): void {
  const shop = store.shop(order.shop);
  if (shop === undefined) return;
  const suggestion = suggestRefund(order, {
    lines: [],
    shippingAmount: null,
    refundShipping: true,
    full: true,
    toStoreCredit: false,
  });
  const request: RefundRequest = {
    ...EMPTY_REQUEST,
    note,
    currency: order.presentmentCurrency,
    lines: suggestion.lines.map(({ lineItemId, quantity }) => ({
      lineItemId,
      quantity,
      restockType,
      locationId: null,
    })),
    shipping: { amount: null, full: true },
    transactions: suggestion.payments.map(({ payment, amount }) => ({
      kind: 'REFUND',
      gateway: payment.gateway,
      parentId: payment.id,
      orderId: order.id,
      amount: amount.presentment,
    })),
  };
  const owner = shop.staff.find((member) => member.accountOwner)?.id ?? null;
  const refund = applyRefund(store, shop, order, request, { source: 'admin', staffId: owner, idempotencyKey: null });
  for (const record of [refund, ...order.transactions.filter((one) => refund.transactionIds.includes(one.id))]) {
    record.createdAt = at;
    record.processedAt = at;
  }
  refund.updatedAt = at;
  order.updatedAt = at;
}
