import { addGiftCard } from '../state/benefits-index.ts';
import type { Store } from '../state/store.ts';
import type { GiftCard, Order } from '../state/types.ts';
import { randomCode } from './ledger.ts';

/** Puts a spent card behind each payment by gift card that has none, so that a refund of it has somewhere to go. */
export function backWithCards(store: Store, order: Order): void {
  for (const payment of order.transactions) {
    if (payment.gateway !== 'gift_card' || payment.kind !== 'SALE' || payment.source !== undefined) continue;
    const id = store.nextId();
    const amount = payment.amount.shop;
    const card: GiftCard = {
      id,
      shop: order.shop,
      code: randomCode(id),
      currency: order.currency,
      initialValue: amount,
      balance: 0,
      note: null,
      templateSuffix: null,
      customerId: order.customerId,
      recipient: null,
      expiresOn: null,
      createdAt: order.createdAt,
      updatedAt: order.createdAt,
      deactivatedAt: null,
      source: 'manual',
      crossCurrency: 'MARKET_FX',
      transactions: [
        { id: store.nextId(), amount: -amount, note: `Order ${order.name}`, processedAt: order.createdAt },
      ],
    };
    payment.source = { kind: 'gift_card', id };
    addGiftCard(store, card);
  }
}
