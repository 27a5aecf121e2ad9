import type { OrderId } from '../ids.ts';
import type { Money } from '../money.ts';

/** An order as its customer knows it again, and by what it is proved to be hers. */
export type CustomersOrder = {
  id: OrderId;
  name: string;
  processedAt: string;
  total: Money;
  /** The first few. */
  titles: string[];
  customer: { id: string; name: string; locale: string | null } | null;
  /** Where mails about it go: the order's own address first. */
  email: string | null;
  emails: string[];
  phones: string[];
};

const digits = (text: string): string => text.replace(/\D/g, '');
const fewestDigits = 7;

/** An order's number as people type it, without the mark that the shop puts before it: " # 1042 " is "1042". */
export const plainOrderName = (typed: string): string => typed.replace(/[\s#№]/g, '').toLowerCase();

/**
 * Whether what a guest typed proves that an order is hers: its number, and an e-mail or a phone of the order or its customer.
 * Of a phone the last nine digits count, so that it may be written with and without its country.
 */
export function proves(order: CustomersOrder, typed: { orderName: string; contact: string }): boolean {
  if (plainOrderName(typed.orderName) === '' || plainOrderName(typed.orderName) !== plainOrderName(order.name))
    return false;
  const contact = typed.contact.trim().toLowerCase();
  if (contact.includes('@')) return order.emails.some((email) => email.toLowerCase() === contact);
  const number = digits(contact);
  if (number.length < fewestDigits) return false;
  return order.phones.some((phone) => {
    const known = digits(phone);
    const most = Math.min(9, known.length);
    return known.length >= fewestDigits && number.length >= most && known.slice(-most) === number.slice(-most);
  });
}
