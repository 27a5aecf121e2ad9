import type { ShopifyGateway } from '#app/domain/remedy/gateway.ts';
import type { TransportOptions } from '../transport.server.ts';
import { cancellationCalls } from './cancellation.server.ts';
import { giftCardCalls } from './gift-card.server.ts';
import { discountCodeCalls } from './discount-code.server.ts';
import { customCalls, externalGiftCalls, repairCalls } from './handmade.server.ts';
import { refundCalls } from './refund.server.ts';
import { vipPriceCalls } from './vip-price.server.ts';
import { replacementCalls } from './replacement.server.ts';
import { returnCalls } from './return.server.ts';
import { storeCreditCalls } from './store-credit.server.ts';

/** How each kind of remedy is carried out. */
export const remedyCalls = (options: TransportOptions): ShopifyGateway['remedies'] => ({
  refund: refundCalls(options),
  replacement: replacementCalls(options),
  discount_code: discountCodeCalls(options),
  vip_price: vipPriceCalls(options),
  store_credit: storeCreditCalls(options),
  gift_card: giftCardCalls(options),
  cancellation: cancellationCalls(options),
  return: returnCalls(options),
  repair: repairCalls(options),
  external_gift: externalGiftCalls(options),
  custom: customCalls(options),
});
