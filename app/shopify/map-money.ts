import { fromDecimal, toDecimal } from '#app/domain/money.ts';
import type { Money, MoneyPair } from '#app/domain/money.ts';
import type { CurrencyCode, MoneyInput } from '#app/types/admin.generated.ts';

type WireMoney = { readonly amount: string; readonly currencyCode: string };
export type WirePair = { readonly presentmentMoney: WireMoney; readonly shopMoney: WireMoney };

export const readMoney = (wire: WireMoney): Money => fromDecimal(wire.amount, wire.currencyCode);

export const readPair = (wire: WirePair): MoneyPair => ({
  presentment: readMoney(wire.presentmentMoney),
  shop: readMoney(wire.shopMoney),
});

/** An amount as an input takes it. Our currencies come from Shopify, or from a form that names one of them. */
export const writeMoney = (amount: Money): MoneyInput => ({
  amount: toDecimal(amount),
  currencyCode: amount.currency as CurrencyCode,
});
