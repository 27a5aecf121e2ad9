import type { Standing } from './plug.ts';
import type { VipPriceProof } from './vip-price.ts';

/**
 * What a standing price at Shopify means for us. One that is not switched on yet is nothing: null. It has no end, so one
 * that has ended was switched off by somebody.
 */
export function vipPriceStanding({ status }: Pick<VipPriceProof, 'status'>): Standing | null {
  switch (status) {
    case 'scheduled':
      return null;
    case 'active':
      return 'settled';
    case 'ended':
    case 'gone':
      return 'undone';
  }
}
