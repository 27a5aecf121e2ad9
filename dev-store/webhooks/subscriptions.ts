import { gid } from '../gid.ts';
import type { DevStoreOptions } from '../options.ts';
import type { Store } from '../state/store.ts';
import type { Shop } from '../state/types.ts';

/**
 * Topics that this stand-in can send, each with a scope that delivers it [S]; null needs none. Which of them the app has
 * subscribed to stands in `options.webhookTopics`. New ones go to the end: their places make the subscriptions' ids.
 */
const TOPICS: Readonly<Record<string, string | null>> = {
  'orders/updated': 'read_orders',
  'refunds/create': 'read_orders',
  'order_transactions/create': 'read_orders',
  'fulfillments/update': 'read_fulfillments',
  'fulfillment_events/create': 'read_fulfillments',
  'app/uninstalled': null,
  'app/scopes_update': null,
  'orders/create': 'read_orders',
  'orders/paid': 'read_orders',
  'draft_orders/create': 'read_draft_orders',
  'draft_orders/update': 'read_draft_orders',
  'draft_orders/delete': 'read_draft_orders',
  'inventory_levels/update': 'read_inventory',
  'orders/cancelled': 'read_orders',
  'fulfillments/create': 'read_fulfillments',
  'fulfillment_orders/placed_on_hold': 'read_merchant_managed_fulfillment_orders',
  'fulfillment_orders/hold_released': 'read_merchant_managed_fulfillment_orders',
  'returns/request': 'read_returns',
  'returns/approve': 'read_returns',
  'returns/decline': 'read_returns',
  'returns/cancel': 'read_returns',
  'returns/close': 'read_returns',
  'returns/reopen': 'read_returns',
  'returns/process': 'read_returns',
  'returns/update': 'read_returns',
  'reverse_deliveries/attach_deliverable': 'read_returns',
  'reverse_fulfillment_orders/dispose': 'read_returns',
  'disputes/create': 'read_shopify_payments_disputes',
  'disputes/update': 'read_shopify_payments_disputes',
  'discounts/create': 'read_discounts',
  'discounts/update': 'read_discounts',
  'discounts/delete': 'read_discounts',
  'discounts/redeemcode_added': 'read_discounts',
  'segments/create': 'read_customers',
  'segments/update': 'read_customers',
  'segments/delete': 'read_customers',
};

export const COMPLIANCE_TOPICS: readonly string[] = ['customers/data_request', 'customers/redact', 'shop/redact'];

/** True when a shop's app receives this topic: subscription and scope count, and compliance topics always arrive. */
export function isSubscribed(topic: string, scopes: readonly string[], options: DevStoreOptions): boolean {
  if (COMPLIANCE_TOPICS.includes(topic)) return true;
  if (!(topic in TOPICS) || !options.webhookTopics.includes(topic)) return false;
  const scope = TOPICS[topic] ?? null;
  return scope === null || scopes.includes(scope) || scopes.includes(scope.replace(/^read_/, 'write_'));
}

export function addressOf(topic: string, options: DevStoreOptions): string {
  const path = COMPLIANCE_TOPICS.includes(topic) ? options.complianceWebhookPath : options.webhookPath;
  return new URL(path, options.appUrl).href;
}

/** `WebhookSubscription` records of a shop; the compliance topics are not among them [S]. */
export function subscriptions(
  options: DevStoreOptions,
  store: Store,
  shop: Shop,
): { number: number; id: string; topic: string; uri: string }[] {
  const install = store.install(shop.domain);
  const at = install?.installedAt ?? store.nowIso();
  return Object.keys(TOPICS).flatMap((topic, index) => {
    if (!isSubscribed(topic, install?.scopes ?? [], options)) return [];
    const number = shop.id * 100 + index;
    return [
      {
        number,
        id: gid('WebhookSubscription', number),
        legacyResourceId: String(number),
        topic: topic.replace('/', '_').toUpperCase(),
        uri: addressOf(topic, options),
        format: 'JSON',
        createdAt: at,
        updatedAt: at,
        filter: null,
        includeFields: [],
        name: null,
      },
    ];
  });
}
