import type { DigitalWallet, ReadRefundableQuery } from '#app/types/admin.generated.ts';

type WireSuggestion = NonNullable<NonNullable<ReadRefundableQuery['order']>['suggestedRefund']>;
type WirePayment = Pick<
  WireSuggestion['suggestedTransactions'][number],
  'gateway' | 'formattedGateway' | 'paymentDetails'
>;

/** Methods that are written in a way of their own; others are written as words. */
const ownSpelling: Record<string, string> = {
  ideal: 'iDEAL',
  blik: 'BLIK',
  eps: 'EPS',
  mobilepay: 'MobilePay',
  p24: 'Przelewy24',
  paypal: 'PayPal',
  shop_pay_installments: 'Shop Pay Installments',
  twint: 'TWINT',
};

/** Said first: a customer who paid with her phone looks there, and its digits need not be those on the card. */
const wallets: Record<DigitalWallet, string> = {
  AMAZON_PAY: 'Amazon Pay',
  ANDROID_PAY: 'Android Pay',
  APPLE_PAY: 'Apple Pay',
  FACEBOOK_PAY: 'Meta Pay',
  GOOGLE_PAY: 'Google Pay',
  SHOPIFY_PAY: 'Shop Pay',
};

const words = (name: string): string => `${name.slice(0, 1).toUpperCase()}${name.slice(1).replaceAll('_', ' ')}`;
const spelled = (method: string): string => ownSpelling[method.toLowerCase()] ?? words(method.toLowerCase());

/**
 * What a person calls a payment: the card with its last digits, or the method. The gateway ("Shopify Payments") only
 * where Shopify tells no more. Nothing of the card's holder is asked for: that would be protected customer data.
 */
export function paymentLabel({ gateway, formattedGateway, paymentDetails }: WirePayment): string {
  const way = formattedGateway ?? words(gateway ?? '');
  if (paymentDetails?.__typename === 'CardPaymentDetails') {
    const { company, number, wallet } = paymentDetails;
    // Shopify has redacted all but the last digits; test gateways have only one.
    const digits = /\d{1,4}$/.exec(number ?? '')?.[0];
    const card = company ?? way;
    // The digits stay on the line of their dots.
    const known = digits === undefined ? card : `${card} ••••\u00a0${digits}`;
    return wallet === null ? known : `${wallets[wallet]} (${known})`;
  }
  const method = paymentDetails?.paymentMethodName;
  return method ? spelled(method) : way;
}
