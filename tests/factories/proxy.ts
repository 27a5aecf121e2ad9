import { createHmac } from 'node:crypto';
import { API_SECRET, MUG_HOUSE, type RunningShell } from '#tests/setup/running-shell.ts';

/** What stands for a visitor at the shop's own address. */
export type AtShop = {
  shop?: string;
  /** Shopify's id of who is signed in. */
  customerId?: string;
  query?: Record<string, string>;
  /** Headers that Shopify passes on, `x-forwarded-for` among them. */
  headers?: Record<string, string>;
  /** Seconds since 1970. */
  at?: number;
};

/** Asks the app as Shopify's app proxy does for a path below `/apps/amends`; `form` is posted. */
export function askThroughProxy(
  shell: Pick<RunningShell, 'ask'>,
  path: string,
  { shop = MUG_HOUSE, customerId = '', query = {}, headers = {}, at = Math.floor(Date.now() / 1000) }: AtShop = {},
  form?: Record<string, string> | URLSearchParams,
): Promise<Response> {
  const params: Record<string, string> = {
    ...query,
    shop,
    path_prefix: '/apps/amends',
    logged_in_customer_id: customerId,
    timestamp: String(at),
  };
  const text = Object.keys(params)
    .sort()
    .map((name) => `${name}=${params[name] ?? ''}`)
    .join('');
  const signature = createHmac('sha256', API_SECRET).update(text).digest('hex');
  return shell.ask(`/proxy${path}?${new URLSearchParams({ ...params, signature }).toString()}`, {
    ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    headers: { 'x-forwarded-for': '203.0.113.7', ...headers },
  });
}
