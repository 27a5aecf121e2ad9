import { DEFAULT_SCOPES, type DevStoreOptions } from '#dev-store/options.ts';
import { Desk, MUG_HOUSE, TOKYO_PAPER, type GqlError, type Money } from './harness.ts';

/** What an app asks for that makes replacement orders. */
export const SALES_SCOPES: readonly string[] = [
  ...DEFAULT_SCOPES,
  'write_customers',
  'write_draft_orders',
  'write_inventory',
];

export type Bag = { shopMoney: Money; presentmentMoney: Money };
export type UserError = { field: string[] | null; message: string; code?: string | null };

/** A desk with those scopes, and a bucket that tests don't empty. */
export async function openSales(options: Partial<DevStoreOptions> = {}): Promise<Desk> {
  const desk = await Desk.open({ scopes: SALES_SCOPES, ...options });
  for (const shop of [MUG_HOUSE, TOKYO_PAPER]) {
    await desk.post(`/dev-store/shops/${shop}`, { throttle: { maximumAvailable: 1_000_000, restoreRate: 1000 } });
  }
  return desk;
}

type Over = Parameters<Desk['graphql']>[2];

/** The data of an answer. @throws when it has top-level errors */
export async function ask<Data>(desk: Desk, query: string, variables: object = {}, over: Over = {}): Promise<Data> {
  const { body } = await desk.graphql<Data>(query, variables, over);
  if (body.data == null || body.errors !== undefined) throw new Error(JSON.stringify(body.errors));
  return body.data;
}

/** The top-level errors of an answer. */
export async function errorsOf(
  desk: Desk,
  query: string,
  variables: object = {},
  over: Over = {},
): Promise<GqlError[]> {
  return (await desk.graphql(query, variables, over)).body.errors ?? [];
}

export type Variant = { id: string; price: string; inventoryQuantity: number; inventoryItem: { id: string } };

/** A variant by its SKU. */
export async function variant(desk: Desk, sku: string, over: Over = {}): Promise<Variant> {
  type Data = { productVariants: { nodes: Variant[] } };
  const query = `query V($query: String) { productVariants(first: 1, query: $query) { nodes {
    id price inventoryQuantity inventoryItem { id } } } }`;
  const [found] = (await ask<Data>(desk, query, { query: `sku:${sku}` }, over)).productVariants.nodes;
  if (found === undefined) throw new Error(`no variant ${sku}`);
  return found;
}

export type Stock = { available: number; committed: number; on_hand: number; reserved: number };

/** What there is of a variant at the shop's first location. */
export async function stockOf(desk: Desk, variantId: string): Promise<Stock> {
  type Level = { quantities: { name: string; quantity: number }[] };
  type Data = { productVariant: { inventoryItem: { inventoryLevels: { nodes: Level[] } } } };
  const query = `query S($id: ID!) { productVariant(id: $id) { inventoryItem { inventoryLevels(first: 5) { nodes {
    quantities(names: ["available", "committed", "on_hand", "reserved"]) { name quantity } } } } } }`;
  const data = await ask<Data>(desk, query, { id: variantId });
  const quantities = data.productVariant.inventoryItem.inventoryLevels.nodes[0]?.quantities ?? [];
  return Object.fromEntries(quantities.map((one) => [one.name, one.quantity])) as Stock;
}

/** Somebody's address, in Poland unless told. */
export function home(more: object = {}): object {
  const place = { address1: 'ul. Lipowa 3', city: 'Kraków', zip: '30-001', countryCode: 'PL' };
  return { firstName: 'Maja', lastName: 'Nowak', ...place, ...more };
}

/** A custom line of one unit. */
export function custom(title: string, amount: string, more: object = {}): object {
  return {
    title,
    quantity: 1,
    originalUnitPriceWithCurrency: { amount, currencyCode: 'EUR' },
    ...more,
  };
}

const SET = '{ shopMoney { amount currencyCode } presentmentMoney { amount currencyCode } }';

