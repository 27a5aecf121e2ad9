import type { DevStoreOptions } from '../../options.ts';
import type { Store } from '../../state/store.ts';
import type { Order } from '../../state/types.ts';
import { extensionFrame, extensionScript } from '../../ui-extensions/index.ts';
import { html, type SafeHtml } from '../html.ts';
import type { Desk } from '../shops.ts';

/** The app's card on an order's page, pinned, and what its action needs. Null where the app is not installed. */
export function extensionCard(store: Store, options: DevStoreOptions, desk: Desk, order: Order): SafeHtml | null {
  if (store.install(order.shop)?.installed !== true) return null;
  const who = { user: desk.user.id };
  return html`<section
    class="card"
    aria-label="${options.appName}"
    data-ui-extensions
    data-action="${extensionFrame('admin.order-details.action.render', order, who)}"
    data-action-title="Log a complaint"
    data-app-base="/store/${desk.handle}/apps/${options.appHandle}"
  >
    <iframe
      class="extension-frame"
      data-block
      title="Complaints"
      src="${extensionFrame('admin.order-details.block.render', order, who)}"
    ></iframe>
    ${extensionScript}
  </section>`;
}

/** The action's entry under More actions. */
export function extensionEntry(store: Store, options: DevStoreOptions, order: Order): SafeHtml | null {
  if (store.install(order.shop)?.installed !== true) return null;
  return html`<h2>Apps</h2>
    <button type="button" data-open-action>Log a complaint<small>${options.appName}</small></button>`;
}
