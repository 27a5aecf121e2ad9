import type { Comparisons, NothingThere } from '#app/domain/remedy/comparison.ts';
import type { TransportOptions } from '../transport.server.ts';
import { cancellationComparison } from './cancellation.server.ts';
import { discountCodeComparison, vipPriceComparison } from './discounts.server.ts';
import { giftCardComparison } from './gift-card.server.ts';
import { refundComparison } from './refund.server.ts';
import { replacementComparison } from './replacement.server.ts';
import { returnComparison } from './return.server.ts';
import { storeCreditComparison } from './store-credit.server.ts';

const byHand: NothingThere = { nothingThere: 'people carry it out outside of Shopify' };

/**
 * How each kind of remedy is held against what Shopify has. A kind that leaves nothing there says so:
 * `{ nothingThere: 'why' }`.
 */
export const comparisons = (options: TransportOptions): Comparisons => ({
  refund: refundComparison(options),
  cancellation: cancellationComparison(options),
  replacement: replacementComparison(options),
  return: returnComparison(options),
  discount_code: discountCodeComparison(options),
  vip_price: vipPriceComparison(options),
  store_credit: storeCreditComparison(options),
  gift_card: giftCardComparison(options),
  repair: byHand,
  external_gift: byHand,
  custom: byHand,
});
