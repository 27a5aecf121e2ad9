import { describe, expect, it } from 'vitest';
import { paymentLabel } from './payment-label.ts';

const shopifyPayments = { gateway: 'shopify_payments', formattedGateway: 'Shopify Payments' };
const card = {
  __typename: 'CardPaymentDetails',
  company: 'Visa',
  number: '•••• •••• •••• 4242',
  wallet: null,
} as const;

describe('what a payment is called', () => {
  it('is the card’s brand with its last digits', () => {
    expect(paymentLabel({ ...shopifyPayments, paymentDetails: card })).toBe('Visa ••••\u00a04242');
    const bogus = { ...card, company: 'Bogus', number: '•••• •••• •••• 1' };
    expect(paymentLabel({ ...shopifyPayments, paymentDetails: bogus })).toBe('Bogus ••••\u00a01');
  });

  it.each([
    [{ ...card, number: null }, 'Visa'],
    [{ ...card, company: null }, 'Shopify Payments ••••\u00a04242'],
    [{ ...card, company: null, number: null }, 'Shopify Payments'],
    [{ ...card, number: 'no digits at all' }, 'Visa'],
  ])('leaves out what Shopify does not tell of a card (%#)', (paymentDetails, label) => {
    expect(paymentLabel({ ...shopifyPayments, paymentDetails })).toBe(label);
  });

  it('begins with the wallet, where the customer will look', () => {
    const wallet = { ...card, wallet: 'APPLE_PAY' } as const;
    expect(paymentLabel({ ...shopifyPayments, paymentDetails: wallet })).toBe('Apple Pay (Visa ••••\u00a04242)');
  });

  it.each([
    ['LocalPaymentMethodsPaymentDetails', 'ideal', 'iDEAL'],
    ['LocalPaymentMethodsPaymentDetails', 'bancontact', 'Bancontact'],
    ['LocalPaymentMethodsPaymentDetails', 'some_new_method', 'Some new method'],
    ['ShopPayInstallmentsPaymentDetails', 'shop_pay_installments', 'Shop Pay Installments'],
    ['PaypalWalletPaymentDetails', 'paypal', 'PayPal'],
  ] as const)(
    'is the method where the gateway is only the way it came: %s %s',
    (__typename, paymentMethodName, label) => {
      const paymentDetails = { __typename, paymentMethodName };
      expect(paymentLabel({ ...shopifyPayments, paymentDetails })).toBe(label);
    },
  );

  it('is the gateway where Shopify tells no more', () => {
    expect(paymentLabel({ gateway: 'gift_card', formattedGateway: 'Gift card', paymentDetails: null })).toBe(
      'Gift card',
    );
    expect(paymentLabel({ gateway: 'bank_transfer', formattedGateway: null, paymentDetails: null })).toBe(
      'Bank transfer',
    );
    const unnamed = { __typename: 'LocalPaymentMethodsPaymentDetails', paymentMethodName: null } as const;
    expect(paymentLabel({ ...shopifyPayments, paymentDetails: unnamed })).toBe('Shopify Payments');
    expect(paymentLabel({ gateway: null, formattedGateway: null, paymentDetails: null })).toBe('');
  });
});