const DRAFT = `id name status tags note2 email completedAt reserveInventoryUntil presentmentCurrencyCode taxExempt
  customAttributes { key value } customer { id email } shippingAddress { city countryCodeV2 }
  appliedDiscount { title value valueType amountSet ${SET} }
  shippingLine { title code custom originalPriceSet ${SET} }
  totalLineItemsPriceSet ${SET} lineItemsSubtotalPrice ${SET} subtotalPriceSet ${SET} totalDiscountsSet ${SET}
  totalShippingPriceSet ${SET} totalTaxSet ${SET} totalPriceSet ${SET}
  order { id name }
  lineItems(first: 10) { nodes { id title name sku quantity custom requiresShipping taxable
    customAttributes { key value } appliedDiscount { value amountSet ${SET} }
    originalUnitPriceSet ${SET} discountedTotalSet ${SET} variant { id } } }`;

export type Draft = {
  id: string;
  name: string;
  status: string;
  tags: string[];
  note2: string | null;
  email: string | null;
  reserveInventoryUntil: string | null;
  presentmentCurrencyCode: string;
  customAttributes: { key: string; value: string }[];
  customer: { id: string; email: string } | null;
  shippingAddress: { city: string; countryCodeV2: string } | null;
  appliedDiscount: { title: string; value: number; valueType: string; amountSet: Bag } | null;
  shippingLine: { title: string; code: string; custom: boolean; originalPriceSet: Bag } | null;
  totalLineItemsPriceSet: Bag;
  lineItemsSubtotalPrice: Bag;
  subtotalPriceSet: Bag;
  totalDiscountsSet: Bag;
  totalShippingPriceSet: Bag;
  totalTaxSet: Bag;
  totalPriceSet: Bag;
  order: { id: string; name: string } | null;
  lineItems: {
    nodes: {
      id: string;
      title: string;
      sku: string | null;
      quantity: number;
      custom: boolean;
      requiresShipping: boolean;
      taxable: boolean;
      appliedDiscount: { value: number; amountSet: Bag } | null;
      originalUnitPriceSet: Bag;
      discountedTotalSet: Bag;
      variant: { id: string } | null;
    }[];
  };
};

export type DraftAnswer = { draftOrder: Draft | null; userErrors: UserError[] };

const payload = `{ draftOrder { ${DRAFT} } userErrors { field message } }`;

export async function createDraft(desk: Desk, input: object): Promise<DraftAnswer> {
  const query = `mutation M($input: DraftOrderInput!) { draftOrderCreate(input: $input) ${payload} }`;
  return (await ask<{ draftOrderCreate: DraftAnswer }>(desk, query, { input })).draftOrderCreate;
}

/** A draft that is expected to be made. */
export async function draftOf(desk: Desk, input: object): Promise<Draft> {
  const { draftOrder, userErrors } = await createDraft(desk, input);
  if (draftOrder === null) throw new Error(JSON.stringify(userErrors));
  return draftOrder;
}

export async function updateDraft(desk: Desk, id: string, input: object): Promise<DraftAnswer> {
  const query = `mutation M($id: ID!, $input: DraftOrderInput!) { draftOrderUpdate(id: $id, input: $input) ${payload} }`;
  return (await ask<{ draftOrderUpdate: DraftAnswer }>(desk, query, { id, input })).draftOrderUpdate;
}

export async function completeDraft(desk: Desk, id: string, more: object = {}): Promise<DraftAnswer> {
  const query = `mutation M($id: ID!, $paymentPending: Boolean, $paymentGatewayId: ID) {
    draftOrderComplete(id: $id, paymentPending: $paymentPending, paymentGatewayId: $paymentGatewayId) ${payload} }`;
  return (await ask<{ draftOrderComplete: DraftAnswer }>(desk, query, { id, ...more })).draftOrderComplete;
}

export async function draftNow(desk: Desk, id: string): Promise<Draft | null> {
  const query = `query Q($id: ID!) { draftOrder(id: $id) { ${DRAFT} } }`;
  return (await ask<{ draftOrder: Draft | null }>(desk, query, { id })).draftOrder;
}

