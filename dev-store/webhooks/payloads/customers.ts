/** Bodies of the `customers/…` family. */
import { gid } from '../../gid.ts';
import type { Address, Customer } from '../../state/types.ts';

/** A customer, alone or inside an order. */
export function customerPayload(customer: Customer): object {
  return {
    id: customer.id,
    admin_graphql_api_id: gid('Customer', customer.id),
    email: customer.email,
    first_name: customer.firstName,
    last_name: customer.lastName,
    phone: customer.phone,
    tags: customer.tags.join(', '),
    note: customer.note,
    verified_email: customer.verifiedEmail,
    created_at: customer.createdAt,
    updated_at: customer.updatedAt,
    state: 'enabled',
  };
}

/** An address of a customer or an order. */
export function addressPayload(address: Address): object {
  return {
    first_name: address.firstName,
    last_name: address.lastName,
    name: [address.firstName, address.lastName].filter(Boolean).join(' '),
    company: address.company,
    address1: address.address1,
    address2: address.address2,
    city: address.city,
    province: address.province,
    province_code: address.provinceCode,
    zip: address.zip,
    country: address.country,
    country_code: address.countryCode,
    phone: address.phone,
  };
}
