/** Orders as their customers look for them. One call each. */
import type { CustomersOrder } from '#app/domain/intake/orders.ts';
import { parseOrderId, trusted } from '#app/domain/ids.ts';
import type { ReadProblem } from '#app/domain/remedy/plug.ts';
import { err, ok, type Result } from '#app/domain/result.ts';
import { FindForCustomerDocument, type FindForCustomerQuery } from '#app/types/admin.generated.ts';
import { readMoney } from './map-money.ts';
import { readProblem } from './read-problem.ts';
import { read, type TransportOptions } from './transport.server.ts';

const mostOfNumber = 5;
const mostOfCustomer = 20;

/** Orders of exactly this number, as the shop writes it or without its mark. */
export function ordersByName(options: TransportOptions, typed: string): Promise<Result<CustomersOrder[], ReadProblem>> {
  // Nothing typed may become a filter of its own.
  const name = typed.replace(/[^\p{L}\p{N}._/-]/gu, '').slice(0, 40);
  if (name === '') return Promise.resolve(ok([]));
  return find(options, `name:"#${name}" OR name:"${name}"`, mostOfNumber);
}

/** The latest orders of a customer of the shop, newest first. */
export function ordersOfCustomer(
  options: TransportOptions,
  customerId: string,
): Promise<Result<CustomersOrder[], ReadProblem>> {
  return /^\d+$/.test(customerId)
    ? find(options, `customer_id:${customerId}`, mostOfCustomer)
    : Promise.resolve(ok([]));
}

async function find(
  options: TransportOptions,
  query: string,
  first: number,
): Promise<Result<CustomersOrder[], ReadProblem>> {
  const end = await read(options, FindForCustomerDocument, { query, first });
  return end.kind === 'answered' ? ok(end.data.orders.nodes.map(readOrder)) : err(readProblem(end));
}

function readOrder(wire: FindForCustomerQuery['orders']['nodes'][number]): CustomersOrder {
  const { customer } = wire;
  const emails = [wire.email, customer?.defaultEmailAddress?.emailAddress ?? null].filter((one) => one !== null);
  const phones = [wire.phone, wire.shippingAddress?.phone ?? null, customer?.defaultPhoneNumber?.phoneNumber ?? null];
  return {
    id: trusted(parseOrderId, wire.legacyResourceId),
    name: wire.name,
    processedAt: wire.processedAt,
    total: readMoney(wire.totalPriceSet.presentmentMoney),
    titles: wire.lineItems.nodes.map((line) => line.title),
    customer: customer && { id: customer.legacyResourceId, name: customer.displayName, locale: customer.locale },
    email: emails[0] ?? null,
    emails,
    phones: phones.filter((one) => one !== null),
  };
}
