import type { RefundableParent, RefundWay } from '#app/domain/remedy/refund.ts';
import type { SuggestedPaymentFragment } from '#app/types/admin.generated.ts';
import { fromGid } from './gid.ts';
import { readMoney } from './map-money.ts';
import { paymentLabel } from './payment-label.ts';

/** The payments of an order that can be refunded, in Shopify's order. */
export const readPayments = (payments: readonly SuggestedPaymentFragment[]): RefundableParent[] =>
  payments.flatMap((payment) => {
    const { parentTransaction, gateway } = payment;
    if (!parentTransaction) return [];
    const maximum = payment.maximumRefundableSet ?? payment.amountSet;
    return {
      transactionId: fromGid(parentTransaction.id),
      gateway: gateway ?? '',
      label: paymentLabel(payment),
      goes: readWay(gateway ?? '', parentTransaction.manualPaymentGateway),
      maximum: readMoney(maximum.presentmentMoney),
      suggested: readMoney(payment.amountSet.presentmentMoney),
    };
  });

/** Where money goes that is refunded to a payment. */
function readWay(gateway: string, manual: boolean): RefundWay {
  if (gateway === 'gift_card') return 'gift_card';
  if (gateway === 'shopify_store_credit') return 'store_credit';
  return manual ? 'by_hand' : 'payment';
}
