import type { OrderId } from '#app/domain/ids.ts';
import type { Basis } from '#app/domain/remedy/plug.ts';
import type { OrderBasisFragment } from '#app/types/admin.generated.ts';
import { fromGid } from './gid.ts';
import { readPair } from './map-money.ts';
import { isOpenDispute } from './map-order.ts';

/** The facts of an order that every kind of remedy is planned on. */
export const readBasis = (orderId: OrderId, order: OrderBasisFragment): Basis => ({
  orderId,
  orderName: order.name,
  currency: order.presentmentCurrencyCode,
  shopCurrency: order.currencyCode,
  total: readPair(order.totalPriceSet),
  customerId: order.customer ? fromGid(order.customer.id) : null,
  openChargeback: order.disputes.some(
    (dispute) => dispute.initiatedAs === 'CHARGEBACK' && isOpenDispute(dispute.status),
  ),
  cancelled: order.cancelledAt !== null,
});
