/** Records for the tests of the admin pages: one small order, with what a test wants of it. */
import type { Store } from '#dev-store/state/store.ts';
import { MUG_HOUSE } from '#dev-store/state/shops.ts';
import type { Address, Bag, Customer, Order, Transaction, TransactionStatus } from '#dev-store/state/types.ts';

const AT = '2026-11-12T10:00:00Z';

function bag(shop: number, presentment: number): Bag {
  return { shop, presentment };
}

const ADDRESS: Address = {
  firstName: 'Jana',
  lastName: 'Wójcik',
  company: null,
  address1: 'ul. Długa 5',
  address2: null,
  city: 'Kraków',
  province: null,
  provinceCode: null,
  zip: '31-147',
  country: 'Poland',
  countryCode: 'PL',
  phone: null,
};

/** Adds a customer to Mug House. */
export function makeCustomer(store: Store, given: Partial<Pick<Customer, 'firstName' | 'email'>>): Customer {
  const customer: Customer = {
    id: store.nextId(),
    shop: MUG_HOUSE,
    firstName: 'Jana',
    lastName: 'Wójcik',
    email: 'jana@example.com',
    phone: null,
    locale: 'pl',
    tags: [],
    note: null,
    verifiedEmail: true,
    createdAt: AT,
    updatedAt: AT,
    address: ADDRESS,
    redactedAt: null,
    ...given,
  };
  store.addCustomer(customer);
  return customer;
}

function transaction(id: number, kind: Transaction['kind'], status: TransactionStatus, amount: Bag): Transaction {
  return {
    id,
    kind,
    status,
    gateway: 'shopify_payments',
    formattedGateway: 'Shopify Payments',
    amount,
    parentId: null,
    createdAt: AT,
    processedAt: AT,
    errorCode: null,
    card: null,
    accountNumber: null,
    test: false,
    refundSettlement: { mode: 'instant' },
  };
}

type Wanted = {
  customer?: Customer;
  note?: string;
  tags?: string[];
  tracking?: string;
  createdAt?: string;
  refund?: { note: string; status: TransactionStatus };
};

/** Adds an order of two mugs, paid 158 zł (37 €) and sent, to Mug House. */
export function makeOrder(store: Store, wanted: Wanted): Order {
  const id = store.nextId();
  const [lineId, saleId, refundTransactionId] = [store.nextId(), store.nextId(), store.nextId()];
  const order: Order = {
    id,
    shop: MUG_HOUSE,
    number: id,
    name: `#${id}`,
    scenario: null,
    createdAt: wanted.createdAt ?? AT,
    processedAt: AT,
    updatedAt: AT,
    cancelledAt: null,
    cancelReason: null,
    closedAt: null,
    currency: 'EUR',
    presentmentCurrency: 'PLN',
    taxesIncluded: true,
    customerId: wanted.customer?.id ?? null,
    email: wanted.customer?.email ?? 'guest@example.com',
    phone: null,
    customerLocale: 'pl',
    shippingAddress: ADDRESS,
    billingAddress: ADDRESS,
    note: wanted.note ?? null,
    tags: wanted.tags ?? [],
    customAttributes: [],
    sourceName: 'web',
    sourceIdentifier: null,
    discountCodes: [],
    test: false,
    lineItems: [
      {
        id: lineId,
        title: 'Mug Blue',
        variantTitle: 'S',
        sku: 'MB-S',
        vendor: null,
        productId: null,
        variantId: null,
        image: null,
        quantity: 2,
        requiresShipping: true,
        giftCard: false,
        unitPrice: bag(1850, 7900),
        discount: bag(0, 0),
        taxLines: [],
      },
    ],
    shippingLines: [],
    fulfillments: [
      {
        id: store.nextId(),
        name: `#${id}-F1`,
        status: 'SUCCESS',
        createdAt: AT,
        updatedAt: AT,
        estimatedDeliveryAt: null,
        locationId: null,
        tracking: { company: 'InPost', number: wanted.tracking ?? '6200000001', url: null },
        lines: [{ id: store.nextId(), lineItemId: lineId, quantity: 2 }],
        events: [],
      },
    ],
    transactions: [transaction(saleId, 'SALE', 'SUCCESS', bag(3700, 15800))],
    refunds: [],
    disputes: [],
    risk: { level: 'NONE', facts: [] },
  };
  if (wanted.refund) {
    order.transactions.push(transaction(refundTransactionId, 'REFUND', wanted.refund.status, bag(1850, 7900)));
    order.refunds.push({
      id: store.nextId(),
      createdAt: AT,
      processedAt: AT,
      updatedAt: AT,
      note: wanted.refund.note,
      notify: false,
      staffId: 1003,
      source: 'app',
      lines: [
        {
          id: store.nextId(),
          lineItemId: lineId,
          quantity: 1,
          restockType: 'NO_RESTOCK',
          locationId: null,
          subtotal: bag(1850, 7900),
          tax: bag(0, 0),
        },
      ],
      shippingLines: [],
      adjustments: [],
      transactionIds: [refundTransactionId],
      idempotencyKey: null,
    });
  }
  store.addOrder(order);
  return order;
}
