import type { TypeResolvers } from '../../engine/context.ts';
import { gid } from '../../gid.ts';
import { totalReceived } from '../../orders/totals.ts';
import type { Customer, StaffMember } from '../../state/types.ts';
import { listOrders } from './order-list.ts';
import { address } from './order.ts';
import { moneyV2 } from './values.ts';

/** Fields of `Customer`. */
export const customerResolvers: TypeResolvers<Customer> = {
  id: (customer) => gid('Customer', customer.id),
  legacyResourceId: (customer) => String(customer.id),
  firstName: (customer) => customer.firstName,
  lastName: (customer) => customer.lastName,
  displayName: (customer) => displayName(customer),
  email: (customer) => customer.email,
  phone: (customer) => customer.phone,
  locale: (customer) => customer.locale,
  tags: (customer) => customer.tags,
  note: (customer) => customer.note,
  state: () => 'ENABLED',
  verifiedEmail: (customer) => customer.verifiedEmail,
  taxExempt: () => false,
  createdAt: (customer) => customer.createdAt,
  updatedAt: (customer) => customer.updatedAt,
  defaultAddress: (customer) => address(customer.address, `${customer.id}3`),
  defaultEmailAddress: (customer) =>
    customer.email === null
      ? null
      : { emailAddress: customer.email, validFormat: true, marketingState: 'NOT_SUBSCRIBED' },
  defaultPhoneNumber: (customer) => (customer.phone === null ? null : { phoneNumber: customer.phone }),
  numberOfOrders: (customer, _args, { store }) => String(store.ordersOfCustomer(customer.id).length),
  amountSpent: (customer, _args, { store, shop }) => {
    const spent = store.ordersOfCustomer(customer.id).reduce((sum, order) => sum + totalReceived(order).shop, 0);
    return moneyV2(spent, shop.currency);
  },
  lastOrder: (customer, _args, { store }) => store.ordersOfCustomer(customer.id).at(-1) ?? null,
  orders: (customer, args, context) => listOrders(context.store.ordersOfCustomer(customer.id), args, context, 'ID'),
};

/** Fields of `StaffMember`; reachable with `read_users` only. */
export const staffMemberResolvers: TypeResolvers<StaffMember> = {
  id: (member) => gid('StaffMember', member.id),
  name: (member) => `${member.firstName} ${member.lastName}`,
  firstName: (member) => member.firstName,
  lastName: (member) => member.lastName,
  email: (member) => member.email,
  active: () => true,
  exists: () => true,
  isShopOwner: (member) => member.accountOwner,
  locale: (member) => member.locale,
  accountType: () => 'REGULAR',
};

/** What Shopify shows for a customer: the name, else the address, else a stand-in. */
function displayName(customer: Customer): string {
  const name = [customer.firstName, customer.lastName].filter(Boolean).join(' ');
  return name !== '' ? name : (customer.email ?? customer.phone ?? 'Customer');
}
