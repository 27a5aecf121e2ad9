import type { Store } from '../state/store.ts';
import type { Address, Customer, Shop } from '../state/types.ts';

export type NewCustomer = Partial<Pick<Customer, 'firstName' | 'lastName' | 'phone' | 'note' | 'tags' | 'address'>>;

/** The shop's customer with that e-mail address. */
export function customerByEmail(store: Store, shop: string, email: string): Customer | undefined {
  const wanted = email.toLowerCase();
  return store.customers(shop).find((customer) => customer.email?.toLowerCase() === wanted);
}

/** The customer an e-mail address belongs to; nobody's makes a new one, known by nothing else [W]. */
export function customerForEmail(store: Store, shop: Shop, email: string, given: NewCustomer = {}): Customer {
  return customerByEmail(store, shop.domain, email) ?? makeCustomer(store, shop, email, given);
}

function makeCustomer(store: Store, shop: Shop, email: string, given: NewCustomer): Customer {
  const now = store.nowIso();
  const customer: Customer = {
    id: store.nextId(),
    shop: shop.domain,
    firstName: null,
    lastName: null,
    email,
    phone: null,
    locale: shop.locale,
    tags: [],
    note: null,
    verifiedEmail: false,
    createdAt: now,
    updatedAt: now,
    address: null,
    redactedAt: null,
    ...given,
  };
  store.addCustomer(customer);
  return customer;
}

/** Orders give a customer without a name or an address the one they go to [S]. */
export function learnAddress(customer: Customer, address: Address | null): void {
  if (address === null) return;
  customer.address ??= address;
  if (customer.firstName === null && customer.lastName === null) {
    customer.firstName = address.firstName;
    customer.lastName = address.lastName;
  }
}
