import { spoken } from '../money.ts';
import { totalPrice } from '../orders/totals.ts';
import type { Store } from '../state/store.ts';
import type { Order, Shop } from '../state/types.ts';

/** The order confirmation that `sendReceipt: true` sends [S]; its words are assumed. */
export function sendReceipt(store: Store, shop: Shop, order: Order): void {
  if (order.email === null) return;
  const total = spoken(totalPrice(order).presentment, order.presentmentCurrency);
  const lines = order.lineItems.map((line) => `${line.quantity} × ${line.title}`);
  store.state.mails.push({
    id: store.nextId(),
    at: store.nowIso(),
    from: shop.email,
    to: [order.email],
    subject: `Order ${order.name} confirmed`,
    text: [`Thank you for your purchase from ${shop.name}.`, ...lines, `Total: ${total}`].join('\n'),
    html: null,
  });
  store.touch();
}
