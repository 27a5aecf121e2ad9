import type { RemedyKind } from '#app/domain/remedy/kinds.ts';
import { discountCodeScreen } from './discount-code.tsx';
import { refundScreen } from './refund.tsx';
import type { RemedyScreens } from './registry.tsx';
import { vipPriceScreen } from './vip-price.tsx';

/** The screens of every kind of remedy, in the order in which they are offered. */
const everyScreen: RemedyScreens = {
  refund: refundScreen,
  discount_code: discountCodeScreen,
  vip_price: vipPriceScreen,
};

/** In the order in which they are offered. */
export const remedyKinds = Object.keys(everyScreen) as RemedyKind[];

/** The screen of one kind, also where the kind is only known when it runs. */
export const screenOnServer = <K extends RemedyKind>(kind: K): RemedyScreens[K] => everyScreen[kind];
