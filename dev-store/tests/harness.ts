import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createDevStore, type DevStore } from '#dev-store/server.ts';
import type { DevStoreOptions } from '#dev-store/options.ts';
import { MUG_HOUSE } from '#dev-store/state/shops.ts';

export { MUG_HOUSE, TOKYO_PAPER } from '#dev-store/state/shops.ts';

export type GqlError = {
  message: string;
  path?: (string | number)[];
  extensions?: Record<string, unknown> & { code?: string };
};

export type Cost = {
  requestedQueryCost: number;
  actualQueryCost: number | null;
  throttleStatus: { maximumAvailable: number; currentlyAvailable: number; restoreRate: number };
};

export type GqlBody<Data> = { data?: Data | null; errors?: GqlError[]; extensions?: { cost: Cost } };

export type Money = { amount: string; currencyCode: string };
export type UserErrors = { field: string[] | null; message: string }[];

/** An order as the control API shows it. */
export type MadeOrder = {
  id: string;
  legacyId: number;
  name: string;
  customerId: string | null;
  email: string | null;
  presentmentCurrency: string;
  financialStatus: string;
  total: { amount: string; shopAmount: string };
  maximumRefundable: { amount: string };
  lineItems: {
    id: string;
    legacyId: number;
    quantity: number;
    refundableQuantity: number;
    unitPrice: { amount: string };
  }[];
  transactions: {
    id: string;
    legacyId: number;
    kind: string;
    status: string;
    gateway: string;
    amount: { amount: string };
  }[];
  refunds: { id: string; legacyId: number; note: string | null; idempotencyKey: string | null }[];
};

export type Answer<T> = { status: number; body: T; headers: Headers };

/** A dev store of its own on a free port, spoken to over HTTP as the app and as a test would. */
export class Desk {
  readonly devStore: DevStore;
  readonly base: string;
  #token = '';

  private constructor(devStore: DevStore, base: string) {
    this.devStore = devStore;
    this.base = base;
  }

  static async open(options: Partial<DevStoreOptions> = {}): Promise<Desk> {
    const devStore = createDevStore({ seed: 'empty', webhooks: false, ...options });
    const desk = new Desk(devStore, await devStore.listen());
    desk.#token = await desk.accessToken(MUG_HOUSE);
    return desk;
  }

  close(): Promise<void> {
    return this.devStore.close();
  }

  /** A lasting offline token, made by the control API. */
  async accessToken(shop: string): Promise<string> {
    const { body } = await this.post<{ accessToken: string }>('/dev-store/apps/access-token', { shop });
    return body.accessToken;
  }

  async post<T>(
    path: string,
    body: unknown,
    headers: Record<string, string> = {},
    signal?: AbortSignal,
  ): Promise<Answer<T>> {
    const response = await fetch(this.base + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
      ...(signal && { signal }),
    });
    return { status: response.status, body: (await response.json()) as T, headers: response.headers };
  }

  async get<T>(path: string): Promise<T> {
    return (await (await fetch(this.base + path)).json()) as T;
  }

  /** One GraphQL request as the app sends it. */
  graphql<Data>(query: string, variables: object = {}, over: Over = {}): Promise<Answer<GqlBody<Data>>> {
    const { shop = MUG_HOUSE, token = this.#token, version = '2026-10', signal, fault } = over;
    const headers = {
      'x-dev-store-shop': shop,
      'x-shopify-access-token': token,
      ...(fault && { 'x-dev-store-fault': JSON.stringify(fault) }),
    };
    return this.post(`/admin/api/${version}/graphql.json`, { query, variables }, headers, signal);
  }

  order(input: object = {}): Promise<MadeOrder> {
    return this.made('/dev-store/orders', { shop: MUG_HOUSE, scenario: 'paid-200', ...input });
  }

  orderNow(id: number): Promise<MadeOrder> {
    return this.get(`/dev-store/orders/${id}`);
  }

  async made<T>(path: string, body: object): Promise<T> {
    const answer = await this.post<T & { error?: string }>(path, body);
    if (answer.status >= 400) throw new Error(`${path}: ${answer.body.error ?? answer.status}`);
    return answer.body;
  }

  async advance(ms: number): Promise<void> {
    await this.post('/dev-store/clock', { advanceMs: ms });
  }
}

type Over = { shop?: string; token?: string; version?: string; fault?: object; signal?: AbortSignal };

export const REFUND = `mutation Refund($input: RefundInput!, $key: String!) {
  refundCreate(input: $input) @idempotent(key: $key) {
    refund { id note totalRefundedSet { shopMoney { amount currencyCode } presentmentMoney { amount currencyCode } }
      transactions(first: 5) { nodes { id status kind gateway } } }
    order { id displayFinancialStatus totalRefundedSet { presentmentMoney { amount } } }
    userErrors { field message }
  }
}`;

export type RefundData = {
  refundCreate: {
    refund: {
      id: string;
      note: string | null;
      totalRefundedSet: { shopMoney: Money; presentmentMoney: Money };
      transactions: { nodes: { id: string; status: string; kind: string; gateway: string }[] };
    } | null;
    order: { id: string; displayFinancialStatus: string; totalRefundedSet: { presentmentMoney: Money } } | null;
    userErrors: UserErrors;
  } | null;
};

/** Input of an amount-only refund to the order's first payment. */
export function amountRefund(order: MadeOrder, amount: string, more: object = {}): Record<string, unknown> {
  const [payment] = order.transactions;
  return {
    orderId: order.id,
    ...more,
    transactions: [{ orderId: order.id, parentId: payment?.id, gateway: payment?.gateway, kind: 'REFUND', amount }],
  };
}

/** Sends `refundCreate` and answers its payload. */
export async function refund(
  desk: Desk,
  input: object,
  key: string,
): Promise<NonNullable<RefundData['refundCreate']> & { body: GqlBody<RefundData> }> {
  const { body } = await desk.graphql<RefundData>(REFUND, { input, key });
  const payload = body.data?.refundCreate;
  if (payload == null) throw new Error(`refundCreate answered ${JSON.stringify(body)}`);
  return { ...payload, body };
}

export type Received = { topic: string; headers: IncomingMessage['headers']; body: string };

/** A stand-in for the app's webhook address: keeps what arrives and answers with the next status. */
export class Receiver {
  readonly received: Received[] = [];
  status = 200;
  #server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const topic = String(request.headers['x-shopify-topic']);
      this.received.push({ topic, headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
      response.writeHead(this.status).end();
    });
  });

  listen(): Promise<string> {
    return new Promise((resolve) => {
      this.#server.listen(0, '127.0.0.1', () => {
        resolve(`http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`);
      });
    });
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.closeAllConnections();
      this.#server.close(() => {
        resolve();
      });
    });
  }

  topics(): string[] {
    return this.received.map((one) => one.topic);
  }
}
