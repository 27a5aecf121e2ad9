import { fromDecimal } from '#app/domain/money.ts';
import type { Money, MoneyPair } from '#app/domain/money.ts';

type WireMoney = { readonly amount: string; readonly currencyCode: string };
export type WirePair = { readonly presentmentMoney: WireMoney; readonly shopMoney: WireMoney };

export const readMoney = (wire: WireMoney): Money => fromDecimal(wire.amount, wire.currencyCode);

export const readPair = (wire: WirePair): MoneyPair => ({
  presentment: readMoney(wire.presentmentMoney),
  shop: readMoney(wire.shopMoney),
});
