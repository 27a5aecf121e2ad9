import type { StoreEvent } from '../engine/context.ts';
import { gid } from '../gid.ts';
import { revokeAll } from '../oauth/tokens.ts';
import type { Store } from '../state/store.ts';
import type { AppInstall, Customer, Shop } from '../state/types.ts';

type Emit = (event: StoreEvent) => void;

const SHOP_REDACT_AFTER_MS = 48 * 3_600_000;

/** Removes the app from a shop: tokens end, `app/uninstalled` goes out, and 48 hours later `shop/redact` [D]. */
export function uninstallApp(store: Store, install: AppInstall, emit: Emit): void {
  const shop = store.shop(install.shop);
  install.installed = false;
  install.uninstalledAt = store.nowIso();
  revokeAll(store, install.shop);
  if (shop !== undefined) emit({ topic: 'app/uninstalled', shop: shop.domain, payload: () => shopPayload(shop) });
  store.schedule({ kind: 'shop-redact', shop: install.shop }, SHOP_REDACT_AFTER_MS);
}

/** Installs the app (again), with these scopes. */
export function installApp(store: Store, install: AppInstall, scopes: readonly string[]): void {
  install.installed = true;
  install.installedAt = store.nowIso();
  install.uninstalledAt = null;
  install.scopes = [...scopes];
  store.state.tasks = store.state.tasks.filter((task) => task.kind !== 'shop-redact' || task.shop !== install.shop);
  store.touch();
}

/** Changes what a shop grants; tokens in use follow, and `app/scopes_update` tells the app. */
export function changeScopes(store: Store, install: AppInstall, scopes: readonly string[], emit: Emit): void {
  const previous = install.scopes;
  install.scopes = [...scopes];
  for (const token of store.state.tokens) if (token.shop === install.shop) token.scopes = [...scopes];
  store.touch();
  emit({
    topic: 'app/scopes_update',
    shop: install.shop,
    payload: () => ({ id: install.id, previous, current: scopes, updated_at: store.nowIso() }),
  });
}

/** Body of a compliance request. Shapes follow Shopify's privacy law guide. */
export function compliancePayload(store: Store, topic: string, shop: Shop, customer: Customer | undefined): object {
  const base = { shop_id: shop.id, shop_domain: shop.domain };
  if (topic === 'shop/redact') return base;
  const who = { id: customer?.id ?? null, email: customer?.email ?? null, phone: customer?.phone ?? null };
  const orders = customer === undefined ? [] : store.ordersOfCustomer(customer.id).map((order) => order.id);
  if (topic === 'customers/redact') return { ...base, customer: who, orders_to_redact: orders };
  return { ...base, customer: who, orders_requested: orders, data_request: { id: store.nextId() } };
}

function shopPayload(shop: Shop): object {
  return {
    id: shop.id,
    name: shop.name,
    email: shop.email,
    domain: shop.domain,
    myshopify_domain: shop.domain,
    currency: shop.currency,
    iana_timezone: shop.timezone,
    country_code: shop.address.countryCode,
    plan_name: shop.plan.displayName.toLowerCase(),
    admin_graphql_api_id: gid('Shop', shop.id),
  };
}
