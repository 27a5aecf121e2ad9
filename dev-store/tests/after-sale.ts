import { DEFAULT_SCOPES } from '#dev-store/options.ts';
import type { DevStoreOptions } from '#dev-store/options.ts';
import { Desk, MUG_HOUSE, type GqlError, type MadeOrder } from './harness.ts';

/** What an app asks for that handles everything after a sale. */
export const AFTER_SALE_SCOPES: readonly string[] = [
  ...DEFAULT_SCOPES,
  'write_merchant_managed_fulfillment_orders',
  'write_files',
  'read_shopify_payments_disputes',
  'read_shopify_payments_accounts',
  'read_inventory',
];

export type Coded = { field: string[] | null; message: string; code?: string | null };

/** A desk with those scopes, and a bucket that tests don't empty. */
export async function openAfterSale(options: Partial<DevStoreOptions> = {}): Promise<Desk> {
  const desk = await Desk.open({ scopes: AFTER_SALE_SCOPES, ...options });
  await desk.post(`/dev-store/shops/${MUG_HOUSE}`, { throttle: { maximumAvailable: 1_000_000, restoreRate: 1000 } });
  return desk;
}

/** The data of an answer. @throws when it has top-level errors */
export async function ask<Data>(desk: Desk, query: string, variables: object = {}): Promise<Data> {
  const { body } = await desk.graphql<Data>(query, variables);
  if (body.data == null || body.errors !== undefined) throw new Error(JSON.stringify(body.errors));
  return body.data;
}

/** The top-level errors of an answer. */
export async function errorsOf(desk: Desk, query: string, variables: object = {}): Promise<GqlError[]> {
  return (await desk.graphql(query, variables)).body.errors ?? [];
}

export type Sent = MadeOrder & {
  /** GIDs of the lines of the first parcel, as the order's lines stand. */
  sent: string[];
};

/** An order that was sent, with the lines that can come back. */
export async function sentOrder(desk: Desk, input: object = {}): Promise<Sent> {
  const order = await desk.order(input);
  type Data = { order: { fulfillments: { fulfillmentLineItems: { nodes: { id: string }[] } }[] } };
  const data = await ask<Data>(
    desk,
    'query Q($id: ID!) { order(id: $id) { fulfillments { fulfillmentLineItems(first: 10) { nodes { id } } } } }',
    { id: order.id },
  );
  const sent = data.order.fulfillments[0]?.fulfillmentLineItems.nodes.map((line) => line.id) ?? [];
  return { ...order, sent };
}

const RETURN = `id name status totalQuantity closedAt
  decline { reason note }
  order { id returnStatus updatedAt }
  returnLineItems(first: 10) { nodes { id quantity processableQuantity processedQuantity unprocessedQuantity
    refundableQuantity refundedQuantity customerNote returnReason returnReasonNote returnReasonDefinition { handle }
    ... on ReturnLineItem { fulfillmentLineItem { id } restockingFee { percentage amountSet { shopMoney { amount } } } } } }
  exchangeLineItems(first: 10) { nodes { id quantity processedQuantity title variantTitle lineItems { id } } }
  returnShippingFees { id amountSet { shopMoney { amount } presentmentMoney { amount } } }
  reverseFulfillmentOrders(first: 5) { nodes { id status lineItems(first: 10) { nodes { id totalQuantity
    fulfillmentLineItem { id } dispositions { type quantity location { id } } } } } }`;

export type WireReturn = {
  id: string;
  name: string;
  status: string;
  totalQuantity: number;
  closedAt: string | null;
  decline: { reason: string; note: string | null } | null;
  order: { id: string; returnStatus: string; updatedAt: string };
  returnLineItems: {
    nodes: {
      id: string;
      quantity: number;
      processableQuantity: number;
      processedQuantity: number;
      unprocessedQuantity: number;
      refundableQuantity: number;
      refundedQuantity: number;
      customerNote: string | null;
      returnReason: string;
      returnReasonNote: string;
      returnReasonDefinition: { handle: string };
      fulfillmentLineItem: { id: string };
      restockingFee: { percentage: number; amountSet: { shopMoney: { amount: string } } } | null;
    }[];
  };
  exchangeLineItems: {
    nodes: {
      id: string;
      quantity: number;
      processedQuantity: number;
      title: string;
      variantTitle: string;
      lineItems: { id: string }[];
    }[];
  };
  returnShippingFees: {
    id: string;
    amountSet: { shopMoney: { amount: string }; presentmentMoney: { amount: string } };
  }[];
  reverseFulfillmentOrders: {
    nodes: {
      id: string;
      status: string;
      lineItems: {
        nodes: {
          id: string;
          totalQuantity: number;
          fulfillmentLineItem: { id: string };
          dispositions: { type: string; quantity: number; location: { id: string } | null }[];
        }[];
      };
    }[];
  };
};

export type ReturnAnswer = { return: WireReturn | null; userErrors: Coded[] };

const DOCUMENTS = {
  returnCreate: 'mutation M($input: ReturnInput!) { root: returnCreate(returnInput: $input)',
  returnRequest: 'mutation M($input: ReturnRequestInput!) { root: returnRequest(input: $input)',
  returnApproveRequest: 'mutation M($input: ReturnApproveRequestInput!) { root: returnApproveRequest(input: $input)',
  returnDeclineRequest: 'mutation M($input: ReturnDeclineRequestInput!) { root: returnDeclineRequest(input: $input)',
  returnProcess: 'mutation M($input: ReturnProcessInput!) { root: returnProcess(input: $input)',
  returnCancel: 'mutation M($input: ID!) { root: returnCancel(id: $input)',
  returnClose: 'mutation M($input: ID!) { root: returnClose(id: $input)',
  returnReopen: 'mutation M($input: ID!) { root: returnReopen(id: $input)',
} as const;

/** Sends a mutation that answers a return. */
export async function change(
  desk: Desk,
  mutation: keyof typeof DOCUMENTS,
  input: object | string,
): Promise<ReturnAnswer> {
  const document = `${DOCUMENTS[mutation]} { return { ${RETURN} } userErrors { field message code } } }`;
  return (await ask<{ root: ReturnAnswer }>(desk, document, { input })).root;
}

/** The return of an answer. @throws when it was refused */
export function made(answer: ReturnAnswer): WireReturn {
  if (answer.return === null) throw new Error(JSON.stringify(answer.userErrors));
  return answer.return;
}

/** Opens a return of some units of an order's first line. */
export async function openReturn(desk: Desk, order: Sent, quantity = 1, more: object = {}): Promise<WireReturn> {
  const line = { fulfillmentLineItemId: order.sent[0], quantity, returnReason: 'DEFECTIVE' };
  return made(await change(desk, 'returnCreate', { orderId: order.id, returnLineItems: [line], ...more }));
}

/** A return as it stands now. */
export async function readReturn(desk: Desk, id: string): Promise<WireReturn> {
  return (await ask<{ return: WireReturn }>(desk, `query Q($id: ID!) { return(id: $id) { ${RETURN} } }`, { id }))
    .return;
}

/** The location that orders are sent from. */
export async function warehouse(desk: Desk): Promise<string> {
  const data = await ask<{ locations: { nodes: { id: string }[] } }>(desk, '{ locations(first: 1) { nodes { id } } }');
  return data.locations.nodes[0]?.id ?? '';
}