const ORDER = `id name legacyResourceId displayFinancialStatus displayFulfillmentStatus sourceName sourceIdentifier
  tags note email poNumber processedAt taxesIncluded currencyCode presentmentCurrencyCode paymentGatewayNames discountCodes
  customAttributes { key value } customer { id email firstName } shippingAddress { city lastName countryCodeV2 }
  totalPriceSet ${SET} subtotalPriceSet ${SET} totalTaxSet ${SET} totalDiscountsSet ${SET} totalShippingPriceSet ${SET}
  totalOutstandingSet ${SET} totalReceivedSet ${SET} totalCapturableSet ${SET} capturable
  transactions(first: 5) { kind status gateway amountSet ${SET} }
  shippingLines(first: 5) { nodes { title code source custom originalPriceSet ${SET} discountedPriceSet ${SET} } }
  lineItems(first: 10) { nodes { id title sku quantity requiresShipping unfulfilledQuantity variant { id }
    customAttributes { key value } originalUnitPriceSet ${SET} discountedTotalSet ${SET} } }`;

export type MadeByApp = {
  id: string;
  name: string;
  legacyResourceId: string;
  displayFinancialStatus: string | null;
  displayFulfillmentStatus: string;
  sourceName: string;
  sourceIdentifier: string | null;
  tags: string[];
  note: string | null;
  email: string | null;
  poNumber: string | null;
  processedAt: string;
  presentmentCurrencyCode: string;
  paymentGatewayNames: string[];
  discountCodes: string[];
  customAttributes: { key: string; value: string }[];
  customer: { id: string; email: string; firstName: string | null } | null;
  shippingAddress: { city: string; lastName: string; countryCodeV2: string } | null;
  totalPriceSet: Bag;
  subtotalPriceSet: Bag;
  totalTaxSet: Bag;
  totalDiscountsSet: Bag;
  totalShippingPriceSet: Bag;
  totalOutstandingSet: Bag;
  totalReceivedSet: Bag;
  totalCapturableSet: Bag;
  capturable: boolean;
  transactions: { kind: string; status: string; gateway: string; amountSet: Bag }[];
  shippingLines: { nodes: { title: string; code: string; custom: boolean; discountedPriceSet: Bag }[] };
  lineItems: {
    nodes: {
      id: string;
      title: string;
      sku: string | null;
      quantity: number;
      requiresShipping: boolean;
      variant: { id: string } | null;
      customAttributes: { key: string; value: string }[];
      originalUnitPriceSet: Bag;
      discountedTotalSet: Bag;
    }[];
  };
};

export type OrderAnswer = { order: MadeByApp | null; userErrors: UserError[] };

export async function createOrder(desk: Desk, order: object, options: object | null = null): Promise<OrderAnswer> {
  const query = `mutation M($order: OrderCreateOrderInput!, $options: OrderCreateOptionsInput) {
    orderCreate(order: $order, options: $options) { order { ${ORDER} } userErrors { field message code } } }`;
  return (await ask<{ orderCreate: OrderAnswer }>(desk, query, { order, options })).orderCreate;
}

/** An order that is expected to be made. */
export async function orderOf(desk: Desk, order: object, options: object | null = null): Promise<MadeByApp> {
  const answer = await createOrder(desk, order, options);
  if (answer.order === null) throw new Error(JSON.stringify(answer.userErrors));
  return answer.order;
}

export async function orderById(desk: Desk, id: string): Promise<MadeByApp | null> {
  return (await ask<{ order: MadeByApp | null }>(desk, `query Q($id: ID!) { order(id: $id) { ${ORDER} } }`, { id }))
    .order;
}

/** Names of the orders that a search finds. */
export async function search(desk: Desk, query: string): Promise<string[]> {
  type Data = { orders: { nodes: { name: string }[] } };
  const text = 'query Q($query: String) { orders(first: 50, query: $query, sortKey: ID) { nodes { name } } }';
  return (await ask<Data>(desk, text, { query })).orders.nodes.map((one) => one.name);
}

/** A price of an order that an app makes. */
export function eur(amount: string): object {
  return { shopMoney: { amount, currencyCode: 'EUR' } };
}
